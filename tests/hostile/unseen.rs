//! Targets that look right wherever somebody usually looks.

use std::collections::BTreeSet;
use std::sync::Mutex;

use recoup::run::verdict::{Conformance, Verdict};
use recoup::target::exchange::Plane;
use serde_json::{Value, json};

use super::between::{Passing, Spoiled};
use super::told::turn;

/// Takes a capability out of a manifest.
fn without(passing: &mut Passing, capability: &str) {
    if passing.path == "/levers" {
        passing.edit(|manifest| {
            if let Some(all) = manifest["capabilities"].as_array_mut() {
                all.retain(|one| one != capability);
            }
        });
    }
}

#[test]
fn what_a_refused_creation_leaves_is_seen_without_events_too() {
    let _turn = turn();
    for (list, rule, noun) in [
        ("/v1/topups", "TOP-02", "topup"),
        ("/v1/webhook_endpoints", "WHK-02", "webhook_endpoint"),
        ("/v1/transfers", "TR-01", "transfer"),
    ] {
        let ghosts = Mutex::new(BTreeSet::new());
        let target = Spoiled::whole(move |passing| {
            without(passing, "events");
            let path = passing.path.split('?').next().unwrap_or_default();
            if !path.starts_with(list) {
                return;
            }
            let mut ghosts = ghosts.lock().unwrap();
            if passing.method == "POST" && passing.status >= 400 {
                ghosts.insert(passing.key.clone());
            } else if passing.method == "GET" && ghosts.contains(&passing.key) {
                passing.edit(|page| {
                    if let Some(data) = page["data"].as_array_mut() {
                        data.insert(0, json!({"id": "ghost_1", "object": noun}));
                    }
                });
            }
        });
        let run = target.run(&[rule]);
        assert_eq!(run.conformance(), Conformance::Broken, "{list}: {run}");
        let findings = run.scenarios.iter().flat_map(|result| &result.findings);
        let mut seen = findings.filter(|finding| finding.observed.contains("ghost_1"));
        assert!(seen.next().is_some(), "{list}: {run}");
    }
}

#[test]
fn so_many_secrets_that_they_cannot_be_looked_for_are_told_nowhere() {
    let _turn = turn();
    let target = Spoiled::whole(|passing| {
        if passing.is_api() {
            let named = |n: usize| json!({"secret": format!("whsec_canary_{n:06}"), "a": format!("whsec_canary_{n:06}")});
            let all: Vec<Value> = (0..12_000).map(named).collect();
            passing.edit(|answer| answer["data"] = all.into());
        }
    });
    let run = target.run(&["PAY-CREATE-01"]);
    let faulted = run.scenario_counts().get(Verdict::Faulted);
    assert_eq!(run.conformance(), Conformance::Incomplete, "{run}");
    assert!(faulted > 0, "{run}");
    assert!(
        run.to_string().contains("more than 256 texts secrets"),
        "{run}"
    );
    let told = super::told::told(&run);
    assert!(!told.contains("whsec_canary"), "a secret is told");
}

#[test]
fn so_many_secrets_of_a_lever_are_told_nowhere_either() {
    let _turn = turn();
    for status in [200, 501] {
        let target = Spoiled::whole(move |passing| {
            if passing.path.ends_with("/funds") {
                let named = |n: usize| json!({"secret": format!("whsec_canary_{n:06}")});
                let all: Vec<Value> = (0..300).map(named).collect();
                let told = "whsec_canary_000299";
                let answer = json!({"all": all, "unsupported": told});
                passing.answer(status, answer.to_string().as_bytes());
            }
        });
        let run = target.run(&["PAY-CREATE-01"]);
        let told = super::told::told(&run);
        assert!(!told.contains("whsec_canary"), "{status}: a secret is told");
        assert_eq!(run.scenario_counts().get(Verdict::NotTestable), 0, "{run}");
        let mut faulted = run.scenarios.iter();
        let faulted = faulted.find(|it| it.verdict == Verdict::Faulted).unwrap();
        let last = faulted.exchanges.last().map(|it| it.plane);
        assert_eq!(last, Some(Plane::Lever), "{status}: {run}");
        assert!(!faulted.lever_fault, "{status}: {run}");
    }
}

