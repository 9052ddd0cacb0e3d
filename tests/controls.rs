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
#[path = "controls/ties.rs"]
mod ties;

use std::collections::BTreeMap;
use std::rc::Rc;

use recoup::Check;
use recoup::reference::{Embedded, Options};
use recoup::run::judge::Gate;
use recoup::run::result::Run;
use recoup::run::select::Selection;
use recoup::run::verdict::{Conformance, Verdict};
use recoup::scenario::finding::Finding;
use recoup::spec::{Catalogue, Rule, Scenario};
use recoup::target::profile::Profile;
use serde_json::{Value, json};

use server::{Api, Asked};

/// An API of one idea, what it is held to, and the rules that it upholds.
struct Control {
    name: &'static str,
    api: Api,
    scope: Scope,
    upheld: &'static [&'static str],
}

/// What a control is held to: one that only ever says no need not be asked for much else.
#[derive(Clone, Copy, PartialEq)]
enum Scope {
    AllRules,
    Refusals,
}

const CONTROLS: [Control; 8] = [
    Control {
        name: "200 {} to everything",
        scope: Scope::AllRules,
        api: |_| (200, json!({})),
        upheld: &[],
    },
    Control {
        name: "400 to everything",
        scope: Scope::AllRules,
        api: |_| refused(),
        upheld: &[],
    },
    Control {
        name: "404 to everything",
        scope: Scope::Refusals,
        api: |_| missing(),
        upheld: &[],
    },
    Control {
        name: "500 to everything",
        scope: Scope::Refusals,
        api: |_| (500, error("api_error")),
        upheld: &[],
    },
    Control {
        name: "429 to everything",
        scope: Scope::Refusals,
        api: |_| (429, error("invalid_request_error")),
        upheld: &[],
    },
    Control {
        name: "the documents' examples",
        scope: Scope::AllRules,
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
        scope: Scope::Refusals,
        api: |asked| match asked.method.as_str() {
            "GET" => documents::echo(asked),
            _ => refused(),
        },
        upheld: &[],
    },
    Control {
        name: "nothing to read, and 400 to every change",
        scope: Scope::Refusals,
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
    let catalogue = Rc::new(Catalogue::embedded().unwrap());
    let refusals = Selection {
        patterns: about_refusals(&catalogue).map(|it| it.id.clone()).collect(),
        ..Selection::default()
    };
    for Control {
        name,
        api,
        scope,
        upheld,
    } in CONTROLS
    {
        let mut check = Check::at(&server::start(api)).features(Rc::clone(&catalogue));
        if scope == Scope::Refusals {
            check = check.only(refusals.clone());
        }
        let run = check.jobs(16).run().unwrap();
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
fn what_is_of_one_second_may_be_listed_in_any_order() {
    let reference = Embedded::start(Options::default()).unwrap();
    let check = Check::at(&ties::start(&reference.url())).jobs(16);
    let run = check.gate(Gate::All).run().unwrap();
    let wrong = run.scenarios.iter().flat_map(|scenario| {
        let told = |it: &Finding| format!("{}: {}; {}", scenario.id, it.expected, it.observed);
        scenario.findings.iter().map(told)
    });
    let wrong: Vec<String> = wrong.collect();
    assert!(wrong.is_empty(), "\n{}\n", wrong.join("\n"));
    assert_eq!(run.conformance(), Conformance::Conformant, "{run}");
}

#[test]
fn where_every_judged_request_is_refused_no_rule_about_a_refusal_stands() {
    let catalogue = Rc::new(Catalogue::embedded().unwrap());
    let about: Vec<&Rule> = about_refusals(&catalogue).collect();
    assert!(
        about.len() > 90,
        "{} rules are about a refusal",
        about.len()
    );
    let of_reading = about.iter().filter(|rule| rule.reading.is_some());
    let of_reading: Vec<&Rule> = of_reading.copied().collect();
    // The rules of a reading, once more where the reference takes the other one.
    for (taken, rules) in [(0, about), (1, of_reading)] {
        let complaints = refuse_what_is_judged(&catalogue, taken, &rules);
        assert!(complaints.is_empty(), "\n{}\n", complaints.join("\n"));
    }
}

fn about_refusals(catalogue: &Catalogue) -> impl Iterator<Item = &Rule> {
    catalogue.rules.iter().filter(|rule| {
        let mut own = rule.scenarios.iter();
        own.any(|index| is_refusal(&catalogue.scenarios[*index]))
    })
}

fn is_refusal(scenario: &Scenario) -> bool {
    scenario.steps.iter().any(|step| {
        let ends = [" is refused", " is turned away"];
        step.starts_with("Then no such ") || ends.iter().any(|words| step.ends_with(words))
    })
}

/// Runs what must succeed, on the reference and then where it is refused; says what stands all the same.
fn refuse_what_is_judged(catalogue: &Rc<Catalogue>, taken: usize, rules: &[&Rule]) -> Vec<String> {
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
        let check = Check::of(profile).features(Rc::clone(catalogue));
        let check = check.only(selection).jobs(16).keep_transcripts(true);
        check.run().unwrap()
    };
    let own = rules.iter().flat_map(|rule| &rule.scenarios);
    let own = own.map(|index| &catalogue.scenarios[*index]);
    let must_succeed = own.filter(|scenario| !is_refusal(scenario));
    let ids = must_succeed.map(|scenario| scenario.id.to_string());
    let sound = check(&reference.url(), ids.collect());
    let mut judged = refuser::Judged::default();
    let ran = sound.scenarios.iter();
    let ran = ran.filter(|it| it.verdict == Verdict::Upheld && judged.note(it));
    let ran: BTreeMap<String, String> =
        ran.map(|it| (it.id.to_string(), it.rule.clone())).collect();
    let url = refuser::start(&reference.url(), judged);
    let refused = check(&url, ran.keys().cloned().collect());
    println!("{} rules, {} scenarios refused", rules.len(), ran.len());
    complaints(&refused, &ran, (rules, &pinned))
}

fn complaints(
    refused: &Run,
    ran: &BTreeMap<String, String>,
    (rules, pinned): (&[&Rule], &BTreeMap<String, String>),
) -> Vec<String> {
    let stand = refused
        .scenarios
        .iter()
        .filter(|scenario| ran.contains_key(&*scenario.id) && scenario.verdict != Verdict::Broken);
    let stand = stand.map(|scenario| {
        let (id, verdict) = (&scenario.id, scenario.verdict.phrase());
        format!("{id} is {verdict} though its request was refused")
    });
    let applies = |rule: &&&Rule| {
        let reading = rule.reading.as_ref();
        reading.is_none_or(|reading| pinned[&reading.choice] == reading.value)
    };
    let without = rules.iter().filter(applies);
    let without = without.filter(|rule| !ran.values().any(|id| *id == rule.id));
    let without = without.map(|rule| format!("{} has no case that must succeed", rule.id));
    stand.chain(without).collect()
}
