//! What holds for every transcript.

use std::collections::BTreeMap;

use proptest::prelude::*;
use recoup::canon::{Entry, MISSING, Shape, Transcript, canonical, compare_shape};
use recoup::target::exchange::Exchange;
use serde_json::{Map, Value, json};

use super::{T0, exchange};

/// Names that mean something to the canonical form, and some that do not.
const NAMES: [&str; 24] = [
    "amount",
    "amount_reversed",
    "arrival_date",
    "available",
    "created",
    "data",
    "deleted",
    "doc_url",
    "error",
    "failure_message",
    "fee",
    "id",
    "message",
    "metadata",
    "object",
    "original_payout",
    "posted_at",
    "previous_attributes",
    "request",
    "reversed_by",
    "secret",
    "source_types",
    "type",
    "x",
];

const OBJECTS: [&str; 7] = [
    "payout",
    "balance",
    "balance_transaction",
    "event",
    "list",
    "account",
    "treasury.transaction_entry",
];

fn id() -> impl Strategy<Value = String> {
    let prefixes = ["po", "txn", "ba", "acct", "trxne", "req", "evt"];
    (proptest::sample::select(prefixes.to_vec()), 0..5_u8)
        .prop_map(|(prefix, n)| format!("{prefix}_1A{n}x"))
}

fn leaf() -> impl Strategy<Value = Value> {
    prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        (0..400_000_i64).prop_map(|offset| Value::from(T0 + offset - 200_000)),
        any::<i32>().prop_map(|quarters| Value::from(f64::from(quarters) / 4.0)),
        ".{0,12}".prop_map(Value::from),
        id().prop_map(Value::from),
        (id(), id()).prop_map(|(a, b)| Value::from(format!("see /v1/{a}?b={b}-{a}, <po:3>"))),
        proptest::sample::select(vec![
            "<text>",
            "<empty>",
            "<t0>",
            "<not an integer: 1.5>",
            "<po:1>",
            "card_error"
        ])
        .prop_map(Value::from),
    ]
}

fn any_json() -> impl Strategy<Value = Value> {
    leaf().prop_recursive(6, 64, 6, |inner| {
        let name = prop_oneof![4 => proptest::sample::select(NAMES.to_vec()).prop_map(str::to_owned), 1 => ".{0,6}"];
        let object = proptest::option::of(proptest::sample::select(OBJECTS.to_vec()));
        let members = proptest::collection::vec((name, inner.clone()), 0..6);
        prop_oneof![
            proptest::collection::vec(inner, 0..4).prop_map(Value::from),
            (object, members).prop_map(|(object, members)| {
                let mut map: Map<_, _> = members.into_iter().collect();
                if let Some(object) = object {
                    map.insert("object".into(), json!(object));
                }
                Value::Object(map)
            }),
        ]
    })
}

fn spoken() -> impl Strategy<Value = Vec<Exchange>> {
    let one = (any_json(), id(), id(), ".{0,20}").prop_map(|(answer, path, account, body)| {
        let mut exchange = exchange(
            "POST",
            &format!("/v1/payouts/{path}?created[gte]={T0}"),
            answer,
        );
        exchange.account = Some(account);
        exchange.body = body;
        exchange
    });
    proptest::collection::vec(one, 1..4)
}

/// The same conversation with every text rewritten.
fn rewritten(spoken: &[Exchange], rewrite: &dyn Fn(&str) -> String) -> Vec<Exchange> {
    fn value(old: &Value, rewrite: &dyn Fn(&str) -> String) -> Value {
        match old {
            Value::String(text) => Value::from(rewrite(text)),
            Value::Array(items) => items.iter().map(|item| value(item, rewrite)).collect(),
            Value::Object(map) => map
                .iter()
                .map(|(name, inner)| (name.clone(), value(inner, rewrite)))
                .collect(),
            other => other.clone(),
        }
    }
    let rewritten = spoken.iter().map(|exchange| Exchange {
        path: rewrite(&exchange.path),
        account: exchange.account.as_deref().map(rewrite),
        body: rewrite(&exchange.body),
        answer: value(&exchange.answer, rewrite).into(),
        ..exchange.clone()
    });
    rewritten.collect()
}

/// Every id renamed: the random parts change places, all at once.
fn renamed(text: &str) -> String {
    let names: BTreeMap<String, String> = (0..5)
        .map(|n| (format!("_1A{n}x"), format!("_9zZ{}Q", (n * 7 + 3) % 11)))
        .collect();
    names
        .iter()
        .fold(text.to_owned(), |text, (old, new)| text.replace(old, new))
}

