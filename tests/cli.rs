//! The binary itself, as a user drives it: what it prints, where, and how it ends.

#![allow(clippy::unwrap_used, reason = "a test that panics says what broke")]

#[path = "cli/again.rs"]
mod again;
#[path = "cli/book.rs"]
mod book;
#[path = "cli/init.rs"]
mod init;
#[path = "cli/key.rs"]
mod key;
#[path = "cli/known.rs"]
mod known;
#[path = "cli/levers.rs"]
mod levers;
#[path = "cli/names.rs"]
mod names;
#[path = "cli/plan.rs"]
mod plan;
#[path = "cli/reports.rs"]
mod reports;
#[path = "cli/settings.rs"]
mod settings;
#[path = "cli/shards.rs"]
mod shards;

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::TcpListener;
use std::process::{Child, Command, Stdio};
use std::thread;

use assert_cmd::assert::OutputAssertExt as _;
use assert_cmd::cargo::cargo_bin;
use serde_json::Value;

fn recoup(arguments: &[&str]) -> Command {
    let mut command = Command::new(cargo_bin("recoup"));
    command.args(arguments).stdin(Stdio::null());
    for (name, _) in std::env::vars_os() {
        let ours = name
            .to_str()
            .is_some_and(|name| name.starts_with("RECOUP_"));
        if ours || name == "COLUMNS" || name == "GITHUB_STEP_SUMMARY" {
            command.env_remove(name);
        }
    }
    command
}

/// Runs it and gives exit code, standard output and standard error.
fn ran(arguments: &[&str]) -> (i32, String, String) {
    let output = recoup(arguments).output().unwrap();
    let text = |bytes| String::from_utf8(bytes).unwrap();
    (
        output.status.code().unwrap(),
        text(output.stdout),
        text(output.stderr),
    )
}

/// Asserts an exit code and words that must be on standard error.
fn refused(arguments: &[&str], code: i32, words: &[&str]) {
    let (exit, out, err) = ran(arguments);
    assert_eq!(exit, code, "{arguments:?}\n{out}{err}");
    for word in words {
        assert!(
            err.contains(word),
            "{arguments:?} should say {word:?}:\n{err}"
        );
    }
}

/// A process that is ended with the test, however the test ends.
struct Running(Child);

impl Drop for Running {
    fn drop(&mut self) {
        // It may have ended by itself.
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// A server that gives everybody the same bytes, or accepts and says nothing; it ends with the test's process.
fn server(answer: Option<&'static str>) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    thread::spawn(move || {
        let mut silent = Vec::new();
        for stream in listener.incoming() {
            let Ok(mut stream) = stream else { return };
            let Some(answer) = answer else {
                silent.push(stream);
                continue;
            };
            thread::spawn(move || {
                let mut request = [0; 4096];
                // A client that goes away meanwhile is its own affair.
                let _ = stream.read(&mut request);
                let _ = stream.write_all(answer.as_bytes());
            });
        }
    });
    url
}

#[test]
fn the_main_job_needs_no_arguments() {
    let (exit, out, err) = ran(&["check"]);
    assert_eq!(exit, 0, "{out}{err}");
    assert!(out.contains("CONFORMANT"), "{out}");
    assert!(out.contains("PAY-CANCEL"), "{out}");
    assert!(out.contains("payout-reversal-countries"), "{out}");
    assert!(!out.contains('\u{1b}'), "no colors in a pipe:\n{out}");
    // Progress in a pipe is a line a folder of features; the reading that the reference does not take is no breach.
    assert!(err.contains("payouts: ") && !err.contains('\r'), "{err}");
    assert_eq!(
        err.lines().count(),
        err.matches(", none broken").count(),
        "{err}"
    );
}

#[test]
fn a_planted_defect_is_found_and_shown_whole() {
    let (exit, out, _) = ran(&["check", "--reference", "--defect", "cancel-twice"]);
    assert_eq!(exit, 1, "{out}");
    for words in [
        "PAY-CANCEL-05",
        "behaves like the planted defect cancel-twice",
        "Source",
        "features/payouts/cancel",
        "expected",
        "observed",
        "POST /v1/payouts/po_",
        "again recoup check --defect",
        "\"status\": \"canceled\"",
    ] {
        let found = out.to_lowercase().contains(&words.to_lowercase());
        assert!(found, "should show {words:?}:\n{out}");
    }
    assert!(!out.contains("sk_test_"), "keys are not shown:\n{out}");
}

