//! The shape of documented objects, whatever their values.

use recoup::canon::{Difference, canonical, group, object_rule, shape_differences};
use recoup::target::exchange::Exchange;
use serde_json::{Value, json};

use super::{T0, exchange, payout};

/// The differences of one answer to what the approved one shows, as `object.member: expected / observed`.
fn shape(approved: Value, shown: Value) -> Vec<String> {
    let spoken = |answer| [exchange("GET", "/v1/x", answer)];
    let approved = canonical(&spoken(approved), T0).text();
    let differences = shape_differences(&approved, &canonical(&spoken(shown), T0));
    differences
        .iter()
        .map(|d| format!("{}.{}: {} / {}", d.object, d.member, d.expected, d.observed))
        .collect()
}

/// A payout with one member changed, or taken away.
fn with(member: &str, value: Option<Value>) -> Value {
    let mut changed = payout();
    match value {
        Some(value) => changed[member] = value,
        None => drop(changed.as_object_mut().unwrap().remove(member)),
    }
    changed
}

#[test]
fn other_values_are_no_difference() {
    let mut other = payout();
    other["amount"] = json!(-5);
    other["status"] = json!("paid");
    other["created"] = json!(1);
    other["description"] = json!("words");
    other["balance_transaction"] = Value::Null;
    other["metadata"] = json!({});
    other["colour"] = json!("red");
    assert_eq!(shape(payout(), other.clone()), [""; 0]);
    assert_eq!(shape(other, payout()), [""; 0]);
}

#[test]
fn members_kinds_and_amounts_are_judged() {
    let cases = [
        (
            "reversed_by",
            None,
            "payout.reversed_by: present, if only as null / missing",
        ),
        ("status", None, "payout.status: present: a string / missing"),
        ("object", None, "payout.object: present: a string / missing"),
        (
            "amount",
            Some(json!(11.0)),
            "payout.amount: an integer / 11.0",
        ),
        (
            "amount",
            Some(json!("1100")),
            "payout.amount: an integer / \"1100\"",
        ),
        (
            "automatic",
            Some(json!("no")),
            "payout.automatic: true or false / a string: \"no\"",
        ),
        (
            "created",
            Some(json!("2026-01-01")),
            "payout.created: a number / a string: \"2026-01-01\"",
        ),
        (
            "metadata",
            Some(json!([])),
            "payout.metadata: an object / a list",
        ),
        (
            "destination",
            Some(json!({"object": "bank_account"})),
            "payout.destination: a string / an object",
        ),
        (
            "currency",
            Some(json!(840)),
            "payout.currency: a string / 840",
        ),
    ];
    for (member, value, expected) in cases {
        assert_eq!(shape(payout(), with(member, value)), [expected]);
    }
}

#[test]
fn optional_members_may_be_missing_but_not_of_another_kind() {
    let mut newer = payout();
    newer["application_fee_amount"] = json!(5);
    newer["trace_id"] = json!({"status": "pending", "value": null});
    assert_eq!(shape(newer.clone(), payout()), [""; 0]);
    assert_eq!(
        shape(
            newer.clone(),
            with("application_fee_amount", Some(json!(0.5)))
        ),
        ["payout.application_fee_amount: an integer / 0.5"]
    );
    assert_eq!(
        shape(newer, with("trace_id", Some(json!({"status": 1})))),
        [
            "payout.trace_id.status: a string / 1",
            "payout.trace_id.value: present, if only as null / missing"
        ]
    );
}

