//! The command that runs a broken scenario again, as it is told by a run and by one that is told later; and a summary
//! of a step in which there is no room.

use std::fs;
use std::path::Path;

use serde_json::Value;

use super::{Running, ran, recoup, reference};

/// Its id is what the command ends with.
const BROKEN: &str =
    "payouts/cancel_refused/canceling-a-payout-that-has-been-canceled-with-its-money-at-hand";

/// Exit code, and what was shown.
fn shown(arguments: &[&str]) -> (i32, String) {
    let (exit, out, _) = ran(arguments);
    (exit, out)
}

/// The commands after the label, in the order of the findings; what went on in further lines stands below its beginning.
fn told(page: &str) -> Vec<String> {
    let mut commands: Vec<String> = Vec::new();
    let mut is_open = false;
    for line in page.lines() {
        if let Some(begun) = line.trim_start().strip_prefix("again ") {
            commands.push(begun.trim().to_owned());
            is_open = true;
        } else if is_open && line.starts_with(&" ".repeat(15)) {
            let command = commands.last_mut().unwrap();
            // A line that goes on says so: pasted as it stands it is one command.
            assert_eq!(command.pop(), Some('\\'), "{page}");
            command.push_str(line.trim());
        } else {
            is_open = false;
        }
    }
    commands
}

fn checked(folder: &Path, arguments: &[&str]) -> (String, String) {
    let path = folder.join("run.json").to_str().unwrap().to_owned();
    let report = format!("json={path}");
    let (exit, page) = shown(&[&["check", "--report", &report], arguments].concat());
    assert_eq!(exit, 1, "{page}");
    (path, page)
}

#[test]
fn a_run_that_is_told_later_tells_the_same_command_and_it_does_what_it_says() {
    let folder = tempfile::tempdir().unwrap();
    let asked = ["--defect", "cancel-twice", "PAY-CANCEL-01", "PAY-CANCEL-05"];
    let (json, page) = checked(folder.path(), &asked);
    let (exit, later) = shown(&["report", "--from", &json]);
    assert_eq!(exit, 0);
    let commands = told(&later);
    assert_eq!(commands, told(&page), "{later}");
    let first = commands.first().unwrap();
    assert!(
        first.starts_with("recoup check --defect cancel-twice payouts/cancel_refused/"),
        "{first}"
    );
    let words: Vec<&str> = first.split(' ').skip(1).collect();
    let (exit, again) = shown(&words);
    assert_eq!(exit, 1, "{again}");
    assert!(again.contains("BROKEN PAY-CANCEL-05"), "{again}");
    assert_eq!(told(&again)[0], *first);
    let (_, html, _) = ran(&["report", "--from", &json, "--report", "html=-"]);
    assert!(html.contains(first), "the page tells it, too");
}

#[test]
fn the_command_names_the_target_and_its_levers_and_never_the_key() {
    let (_running, url): (Running, String) = reference();
    let folder = tempfile::tempdir().unwrap();
    let levers = format!("{url}/levers");
    let path = folder.path().join("run.json");
    let report = format!("json={}", path.display());
    let asked = ["--levers", &levers, "--reading", "reversal-day-90=accepted"];
    let head = [
        "check",
        &url,
        "--key",
        "sk_test_canary",
        "--report",
        &report,
    ];
    let (exit, _) = shown(&[&head[..], &asked, &["PAY-REV-17b"]].concat());
    assert_eq!(exit, 1, "the reference refuses on that day");
    let (_, later) = shown(&["report", "--from", path.to_str().unwrap()]);
    let expected = format!(
        "recoup check {url} --levers {levers} --reading reversal-day-90=accepted payout_reversals/"
    );
    let commands = told(&later);
    assert!(
        !commands.is_empty()
            && commands
                .iter()
                .all(|command| command.starts_with(&expected)),
        "{later}"
    );
    assert!(!later.contains("canary"), "{later}");
}

#[test]
fn a_run_of_a_test_tells_what_is_known_of_the_command() {
    let folder = tempfile::tempdir().unwrap();
    let asked = ["--defect", "cancel-twice", "PAY-CANCEL-05"];
    let (json, _) = checked(folder.path(), &asked);
    let mut run: Value = serde_json::from_str(&fs::read_to_string(&json).unwrap()).unwrap();
    run["again"] = Value::Null;
    fs::write(&json, run.to_string()).unwrap();
    let (_, later) = shown(&["report", "--from", &json]);
    assert!(
        told(&later)
            .iter()
            .all(|command| command.starts_with("recoup check … payouts/cancel_refused/")),
        "{later}"
    );
    assert!(told(&later)[0].ends_with(BROKEN), "{later}");
}

#[test]
fn a_run_that_is_merged_keeps_the_command_that_all_its_parts_have() {
    let folder = tempfile::tempdir().unwrap();
    let part = |name: &str, asked: &[&str]| {
        let path = folder.path().join(name).to_str().unwrap().to_owned();
        let report = format!("json={path}");
        shown(&[&["check", "--report", &report], asked].concat());
        path
    };
    let red = part("red", &["--defect", "cancel-twice", "PAY-CANCEL-05"]);
    let like = part("like", &["--defect", "cancel-twice", "PAY-CANCEL-01"]);
    let other = part("other", &["PAY-CANCEL-01"]);
    let (exit, merged) = shown(&["merge", &red, &like]);
    assert_eq!(exit, 1, "{merged}");
    assert_eq!(
        told(&merged),
        [format!("recoup check --defect cancel-twice {BROKEN}")]
    );
    let (_, merged) = shown(&["merge", &red, &other]);
    assert_eq!(told(&merged), [format!("recoup check … {BROKEN}")]);
}

#[test]
fn where_the_summary_of_a_step_is_full_that_is_said_and_nothing_is_lost() {
    let folder = tempfile::tempdir().unwrap();
    let summary = folder
        .path()
        .join("summary.md")
        .to_str()
        .unwrap()
        .to_owned();
    let (json, _) = checked(
        folder.path(),
        &["--defect", "cancel-twice", "PAY-CANCEL-05"],
    );
    let report = format!("markdown={summary}");
    let asked = ["--report", &report];
    let check = ["check", "--defect", "cancel-twice", "PAY-CANCEL-05"];
    let told = ["report", "--from", &json];
    for (head, code) in [(&check[..], 1), (&told[..], 0)] {
        let full = "x".repeat(1024 * 1024 - 100);
        fs::write(&summary, &full).unwrap();
        let mut command = recoup(&[head, &asked].concat());
        let output = command.env("GITHUB_STEP_SUMMARY", &summary).output();
        let output = output.unwrap();
        let out = String::from_utf8(output.stdout).unwrap();
        assert_eq!(output.status.code(), Some(code), "{out}");
        let line = format!(
            "markdown report: {summary}: nothing is added, as it is as long as GitHub takes it already"
        );
        assert!(out.contains(&line), "{out}");
        assert!(fs::read_to_string(&summary).unwrap() == full, "as it was");
    }
}