/// Many cases of small size; a failing one is shown in full, so none is kept in a file.
fn config() -> ProptestConfig {
    ProptestConfig {
        failure_persistence: None,
        ..ProptestConfig::default()
    }
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn canonicalising_twice_changes_nothing(spoken in spoken()) {
        let once = canonical(&spoken, T0);
        let again: Vec<_> = once.entries.iter().zip(&spoken).map(|(entry, exchange)| Exchange {
            account: entry.account().map(str::to_owned),
            answer: entry.answer().into(),
            ..exchange.clone()
        }).collect();
        let twice = canonical(&again, T0);
        let answers = |transcript: &Transcript| transcript.entries.iter().map(Entry::answer).collect::<Vec<_>>();
        prop_assert_eq!(answers(&once), answers(&twice));
        prop_assert!(twice.unnamed.is_empty());
    }

    #[test]
    fn renaming_all_ids_changes_nothing(spoken in spoken()) {
        prop_assert_eq!(canonical(&spoken, T0).text(), canonical(&rewritten(&spoken, &renamed), T0).text());
    }

    #[test]
    fn shifting_the_clock_changes_nothing(offsets in proptest::collection::vec(-9_000_000..9_000_000_i64, 4), shift in any::<i32>()) {
        let at = |t0: i64| {
            let [created, arrival, posted, since] = [0, 1, 2, 3].map(|index| t0 + offsets[index]);
            let payout = json!({"object": "payout", "created": created, "arrival_date": arrival});
            let entry = json!({"object": "treasury.transaction", "status_transitions": {"posted_at": posted, "void_at": null}});
            let mut spoken = [
                exchange("GET", &format!("/v1/payouts?created[gte]={since}"), payout),
                exchange("GET", &format!("/v1/x?arrival_date={since}"), json!({"data": [entry], "deadline": posted})),
            ];
            spoken[0].body = format!("status_transitions[posted_at][lt]={since}&amount=1");
            canonical(&spoken, t0).text()
        };
        prop_assert_eq!(at(T0), at(T0 + i64::from(shift)));
    }

    #[test]
    fn swapping_two_ids_in_one_place_is_seen(first in 0..5_u8, step in 1..5_u8, swapped in 0..2_usize) {
        let second = (first + step) % 5;
        let [one, other] = [first, second].map(|n| format!("po_1A{n}x"));
        let payout = |id: &str, to: &str| json!({"object": "payout", "id": id, "reversed_by": to});
        let said = [(&one, &other), (&other, &one)];
        let told = |pairs: [(&String, &String); 2]| {
            canonical(&pairs.map(|(id, to)| exchange("GET", &format!("/v1/payouts/{id}"), payout(id, to))), T0).text()
        };
        let mut wrong = said;
        wrong[swapped].1 = said[swapped].0;
        prop_assert_ne!(told(said), told(wrong));
    }

    #[test]
    fn nothing_makes_it_panic_and_every_text_is_read_back(spoken in spoken(), t0 in any::<i64>()) {
        let transcript = canonical(&spoken, t0);
        let read = Transcript::parse(&transcript.text());
        prop_assert_eq!(read.map(|read| read.entries), Some(transcript.entries.clone()));
        let other = canonical(&spoken[1..], t0);
        let _ = compare_shape(&transcript.text(), &other);
        let _ = compare_shape(&other.text(), &transcript);
    }

    #[test]
    fn nothing_is_missing_from_itself(spoken in spoken()) {
        let transcript = canonical(&spoken, T0);
        let shape = compare_shape(&transcript.text(), &transcript);
        let wrong: Vec<_> = shape.differences.iter().filter(|d| d.observed == MISSING || d.member == "object").collect();
        prop_assert!(wrong.is_empty() && !shape.parted, "{:?}", wrong);
    }

    #[test]
    fn no_text_makes_the_reader_panic(text in "(GET /\n|\\PC{0,9}|\n|200\n|\\{\\}){0,12}") {
        let _ = Transcript::parse(&text);
    }
}

#[test]
fn what_is_nested_without_end_is_cut() {
    let mut deep = json!({"object": "payout", "id": "po_1A"});
    for _ in 0..200 {
        deep = json!({"object": "payout", "original_payout": deep});
    }
    let transcript = canonical(&[exchange("GET", "/v1/x", deep)], T0);
    assert!(transcript.text().contains("<too deep>"));
    assert_eq!(
        compare_shape(&transcript.text(), &transcript),
        Shape::default()
    );
}
