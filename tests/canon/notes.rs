//! What becomes of differences: findings where a rule judges them and ran, notes of the run otherwise.

use std::time::Duration;

use recoup::canon::{Store, Transcript};
use recoup::run::objects::{Objects, compare};
use recoup::run::result::{NOT_SELECTED, ScenarioResult};
use recoup::run::verdict::Verdict;
use recoup::scenario::world::Remains;
use recoup::spec::Catalogue;
use recoup::target::exchange::Exchange;
use recoup::target::secret::Redactor;
use serde_json::{Value, json};

use super::{T0, exchange};

/// Scenarios with approved answers: one reads balance transactions, one a payout.
const LEDGER: &str = "payouts/booking/canceling-a-payout-and-reading-the-categories";
const OBJECT: &str = "payouts/object/reading-the-members-that-always-have-a-value";

/// Takes what is found of a scenario's answers.
fn take(objects: &mut Objects, scenario: &str, remains: &Remains) {
    objects.take(scenario, compare(scenario, remains, false));
}

/// What a scenario's approved answers would look like from a target that changes one member of an object.
fn said(scenario: &str, object: &str, change: &dyn Fn(&mut Value)) -> Remains {
    fn everywhere(value: &mut Value, object: &str, change: &dyn Fn(&mut Value)) {
        if value["object"] == object {
            change(value);
        }
        match value {
            Value::Array(items) => items
                .iter_mut()
                .for_each(|item| everywhere(item, object, change)),
            Value::Object(map) => map
                .values_mut()
                .for_each(|inner| everywhere(inner, object, change)),
            _ => {}
        }
    }
    /// Times as they would come: when exactly is nothing to these tests.
    fn in_seconds(value: &mut Value) {
        match value {
            Value::String(text) if text.starts_with("<t0") => *value = json!(T0),
            Value::Array(items) => items.iter_mut().for_each(in_seconds),
            Value::Object(map) => map.values_mut().for_each(in_seconds),
            _ => {}
        }
    }
    let approved = Store::Embedded.read(scenario).unwrap().unwrap();
    let entries = Transcript::parse(&approved).unwrap().entries;
    let transcript = entries.into_iter().map(|entry| {
        let mut answer = entry.answer();
        in_seconds(&mut answer);
        everywhere(&mut answer, object, change);
        Exchange {
            account: entry.account().map(str::to_owned),
            body: entry.body.join("&"),
            status: entry.status,
            ..exchange(&entry.method, &entry.path, answer)
        }
    });
    Remains {
        transcript: transcript.collect(),
        trouble: None,
        books: None,
        breach: None,
        checks: 1,
        start: T0,
        redactor: Redactor::default(),
    }
}

fn scenario(id: &str, rule: &str, verdict: Verdict) -> ScenarioResult {
    ScenarioResult {
        id: id.into(),
        rule: rule.into(),
        title: "".into(),
        feature: "".into(),
        line: 1,
        steps: Vec::new().into(),
        verdict,
        reason: (verdict == Verdict::NotApplicable).then(|| NOT_SELECTED.to_owned()),
        lever_fault: false,
        duration: Duration::ZERO,
        findings: Vec::new(),
        exchanges: Vec::new(),
        canonical: None,
    }
}

/// The notes of a run of both scenarios, and its findings as `scenario: expected / observed`.
fn judged(
    verdict: Verdict,
    object: &str,
    change: &dyn Fn(&mut Value),
) -> (Vec<String>, Vec<String>) {
    let mut objects = Objects::default();
    for scenario in [LEDGER, OBJECT] {
        take(&mut objects, scenario, &said(scenario, object, change));
    }
    let mut results = [
        scenario(LEDGER, "PAY-LIFE-08", Verdict::Upheld),
        scenario("another", "PAY-OBJ-01", verdict),
        scenario(OBJECT, "PAY-OBJ-01", verdict),
    ];
    let notes = objects.enter(&mut results);
    let findings = results.iter().flat_map(|result| {
        let told = |finding: &recoup::scenario::finding::Finding| {
            format!("{}: {} / {}", result.id, finding.expected, finding.observed)
        };
        result.findings.iter().map(told).collect::<Vec<_>>()
    });
    (notes, findings.collect())
}

