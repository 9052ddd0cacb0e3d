//! Negative controls: targets of one idea that implement nothing, and must not come out well.
//!
//! Their levers pretend to work, so that it is the API that is judged.

#![allow(clippy::unwrap_used, reason = "a test that panics says what broke")]

#[path = "controls/documents.rs"]
mod documents;
#[path = "controls/levers.rs"]
mod levers;
#[path = "controls/refuser.rs"]
mod refuser;
#[path = "controls/server.rs"]
mod server;

use recoup::Check;
use recoup::reference::{Embedded, Options};
use recoup::run::result::{Run, ScenarioResult};
use recoup::run::select::Selection;
use recoup::run::verdict::{Conformance, Verdict};
use recoup::spec::Catalogue;
use serde_json::{Value, json};

use server::{Api, Asked};

fn run(api: Api) -> Run {
    Check::at(&server::start(api)).jobs(16).run().unwrap()
}

fn upheld(run: &Run) -> Vec<&str> {
    let rules = run.rules.iter();
    let upheld = rules.filter(|rule| rule.verdict == Verdict::Upheld);
    upheld.map(|rule| rule.id.as_str()).collect()
}

fn error(kind: &str) -> Value {
    json!({"error": {"type": kind, "message": "No."}})
}

fn empty(_: &Asked) -> (u16, Value) {
    (200, json!({}))
}

#[test]
fn prototype() {
    let all: [(&str, Api); 8] = [
        ("200 {}", empty),
        ("400", |_| (400, error("invalid_request_error"))),
        ("404", |_| (404, documents::missing())),
        ("500", |_| (500, error("api_error"))),
        ("429", |_| (429, error("invalid_request_error"))),
        ("examples", documents::echo),
        ("reads, refuses 400", |asked| match asked.method.as_str() {
            "GET" => documents::echo(asked),
            _ => (400, error("invalid_request_error")),
        }),
        ("empty lists, refuses 400", |asked| {
            match asked.method.as_str() {
                "GET" => match documents::echo(asked) {
                    (200, answer) if answer["object"] == "list" => {
                        (200, documents::list(&asked.path, &[]))
                    }
                    (200, answer) if answer["object"] == "balance" => (200, answer),
                    _ => (404, documents::missing()),
                },
                _ => (400, error("invalid_request_error")),
            }
        }),
    ];
    for (name, api) in all {
        let run = run(api);
        println!(
            "{name}: {:?} {:?} {:?}",
            run.conformance(),
            run.duration,
            run.scenario_counts()
        );
        println!("   upheld {:?}", upheld(&run));
        for s in run
            .scenarios
            .iter()
            .filter(|s| s.verdict == Verdict::Upheld)
        {
            println!("      {} {}", s.rule, s.id);
        }
        if std::env::var("SHOW").is_ok() {
            for s in run
                .scenarios
                .iter()
                .filter(|s| s.verdict == Verdict::Faulted)
            {
                println!("      FAULT {} {}: {:?}", s.rule, s.id, s.reason);
            }
        }
        assert_ne!(run.conformance(), Conformance::Conformant);
    }
}

fn refuses(scenario: &ScenarioResult) -> bool {
    let refusals = ["is refused", "is turned away"];
    scenario.steps.iter().any(|step| {
        refusals.iter().any(|words| step.ends_with(words)) || step.starts_with("Then no such ")
    })
}

#[test]
fn refuser_prototype() {
    let reference = Embedded::start(Options::default()).unwrap();
    let catalogue = Catalogue::embedded().unwrap();
    let check = |url: &str, patterns: Vec<String>| {
        let check = Check::at(url).jobs(16).keep_transcripts(true);
        check
            .only(Selection {
                patterns,
                needs: Vec::new(),
            })
            .run()
            .unwrap()
    };
    let is_refusal = |rule: &&recoup::spec::Rule| {
        let mut own = rule
            .scenarios
            .iter()
            .map(|index| &catalogue.scenarios[*index]);
        own.any(|s| {
            s.steps.iter().any(|step| {
                step.ends_with("is refused")
                    || step.ends_with("is turned away")
                    || step.starts_with("Then no such ")
            })
        })
    };
    let rules: Vec<String> = catalogue
        .rules
        .iter()
        .filter(is_refusal)
        .map(|rule| rule.id.clone())
        .collect();
    let sound = check(&reference.url(), rules.clone());
    println!(
        "{} rules, {:?} {:?}",
        rules.len(),
        sound.duration,
        sound.selected_scenario_counts()
    );
    let mut judged = refuser::Judged::default();
    let accepted: Vec<String> = sound
        .scenarios
        .iter()
        .filter(|s| judged.note(s))
        .map(|s| s.id.to_string())
        .collect();
    let url = refuser::start(&reference.url(), judged);
    let refused = check(&url, accepted.clone());
    println!(
        "{} scenarios, {:?} {:?}",
        accepted.len(),
        refused.duration,
        refused.selected_scenario_counts()
    );
    for s in refused
        .scenarios
        .iter()
        .filter(|s| s.is_selected() && s.verdict != Verdict::Broken)
    {
        println!("  {:?} {} {} {:?}", s.verdict, s.rule, s.id, s.reason);
    }
    for rule in &rules {
        let own = || {
            sound
                .scenarios
                .iter()
                .zip(&refused.scenarios)
                .filter(|(s, _)| s.rule == *rule)
        };
        let upheld = own().all(|(s, r)| {
            if accepted.contains(&s.id.to_string()) {
                r.verdict != Verdict::Broken
            } else {
                s.verdict != Verdict::Broken
            }
        });
        if upheld {
            println!(
                "UPHELD {rule}: {:?}",
                own()
                    .map(|(s, r)| (s.id.to_string(), s.verdict, r.verdict))
                    .collect::<Vec<_>>()
            );
        }
    }
}
