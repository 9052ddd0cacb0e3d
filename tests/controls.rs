//! Negative controls: targets of one idea that implement nothing, and must not come out well.
//!
//! Their levers pretend to work, so that it is the API that is judged. What each upholds all the same is told here to
//! the rule, with the reason; a rule that joins the list is a scenario that compares nothing, until it is shown to be
//! otherwise.

#![allow(clippy::unwrap_used, reason = "a test that panics says what broke")]

#[path = "controls/documents.rs"]
mod documents;
#[path = "controls/levers.rs"]
mod levers;
#[path = "controls/refuser.rs"]
mod refuser;
#[path = "controls/server.rs"]
mod server;

use std::collections::{BTreeMap, BTreeSet};

use recoup::Check;
use recoup::reference::{Embedded, Options};
use recoup::run::result::{Run, ScenarioResult};
use recoup::run::select::Selection;
use recoup::run::verdict::{Conformance, Verdict};
use recoup::spec::{Catalogue, Rule};
use recoup::target::profile::Profile;
use serde_json::{Value, json};

use server::{Api, Asked};

/// An API of one idea, and the rules that it upholds.
struct Control {
    name: &'static str,
    api: Api,
    upheld: &'static [&'static str],
}

const CONTROLS: [Control; 8] = [
    Control {
        name: "200 {} to everything",
        api: |_| (200, json!({})),
        upheld: &[],
    },
    Control {
        name: "400 to everything",
        api: |_| refused(),
        upheld: &[],
    },
    Control {
        name: "404 to everything",
        api: |_| missing(),
        upheld: &[],
    },
    Control {
        name: "500 to everything",
        api: |_| (500, error("api_error")),
        upheld: &[],
    },
    Control {
        name: "429 to everything",
        api: |_| (429, error("invalid_request_error")),
        upheld: &[],
    },
    Control {
        name: "the documents' examples",
        api: documents::echo,
        upheld: &[
            // What the documents have no example of is answered 404, as the rule says, and what they have is not.
            "ERR-04",
            // The guide's example is the very object that the rule asks for: what a debit reversal calls itself.
            "DR-04b",
            // The payout of every example is manual and not applicable for reconciliation, which is all of the rule.
            "PAY-OBJ-02",
        ],
    },
    Control {
        name: "the documents' examples, and 400 to every change",
        api: |asked| match asked.method.as_str() {
            "GET" => documents::echo(asked),
            _ => refused(),
        },
        upheld: &[],
    },
    Control {
        name: "nothing to read, and 400 to every change",
        api: |asked| match asked.method.as_str() {
            "GET" => nothing(asked),
            _ => refused(),
        },
        upheld: &[],
    },
];

fn error(kind: &str) -> Value {
    json!({"error": {"type": kind, "message": "No."}})
}

fn refused() -> (u16, Value) {
    (400, error("invalid_request_error"))
}

fn missing() -> (u16, Value) {
    (404, documents::missing())
}

/// Lists are empty, balances without money, and everything else is not there.
fn nothing(asked: &Asked) -> (u16, Value) {
    match documents::echo(asked) {
        (200, answer) if answer["object"] == "list" => (200, documents::list(&asked.path, &[])),
        (200, answer) if answer["object"] == "balance" => (200, answer),
        _ => missing(),
    }
}

#[test]
fn a_target_of_one_idea_upholds_next_to_nothing() {
    for Control { name, api, upheld } in CONTROLS {
        let run = Check::at(&server::start(api)).jobs(16).run().unwrap();
        let rules = run.rules.iter();
        let seen: Vec<&str> = rules
            .filter(|rule| rule.verdict == Verdict::Upheld)
            .map(|rule| rule.id.as_str())
            .collect();
        println!("{name}: upholds {seen:?}; {:?}", run.scenario_counts());
        assert_eq!(run.conformance(), Conformance::Broken, "{name}");
        assert_eq!(seen, upheld, "{name}");
        // The levers work and the API answers: nothing is anybody else's fault.
        let faulted = run.scenario_counts().get(Verdict::Faulted);
        assert_eq!(faulted, 0, "{name}: {run}");
    }
}