/// Takes a member away.
fn without(member: &str) -> impl Fn(&mut Value) {
    move |object| drop(object.as_object_mut().unwrap().remove(member))
}

#[test]
fn a_sound_target_has_neither_findings_nor_notes() {
    let (notes, findings) = judged(Verdict::Upheld, "payout", &|_| {});
    assert_eq!((notes, findings), (vec![], vec![]));
}

#[test]
fn what_a_rule_judges_is_a_finding_of_its_scenario() {
    let (notes, findings) = judged(Verdict::Upheld, "payout", &without("reversed_by"));
    let finding = format!(
        "{OBJECT}: payout.reversed_by is present, if only as null / missing, in 2 scenarios: {LEDGER}, {OBJECT}"
    );
    assert_eq!((notes, findings), (vec![], vec![finding]));
}

#[test]
fn what_no_rule_judges_is_a_note() {
    let null = |object: &mut Value| object["created"] = Value::Null;
    let (notes, findings) = judged(Verdict::Upheld, "balance_transaction", &null);
    assert_eq!(findings, [""; 0]);
    assert_eq!(
        notes,
        [
            "`balance_transaction.created` is null and not a time in seconds in 1 scenario; no rule judges it yet"
        ]
    );
    let (notes, _) = judged(Verdict::Upheld, "balance_transaction", &without("currency"));
    assert_eq!(
        notes,
        ["`balance_transaction.currency` is absent in 1 scenario; no rule judges it yet"]
    );
}

#[test]
fn a_rule_that_did_not_run_hides_nothing() {
    let livemode = |object: &mut Value| object["livemode"] = json!("no");
    let (notes, findings) = judged(Verdict::NotApplicable, "payout", &livemode);
    assert_eq!(findings, [""; 0]);
    assert_eq!(
        notes,
        [
            "`payout.livemode` is a string: \"no\" and not true or false in 2 scenarios; PAY-OBJ-01 judges it, and did not run"
        ]
    );
}

#[test]
fn requests_that_are_not_those_of_the_snapshot_are_noted() {
    let mut objects = Objects::default();
    let mut other = said(OBJECT, "payout", &|_| {});
    other.transcript[1].path = "/v1/balance".into();
    take(&mut objects, OBJECT, &other);
    let notes = objects.enter(&mut []);
    assert_eq!(
        notes,
        [format!(
            "1 scenario ({OBJECT}) made other requests than the approved ones; from there on the schemas alone said what \
             an answer is to be"
        )]
    );
    let mut objects = Objects::default();
    let all = Catalogue::embedded().unwrap();
    for scenario in all.scenarios.iter().take(50) {
        take(&mut objects, &scenario.id, &other);
    }
    let notes = objects.enter(&mut []);
    let note = notes.iter().find(|note| note.contains("other requests"));
    let note = note.map_or("", |note| note);
    assert!(note.contains("scenarios (such as "), "{note}");
    assert!(note.len() < 250, "short, however many there are: {note}");
}

#[test]
fn an_answer_is_judged_whether_or_not_a_snapshot_awaits_it() {
    let mut objects = Objects::default();
    take(
        &mut objects,
        "no/such/scenario",
        &said(OBJECT, "payout", &without("status")),
    );
    let mut other = said(OBJECT, "payout", &|object| object["method"] = json!("slow"));
    for said in &mut other.transcript {
        said.status = Some(202);
    }
    take(&mut objects, OBJECT, &other);
    let mut results = [scenario(OBJECT, "PAY-OBJ-01", Verdict::Upheld)];
    objects.enter(&mut results);
    let told: Vec<_> = results[0]
        .findings
        .iter()
        .map(|found| found.expected.as_str())
        .collect();
    assert_eq!(
        told,
        [
            "payout.status is present: canceled, failed, in_transit, paid or pending",
            "payout.method is instant or standard"
        ]
    );
    assert_eq!(results[0].verdict, Verdict::Broken);
}
