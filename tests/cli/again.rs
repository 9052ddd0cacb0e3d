//! The command that runs a broken scenario again, as it is told by a run and by one that is told later; and a summary
//! of a step in which there is no room.

use std::fs;
use std::path::Path;

use serde_json::Value;

use super::{Running, ran, recoup, reference};

/// Its id is what the command ends with.
const BROKEN: &str = "payouts/cancel/canceling-a-payout-that-is-canceled-already";

/// A run with a JSON report at this place: exit code, and what was shown on lines that nothing cuts.
fn shown(arguments: &[&str]) -> (Option<i32>, String) {
    let mut command = recoup(arguments);
    let output = command.env("COLUMNS", "500").output().unwrap();
    (
        output.status.code(),
        String::from_utf8(output.stdout).unwrap(),
    )
}

/// The commands after the label, in the order of the findings.
fn told(page: &str) -> Vec<String> {
    let lines = page.lines().map(str::trim_start);
    let commands = lines.filter_map(|line| line.strip_prefix("again "));
    commands.map(|command| command.trim().to_owned()).collect()
}

fn checked(folder: &Path, arguments: &[&str]) -> (String, String) {
    let path = folder.join("run.json").to_str().unwrap().to_owned();
    let report = format!("json={path}");
    let (exit, page) = shown(&[&["check", "--report", &report], arguments].concat());
    assert_eq!(exit, Some(1), "{page}");
    (path, page)
}

#[test]
fn a_run_that_is_told_later_tells_the_same_command_and_it_does_what_it_says() {
    let folder = tempfile::tempdir().unwrap();
    let asked = ["--defect", "cancel-twice", "PAY-CANCEL-01", "PAY-CANCEL-05"];
    let (json, page) = checked(folder.path(), &asked);
    let (exit, later) = shown(&["report", "--from", &json]);
    assert_eq!(exit, Some(0));
    let commands = told(&later);
    assert_eq!(commands, told(&page), "{later}");
    let first = commands.first().unwrap();
    assert!(
        first.starts_with("recoup check --defect cancel-twice payouts/cancel/"),
        "{first}"
    );
    let words: Vec<&str> = first.split(' ').skip(1).collect();
    let (exit, again) = shown(&words);
    assert_eq!(exit, Some(1), "{again}");
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
    let head = ["check", &url, "--key", "sk_test_canary", "--report", &report];
    let (exit, _) = shown(&[&head[..], &asked, &["PAY-REV-17b"]].concat());
    assert_eq!(exit, Some(1), "the reference refuses on that day");
    let (_, later) = shown(&["report", "--from", path.to_str().unwrap()]);
    let expected = format!("recoup check {url} --levers {levers} --reading reversal-day-90=accepted payout_reversals/");
    let commands = told(&later);
    assert!(
        !commands.is_empty() && commands.iter().all(|command| command.starts_with(&expected)),
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
        told(&later).iter().all(|command| command.starts_with("recoup check … payouts/cancel/")),
        "{later}"
    );
    assert!(later.contains(BROKEN), "{later}");
}

#[test]
fn where_the_summary_of_a_step_is_full_that_is_said_and_nothing_is_lost() {
    let folder = tempfile::tempdir().unwrap();
    let summary = folder.path().join("summary.md").to_str().unwrap().to_owned();
    let (json, _) = checked(folder.path(), &["--defect", "cancel-twice", "PAY-CANCEL-05"]);
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