#[test]
fn objects_inside_objects_and_lists_are_judged_once_each() {
    let list = |items: Value| json!({"object": "list", "data": items, "has_more": false, "url": "/v1/payouts"});
    let lame = with("reversed_by", None);
    assert_eq!(
        shape(list(json!([payout()])), list(json!([payout(), lame, lame]))),
        ["payout.reversed_by: present, if only as null / missing"]
    );
    assert_eq!(
        shape(
            with("original_payout", Some(payout())),
            with("original_payout", Some(lame.clone()))
        )
        .len(),
        1
    );
    let event = |kind: &str, object: &Value| json!({"object": "event", "type": kind, "data": {"object": object, "previous_attributes": {"status": 1}}});
    let log = json!([
        event("payout.created", &payout()),
        event("account.updated", &json!({"object": "account"}))
    ]);
    let shown = json!([
        event("account.updated", &json!({"object": "account"})),
        event("payout.created", &lame)
    ]);
    assert_eq!(
        shape(list(log), list(shown)),
        ["payout.reversed_by: present, if only as null / missing"]
    );
    let balance = |available: Value| json!({"object": "balance", "available": available, "livemode": false, "pending": []});
    let due = balance(json!([{"amount": 1, "currency": "usd", "source_types": {"card": 1}}]));
    let shown = balance(
        json!([{"amount": 1, "currency": "usd"}, {"amount": 2, "source_types": {"bank": 2.5}}]),
    );
    assert_eq!(
        shape(due, shown),
        [
            "balance.available.source_types.bank: an integer / 2.5",
            "balance.available.currency: present: a string / missing"
        ]
        .map(String::from)
        .into_iter()
        .rev()
        .collect::<Vec<_>>()
    );
}

#[test]
fn an_answer_that_is_no_object_is_one_difference() {
    assert_eq!(
        shape(payout(), json!("<html>")),
        ["payout.(the answer): an object / a string: \"<html>\""]
    );
    assert_eq!(
        shape(payout(), json!({"object": "transfer"})),
        [""; 0],
        "the steps have judged that"
    );
}

#[test]
fn where_the_conversations_part_nothing_is_judged() {
    let lame = with("reversed_by", None);
    let said = |path: &str, status: u16, answer: &Value| Exchange {
        status: Some(status),
        ..exchange("GET", path, answer.clone())
    };
    let approved = [
        said("/v1/payouts/po_1A2b3C", 200, &payout()),
        said("/v1/balance", 200, &payout()),
    ];
    let differences = |shown: &[Exchange]| {
        shape_differences(&canonical(&approved, T0).text(), &canonical(shown, T0)).len()
    };
    assert_eq!(
        differences(&[
            said("/v1/payouts/7?expand=x", 200, &lame),
            said("/v1/balance", 200, &lame)
        ]),
        2
    );
    assert_eq!(
        differences(&[
            said("/v1/payouts/7", 400, &lame),
            said("/v1/balance", 200, &lame)
        ]),
        1
    );
    assert_eq!(
        differences(&[
            said("/v1/transfers/7", 200, &lame),
            said("/v1/balance", 200, &lame)
        ]),
        0
    );
    assert_eq!(
        shape_differences("not a transcript", &canonical(&approved, T0)),
        []
    );
}

#[test]
fn one_missing_member_is_one_finding_that_names_its_scenarios() {
    let difference = |exchange, member: &str, observed: &str| Difference {
        exchange,
        object: "payout".into(),
        member: member.into(),
        expected: "a string".into(),
        observed: observed.into(),
    };
    let findings = group([
        (
            "a".to_owned(),
            vec![
                difference(2, "status", "1"),
                difference(3, "status", "2"),
                difference(3, "type", "3"),
            ],
        ),
        ("b".to_owned(), vec![difference(0, "status", "4")]),
    ]);
    let told: Vec<_> = findings
        .iter()
        .map(|f| {
            (
                f.member.as_str(),
                f.observed.as_str(),
                f.rule,
                f.shown.clone(),
            )
        })
        .collect();
    let rule = Some("PAY-OBJ-01");
    assert_eq!(
        told,
        [
            (
                "status",
                "1",
                rule,
                vec![("a".to_owned(), 2), ("b".to_owned(), 0)]
            ),
            ("type", "3", rule, vec![("a".to_owned(), 3)]),
        ]
    );
    assert_eq!(
        (object_rule("balance"), object_rule("event")),
        (Some("LED-07"), None)
    );
}
