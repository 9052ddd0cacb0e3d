//! What is neither a finding nor a rule: what could not be judged, known failures, readings, notes.

use maud::{Markup, html};

use super::exchange;
use super::frame::Entry;
use super::outline::Ended;
use super::text::{chip, counted, fragment, in_line};
use crate::report::conclusion::over_claimed;
use crate::run::known::{KnownResult, State, Subject};
use crate::run::result::{ReadingResult, RuleResult, Run, ScenarioResult};
use crate::run::verdict::Verdict;

/// What a run could not judge, the gravest first; what does not apply is told by the rules themselves.
const UNJUDGED: [Verdict; 2] = [Verdict::Faulted, Verdict::NotTestable];

/// Scenarios that share a verdict and its reason.
struct Reason<'a> {
    verdict: Verdict,
    text: &'a str,
    scenarios: Vec<&'a ScenarioResult>,
}

/// What the table of contents says of them.
pub(super) fn contents(run: &Run) -> Vec<Entry> {
    let told = |verdicts: &[Verdict]| {
        let reasons = reasons(run, verdicts).into_iter();
        reasons.map(|reason| reason.scenarios.len()).sum()
    };
    let entry = |count: usize, id, title| (count > 0).then(|| Entry::new(id, title, Some(count)));
    let entries = [
        entry(told(&[Verdict::Fixed]), "stale", "Stale"),
        entry(run.over_claims().len(), "over-claims", "Over-claimed"),
        entry(told(&UNJUDGED), "unjudged", "Not judged"),
        entry(run.known.len(), "known", "Known failures"),
        entry(run.readings.len(), "readings", "Readings"),
        entry(run.notes.len(), "notes", "Notes"),
    ];
    entries.into_iter().flatten().collect()
}

/// All of them.
pub(super) fn tell(run: &Run) -> Markup {
    html! {
        (grouped("stale", "Known failures that are none any more", &reasons(run, &[Verdict::Fixed])))
        (over_claims(run))
        (grouped("unjudged", "Not judged", &reasons(run, &UNJUDGED)))
        @if !run.known.is_empty() { (known(run)) }
        @if !run.readings.is_empty() { (readings(run)) }
        @if !run.notes.is_empty() {
            section.remark #notes aria-labelledby="h-notes" {
                h2 #h-notes { "Notes" }
                ul.plain { @for note in &run.notes { li { (in_line(note)) } } }
            }
        }
    }
}

/// What is declared and does not work.
fn over_claims(run: &Run) -> Markup {
    let claims = run.over_claims();
    html! {
        @if !claims.is_empty() {
            section.remark #over-claims aria-labelledby="h-over-claims" {
                h2 #h-over-claims { "Over-claimed" }
                ul.plain { @for claim in &claims { li { (in_line(&over_claimed(claim))) } } }
            }
        }
    }
}

fn grouped(id: &str, title: &str, reasons: &[Reason<'_>]) -> Markup {
    html! {
        @if !reasons.is_empty() {
            section.remark id=(id) aria-labelledby={ "h-" (id) } {
                h2 id={ "h-" (id) } { (title) }
                @for reason in reasons { (unjudged(reason)) }
            }
        }
    }
}

fn reasons<'a>(run: &'a Run, verdicts: &[Verdict]) -> Vec<Reason<'a>> {
    let mut reasons: Vec<Reason<'_>> = Vec::new();
    for verdict in verdicts.iter().copied() {
        let ended = |scenario: &&ScenarioResult| scenario.verdict == verdict;
        for scenario in run.scenarios.iter().filter(ended) {
            let text = scenario.reason.as_deref().unwrap_or("no reason is given");
            let same = |reason: &&mut Reason<'_>| reason.verdict == verdict && reason.text == text;
            match reasons.iter_mut().find(same) {
                Some(reason) => reason.scenarios.push(scenario),
                None => reasons.push(Reason {
                    verdict,
                    text,
                    scenarios: vec![scenario],
                }),
            }
        }
    }
    reasons
}

fn unjudged(reason: &Reason<'_>) -> Markup {
    // What went wrong shows in the last answer; where nothing did, it shows nothing.
    let first = reason.scenarios.first();
    let faulty = first.filter(|_| UNJUDGED.contains(&reason.verdict));
    let last = faulty.and_then(|scenario| scenario.exchanges.last());
    html! {
        div.unjudged {
            p { (chip(Ended::With(reason.verdict))) " " span.reason { (in_line(reason.text)) } }
            details {
                summary { (counted(reason.scenarios.len(), "scenario", "scenarios")) }
                ul.plain {
                    @for scenario in &reason.scenarios {
                        li { span.id { (in_line(&scenario.rule)) } " " a href={ "#" (fragment(&scenario.id)) } { (in_line(&scenario.title)) } }
                    }
                }
            }
            @if let Some(exchange) = last { (exchange::told(exchange, false)) }
        }
    }
}

fn known(run: &Run) -> Markup {
    html! {
        section.remark #known aria-labelledby="h-known" {
            h2 #h-known { "Known failures" }
            ul.entries { @for result in &run.known { (listed(result)) } }
        }
    }
}

fn listed(result: &KnownResult) -> Markup {
    let entry = &result.entry;
    let id = entry.subject.id();
    let (class, said) = state(result.state);
    html! {
        li {
            p {
                @match &entry.subject {
                    Subject::Rule(_) => a.id href={ "#" (fragment(id)) } { (in_line(id)) },
                    Subject::Scenario(_) => a href={ "#" (fragment(id)) } { (in_line(id)) },
                }
                " " span class={ "v " (class) } { (said) }
            }
            p { (in_line(&entry.fails_with)) }
            p.facts {
                span { (in_line(&entry.because())) }
                span { (counted(result.scenarios.len(), "scenario", "scenarios")) }
                @if let Some(until) = entry.until { span { "until " (until) } }
                span { (in_line(&entry.place)) }
            }
        }
    }
}

/// The mark and the words of a state.
fn state(state: State) -> (&'static str, &'static str) {
    match state {
        State::Holds => ("known", "fails as listed"),
        State::RanOut => ("broken", "past its day"),
        State::Stale => ("fixed", "stale: it no longer fails so"),
        State::Open => ("not_selected", "not judged in this run"),
    }
}

fn readings(run: &Run) -> Markup {
    html! {
        section.remark #readings aria-labelledby="h-readings" {
            h2 #h-readings { "Readings" }
            p.prose { "Where the documents disagree or are silent: which way this target takes." }
            dl.readings { @for reading in &run.readings { (taken(run, reading)) } }
        }
    }
}

fn taken(run: &Run, reading: &ReadingResult) -> Markup {
    let about = |rule: &&RuleResult| {
        let choice = rule.reading.as_ref().map(|of| of.choice.as_str());
        choice == Some(reading.choice.as_str())
    };
    html! {
        div {
            dt { (in_line(&reading.choice)) }
            dd {
                @match &reading.value { Some(value) => b { (in_line(value)) }, None => span.v.broken { "none holds" } }
                @if reading.pinned { " " span.small { "pinned" } }
            }
            dd {
                @for rule in run.rules.iter().filter(about) { " " a.id href={ "#" (fragment(&rule.id)) } { (in_line(&rule.id)) } }
            }
        }
    }
}