#[test]
fn selections_run_what_they_name() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("run.json");
    let report = format!("json={}", path.display());
    for (selection, least) in [
        (vec!["PAY-CANCEL-01"], 1),
        (vec!["PAY-REV"], 37),
        (vec!["PAY-CANCEL-*"], 12),
        (vec!["--needs", "schedule"], 2),
    ] {
        let mut arguments = vec!["check", "--report", &report];
        arguments.extend(&selection);
        let (exit, out, err) = ran(&arguments);
        assert_eq!(exit, 0, "{selection:?}\n{out}{err}");
        let run: Value = serde_json::from_slice(&std::fs::read(&path).unwrap()).unwrap();
        let upheld = run["counts"]["rules"]["upheld"].as_u64().unwrap();
        assert!(
            upheld >= least && (least > 1 || upheld == 1),
            "{selection:?}: {upheld} upheld"
        );
        assert!(out.contains("run.json"), "says where the report is:\n{out}");
    }
}

#[test]
fn a_feature_file_is_a_selection() {
    recoup(&["check", "features/payouts/cancel.feature", "--quiet"])
        .assert()
        .code(0);
}

#[test]
fn a_selection_of_nothing_is_its_own_exit() {
    refused(
        &["check", "PAY-CANCL-01"],
        4,
        &["PAY-CANCL-01", "PAY-CANCEL-01"],
    );
    refused(
        &["check", "PAY-CANCEL-01", "--needs", "topups"],
        4,
        &["nothing to run"],
    );
}

#[test]
fn a_target_that_does_not_answer_is_named_and_reported() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("run.json");
    let port = TcpListener::bind("127.0.0.1:0")
        .unwrap()
        .local_addr()
        .unwrap()
        .port();
    let url = format!("http://127.0.0.1:{port}");
    let (exit, out, _) = ran(&[
        "check",
        &url,
        "--report",
        &format!("json={}", path.display()),
    ]);
    assert_eq!(exit, 5, "{out}");
    assert!(out.contains(&url) && out.contains("refused"), "{out}");
    assert!(out.lines().count() < 8, "one thing is to be said: {out}");
    let run: Value = serde_json::from_slice(&std::fs::read(&path).unwrap()).unwrap();
    assert_eq!(run["conformance"], "unreachable");
    assert_eq!(run["exit_code"], 5);
}

#[test]
fn a_target_that_hangs_is_given_up_within_the_time_limit() {
    let url = server(None);
    let (exit, out, _) = ran(&["check", &url, "--timeout", "0.2"]);
    assert_eq!(exit, 5, "{out}");
    assert!(out.contains(&url) && out.contains("time limit"), "{out}");
}

#[test]
fn levers_that_speak_something_else_are_a_fault_with_their_words() {
    let url = server(Some(
        "HTTP/1.1 200 OK\r\nContent-Length: 19\r\nConnection: close\r\n\r\n<h1>It works!</h1>\r\n",
    ));
    let (exit, out, _) = ran(&["check", &url, "PAY-CANCEL-01"]);
    assert_eq!(exit, 3, "{out}");
    assert!(
        out.contains("It works!") && out.contains("faulted"),
        "{out}"
    );
}

#[test]
fn features_that_do_not_parse_are_told_with_their_line() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::create_dir(folder.path().join("payouts")).unwrap();
    let file = folder.path().join("payouts/x.feature");
    std::fs::write(
        &file,
        "Feature: X\n\n  @X-01 @documented\n  Rule: R\n    Source: S\n\n    Scenari: Doing\n",
    )
    .unwrap();
    let path = folder.path().to_str().unwrap();
    refused(
        &["check", "--features", path],
        2,
        &["x.feature:7", "Scenario"],
    );
    refused(
        &["check", "--features", "/nonexistent"],
        2,
        &["/nonexistent"],
    );
    let undefined = "Feature: X\n\n  @X-01 @documented\n  Rule: R\n    Source: S\n\n    Scenario: Doing\n      \
                     When the platform cancles the payout\n      Then no money has moved\n";
    std::fs::write(&file, undefined).unwrap();
    refused(
        &["check", "--features", path],
        2,
        &["x.feature:7", "no step form matches", "nearest"],
    );
}

#[test]
fn a_report_that_cannot_be_written_is_said_before_the_run() {
    let (exit, out, err) = ran(&["check", "--report", "json=/nonexistent/run.json"]);
    assert_eq!(exit, 2, "{out}");
    assert!(err.contains("/nonexistent"), "{err}");
    assert_eq!(out, "", "nothing ran");
}

