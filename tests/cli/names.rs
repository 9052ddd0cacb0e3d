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