#[test]
fn a_weight_that_a_lever_only_adds_to_is_not_its_fault() {
    let _turn = turn();
    let target = Spoiled::whole(|passing| {
        if passing.path == "/levers/worlds" || passing.path.ends_with("/funds") {
            // Short to send, and some five megabytes once it has been read.
            passing.edit(|reply| reply["all"] = vec![json!({}); 49_000].into());
        }
    });
    let run = target.run(&["PAY-CREATE-01"]);
    let mut faulted = run.scenarios.iter();
    let faulted = faulted.find(|it| it.verdict == Verdict::Faulted).unwrap();
    let why = faulted.reason.as_deref().unwrap_or_default();
    assert!(
        why.contains("the answers of one scenario are longer"),
        "{why}"
    );
    assert!(!faulted.lever_fault, "{run}");
}

#[test]
fn a_wrong_parameter_is_not_refused_as_a_conflict() {
    let _turn = turn();
    let target = Spoiled::whole(|passing| {
        if passing.is_api_post() && passing.status == 400 {
            passing.status = 409;
        }
    });
    let run = target.run(&["ENC-01"]);
    assert_eq!(run.conformance(), Conformance::Broken, "{run}");
    let told = run.to_string();
    assert!(
        told.contains("the request is refused (status 400)"),
        "{run}"
    );
    assert!(told.contains("status 409: parameter_unknown"), "{run}");
}

#[test]
fn one_whose_books_are_not_shown_hides_nobody_elses() {
    let _turn = turn();
    let first: Mutex<BTreeSet<String>> = Mutex::default();
    let target = Spoiled::whole(move |passing| {
        let path = passing.path.split('?').next().unwrap_or_default();
        let mut first = first.lock().unwrap();
        if path == "/v1/balance_transactions" && first.insert(passing.key.clone()) {
            passing.answer(404, b"{}");
        } else if path == "/v1/balance" && first.contains(&passing.key) {
            passing.edit(|balance| {
                let amount = &mut balance["available"][0]["amount"];
                *amount = json!(amount.as_i64().unwrap_or_default() + 1);
            });
        }
    });
    let run = target.run(&["PAY-CANCEL-01"]);
    let findings = run.scenarios.iter().flat_map(|result| &result.findings);
    let mut breaches = findings.filter(|finding| finding.rule == "LED-08");
    assert!(breaches.next().is_some(), "{run}");
}

#[test]
fn books_that_are_no_answer_are_a_fault_that_shows_them() {
    let _turn = turn();
    for (status, body) in [(200, "{\"data\":["), (502, "<h1>Bad gateway</h1>")] {
        let acts: Mutex<BTreeSet<String>> = Mutex::default();
        let target = Spoiled::whole(move |passing| {
            let mut acts = acts.lock().unwrap();
            if passing.path.ends_with("/cancel") {
                acts.insert(passing.key.clone());
            }
            let are_books = passing.path.ends_with("/v1/balance_transactions?limit=100");
            if are_books && acts.contains(&passing.key) {
                passing.answer(status, body.as_bytes());
            }
        });
        let run = target.run(&["PAY-CANCEL-03"]);
        let mut ran = run.scenarios.iter().filter(|it| !it.exchanges.is_empty());
        let result = ran.next().unwrap();
        assert_eq!(result.verdict, Verdict::Faulted, "{run}");
        let why = result.reason.as_deref().unwrap_or_default();
        let is_told = why.contains("/v1/balance_transactions?limit=100: the answer is not JSON");
        assert!(is_told, "{why}");
        let last = result.exchanges.last().unwrap();
        assert!(last.path.starts_with("/v1/balance_transactions"), "{run}");
    }
}

#[test]
fn what_was_made_before_its_world_or_after_its_now_is_found() {
    let _turn = turn();
    for created in [1, 1_767_614_399, 1_900_000_000] {
        let target = Spoiled::whole(move |passing| {
            if passing.is_api() {
                passing.edit(|object| {
                    if object["object"] == "payout" {
                        object["created"] = created.into();
                    }
                });
            }
        });
        let run = target.run(&["PAY-OBJ-01", "PAY-CANCEL-01"]);
        assert_eq!(run.conformance(), Conformance::Broken, "{created}: {run}");
        let findings = run.scenarios.iter().flat_map(|result| &result.findings);
        let mut of_time = findings.filter(|it| it.expected.contains("payout.created is a time"));
        assert!(of_time.next().is_some(), "{created}: {run}");
    }
}
