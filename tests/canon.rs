//! Canonical transcripts: what they keep, what they leave out, and how they are held against snapshots.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a test that cannot go on says so by panicking"
)]

use recoup::canon::canonical;
use recoup::target::exchange::{Began, Credentials, Exchange, Plane, Purpose};
use serde_json::{Value, json};

#[path = "canon/notes.rs"]
mod notes;
#[path = "canon/properties.rs"]
mod properties;
#[path = "canon/shapes.rs"]
mod shapes;
#[path = "canon/snapshots.rs"]
mod snapshots;

/// When the worlds of these tests begin.
const T0: i64 = 1_700_000_000;

fn exchange(method: &str, path: &str, answer: Value) -> Exchange {
    Exchange {
        plane: Plane::Api,
        purpose: Purpose::Act,
        method: method.into(),
        path: path.into(),
        account: Some("acct_1A2b3C".into()),
        key: None,
        credentials: Credentials::default(),
        body: String::new(),
        status: Some(200),
        request_id: None,
        replayed: false,
        answer: answer.into(),
        trouble: None,
        text: Vec::new(),
        micros: 0,
        began: Began::Unknown,
    }
}

/// A payout as the documents show it.
fn payout() -> Value {
    json!({
        "id": "po_1A2b3C", "object": "payout", "amount": 1100, "arrival_date": T0 + 86_400, "automatic": false,
        "balance_transaction": "txn_1A2b3C", "created": T0, "currency": "usd", "description": null,
        "destination": "ba_1A2b3C", "failure_balance_transaction": null, "failure_code": null,
        "failure_message": null, "livemode": false, "metadata": {"order_id": "6735"}, "method": "standard",
        "original_payout": null, "reconciliation_status": "not_applicable", "reversed_by": null,
        "source_type": "card", "statement_descriptor": null, "status": "pending", "type": "bank_account"
    })
}

/// The answer alone, in canonical form.
fn answer(answer: Value) -> Value {
    canonical(&[exchange("GET", "/v1/x", answer)], T0)
        .entries
        .remove(0)
        .answer()
}

#[test]
fn a_transcript_reads_like_the_conversation() {
    let mut create = exchange("POST", "/v1/payouts", payout());
    create.body =
        "amount=1100&currency=usd&destination=ba_1A2b3C&metadata%5Border_id%5D=67+35%0A".into();
    let list =
        json!({"object": "list", "data": [payout()], "has_more": false, "url": "/v1/payouts"});
    let mut list = exchange(
        "GET",
        "/v1/payouts?created%5Bgte%5D=1699913600&destination=ba_9Zz&limit=3",
        list,
    );
    list.account = None;
    let mut refused = exchange(
        "POST",
        "/v1/payouts/po_1A2b3C/cancel",
        json!({"error": {
        "code": "x", "doc_url": "https://example.com/x", "message": "Nope: po_1A2b3C", "param": "payout",
        "request_log_url": "https://example.com/req_1A2b3C", "type": "invalid_request_error"}}),
    );
    refused.status = Some(400);
    let mut silent = exchange("GET", "/v1/events", Value::Null);
    silent.status = None;
    let spoken = [create, list, refused, silent];
    let text = canonical(&spoken, T0).text();
    assert_eq!(text, include_str!("canon/transcript.txt"));
    let read = recoup::canon::Transcript::parse(&text).unwrap();
    assert_eq!(read.entries, canonical(&spoken, T0).entries);
}

#[test]
fn levers_and_footprints_are_not_part_of_the_conversation() {
    let mut lever = exchange("POST", "/worlds", json!({"world": "w_1"}));
    lever.plane = Plane::Lever;
    let mut footprint = exchange("GET", "/v1/balance", json!({}));
    footprint.purpose = Purpose::Footprint;
    let mut arranged = exchange("POST", "/v1/payouts", payout());
    arranged.purpose = Purpose::Arrange;
    let transcript = canonical(&[lever, footprint, arranged], T0);
    let kept: Vec<_> = transcript
        .entries
        .iter()
        .map(|entry| (entry.exchange, entry.path.as_str()))
        .collect();
    assert_eq!(kept, [(2, "/v1/payouts")]);
}

