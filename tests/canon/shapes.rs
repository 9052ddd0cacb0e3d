//! The shape of documented objects, whatever their values.

use recoup::canon::{
    Difference, MISSING, Shape, canonical, compare_shape, faults, group, object_rule,
};
use recoup::target::exchange::Exchange;
use serde_json::{Value, json};

use super::{T0, exchange, payout};

/// The differences of one answer to the documents and to what the approved one shows, as `object.member: expected / observed`.
fn shape(approved: Value, shown: Value) -> Vec<String> {
    let spoken = |answer| [exchange("GET", "/v1/x", answer)];
    let approved = canonical(&spoken(approved), T0).text();
    let shown = spoken(shown);
    let transcript = canonical(&shown, T0);
    let mut differences = faults(&transcript, &shown);
    differences.extend(compare_shape(&approved, &transcript).differences);
    let findings = group([("a".to_owned(), differences)]);
    findings
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
fn members_have_to_be_there() {
    let cases = [
        ("reversed_by", "present, if only as null"),
        ("amount", "present: an integer"),
        (
            "status",
            "present: canceled, failed, in_transit, paid or pending",
        ),
        ("object", "present: payout"),
        ("destination", "present, if only as null"),
    ];
    for (member, expected) in cases {
        let expected = format!("payout.{member}: {expected} / missing");
        assert_eq!(shape(payout(), with(member, None)), [expected]);
    }
}

#[test]
fn kinds_and_amounts_are_judged() {
    let mixed = json!({"order_id": "6735", "count": 1});
    let cases = [
        ("amount", json!(11.0), "an integer / 11.0"),
        ("amount", json!("1100"), "an integer / a string: \"1100\""),
        ("amount", Value::Null, "an integer / null"),
        ("automatic", json!("no"), "true or false / a string: \"no\""),
        (
            "created",
            json!("2026"),
            "a time in seconds / a string: \"2026\"",
        ),
        ("currency", json!(840), "a string / 840"),
        ("description", json!(7), "a string / 7"),
        ("destination", json!(7), "an id or an object / 7"),
        ("livemode", Value::Null, "true or false / null"),
        ("metadata", json!([]), "a map of strings / a list"),
        (
            "method",
            json!("slow"),
            "instant or standard / a string: \"slow\"",
        ),
        ("method", Value::Null, "instant or standard / null"),
        ("metadata", mixed, "a map of strings / a map with 1"),
        ("object", json!("person"), "payout / a string: \"person\""),
    ];
    for (member, value, expected) in cases {
        let expected = format!("payout.{member}: {expected}");
        assert_eq!(shape(payout(), with(member, Some(value))), [expected]);
    }
}

#[test]
fn an_expanded_reference_is_an_object_of_its_kind_where_one_is_due() {
    let account = json!({"object": "account", "id": "acct_1A"});
    let card = json!({"object": "card", "id": "card_1A", "deleted": true});
    let destination = |value: &Value| with("destination", Some(value.clone()));
    assert_eq!(
        shape(payout(), destination(&card)),
        ["payout.destination: an id / an object"]
    );
    assert_eq!(
        shape(destination(&card), payout()),
        ["payout.destination: an object / a string: \"<ba:1>\""]
    );
    assert_eq!(shape(destination(&card), destination(&card)), [""; 0]);
    assert_eq!(
        shape(destination(&account), destination(&account)),
        ["payout.destination.object: bank_account or card / a string: \"account\""]
    );
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
            "payout.trace_id.status: pending, supported or unsupported / 1",
            "payout.trace_id.value: present, if only as null / missing"
        ]
    );
}

