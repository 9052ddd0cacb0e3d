//! What is neither a finding nor a rule: what could not be judged, known failures, readings, notes.

use maud::{Markup, html};

use super::exchange;
use super::frame::Entry;
use super::outline::Ended;
use super::text::{chip, counted, fragment, in_line};
use crate::run::known::{KnownResult, State, Subject};
use crate::run::result::{ReadingResult, RuleResult, Run, ScenarioResult};
use crate::run::verdict::Verdict;

/// What a run could not judge, the gravest first; what does not apply is told by the rules themselves.
const UNJUDGED: [Verdict; 3] = [Verdict::Fixed, Verdict::Faulted, Verdict::NotTestable];

/// Scenarios that share a verdict and its reason.
struct Reason<'a> {
    verdict: Verdict,
    text: &'a str,
    scenarios: Vec<&'a ScenarioResult>,
}

/// What the table of contents says of them.
pub(super) fn contents(run: &Run) -> Vec<Entry> {
    let unjudged: usize = reasons(run)
        .iter()
        .map(|reason| reason.scenarios.len())
        .sum();
    let entry = |count: usize, id, title| (count > 0).then(|| Entry::new(id, title, Some(count)));
    let entries = [
        entry(unjudged, "unjudged", "Not judged"),
        entry(run.known.len(), "known", "Known failures"),
        entry(run.readings.len(), "readings", "Readings"),
        entry(run.notes.len(), "notes", "Notes"),
    ];
    entries.into_iter().flatten().collect()
}

/// All of them.
pub(super) fn tell(run: &Run) -> Markup {
    let reasons = reasons(run);
    html! {
        @if !reasons.is_empty() {
            section.remark #unjudged aria-labelledby="h-unjudged" {
                h2 #h-unjudged { "Not judged" }
                @for reason in &reasons { (unjudged(reason)) }
            }
        }
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

fn reasons(run: &Run) -> Vec<Reason<'_>> {
    let mut reasons: Vec<Reason<'_>> = Vec::new();
    for verdict in UNJUDGED {
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
    let last = reason.scenarios.first().and_then(|s| s.exchanges.last());
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
            div.scroll tabindex="0" role="group" aria-labelledby="h-known" {
                table {
                    thead { tr { th scope="col" { "What fails" } th scope="col" { "State" } th scope="col" { "How, and why it is let be" } th scope="col" { "Until" } th scope="col" { "Listed at" } } }
                    tbody { @for result in &run.known { (listed(result)) } }
                }
            }
        }
    }
}

fn listed(result: &KnownResult) -> Markup {
    let entry = &result.entry;
    let id = entry.subject.id();
    html! {
        tr {
            td { @match &entry.subject {
                Subject::Rule(_) => a.id href={ "#" (fragment(id)) } { (in_line(id)) },
                Subject::Scenario(_) => a href={ "#" (fragment(id)) } { (in_line(id)) },
            } }
            td { (state(result.state)) br; span.small { (counted(result.scenarios.len(), "scenario", "scenarios")) } }
            td { (in_line(&entry.fails_with)) br; span.small { (in_line(&entry.because())) } }
            td { @if let Some(until) = entry.until { (until) } }
            td { (in_line(&entry.place)) }
        }
    }
}

fn state(state: State) -> &'static str {
    match state {
        State::Holds => "fails as listed",
        State::RanOut => "past its day",
        State::Stale => "stale: it does not fail so",
        State::Open => "not judged in this run",
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