/// A lever's reply.
fn lever(path: &str, answer: Value) -> Exchange {
    Exchange {
        plane: Plane::Lever,
        purpose: Purpose::Arrange,
        account: None,
        ..exchange("POST", path, answer)
    }
}

#[test]
fn the_clock_is_told_where_it_has_moved() {
    let clock = |now: i64| lever("/worlds/w_1/clock", json!({ "now": now }));
    let ask = |path: &str| exchange("GET", path, json!({}));
    let spoken = [
        lever("/worlds", json!({"world": "w_1", "now": T0})),
        ask("/v1/a"),
        clock(T0 + 60),
        clock(T0 + 36 * 3600),
        ask("/v1/b"),
        ask("/v1/c"),
        clock(T0 + 86_400 * 90),
    ];
    let transcript = canonical(&spoken, T0);
    let told: Vec<_> = transcript
        .entries
        .iter()
        .map(|entry| entry.clock.as_deref())
        .collect();
    assert_eq!(told, [None, Some("<t0+36h>"), None]);
    let text = transcript.text();
    assert!(text.contains("\nclock: <t0+36h>\nGET /v1/b\nStripe-Account: <acct:1>\n"));
    let read = recoup::canon::Transcript::parse(&text).unwrap();
    let told: Vec<_> = read
        .entries
        .iter()
        .map(|entry| (entry.method.as_str(), entry.clock.as_deref()))
        .collect();
    assert_eq!(
        told,
        [("GET", None), ("GET", Some("<t0+36h>")), ("GET", None)]
    );
}

#[test]
fn what_levers_made_is_counted_in_the_order_of_its_making() {
    let made =
        |account: &str, external: &str| json!({"account": account, "external_account": external});
    let ask = |account: &str| Exchange {
        account: Some(account.into()),
        body: "destination=ba_1A&x=27f0-18-bank".into(),
        ..exchange("POST", "/v1/payouts", json!({"id": "po_1A"}))
    };
    let spoken = [
        lever("/worlds", json!({"account": "acct_0platform"})),
        lever("/worlds/w_1/accounts", made("acct_1A", "ba_1A")),
        lever("/worlds/w_1/accounts", made("acct_2B", "27f0-18-bank")),
        lever("/worlds/w_1/payouts", json!({"payout": "po_7Z"})),
        lever("/worlds/w_1/payouts", json!({"payout": null})),
        ask("acct_2B"),
        ask("acct_0platform"),
    ];
    let transcript = canonical(&spoken, T0);
    let [by_account, by_platform] = &transcript.entries[..] else {
        panic!("{transcript:?}")
    };
    assert_eq!(by_account.account(), Some("<acct:2>"));
    assert_eq!(by_account.body, ["destination=<ba:1>", "x=<ba:2>"]);
    assert_eq!(by_account.answer()["id"], json!("<po:2>"));
    assert_eq!(by_platform.account(), Some("<acct:3>"));
}

#[test]
fn equal_request_ids_stay_equal() {
    let event = |id: Value| json!({"object": "event", "request": {"id": id}});
    let log = json!([
        event(json!("req_1A")),
        event(json!("req_2B")),
        event(json!("req_1A")),
        event(Value::Null)
    ]);
    let shown = answer(json!({"object": "list", "data": log}));
    let expected = json!([
        event(json!("<req:1>")),
        event(json!("<req:2>")),
        event(json!("<req:1>")),
        event(Value::Null)
    ]);
    assert_eq!(shown["data"], expected);
}

#[test]
fn an_error_page_is_known_by_its_last_part() {
    let page =
        |address: &str| answer(json!({"error": {"doc_url": address}}))["error"]["doc_url"].clone();
    let told = [
        (
            "https://stripe.com/docs/error-codes/resource-missing",
            "<url>/resource-missing",
        ),
        ("https://example.com/x/?a=b#c", "<url>/x"),
        ("<url>/x", "<url>/x"),
        ("<url>", "<url>"),
        ("/", "<url>"),
        ("", ""),
    ];
    for (address, words) in told {
        assert_eq!(page(address), json!(words), "{address}");
    }
}