fn event(kind: &str, account: Option<&str>, data: Value) -> Value {
    let mut event = json!({"object": "event", "id": "evt_1A", "type": kind, "created": T0, "api_version": null,
        "livemode": false, "pending_webhooks": 0, "request": null});
    event["data"] = data;
    if let Some(account) = account {
        event["account"] = json!(account);
    }
    event
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
    let event = |kind: &str, object: &Value| {
        event(
            kind,
            None,
            json!({"object": object, "previous_attributes": {"status": 1}}),
        )
    };
    let log = json!([
        event("payout.created", &payout()),
        event(
            "account.updated",
            &json!({"object": "account", "id": "acct_1A"})
        )
    ]);
    let shown = json!([
        event(
            "account.updated",
            &json!({"object": "account", "id": "acct_1A"})
        ),
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
            "balance.available.currency: present: a string / missing",
            "balance.available.source_types: a map of integers / a map with 2.5"
        ]
    );
}

#[test]
fn an_answer_that_is_no_object_or_another_one_is_one_difference() {
    assert_eq!(
        shape(payout(), json!("<html>")),
        ["payout.(the answer): an object / a string: \"<html>\""]
    );
    assert_eq!(
        shape(payout(), Value::Null),
        ["payout.(the answer): an object / null"]
    );
    let another = "payout.object: payout / a string: \"account\"";
    let account = json!({"object": "account", "id": "acct_1A"});
    assert_eq!(shape(payout(), account.clone()), [another]);
    let list = |items: Value| json!({"object": "list", "data": items, "has_more": false, "url": "/v1/payouts"});
    let strange = list(json!([account, payout(), null, {"id": "po_1"}]));
    assert_eq!(
        shape(list(json!([payout()])), strange),
        [
            "list.data: a list of objects / a list with null",
            "list.data.object: present: a string / missing",
            another,
            "payout.object: present: payout / missing",
        ]
    );
    let name = |name: &str| {
        json!({"object": name, "id": "debrev_1A", "amount": 1, "created": T0, "currency": "usd",
        "financial_account": null, "hosted_regulatory_receipt_url": null, "linked_flows": null, "livemode": false,
        "metadata": {}, "network": "ach", "received_debit": "rd_1A", "status": "completed",
        "status_transitions": {"completed_at": null}, "transaction": null})
    };
    assert_eq!(
        shape(name("treasury.debit_reversal"), name("debit_reversal")),
        [""; 0],
        "a reading that its own rules judge"
    );
}

#[test]
fn what_no_approved_answer_shows_is_judged_by_the_documents_alone() {
    let unnamed = |object: Value| json!({"object": "list", "data": [object], "has_more": false, "url": "/v1/x"});
    let empty = json!({"object": "list", "data": [], "has_more": false, "url": "/v1/x"});
    let missing = "payout.reversed_by: present, if only as null / missing";
    assert_eq!(
        shape(empty.clone(), unnamed(with("reversed_by", None))),
        [missing]
    );
    assert_eq!(shape(empty.clone(), unnamed(payout())), [""; 0]);
    let stub = json!({"object": "bank_account", "id": "ba_1A", "deleted": true});
    assert_eq!(shape(empty, unnamed(stub)), [""; 0]);
    let expanded = with("reversed_by", Some(with("status", Some(Value::Null))));
    assert_eq!(
        shape(payout(), expanded),
        ["payout.status: canceled, failed, in_transit, paid or pending / null"]
    );
}

#[test]
fn an_event_says_whose_it_is_and_what_changed_where_the_approved_one_does() {
    let event = |account: Option<&str>, previous: Option<Value>| {
        let mut data = json!({"object": payout()});
        if let Some(previous) = previous {
            data["previous_attributes"] = previous;
        }
        event("payout.updated", account, data)
    };
    let full = || event(Some("acct_1A"), Some(json!({"status": "pending"})));
    assert_eq!(
        shape(full(), event(None, None)),
        [
            "event.account: present: a string / missing",
            "event.data.previous_attributes: present: an object / missing"
        ]
    );
    assert_eq!(shape(event(None, None), full()), [""; 0]);
    assert_eq!(
        shape(full(), event(Some("acct_1A"), Some(json!("status")))),
        ["event.data.previous_attributes: an object / a string: \"status\""]
    );
}

