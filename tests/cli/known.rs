//! Known failures, from the first list to the empty one.

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value;
use tempfile::TempDir;

use super::{ran, recoup, refused};

/// A folder with a list of known failures in it.
struct Listed {
    _folder: TempDir,
    path: PathBuf,
}

impl Listed {
    fn new(text: &str) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("known.toml");
        fs::write(&path, text).unwrap();
        Self {
            _folder: folder,
            path,
        }
    }

    fn path(&self) -> &str {
        self.path.to_str().unwrap()
    }

    fn text(&self) -> String {
        fs::read_to_string(&self.path).unwrap()
    }

    /// A check of the reference with a defect that breaks PAY-CANCEL-05.
    fn check(&self, more: &[&str]) -> (i32, String, String) {
        let defect = ["check", "--defect", "cancel-twice", "PAY-CANCEL"];
        ran(&[&defect[..], &["--known", self.path()], more].concat())
    }

    fn update(&self, more: &[&str]) -> String {
        let arguments = ["known", "update", "--known", self.path(), "PAY-CANCEL"];
        let (exit, out, err) = ran(&[&arguments[..], more].concat());
        assert_eq!(exit, 0, "{out}{err}");
        out
    }
}

fn entry(fails_with: &str) -> String {
    format!(
        "# ours\n[[known]]\nrule = 'PAY-CANCEL-05' # the twice\nfails_with = '{fails_with}'\nreason = 'it is old'\n"
    )
}

fn report(path: &Path) -> Value {
    serde_json::from_slice(&fs::read(path).unwrap()).unwrap()
}

#[test]
fn a_list_is_begun_filled_in_burnt_down_and_done() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("known.toml");
    let listed = Listed {
        _folder: folder,
        path,
    };
    let out = listed.update(&["--defect", "cancel-twice"]);
    assert!(out.contains("payouts/cancel_refused/"), "{out}");
    assert!(out.contains("TODO"), "{out}");
    let written = listed.text();
    assert!(written.starts_with("# Known failures"), "{written}");
    let (exit, _, err) = listed.check(&[]);
    assert_eq!(exit, 2, "{err}");
    assert!(err.contains("known.toml:") && err.contains("TODO"), "{err}");

    fs::write(&listed.path, written.replace("\"TODO\"", "\"it is old\"")).unwrap();
    let json = listed.path.with_file_name("run.json");
    let asked = format!("json={}", json.display());
    let (exit, out, err) = listed.check(&["--report", &asked]);
    assert_eq!(exit, 0, "{out}{err}");
    assert!(
        out.contains("known failure") && !out.contains("BROKEN"),
        "{out}"
    );
    let run = report(&json);
    assert_eq!(run["counts"]["rules"]["known"], 1);
    assert_eq!(run["known"][0]["state"], "holds");
    let (_, out, _) = listed.check(&["--verbose"]);
    assert!(out.contains("it is old"), "listed in full:\n{out}");

    assert_eq!(
        listed.update(&["--defect", "cancel-twice"]).lines().count(),
        1,
        "nothing new"
    );
    let (exit, out, _) = ran(&["check", "PAY-CANCEL", "--known", listed.path()]);
    assert_eq!(exit, 1, "{out}");
    assert!(
        out.contains("fixed") && out.contains("known.toml:"),
        "{out}"
    );
    assert!(
        listed.update(&[]).contains("--prune"),
        "stale entries stay unless asked"
    );
    assert!(listed.text().contains("it is old"));
    assert!(listed.update(&["--prune"]).contains("0 added, 1 removed"));
    assert!(!listed.text().contains("[[known]]"), "{}", listed.text());
    let (exit, out, _) = ran(&["check", "PAY-CANCEL", "--known", listed.path()]);
    assert_eq!(exit, 0, "{out}");
}