#[cfg(unix)]
#[test]
fn an_interrupted_run_still_writes_its_reports() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("run.json");
    let manifest =
        "{\"protocol\":\"levers/1\",\"capabilities\":[\"payouts\",\"accounts\",\"funds\"]}";
    let levers = server(Some(Box::leak(
        format!(
            "HTTP/1.1 200 OK\r\nContent-Length: {}\r\nConnection: close\r\n\r\n{manifest}",
            manifest.len()
        )
        .into_boxed_str(),
    )));
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    let report = format!("json={}", path.display());
    let mut running = Running(
        recoup(&[
            "check",
            &url,
            "--levers",
            &levers,
            "--timeout",
            "600",
            "--report",
            &report,
        ])
        .stdout(Stdio::null())
        .spawn()
        .unwrap(),
    );
    // The run is under way once it asks the target, which never answers.
    let asked = listener.accept().unwrap();
    let id = running.0.id().to_string();
    assert!(
        Command::new("kill")
            .args(["-INT", &id])
            .status()
            .unwrap()
            .success()
    );
    assert_eq!(running.0.wait().unwrap().code(), Some(130));
    drop(asked);
    let run: Value = serde_json::from_slice(&std::fs::read(&path).unwrap()).unwrap();
    assert_eq!(run["exit_code"], 130);
}

/// A reference that serves, and its URL.
fn reference() -> (Running, String) {
    let mut running = Running(
        recoup(&["serve", "--port", "0"])
            .stdout(Stdio::piped())
            .spawn()
            .unwrap(),
    );
    let mut lines = BufReader::new(running.0.stdout.take().unwrap()).lines();
    let api = lines.find_map(|line| {
        let line = line.unwrap();
        let api = line.trim().strip_prefix("api").map(str::trim);
        api.map(|api| api.trim_end_matches("/v1").to_owned())
    });
    (running, api.unwrap())
}

#[test]
fn the_reference_serves_and_is_checked_like_a_stranger() {
    let (_running, url) = reference();
    assert!(url.starts_with("http://127.0.0.1:"), "loopback: {url}");
    let levers = format!("{url}/levers");
    let (exit, out, err) = ran(&[
        "check",
        &url,
        "--levers",
        &levers,
        "--jobs",
        "4",
        "PAY-CANCEL",
    ]);
    assert_eq!(exit, 0, "{out}{err}");
}

#[test]
fn what_stands_for_a_target_asks_for_its_url() {
    refused(&["check", "--key", "sk_canary"], 2, &["--key", "URL"]);
    refused(
        &["check", "--levers", "http://127.0.0.1:9/levers"],
        2,
        &["--levers", "URL"],
    );
    refused(&["check", "127.0.0.1:9"], 2, &["http://127.0.0.1:9"]);
    let environment = recoup(&["check", "PAY-CANCEL-01"])
        .env("RECOUP_KEY", "sk_canary")
        .env("RECOUP_LEVERS", "http://127.0.0.1:9")
        .output()
        .unwrap();
    assert_eq!(environment.status.code(), Some(0), "{environment:?}");
}

#[test]
fn no_secret_of_the_command_line_is_repeated() {
    let url = "http://user:canary@127.0.0.1:9";
    for arguments in [
        vec!["check", url],
        vec!["check", "http://127.0.0.1:9", "--levers", url],
        vec!["check", "http://127.0.0.1:9", "--key", "sk_canary\n"],
        vec!["check", "PAY-CANCEL-01", url],
        vec!["check", "http://127.0.0.1:9", url],
        vec!["check", "--help"],
    ] {
        let output = recoup(&arguments)
            .env("RECOUP_KEY", "sk_canary")
            .env("RECOUP_LEVERS", url)
            .output()
            .unwrap();
        let told = [output.stdout, output.stderr].concat();
        let told = String::from_utf8_lossy(&told);
        assert!(!told.contains("canary"), "{arguments:?}: {told}");
        let expected = if arguments.contains(&"--help") { 0 } else { 2 };
        assert_eq!(
            output.status.code(),
            Some(expected),
            "{arguments:?}: {told}"
        );
    }
}

#[test]
fn rules_are_shown_with_their_sources() {
    let (exit, out, _) = ran(&["rules", "PAY-REV-29"]);
    assert_eq!(exit, 0);
    for words in [
        "PAY-REV-29",
        "source",
        "documented",
        "bank",
        "features/payout_reversals/",
    ] {
        assert!(out.contains(words), "{words}:\n{out}");
    }
    let (_, out, _) = ran(&["rules", "--json"]);
    let rules: Value = serde_json::from_str(&out).unwrap();
    assert!(rules["rules"].as_array().unwrap().len() >= 83);
}

#[test]
fn one_defect_can_be_proved() {
    let (exit, out, err) = ran(&["prove", "cancel-twice"]);
    assert_eq!(exit, 0, "{out}{err}");
    assert!(
        out.contains("PAY-CANCEL-05") && out.contains("the defect is caught"),
        "{out}"
    );
}

#[test]
fn a_closed_pipe_is_no_panic() {
    let mut running = Running(
        recoup(&["rules"])
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap(),
    );
    drop(running.0.stdout.take());
    let mut err = String::new();
    running
        .0
        .stderr
        .take()
        .unwrap()
        .read_to_string(&mut err)
        .unwrap();
    assert_eq!(running.0.wait().unwrap().code(), Some(0));
    assert_eq!(err, "");
}
