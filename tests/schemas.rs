//! The schemas of the documented objects: sound in themselves, and what every answer of the reference is.
#![allow(clippy::unwrap_used, reason = "a test that panics says what broke")]

use std::collections::{BTreeMap, BTreeSet};
use std::process::Command;

use assert_cmd::cargo::cargo_bin;
use jsonschema::Validator;
use recoup::Check;
use recoup::canon::{names, schema};
use recoup::reference::{Embedded, Options};
use recoup::run::result::Run;
use recoup::run::select::Selection;
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

/// What the command prints, its errors, and how it ends.
fn printed(arguments: &[&str]) -> (String, String, Option<i32>) {
    let mut command = Command::new(cargo_bin("recoup"));
    let output = command.arg("schema").args(arguments).output().unwrap();
    let text = |bytes| String::from_utf8(bytes).unwrap();
    (
        text(output.stdout),
        text(output.stderr),
        output.status.code(),
    )
}

#[test]
fn the_command_prints_them() {
    for (arguments, object) in [
        (&[][..], None),
        (&["payout"], Some("payout")),
        (&["error"], Some("error")),
    ] {
        let (out, err, code) = printed(arguments);
        assert_eq!(
            serde_json::from_str::<Value>(&out).ok(),
            schema(object),
            "{err}"
        );
        assert_eq!((err.as_str(), code), ("", Some(0)));
    }
    let (out, err, code) = printed(&["payuot"]);
    let expected = "error: no document describes an object `payuot`; did you mean `payout`?\n";
    assert_eq!((out.as_str(), err.as_str(), code), ("", expected, Some(2)));
}

/// A run of some rules, or of all, against a reference that takes these readings.
fn run(readings: &[(&str, &str)], rules: &str) -> Run {
    let mut options = Options::default();
    for (choice, value) in readings {
        options.readings.set(choice, value).unwrap();
    }
    let server = Embedded::start(options).unwrap();
    let check = Check::at(&server.url()).keep_transcripts(true).jobs(16);
    let patterns = (!rules.is_empty()).then(|| rules.to_owned());
    let chosen = check.only(Selection {
        patterns: patterns.into_iter().collect(),
        needs: Vec::new(),
    });
    chosen.run().unwrap()
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

/// Holds every answer of the API to the schema of any answer: what is wrong, with the first request that shows it, how
/// many answers there were, and of what kinds.
fn judged(run: &Run, validator: &Validator) -> (BTreeMap<String, String>, usize, BTreeSet<String>) {
    let (mut wrong, mut answers, mut met) = (BTreeMap::new(), 0, BTreeSet::new());
    let is_judged =
        |exchange: &&Exchange| exchange.plane == Plane::Api && exchange.status.is_some();
    for scenario in &run.scenarios {
        for exchange in scenario.exchanges.iter().filter(is_judged) {
            for error in validator.iter_errors(&exchange.answer) {
                let shown = format!("{} {} in {}", exchange.method, exchange.path, scenario.id);
                wrong
                    .entry(format!("{}: {error}", error.schema_path()))
                    .or_insert(shown);
            }
            kinds(&exchange.answer, &mut met);
            answers += 1;
        }
    }
    (wrong, answers, met)
}

/// The most requests that a scenario may take on average: what a run costs on any machine, and over any network.
const REQUESTS: usize = 17;

fn are_few(run: &Run) {
    let ran = run.scenarios.iter().map(|result| result.exchanges.len());
    let (requests, scenarios) = (ran.clone().sum::<usize>(), ran.filter(|n| *n > 0).count());
    assert!(
        requests <= REQUESTS * scenarios,
        "{requests} requests in {scenarios} scenarios"
    );
}

/// What no request of the scenarios shows yet.
const UNMET: [&str; 2] = ["account", "card"];

#[test]
fn every_answer_of_the_reference_is_what_its_schema_says() {
    let validator = jsonschema::draft202012::new(&schema(None).unwrap()).unwrap();
    let other = [
        ("debit-reversal-object", "debit_reversal"),
        ("debit-reversal-status", "succeeded"),
    ];
    let mut all = BTreeSet::new();
    let whole = run(&[], "");
    are_few(&whole);
    for run in [whole, run(&other, "DR")] {
        let (wrong, answers, met) = judged(&run, &validator);
        assert!(wrong.is_empty(), "{wrong:#?}");
        let ran = run
            .scenarios
            .iter()
            .filter(|result| !result.exchanges.is_empty());
        assert!(answers > 5 * ran.count(), "{answers}");
        all.extend(met);
    }
    let unmet = names().filter(|name| !all.contains(*name) && !UNMET.contains(name));
    assert_eq!(unmet.collect::<Vec<_>>(), [""; 0]);
}
