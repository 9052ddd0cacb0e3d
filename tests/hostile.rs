//! Targets that misbehave: each ends in a finding or a fault, in bounded time and memory, and no key is ever told.
//!
//! Most are the reference with one thing spoiled on the way: a server in between passes everything on and lets each row
//! change what comes back.

#![allow(clippy::unwrap_used, reason = "a test that panics says what broke")]

#[path = "hostile/answers.rs"]
mod answers;
#[path = "hostile/between.rs"]
mod between;
#[path = "hostile/levers.rs"]
mod levers;
#[path = "hostile/life.rs"]
mod life;
#[path = "hostile/secrets.rs"]
mod secrets;
#[path = "hostile/told.rs"]
mod told;
#[path = "hostile/unseen.rs"]
mod unseen;
#[path = "hostile/webhooks.rs"]
mod webhooks;
#[path = "hostile/wire.rs"]
mod wire;

use std::time::Duration;

use between::{Fate, Passing, Spoil, Spoiled, selection};
use recoup::report::Format;
use recoup::run::result::Run;
use recoup::run::verdict::Verdict;
use serde_json::Value;
use told::{Cost, measured, shown, turn};

/// The scenario that every row is about: it creates a payout, reads it, and looks at the money.
const SCENARIO: &str = "payouts/create/creating-a-payout-from-a-connected-account";

/// How long an answer may take here.
const PATIENCE: Duration = Duration::from_secs(1);
/// How long a row may take, most of all for a machine that has much else to do.
const TIME: Duration = Duration::from_secs(20);
/// By how much the memory of the process may grow, in KiB: client, reference and the server in between are all in it.
const MEMORY: u64 = 96 * 1024;

/// A misbehavior, where it shows, and what is to come of it.
pub struct Row {
    name: &'static str,
    place: Place,
    spoil: Box<Spoil>,
    verdict: Verdict,
    /// What the report says of it.
    why: &'static str,
}

/// Which answers are spoiled.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// That to the judged request.
    Act,
    /// All of the API.
    Api,
    /// That of the levers to this call.
    Lever(&'static str),
}

impl Place {
    fn holds(self, passing: &Passing) -> bool {
        match self {
            Self::Act => passing.is_api_post(),
            Self::Api => passing.is_api(),
            Self::Lever(call) => {
                let lever = passing.path.strip_prefix("/levers");
                lever.is_some_and(|lever| lever.ends_with(call))
            }
        }
    }
}

impl Row {
    fn new(
        name: &'static str,
        place: Place,
        spoil: impl Fn(&mut Passing) -> Fate + Send + Sync + 'static,
    ) -> Self {
        Self {
            name,
            place,
            spoil: Box::new(spoil),
            verdict: Verdict::Broken,
            why: "",
        }
    }

    /// What is answered instead.
    fn body(name: &'static str, place: Place, body: impl Into<Vec<u8>>) -> Self {
        let body = body.into();
        Self::new(name, place, move |passing| {
            passing.answer(200, &body);
            Fate::Whole
        })
    }

    fn ends(mut self, verdict: Verdict, why: &'static str) -> Self {
        (self.verdict, self.why) = (verdict, why);
        self
    }

    fn but(self, verdict: Verdict) -> Self {
        Self { verdict, ..self }
    }

    fn play(self) -> (Run, Cost) {
        let (place, spoil) = (self.place, self.spoil);
        let target = Spoiled::by(move |passing| {
            if place.holds(passing) {
                spoil(passing)
            } else {
                Fate::Whole
            }
        });
        let check = target
            .check()
            .only(selection(&[SCENARIO]))
            .timeout(PATIENCE);
        measured(|| check.keep_transcripts(true).run().unwrap())
    }
}

#[test]
fn whatever_a_target_does_ends_in_a_verdict_soon_and_in_little_memory() {
    let _turn = turn();
    println!("{}", told::head());
    let mut complaints = Vec::new();
    for row in wire::rows()
        .into_iter()
        .chain(answers::rows())
        .chain(levers::rows())
    {
        let (name, verdict, why) = (row.name, row.verdict, row.why);
        let (run, cost) = row.play();
        let scenario = run.scenarios.iter().find(|it| &*it.id == SCENARIO).unwrap();
        println!("{}", told::line(name, scenario.verdict, cost));
        let mut complain = |what: &str| complaints.push(format!("{name}: {what}: {run}"));
        if scenario.verdict != verdict {
            complain(&format!("not {}", verdict.phrase()));
        }
        if !run
            .to_string()
            .replace(['\n', ' '], "")
            .contains(&why.replace(' ', ""))
        {
            complain(&format!("does not say {why:?}"));
        }
        if cost.time > TIME || cost.memory > MEMORY {
            complain("too dear");
        }
        if let Err(what) = harmless(&run) {
            complain(&what);
        }
    }
    assert!(complaints.is_empty(), "\n{}\n", complaints.join("\n"));
}

/// Whether a run can be looked at, read by programs, and shown to anybody.
fn harmless(run: &Run) -> Result<(), String> {
    let run = &told::narrowed(run);
    let json = Format::Json.render(run);
    let read: Result<Value, _> = serde_json::from_str(&json);
    read.map_err(|error| format!("the JSON report: {error}"))?;
    let junit = Format::Junit.render(run);
    junit_parser::from_reader(junit.as_bytes()).map_err(|error| format!("JUnit: {error}"))?;
    let shown = shown(run);
    if let Some(acts) = shown.chars().find(|c| c.is_control() && *c != '\n') {
        return Err(format!("{acts:?} reaches the terminal"));
    }
    let mut panics = ["attempt to", "panicked", "called `"].iter();
    if let Some(panic) = panics.find(|words| shown.contains(**words)) {
        return Err(format!("a panic: {panic}"));
    }
    if [shown, json, junit].concat().contains(between::KEY) {
        return Err("the key is told".to_owned());
    }
    Ok(())
}
