//! The key of a target without worlds: refused once and before anything is judged, or not at all.

use super::init::routes;
use super::{Running, ran, recoup, reference};

/// Levers of a target that has no worlds.
const SHARED: &str = r#"{"protocol":"levers/1","capabilities":["payouts","accounts","funds"]}"#;

/// A target that lets nobody in, and repeats the key that it was given.
const CLOSED: &str =
    r#"{"error":{"type":"invalid_request_error","message":"Invalid API Key: sk_canary"}}"#;

/// Asserts that nothing ran, and gives what was said.
fn refused(arguments: &[&str]) -> String {
    let (exit, out, err) = ran(arguments);
    assert_eq!(exit, 2, "{arguments:?}: {out}{err}");
    assert_eq!(out, "", "{arguments:?}");
    assert_eq!(err.lines().count(), 1, "one clear refusal: {err}");
    err
}

#[test]
fn a_target_that_lets_nobody_in_is_refused_once() {
    let url = routes(&[("/levers", 200, SHARED), ("", 401, CLOSED)]);
    let without = refused(&["check", &url]);
    assert!(
        without.contains(&format!("{url} asks for a key")),
        "{without}"
    );
    assert!(without.contains("RECOUP_KEY"), "{without}");
    let known = tempfile::tempdir().unwrap();
    let known = known.path().join("known.toml");
    let known = known.to_str().unwrap();
    for arguments in [
        vec!["check", &url, "--key", "sk_canary"],
        vec!["check", &url, "--key", "sk_canary", "--readings-only"],
        vec![
            "known",
            "update",
            &url,
            "--key",
            "sk_canary",
            "--known",
            known,
        ],
    ] {
        let wrong = refused(&arguments);
        assert!(wrong.contains("does not accept the key"), "{wrong}");
        assert!(wrong.contains("Invalid API Key: "), "what it said: {wrong}");
        assert!(!wrong.contains("canary"), "{wrong}");
    }
    assert!(std::fs::metadata(known).is_err(), "nothing is written");
}

#[test]
fn a_wrong_key_is_refused_with_public_levers_too() {
    let (_running, url): (Running, String) = reference();
    let shared = ["--levers", "public", "--declare", "payouts,accounts,funds"];
    let wrong = refused(&[&["check", &url, "--key", "sk_test_wrong"][..], &shared].concat());
    assert!(wrong.contains("does not accept the key"), "{wrong}");
}

#[test]
fn where_worlds_have_keys_nobody_asks_for_another() {
    let (_running, url): (Running, String) = reference();
    for key in ["", "sk_test_wrong"] {
        let mut command = recoup(&["check", &url, "PAY-CANCEL-01"]);
        let output = command.env("RECOUP_KEY", key).output().unwrap();
        assert_eq!(output.status.code(), Some(0), "{key:?}: {output:?}");
    }
}

#[test]
fn routes_that_a_key_does_not_open_are_no_reason_to_refuse() {
    for closed in [
        &["/v1/account"][..],
        &["/v1/balance"],
        &["/v1/account", "/v1/balance"],
    ] {
        let shut = closed.iter().map(|path| (*path, 401, CLOSED));
        let mut table = vec![("/levers", 200, SHARED)];
        table.extend(shut);
        table.push(("", 404, "{}"));
        let url = routes(&table);
        let (exit, out, err) = ran(&["check", &url, "--key", "sk_canary", "PAY-OBJ-01"]);
        assert!(exit != 0 && exit != 2, "{exit}: {out}{err}");
        assert!(!format!("{out}{err}").contains("accept"), "{out}{err}");
    }
}
