//! The schemas of the documented objects: sound in themselves, and what every answer of the reference is.
#![allow(clippy::unwrap_used, reason = "a test that panics says what broke")]

use std::collections::BTreeSet;

use jsonschema::Validator;
use recoup::Check;
use recoup::canon::{names, schema};
use recoup::reference::{Embedded, Options};
use recoup::run::result::Run;
use recoup::target::exchange::{Exchange, Plane};
use serde_json::Value;

#[test]
fn every_schema_is_one_and_needs_no_other() {
    for name in names().map(Some).chain([None]) {
        let schema = schema(name).unwrap();
        let meta = jsonschema::draft202012::meta::validate(&schema);
        assert!(meta.is_ok(), "{name:?}: {:?}", meta.err());
        assert!(jsonschema::draft202012::new(&schema).is_ok(), "{name:?}");
        let closed: Vec<_> = references(&schema)
            .into_iter()
            .filter(|place| schema.pointer(place.trim_start_matches('#')).is_none())
            .collect();
        assert_eq!(closed, [""; 0], "{name:?}");
    }
    assert_eq!(schema(Some("no_such_object")), None);
}

/// Every `$ref` of a schema.
fn references(schema: &Value) -> Vec<String> {
    let mut all = Vec::new();
    match schema {
        Value::Array(items) => all.extend(items.iter().flat_map(references)),
        Value::Object(members) => {
            let here = members.get("$ref").and_then(Value::as_str);
            all.extend(here.map(str::to_owned));
            all.extend(members.values().flat_map(references));
        }
        _ => {}
    }
    all
}

#[test]
fn a_schema_of_one_object_refuses_another() {
    let answer =
        |object: &str| serde_json::json!({"object": object, "id": "x_1A", "deleted": true});
    for name in ["account", "bank_account", "card"] {
        let one = jsonschema::draft202012::new(&schema(Some(name)).unwrap()).unwrap();
        for other in names() {
            assert_eq!(
                one.is_valid(&answer(other)),
                name == other,
                "{name}: {other}"
            );
        }
    }
}

/// A run of every scenario against a reference that takes these readings.
fn run(readings: &[(&str, &str)]) -> Run {
    let mut options = Options::default();
    for (choice, value) in readings {
        options.readings.set(choice, value).unwrap();
    }
    let server = Embedded::start(options).unwrap();
    let check = Check::at(&server.url()).keep_transcripts(true).jobs(16);
    check.run().unwrap()
}

/// The kinds of objects that an answer holds, `error` for one that is an error.
fn kinds(answer: &Value, met: &mut BTreeSet<String>) {
    match answer {
        Value::Array(items) => items.iter().for_each(|item| kinds(item, met)),
        Value::Object(members) => {
            let kind = members.get("object").and_then(Value::as_str);
            met.extend(
                kind.or(members.get("error").map(|_| "error"))
                    .map(str::to_owned),
            );
            members.values().for_each(|inner| kinds(inner, met));
        }
        _ => {}
    }
}

/// Holds every answer of the API to the schema of any answer, and gives how many and of what kinds they were.
fn judged(run: &Run, validator: &Validator) -> (usize, BTreeSet<String>) {
    let (mut answers, mut met) = (0, BTreeSet::new());
    let is_judged =
        |exchange: &&Exchange| exchange.plane == Plane::Api && exchange.status.is_some();
    for scenario in &run.scenarios {
        for exchange in scenario.exchanges.iter().filter(is_judged) {
            let errors: Vec<_> = validator
                .iter_errors(&exchange.answer)
                .map(|error| format!("{}: {error}", error.instance_path()))
                .collect();
            assert_eq!(
                errors, [""; 0],
                "{}: {} {}",
                scenario.id, exchange.method, exchange.path
            );
            kinds(&exchange.answer, &mut met);
            answers += 1;
        }
    }
    (answers, met)
}

#[test]
fn every_answer_of_the_reference_is_what_its_schema_says() {
    let validator = jsonschema::draft202012::new(&schema(None).unwrap()).unwrap();
    let other = [
        ("debit-reversal-object", "debit_reversal"),
        ("debit-reversal-status", "succeeded"),
    ];
    let mut all = BTreeSet::new();
    for readings in [&[], other.as_slice()] {
        let (answers, met) = judged(&run(readings), &validator);
        assert!(answers > 3_000, "{answers}");
        all.extend(met);
    }
    // What no request of any scenario shows.
    let unmet: Vec<_> = names().filter(|name| !all.contains(*name)).collect();
    assert_eq!(unmet, [""; 0]);
}