#[test]
fn times_are_told_relative_to_the_clock() {
    let at = |time: i64| answer(json!({"object": "payout", "created": time}))["created"].clone();
    let told = [
        (T0, "<t0>"),
        (T0 + 36 * 3600, "<t0+36h>"),
        (T0 + 86_400, "<t0+1d>"),
        (T0 + 73 * 3600, "<t0+3d1h>"),
        (T0 - 90 * 86_400, "<t0-90d>"),
        (T0 - 1, "<t0-1s>"),
        (T0 + 93_784, "<t0+1d2h3m4s>"),
        (i64::MIN, "<t0-106751991186976d13h43m28s>"),
    ];
    for (time, words) in told {
        assert_eq!(at(time), json!(words), "{time}");
    }
    let huge = answer(json!({"object": "payout", "created": u64::MAX, "arrival_date": 1.5}));
    assert_eq!(huge["arrival_date"], json!("<not an integer: 1.5>"));
    assert!(huge["created"].as_str().unwrap().starts_with("<t0+"));
    let loose = answer(
        json!({"object": "person", "deadline": T0, "posted_at": T0, "at": T0, "created": null}),
    );
    assert_eq!(
        loose,
        json!({"object": "person", "deadline": "<t0>", "posted_at": "<t0>", "at": T0, "created": null})
    );
}

#[test]
fn amounts_are_integers_or_said_not_to_be() {
    let shown = answer(
        json!({"object": "balance_transaction", "amount": 11.0, "fee": "0", "net": true, "source": null}),
    );
    let expected = json!({"object": "balance_transaction", "amount": "<not an integer: 11.0>",
        "fee": "<not an integer: \"0\">", "net": "<not an integer: true>", "source": null});
    assert_eq!(shown, expected);
    // The same word is an amount here and an id there.
    assert_eq!(
        answer(json!({"object": "fee_refund", "fee": "fee_1A2b3C"}))["fee"],
        json!("<fee:1>")
    );
    let balance =
        json!({"object": "balance", "available": [{"amount": 1e3, "source_types": {"card": 1.5}}]});
    let expected = json!([{"amount": "<not an integer: 1000.0>", "source_types": {"card": "<not an integer: 1.5>"}}]);
    assert_eq!(answer(balance)["available"], expected);
}

#[test]
fn ids_are_aliases_wherever_they_stand() {
    let spoken = json!({"object": "event", "id": "evt_1A", "account": "acct_1A2b3C", "api_version": "2026-10-28",
        "request": {"id": "req_1A", "idempotency_key": "abc"},
        "data": {"object": payout(), "previous_attributes": {"reversed_by": "po_2B", "created": T0}}});
    let shown = answer(spoken);
    assert_eq!(shown["account"], json!("<acct:1>"));
    assert_eq!(shown["api_version"], json!("<version>"));
    assert_eq!(
        shown["request"],
        json!({"id": "<req:1>", "idempotency_key": "<key>"})
    );
    // A key that was sent is what the event refers to, and nothing else could show it.
    let request = json!({"id": "req_1A", "idempotency_key": "abc"});
    let event = json!({"object": "event", "id": "evt_1A", "request": request});
    let mut keyed = exchange("POST", "/v1/payouts", payout());
    keyed.key = Some("abc".into());
    let spoken = [keyed, exchange("GET", "/v1/events/evt_1A", event)];
    let shown_after = canonical(&spoken, T0).entries.remove(1).answer();
    assert_eq!(shown_after["request"]["idempotency_key"], json!("abc"));
    assert_eq!(
        shown["data"]["previous_attributes"],
        json!({"reversed_by": "<po:2>", "created": "<t0>"})
    );
    // Words of the API that begin like an id.
    for word in [
        "card_error",
        "fee_refund",
        "fee_credit_funding",
        "po_",
        "transfer_reversal",
        "re_",
    ] {
        assert_eq!(answer(json!({ "x": word })), json!({ "x": word }));
    }
    let url = answer(json!({"x": "https://example.com/v1/payouts/po_1A?a=po_2B-po_1A"}));
    assert_eq!(
        url,
        json!({"x": "https://example.com/v1/payouts/<po:1>?a=<po:2>-<po:1>"})
    );
}