#[test]
fn where_every_judged_request_is_refused_no_rule_about_a_refusal_stands() {
    let catalogue = Catalogue::embedded().unwrap();
    let rules = catalogue.rules.iter();
    let about: Vec<&Rule> = rules
        .filter(|rule| is_about_refusal(&catalogue, rule))
        .collect();
    let of_reading = about.iter().filter(|rule| rule.reading.is_some());
    let of_reading: Vec<&Rule> = of_reading.copied().collect();
    assert!(
        about.len() > 90,
        "{} rules are about a refusal",
        about.len()
    );
    // The rules of a reading, once more where the reference takes the other one.
    for (taken, rules) in [(0, about), (1, of_reading)] {
        let complaints = refuse_what_is_judged(&catalogue, taken, &rules);
        assert!(complaints.is_empty(), "\n{}\n", complaints.join("\n"));
    }
}

fn is_about_refusal(catalogue: &Catalogue, rule: &Rule) -> bool {
    let mut own = rule.scenarios.iter();
    own.any(|index| {
        catalogue.scenarios[*index].steps.iter().any(|step| {
            let ends = [" is refused", " is turned away"];
            step.starts_with("Then no such ") || ends.iter().any(|words| step.ends_with(words))
        })
    })
}

/// Checks the rules on the reference, then where it refuses what was judged and succeeded; says what stands all the same.
fn refuse_what_is_judged(catalogue: &Catalogue, taken: usize, rules: &[&Rule]) -> Vec<String> {
    let mut options = Options::default();
    let mut pinned = BTreeMap::new();
    for (choice, values) in catalogue.readings() {
        options.readings.set(choice, values[taken]).unwrap();
        pinned.insert(choice.to_owned(), values[taken].to_owned());
    }
    let reference = Embedded::start(options).unwrap();
    let check = |url: &str, patterns: Vec<String>| -> Run {
        let mut profile = Profile::at(url);
        profile.readings.clone_from(&pinned);
        let selection = Selection {
            patterns,
            needs: Vec::new(),
        };
        let check = Check::of(profile).only(selection).jobs(16);
        check.keep_transcripts(true).run().unwrap()
    };
    let sound = check(
        &reference.url(),
        rules.iter().map(|rule| rule.id.clone()).collect(),
    );
    let mut judged = refuser::Judged::default();
    let run = |scenario: &&ScenarioResult| scenario.verdict == Verdict::Upheld;
    let accepted = sound.scenarios.iter().filter(run);
    let accepted = accepted.filter(|scenario| judged.note(scenario));
    let accepted: BTreeSet<String> = accepted.map(|it| it.id.to_string()).collect();
    let url = refuser::start(&reference.url(), judged);
    let refused = check(&url, accepted.iter().cloned().collect());
    let mut complaints = Vec::new();
    for scenario in refused
        .scenarios
        .iter()
        .filter(|it| accepted.contains(&*it.id))
    {
        if scenario.verdict != Verdict::Broken {
            let (id, verdict) = (&scenario.id, scenario.verdict.phrase());
            complaints.push(format!("{id} is {verdict} though its request was refused"));
        }
    }
    for rule in rules {
        let has_contrast = |index: &usize| accepted.contains(&*catalogue.scenarios[*index].id);
        let upheld = sound.rule(&rule.id).map(|rule| rule.verdict) == Some(Verdict::Upheld);
        if upheld && !rule.scenarios.iter().any(has_contrast) {
            complaints.push(format!("{} has no case that must succeed", rule.id));
        }
    }
    println!(
        "{} rules, {} scenarios refused",
        rules.len(),
        accepted.len()
    );
    complaints
}
