//! What is known before a run, and what a short one finds out.

use super::{Running, ran, reference, refused, server};

/// A manifest that declares hardly anything.
const POOR: &str = "HTTP/1.1 200 OK\r\nContent-Length: 92\r\nConnection: close\r\n\r\n\
    {\"protocol\":\"levers/1\",\"capabilities\":[\"payouts\",\"accounts\",\"funds\",\"clock\"],\"readings\":{}}\n";

#[test]
fn a_plan_says_what_would_run_and_why_the_rest_would_not() {
    let url = server(Some(POOR));
    let (exit, out, err) = ran(&["plan", &url, "PAY-CANCEL", "PAY-REV-01"]);
    assert_eq!(exit, 0, "{out}{err}");
    assert!(
        out.contains("PAY-CANCEL-01") && out.contains("1 at once"),
        "{out}"
    );
    assert!(
        out.contains("not run: without payout-reversals: 7 scenarios of 4 rules"),
        "{out}"
    );
    let (_, out, _) = ran(&["plan", &url, "PAY-CANCEL", "PAY-REV-01", "--verbose"]);
    assert!(
        out.contains("not run: the target does not declare payout-reversals"),
        "{out}"
    );
    assert!(out.contains("PAY-REV-01"), "{out}");
    let (_, out, _) = ran(&["plan", &url]);
    assert!(
        out.contains("not run: without topups: ") && out.contains(" of which need nothing else"),
        "{out}"
    );
    let lacking = out.lines().filter(|line| line.starts_with("not run: "));
    assert!(
        lacking.count() < 20,
        "a line for each thing that is lacking: {out}"
    );
    let (exit, out, _) = ran(&["plan", &url, "PAY-REV-01"]);
    assert_eq!(exit, 4, "{out}");
    let (exit, out, err) = ran(&["plan", "PAY-CANCEL"]);
    assert!(exit == 0 && out.contains("16 at once"), "{out}{err}");
    refused(&["plan", "http://127.0.0.1:1"], 5, &["127.0.0.1:1"]);
    refused(&["plan", "PAY-CANCL", "PAY-REV"], 2, &["PAY-CANCL"]);
}

#[test]
fn a_doctor_says_what_works_and_how_to_mend_the_rest() {
    let (exit, out, err) = ran(&["doctor"]);
    assert_eq!(exit, 0, "{out}{err}");
    for what in [
        "levers",
        "key",
        "isolation",
        "accounts",
        "bank",
        "clock",
        "treasury",
        "balance",
        "POST /external_accounts",
        "POST /topups/…/bank",
        "POST /debit_reversals/…/bank",
        "payout-reversals",
        "a signed delivery came",
    ] {
        assert!(
            out.lines()
                .any(|line| line.starts_with("ok") && line.contains(what)),
            "{what}:\n{out}"
        );
    }
    let (exit, out, _) = ran(&["doctor", &server(Some(POOR))]);
    assert_eq!(exit, 3, "{out}");
    assert!(
        out.contains("WRONG  clock") && out.contains("without `now`"),
        "{out}"
    );
    let (_running, url) = reference();
    let declare = ["--levers", "public", "--declare", "payouts,accounts,funds"];
    let key = ["--key", recoup::reference::DEFAULT_KEY];
    let (exit, out, _) = ran(&[&["doctor", &url][..], &declare, &key].concat());
    assert_eq!(exit, 3, "{out}");
    let told = |start: &str, words: &str| {
        out.lines()
            .any(|line| line.starts_with(start) && line.contains(words))
    };
    assert!(
        told("WRONG  funds", "is declared and does not work"),
        "{out}"
    );
    assert!(
        told("ok     transfers", "not declared: declare it"),
        "{out}"
    );
    let (exit, out, _) = ran(&[&["doctor", &url, "--key", "sk_canary"][..], &declare].concat());
    assert!(
        exit == 3 && out.contains("RECOUP_KEY") && !out.contains("canary"),
        "{out}"
    );
    assert!(
        !out.contains("accounts "),
        "what stands on the key is not tried: {out}"
    );
    let (exit, out, _) = ran(&["doctor", "http://127.0.0.1:1"]);
    assert!(
        exit == 5 && out.contains("WRONG  levers") && out.contains("--levers"),
        "{out}"
    );
}

#[test]
fn help_offers_what_a_command_uses() {
    for (command, offered, not) in [
        ("doctor", ["--inbox", "--timeout"], ["--shard", "--verbose"]),
        ("plan", ["--shard", "--verbose"], ["--known", "--quiet"]),
    ] {
        let (_, help, _) = ran(&[command, "--help"]);
        assert!(offered.iter().all(|flag| help.contains(flag)), "{help}");
        assert!(!not.iter().any(|flag| help.contains(flag)), "{help}");
    }
}

#[test]
fn the_readings_alone_are_shown() {
    let (exit, out, err) = ran(&[
        "check",
        "--reading",
        "reversal-day-90=accepted",
        "--readings-only",
    ]);
    assert_eq!(exit, 0, "{out}{err}");
    let lines: Vec<&str> = out.lines().collect();
    assert!(lines.len() >= 8, "{out}");
    let day = lines
        .iter()
        .find(|line| line.starts_with("reversal-day-90 "))
        .unwrap();
    assert!(day.ends_with("accepted (pinned)"), "{day}");
    let countries = lines
        .iter()
        .find(|line| line.starts_with("payout-reversal-countries "))
        .unwrap();
    assert!(countries.ends_with("us-ca (pinned)"), "{countries}");
}

#[test]
fn a_platform_without_accounts_is_judged_on_what_it_can_be_asked_alone() {
    let (_running, url): (Running, String) = reference();
    let key = recoup::reference::DEFAULT_KEY;
    let shared = ["--key", key, "--levers", "public", "--declare", "topups"];
    let groups = ["AUTH", "ERR-0[124]", "HDR", "ENC"];
    let (exit, out, err) = ran(&[&["check", &url], &shared[..], &groups].concat());
    assert_eq!(exit, 0, "{out}{err}");
    for counts in [
        "AUTH   4 rules  3 upheld",
        "ERR   3 rules  3 upheld",
        "HDR   5 rules  3 upheld",
        "ENC   9 rules  5 upheld",
    ] {
        assert!(out.contains(counts), "{counts}: {out}");
    }
    let parted = "made other requests than the approved ones";
    assert!(
        !out.contains(parted),
        "what recoup asks for itself is none: {out}"
    );
}