#[test]
fn ids_of_other_forms_are_known_by_their_objects() {
    let shown = answer(json!({"object": "list", "data": [
        {"object": "payout", "id": "3f2c-77aa-01", "reversed_by": "9999-77aa-01"},
        {"object": "payout", "id": "9999-77aa-01", "original_payout": "3f2c-77aa-01"},
        {"object": "payout", "id": "7", "description": "7"},
    ]}));
    let expected = json!([
        {"object": "payout", "id": "<po:1>", "reversed_by": "<po:2>"},
        {"object": "payout", "id": "<po:2>", "original_payout": "<po:1>"},
        {"object": "payout", "id": "7", "description": "7"},
    ]);
    assert_eq!(shown["data"], expected);
}

#[test]
fn expanded_objects_are_told_like_any_other() {
    let mut reversal = payout();
    reversal["original_payout"] = payout();
    reversal["original_payout"]["colour"] = json!("red");
    reversal["id"] = json!("po_2B");
    let transcript = canonical(&[exchange("GET", "/v1/payouts/po_2B", reversal)], T0);
    let shown = transcript.entries[0].answer();
    assert_eq!(shown["id"], json!("<po:1>"));
    assert_eq!(shown["original_payout"]["id"], json!("<po:2>"));
    assert_eq!(shown["original_payout"]["created"], json!("<t0>"));
    assert_eq!(shown["original_payout"].get("colour"), None);
}

#[test]
fn what_no_document_names_is_left_out_and_noted() {
    let mut answered = payout();
    answered["colour"] = json!("red");
    answered["metadata"]["colour"] = json!("red");
    answered["trace_id"] = json!({"status": "pending", "value": null, "taste": "sweet"});
    let list = json!({"object": "list", "data": [answered.clone(), answered], "total_count": 2});
    let unknown = json!({"object": "person", "colour": "red"});
    let spoken = [
        exchange("GET", "/v1/payouts", list),
        exchange("GET", "/v1/persons/x", unknown.clone()),
    ];
    let transcript = canonical(&spoken, T0);
    assert_eq!(
        transcript.entries[0].answer()["data"][0]["metadata"]["colour"],
        json!("red")
    );
    assert_eq!(
        transcript.entries[0].answer()["data"][0].get("colour"),
        None
    );
    assert_eq!(
        transcript.entries[1].answer(),
        unknown,
        "no document says what a person is made of"
    );
    let unnamed: Vec<_> = transcript.unnamed.iter().map(String::as_str).collect();
    assert_eq!(unnamed, ["payout.colour", "payout.trace_id.taste"]);
    assert_eq!(
        transcript.notes().next().unwrap(),
        "`payout.colour` is named by no document; it was not judged"
    );
}

#[test]
fn null_is_not_missing_and_wording_is_not_judged() {
    let message = |message: Value| {
        answer(json!({"error": {"message": message, "type": "api_error"}}))["error"]["message"]
            .clone()
    };
    assert_eq!(message(json!("Any words")), json!("<text>"));
    assert_eq!(message(json!("")), json!("<empty>"));
    assert_eq!(message(json!(7)), json!("<empty>"));
    assert_eq!(
        answer(json!({"error": {"type": "api_error"}})),
        json!({"error": {"type": "api_error"}})
    );
    let why = |why: Value| {
        answer(json!({"object": "payout", "failure_message": why}))["failure_message"].clone()
    };
    assert_eq!(why(json!("Any words")), json!("<text>"));
    assert_eq!(why(Value::Null), Value::Null);
    assert_ne!(
        answer(json!({"object": "payout", "reversed_by": null})),
        answer(json!({"object": "payout"}))
    );
}