#[test]
fn a_new_list_says_what_it_is_and_how_it_is_taken() {
    for before in ["", "\n"] {
        let listed = Listed::new(before);
        let out = listed.update(&["--defect", "cancel-twice"]);
        assert!(
            listed.text().starts_with("# Known failures"),
            "{}",
            listed.text()
        );
        assert!(!out.contains("[run]"), "it was named: {out}");
    }
    let folder = tempfile::tempdir().unwrap();
    let update = ["known", "update", "--defect", "cancel-twice", "PAY-CANCEL"];
    let output = recoup(&update).current_dir(folder.path()).output().unwrap();
    let out = String::from_utf8(output.stdout).unwrap();
    assert!(
        out.contains("--known known.toml") && out.contains("[run]"),
        "{out}"
    );
    assert!(folder.path().join("known.toml").is_file());
}

#[test]
fn failing_in_another_way_is_not_excused() {
    let listed = Listed::new(&entry("status 418"));
    let (exit, out, _) = listed.check(&[]);
    assert_eq!(exit, 1, "{out}");
    assert!(
        out.contains("known.toml:2 says that it fails otherwise"),
        "{out}"
    );
    let out = listed.update(&["--defect", "cancel-twice"]);
    assert!(out.contains("added") && out.contains("stale"), "{out}");
    let text = listed.text();
    assert!(
        text.starts_with("# ours\n[[known]]\nrule = 'PAY-CANCEL-05' # the twice\n"),
        "{text}"
    );
    assert!(text.contains("reason = \"TODO\""), "{text}");
}

#[test]
fn an_entry_that_has_run_out_excuses_nothing() {
    for (until, exit) in [("2020-01-01", 1), ("9999-12-31", 0)] {
        let listed = Listed::new(&format!("{}until = {until}\n", entry("observed")));
        let (ended, out, _) = listed.check(&[]);
        assert_eq!(ended, exit, "{until}: {out}");
        assert!(out.contains(until), "{out}");
    }
}

#[test]
fn a_scenario_may_be_listed() {
    let all = Listed::new(&entry("observed"));
    let json = all.path.with_file_name("run.json");
    let asked = format!("json={}", json.display());
    assert_eq!(all.check(&["--report", &asked]).0, 0);
    let run = report(&json);
    let scenarios = run["known"][0]["scenarios"].as_array().unwrap();
    let entries = scenarios.iter().map(|id| {
        format!("[[known]]\nscenario = {id}\nfails_with = 'observed'\nreason = 'it is old'\n")
    });
    let entries: Vec<String> = entries.collect();
    let listed = Listed::new(&entries.join("\n"));
    let (exit, out, err) = listed.check(&[]);
    assert_eq!(exit, 0, "{out}{err}");
}

#[test]
fn what_is_about_nothing_is_refused_with_the_nearest() {
    let known = |text: &str, words: &[&str]| {
        let listed = Listed::new(text);
        refused(&["check", "--known", listed.path()], 2, words);
    };
    known(
        &entry("x").replace("CANCEL-05", "CANCL-05"),
        &["known.toml:2", "PAY-CANCL-05", "PAY-CANCEL-05"],
    );
    known(
        "[[known]]\nscenario = 'payouts/cancel/canceling-one-of-two-pendng-payouts'\nfails_with = 'x'\nreason = 'y'\n",
        &[
            "known.toml:1",
            "payouts/cancel/canceling-one-of-two-pending-payouts",
        ],
    );
    known("[[known]\n", &["known.toml:1", "no TOML"]);
    known(
        &format!("{}flaky = true\nuntil = 9999-12-31\n", entry("x")),
        &["known.toml:2", "`flaky`", "race"],
    );
    refused(
        &["check", "--known", "/nonexistent/k.toml"],
        2,
        &["/nonexistent/k.toml", "no such file"],
    );
}

#[test]
fn where_nothing_can_be_written_is_said_before_the_run() {
    let (exit, out, err) = ran(&["known", "update", "--known", "/nonexistent/known.toml"]);
    assert_eq!(exit, 2, "{out}{err}");
    assert_eq!(
        err, "error: /nonexistent/known.toml: there is no folder /nonexistent; make it first\n",
        "nothing ran, so nothing else is told"
    );
}