#[test]
fn an_error_leaves_out_what_it_does_not_say() {
    let error = |error: Value| json!({"error": error});
    let due = error(json!({"type": "invalid_request_error", "message": "No."}));
    let shown = error(json!({"message": "", "code": null, "param": 5}));
    assert_eq!(
        shape(due.clone(), shown),
        [
            "answer.error.code: a string / null",
            "answer.error.message: a string that is not empty / an empty string",
            "answer.error.param: a string / 5",
            "answer.error.type: present: api_error, card_error, idempotency_error or invalid_request_error / missing"
        ]
    );
    assert_eq!(
        shape(due, json!({})),
        ["answer.error: present: an object / missing"]
    );
}

#[test]
fn where_the_conversations_part_no_object_is_due() {
    let said = |path: &str, status: u16| Exchange {
        status: Some(status),
        ..exchange("GET", path, payout())
    };
    let approved = [said("/v1/payouts/po_1A2b3C", 200), said("/v1/balance", 200)];
    let approved = canonical(&approved, T0).text();
    let strange = json!({"object": "person"});
    let judged = |mut shown: Vec<Exchange>| {
        for said in &mut shown {
            said.answer = strange.clone().into();
        }
        let shape = compare_shape(&approved, &canonical(&shown, T0));
        (shape.differences.len(), shape.parted)
    };
    let same = said("/v1/payouts/7?expand=x", 200);
    let balance = said("/v1/balance", 200);
    assert_eq!(judged(vec![same.clone(), balance.clone()]), (2, false));
    let refused = said("/v1/payouts/7", 400);
    assert_eq!(judged(vec![refused, balance.clone()]), (1, false));
    let elsewhere = said("/v1/transfers/7", 200);
    assert_eq!(judged(vec![elsewhere, balance.clone()]), (0, true));
    assert_eq!(
        judged(vec![same.clone()]),
        (1, false),
        "a scenario that was stopped says so itself"
    );
    assert_eq!(
        judged(vec![same.clone(), balance.clone(), balance]),
        (2, true)
    );
    let parted = compare_shape("not a transcript", &canonical(&[same], T0));
    assert_eq!(
        parted,
        Shape {
            differences: Vec::new(),
            parted: true
        }
    );
}

fn difference(exchange: usize, member: &str, observed: &str) -> Difference {
    Difference {
        exchange,
        object: "payout".into(),
        member: member.into(),
        expected: "a string".into(),
        observed: observed.into(),
    }
}

/// A known failure of the one does not excuse the other.
#[test]
fn faults_of_two_sorts_are_two_findings_of_one_member() {
    let null = Difference {
        expected: "a string or null".into(),
        ..difference(4, "status", "1")
    };
    let all = vec![
        difference(2, "status", "1"),
        difference(3, "status", MISSING),
        difference(3, "status", "2"),
        null,
    ];
    let findings = group([("a".to_owned(), all)]);
    let observed: Vec<_> = findings
        .iter()
        .map(|it| (it.observed.as_str(), it.shown[0].1))
        .collect();
    assert_eq!(observed, [("1", 2), (MISSING, 3), ("1", 4)]);
}

#[test]
fn one_missing_member_is_one_finding_that_names_its_scenarios() {
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
    let rules = [
        ("balance", Some("LED-07")),
        ("transfer", Some("TR-02")),
        ("transfer_reversal", Some("TRR-08")),
        ("treasury.received_debit", Some("RD-01")),
        ("treasury.debit_reversal", Some("DR-03")),
        ("balance_transaction", Some("LED-01")),
        ("event", Some("EVT-01")),
        ("list", Some("PAGE-01")),
        ("answer", Some("ERR-01")),
        ("person", None),
    ];
    for (object, rule) in rules {
        assert_eq!(object_rule(object), rule, "{object}");
    }
}
