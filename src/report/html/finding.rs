//! Findings: rule by rule, each with the scenarios that show it.

use std::cell::{Cell, RefCell};
use std::collections::HashSet;

use maud::{Markup, html};

use super::exchange;
use super::frame::Entry;
use super::rule::{head, steps};
use super::text::{command, counted, fragment, in_line, shown};
use crate::report::broken::{BrokenRule, BrokenScenario, broken_rules};
use crate::report::curl;
use crate::run::result::{Run, ScenarioResult};
use crate::scenario::finding::Finding;

/// So many rules are shown open; of more of them only the first, and a reader chooses.
const OPEN: usize = 4;
/// What conversations weigh together at most, in bytes of a page; a JSON report has them all.
const BUDGET: usize = 4 << 20;

/// What is broken, and what is left of the room for conversations.
pub(super) struct Findings<'a> {
    run: &'a Run,
    gating: Vec<BrokenRule<'a>>,
    advisory: Vec<BrokenRule<'a>>,
    room: Cell<usize>,
    told: RefCell<HashSet<&'a str>>,
}

impl<'a> Findings<'a> {
    /// The findings of a run.
    pub fn of(run: &'a Run) -> Self {
        let (gating, advisory) = broken_rules(run).into_iter().partition(BrokenRule::gates);
        Self {
            run,
            gating,
            advisory,
            room: Cell::new(BUDGET),
            told: RefCell::default(),
        }
    }

    /// What the table of contents says of them.
    pub fn contents(&self) -> Vec<Entry> {
        let entry = |rules: &[BrokenRule<'_>], id, title| {
            (!rules.is_empty()).then(|| Entry::new(id, title, Some(rules.len())))
        };
        let entries = [
            entry(&self.gating, "findings", "Findings"),
            entry(&self.advisory, "advisories", "Advisories"),
        ];
        entries.into_iter().flatten().collect()
    }

    /// All of them: first what makes the run red.
    pub fn tell(&self) -> Markup {
        html! {
            @if !self.gating.is_empty() { (self.part(&self.gating, "findings", "Findings")) }
            @if !self.advisory.is_empty() { (self.part(&self.advisory, "advisories", "Advisories")) }
        }
    }

