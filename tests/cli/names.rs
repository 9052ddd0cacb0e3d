//! Names that are none: the nearest is told, or all that there are.

use recoup::reference::Defect;

use super::{ran, refused};

#[test]
fn wrong_names_are_told_the_nearest() {
    refused(&["check", "--refrence"], 2, &["--reference"]);
    refused(
        &["check", "PAY-REV-01", "PAY-CANCL-01"],
        2,
        &["PAY-CANCL-01", "PAY-CANCEL-01"],
    );
    refused(&["check", "--defect", "cancel-twise"], 2, &["cancel-twice"]);
    refused(&["serve", "--defect", "cancel-twise"], 2, &["cancel-twice"]);
    refused(&["prove", "cancel-twise"], 2, &["cancel-twice"]);
    let all = "no defect `nope`; `recoup prove --list`";
    refused(&["check", "--defect", "nope"], 2, &[all]);
    refused(&["check", "--needs", "clok"], 2, &["clock"]);
    refused(&["check", "--declare", "clok"], 2, &["`clock`?"]);
    refused(&["check", "PAY-CANCLE"], 4, &["did you mean PAY-CANCEL?"]);
    refused(&["check", "nothing"], 4, &["`recoup rules`"]);
    refused(
        &[
            "check",
            "payouts/cancel/canceling-one-of-two-pending-payout",
        ],
        4,
        &["did you mean payouts/cancel/canceling-one-of-two-pending-payouts?"],
    );
    let all = "payouts, payout-reversals, transfers";
    refused(
        &["check", "--declare", "foo"],
        2,
        &["`foo`", all, "balance"],
    );
    let choices = "choices: list-limit-out-of-range, debit-reversal-status";
    refused(
        &["check", "--reading", "foo=bar"],
        2,
        &["(--reading)", choices],
    );
    refused(&["schema", "foo"], 2, &["objects: ", "payout", "run"]);
    refused(
        &["check", "--reading", "reversal-day-9=refused"],
        2,
        &["reversal-day-90"],
    );
    refused(
        &["check", "--reading", "reversal-day-90=refuse"],
        2,
        &["refused"],
    );
    refused(
        &[
            "check",
            "http://127.0.0.1:1",
            "--reading",
            "reversal-day-9=refused",
        ],
        2,
        &["reversal-day-90"],
    );
    refused(
        &["serve", "--reading", "reversal-day-90=acepted"],
        2,
        &["accepted"],
    );
}

#[test]
fn defects_are_told_without_being_proved() {
    let (exit, out, _) = ran(&["prove", "--list"]);
    assert_eq!(exit, 0);
    let names = out.lines().filter_map(|line| line.split("  ").next());
    let every = Defect::ALL.iter().map(|defect| defect.name());
    assert!(names.eq(every), "{out}");
    let (_, out, _) = ran(&["prove", "--list", "cancel-twice"]);
    assert!(out.starts_with("cancel-twice  PAY-CANCEL-05  "), "{out}");
}

#[test]
fn a_file_that_cannot_be_read_is_told_with_what_it_was_to_be_and_what_to_do() {
    let folder = tempfile::tempdir().unwrap();
    let at = |name: &str| folder.path().join(name).to_str().unwrap().to_owned();
    std::fs::write(at("run.json"), "{}").unwrap();
    std::fs::write(at("known.toml"), "").unwrap();
    std::fs::write(at("bytes"), [0xff, 0xfe]).unwrap();
    let (here, typo, none) = (at(""), at("run.jsn"), at("x/y"));
    let meant = format!(
        "{typo}: there is no such file, which is to be the JSON report of a run; did you mean {}?",
        at("run.json")
    );
    let makes = "`recoup check --report json=FILE`";
    let report = ["JSON report", makes];
    refused(&["report", "--from", &typo], 2, &[&meant]);
    refused(
        &["report", "--from", &none],
        2,
        &["there is no folder", makes],
    );
    refused(&["report", "--from", &at("bytes")], 2, &report);
    refused(
        &["report", "--from", &here],
        2,
        &["is a folder", "JSON report", "name a file"],
    );
    refused(&["merge", &typo], 2, &[&meant]);
    refused(&["compare", &at("other"), &typo], 2, &report);
    let url = "http://127.0.0.1:1";
    let init = ["settings of a target", "`recoup init URL`"];
    refused(&["check", "--config", &at("settings")], 2, &init);
    refused(
        &["check", "--config", &at("known.tml")],
        2,
        &["did you mean", "known.toml?"],
    );
    refused(&["check", "--config", &here], 2, &["is a folder"]);
    let known = [
        "is a folder",
        "known failures",
        "did you mean",
        "known.toml?",
    ];
    refused(&["check", url, "--known", &here], 2, &known);
    refused(
        &["check", url, "--known", &none],
        2,
        &["`recoup known update`"],
    );
    let mapping = format!("mapping:{}", at("m.toml"));
    let declared = ["check", url, "--declare", "payouts", "--levers", &mapping];
    refused(
        &declared,
        2,
        &["m.toml: there is no such file", "a mapping of levers"],
    );
}

#[test]
fn what_a_flag_does_not_take_is_told_with_what_it_takes() {
    refused(&["check", "--report", "jsn=x"], 2, &["json"]);
    refused(&["rules", "PAY-CANCL-01"], 2, &["PAY-CANCEL-01"]);
    refused(&["chek"], 2, &["check"]);
    refused(&["check", "--gate", "some"], 2, &["documented", "all"]);
    refused(&["check", "--timeout", "0"], 2, &["0"]);
    refused(&["check", "ftp://x"], 2, &["ftp"]);
    refused(&["check", "http://x", "--levers", "x"], 2, &["http://"]);
    refused(&["check", "--exec", " "], 2, &["{port}"]);
    refused(&["init", "--exec", ""], 2, &["{port}"]);
    refused(&["check", "--inbox", "x"], 2, &["127.0.0.1:9000"]);
    refused(&["check", "PAY-REV", "http://x"], 2, &["first"]);
    refused(
        &["check", "http://127.0.0.1:1", "--defect", "cancel-twice"],
        2,
        &["--defect"],
    );
}