    fn part(&self, rules: &[BrokenRule<'a>], id: &str, title: &str) -> Markup {
        html! {
            section.findings id=(id) aria-labelledby={ "h-" (id) } {
                h2 id={ "h-" (id) } { (title) }
                @for (index, broken) in rules.iter().enumerate() {
                    (self.rule(broken, index == 0 || rules.len() <= OPEN))
                }
            }
        }
    }

    fn rule(&self, broken: &BrokenRule<'a>, open: bool) -> Markup {
        let label = if broken.gates() { "broken" } else { "advisory" };
        html! {
            details.finding id={ "finding-" (in_line(broken.id)) } data-rule=(in_line(broken.id)) open[open] {
                summary { (heading(broken, label)) }
                @if let Some(rule) = broken.rule {
                    p.facts {
                        span { (in_line(&rule.source)) }
                        span class={ "level " (rule.level.word()) } { (rule.level.word()) }
                        span { a href={ "#" (fragment(broken.id)) } { "the rule" } }
                    }
                    @if let Some(reason) = &rule.reason { p.trouble { (in_line(reason)) } }
                    @else if broken.scenarios.is_empty() { p.facts { "No finding says how." } }
                }
                (hints(broken))
                @for (index, shown) in broken.scenarios.iter().enumerate() {
                    (self.case(shown, index == 0))
                }
            }
        }
    }

    fn case(&self, shown: &BrokenScenario<'a>, open: bool) -> Markup {
        let scenario = shown.scenario;
        let first = self.told.borrow_mut().insert(&scenario.id);
        let heads: Vec<String> = shown.findings.iter().map(|f| head(&f.step)).collect();
        let id = first.then(|| format!("case-{}", in_line(&scenario.id)));
        html! {
            details.case id=[id] open[open] {
                summary {
                    span.title { (in_line(&scenario.title)) }
                    @if let Some(finding) = shown.findings.first() { span.gist { (in_line(&finding.observed)) } }
                }
                p.place { a href={ "#" (fragment(&scenario.id)) } { (in_line(&scenario.feature)) ":" (scenario.line) } }
                (steps(&scenario.steps, &heads))
                @for alike in alike(&shown.findings) { (self::findings(scenario, &alike)) }
                @if shown.findings.is_empty() { p.facts { "It is broken, but no finding says how." } }
                @if let Some(line) = shown.findings.first().and_then(|f| curl::of_finding(self.run, scenario, f)) {
                    (command("repeat", &line))
                }
                (command("run again", &self.again(scenario)))
                @if first { (self.conversation(shown)) }
                @else { p.small { a href={ "#case-" (fragment(&scenario.id)) } { "The conversation is told above." } } }
            }
        }
    }

    fn again(&self, scenario: &ScenarioResult) -> String {
        let command = self.run.again.as_deref().unwrap_or("recoup check …");
        format!("{command} {}", scenario.id)
    }

    fn conversation(&self, shown: &BrokenScenario<'_>) -> Markup {
        let exchanges = &shown.scenario.exchanges;
        if exchanges.is_empty() {
            return html! {};
        }
        let pointed: Vec<usize> = shown.findings.iter().filter_map(|f| f.exchange).collect();
        let told = exchange::transcript(exchanges, &pointed);
        let left = self.room.get().checked_sub(told.0.len());
        let Some(left) = left else {
            let count = counted(exchanges.len(), "exchange", "exchanges");
            return html! { p.small { "The conversation (" (count) ") is in the JSON report; this page would be too long with it." } };
        };
        self.room.set(left);
        told
    }
}

/// What may be the cause.
fn hints(broken: &BrokenRule<'_>) -> Markup {
    let near: Vec<&str> = broken.resembles.iter().map(|near| near.defect).collect();
    html! {
        @if !near.is_empty() {
            p.facts {
                span { "behaves like the planted defect " code { (near.join(" or ")) } }
                @if let Some(cause) = broken.cause {
                    span { "see first " a href={ "#finding-" (fragment(cause)) } { (cause) } }
                }
            }
        }
    }
}

/// The rule in a line, and what the first of its scenarios shows.
fn heading(broken: &BrokenRule<'_>, label: &str) -> Markup {
    let sentence = broken
        .rule
        .map_or("no rule of the features has this id", |rule| &rule.sentence);
    let findings = broken.scenarios.iter().flat_map(|shown| &shown.findings);
    let gist = findings.map(|finding| finding.observed.as_str()).next();
    html! {
        h3 {
            span class={ "v " (label) } { (label) }
            span.id { (in_line(broken.id)) }
            span.sentence { (in_line(sentence)) }
            span.small { (counted(broken.scenarios.len(), "scenario", "scenarios")) }
        }
        @if let Some(gist) = gist { p.gist { (in_line(gist)) } }
    }
}

/// Findings one after another that differ only in what was expected.
fn alike<'a>(findings: &[&'a Finding]) -> Vec<Vec<&'a Finding>> {
    let same = |one: &&Finding, other: &&Finding| {
        one.step == other.step && one.observed == other.observed && one.diff == other.diff
    };
    findings.chunk_by(same).map(<[_]>::to_vec).collect()
}

fn findings(scenario: &ScenarioResult, alike: &[&Finding]) -> Markup {
    let is_step = |finding: &Finding| {
        let mut steps = scenario.steps.iter();
        finding.step.is_empty() || steps.any(|step| head(step) == head(&finding.step))
    };
    html! {
        @if let Some(first) = alike.first() {
            dl.verdict {
                @if !is_step(first) { dt { "at" } dd { (in_line(&first.step)) } }
                dt.good { "expected" }
                @for finding in alike { dd { (shown(&finding.expected)) } }
                dt.bad { "observed" } dd { (shown(&first.observed)) }
            }
            @if let Some(diff) = &first.diff { (self::diff(diff)) }
        }
    }
}

fn diff(diff: &str) -> Markup {
    let text = shown(diff);
    html! {
        pre.diff aria-label="Difference" {
            @for line in text.lines() {
                @match line.as_bytes().first() {
                    Some(b'-') => del { (line) "\n" },
                    Some(b'+') => ins { (line) "\n" },
                    Some(_) | None => { (line) "\n" },
                }
            }
        }
    }
}
