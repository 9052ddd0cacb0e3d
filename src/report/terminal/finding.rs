//! Findings on the page: a broken rule, the scenarios that show it, and the conversation behind each.

use super::page::{Ink, NONE, Page};
use super::{Style, transcript};
use crate::count::count;
use crate::report::broken::{BrokenRule, BrokenScenario, by_rule};
use crate::report::curl::{judged, split};
use crate::run::result::{Run, ScenarioResult};
use crate::scenario::finding::Finding;
use crate::spec::Capability;

/// How many lines of a diff are shown, and how many when verbose.
const DIFF: (usize, usize) = (40, 1_000);

/// How many scenarios of one rule are told, unless verbose; and of a rule that follows from another.
const SCENARIOS: (usize, usize) = (6, 1);

/// How much of a finding is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Detail {
    /// Steps, diff and conversation.
    Whole,
    /// What was expected, what was observed, and how to see it again.
    Brief,
}

/// A rule that makes the run red: its first scenario in full, others like it in a few lines each; in a few lines as a
/// whole where it most likely follows from another.
pub(super) fn gating(page: &mut Page, run: &Run, broken: &BrokenRule<'_>) {
    heading(page, run, broken, ("BROKEN", Ink::Bad));
    let told = match broken.cause {
        None => (Detail::Whole, SCENARIOS.0),
        Some(_) => (Detail::Brief, SCENARIOS.1),
    };
    scenarios(page, run, broken, told);
}

/// A rule that does not gate, in a few lines.
pub(super) fn advisory(page: &mut Page, run: &Run, broken: &BrokenRule<'_>) {
    heading(page, run, broken, ("advisory", Ink::Doubtful));
    scenarios(page, run, broken, (Detail::Brief, SCENARIOS.0));
}

/// The findings of one scenario as plain text, for reports that show text and wrap it themselves.
pub(in crate::report) fn plain(run: &Run, scenario: &ScenarioResult) -> String {
    let mut page = Page::new(Style::default());
    for (id, shown) in by_rule(scenario) {
        let broken = BrokenRule {
            id,
            rule: run.rule(id),
            resembles: Vec::new(),
            cause: None,
            scenarios: vec![shown],
        };
        if broken.gates() {
            gating(&mut page, run, &broken);
        } else {
            advisory(&mut page, run, &broken);
        }
    }
    page.finish()
}

fn heading(page: &mut Page, run: &Run, broken: &BrokenRule<'_>, (label, ink): (&str, Ink)) {
    page.gap();
    if let Some(rule) = broken.rule {
        page.prose(
            ink.on(label),
            Ink::Strong.on(&format!("{}  {}", rule.id, rule.sentence)),
        );
        let source = format!("{} ({})", rule.source, rule.level.word());
        page.prose(Ink::Faint.on("source"), Ink::Plain.on(&source));
    } else {
        let unknown = format!("{}  (no rule of the features has this id)", broken.id);
        page.prose(ink.on(label), Ink::Strong.on(&unknown));
    }
    match broken.rule.and_then(|rule| rule.reason.as_deref()) {
        // A rule may be broken by more than its scenarios: that no reading of a choice holds.
        Some(reason) => page.prose(Ink::Bad.on("because"), Ink::Plain.on(reason)),
        None if broken.scenarios.is_empty() => {
            page.prose(NONE, Ink::Plain.on("No finding says how."));
        }
        None => {}
    }
    for other in broken.other_readings(run) {
        let said = format!("{}  {}", other.id, other.sentence);
        page.prose(Ink::Faint.on("or instead"), Ink::Plain.on(&said));
    }
    if !broken.resembles.is_empty() {
        let near: Vec<&str> = broken.resembles.iter().map(|near| near.defect).collect();
        let said = format!("the planted defect {}", near.join(" or "));
        page.prose(Ink::Faint.on("behaves like"), Ink::Plain.on(&said));
    }
    if let Some(cause) = broken.cause {
        page.prose(Ink::Faint.on("see first"), Ink::Plain.on(cause));
    }
}

fn scenarios(page: &mut Page, run: &Run, broken: &BrokenRule<'_>, (first, most): (Detail, usize)) {
    let mut detail = first;
    let most = if page.style.verbose {
        broken.scenarios.len()
    } else {
        most
    };
    for (index, shown) in broken.scenarios.iter().enumerate().take(most) {
        let told = if page.style.verbose {
            Detail::Whole
        } else {
            detail
        };
        // What an earlier scenario showed already is not told again, only that it happens here too.
        if !page.style.verbose
            && broken.scenarios[..index]
                .iter()
                .any(|earlier| same(earlier, shown))
        {
            page.item(Ink::Faint.on("also"), Ink::Plain.on(&place(shown.scenario)));
            continue;
        }
        page.gap();
        scenario(page, run, shown, told);
        detail = Detail::Brief;
    }
    let more = broken.scenarios.len().saturating_sub(most);
    if more > 0 {
        let said = count(more, "scenario more", "scenarios more");
        let said = format!("… and {said}; --verbose tells all");
        page.item(Ink::Faint.on("also"), Ink::Faint.on(&said));
    }
}

fn same(one: &BrokenScenario<'_>, other: &BrokenScenario<'_>) -> bool {
    let alike = |(one, other): (&&Finding, &&Finding)| {
        one.step == other.step && one.expected == other.expected && one.observed == other.observed
    };
    let (one, other) = (&one.findings, &other.findings);
    !one.is_empty() && one.len() == other.len() && one.iter().zip(other).all(alike)
}

/// Where a scenario stands, and its title.
pub(super) fn place(scenario: &ScenarioResult) -> String {
    format!("{}:{}  {}", scenario.feature, scenario.line, scenario.title)
}

fn scenario(page: &mut Page, run: &Run, shown: &BrokenScenario<'_>, detail: Detail) {
    let scenario = shown.scenario;
    page.row(
        Ink::Faint.on("at"),
        Ink::Plain.on(&format!("{}:{}", scenario.feature, scenario.line)),
    );
    page.prose(Ink::Faint.on("scenario"), Ink::Strong.on(&scenario.title));
    match detail {
        Detail::Whole => steps(page, scenario, &shown.findings),
        Detail::Brief => {}
    }
    for finding in &shown.findings {
        page.prose(Ink::Good.on("expected"), Ink::Plain.on(&finding.expected));
        page.prose(Ink::Bad.on("observed"), Ink::Plain.on(&finding.observed));
        match detail {
            Detail::Whole => diff(page, finding),
            Detail::Brief => {}
        }
    }
    if shown.findings.is_empty() {
        page.prose(
            NONE,
            Ink::Plain.on("It is broken, but no finding says how."),
        );
    }
    match detail {
        Detail::Whole => {
            page.gap();
            let pointed: Vec<usize> = shown
                .findings
                .iter()
                .filter_map(|finding| finding.exchange)
                .collect();
            // What the diff shows need not be shown again.
            let told = shown
                .findings
                .iter()
                .filter(|finding| finding.diff.is_some());
            let told: Vec<usize> = told.filter_map(|finding| finding.exchange).collect();
            transcript::tell(page, &scenario.exchanges, (&pointed, &told));
        }
        Detail::Brief => {}
    }
    let judged = shown
        .findings
        .first()
        .and_then(|finding| judged(scenario, finding));
    // Where it had a world of its own, that is gone by now with its key; run alone it gets another.
    let is_gone = run.declared.contains(&Capability::Worlds);
    if let Some(exchange) = judged.filter(|_| !is_gone) {
        transcript::repeat(page, &run.url, exchange);
    }
    let command = page.style.again.as_deref().unwrap_or("recoup check …");
    let again = format!("{command} {}", scenario.id);
    transcript::command(page, Ink::Faint.on("again"), split(&again));
}

/// The steps as written, the one that noticed it marked.
fn steps(page: &mut Page, scenario: &ScenarioResult, findings: &[&Finding]) {
    let head = |step: &str| step.lines().next().unwrap_or_default().trim().to_owned();
    let noticed: Vec<String> = findings.iter().map(|finding| head(&finding.step)).collect();
    for step in &*scenario.steps {
        let marked = noticed.contains(&head(step));
        let (label, ink) = if marked {
            (Ink::Bad.on(">"), Ink::Bad)
        } else {
            (NONE, Ink::Plain)
        };
        let mut lines = step.lines();
        let first = lines.next().unwrap_or_default();
        if first.trim_start().starts_with('|') {
            page.row(NONE, Ink::Plain.on(&format!("  {}", first.trim())));
        } else {
            page.item(label, ink.on(first.trim()));
        }
        for row in lines {
            page.row(NONE, Ink::Plain.on(&format!("  {}", row.trim())));
        }
    }
    // A finding of a step that is not among them (the comparison after the last one) names it itself.
    let known: Vec<String> = scenario.steps.iter().map(|step| head(step)).collect();
    for step in noticed
        .iter()
        .filter(|step| !step.is_empty() && !known.contains(step))
    {
        page.item(Ink::Bad.on(">"), Ink::Bad.on(step));
    }
}

fn diff(page: &mut Page, finding: &Finding) {
    let Some(diff) = &finding.diff else { return };
    let most = if page.style.verbose { DIFF.1 } else { DIFF.0 };
    let lines = diff.lines().map(|line| {
        let ink = match line.as_bytes().first() {
            Some(b'-') => Ink::Bad,
            Some(b'+') => Ink::Good,
            Some(_) | None => Ink::Plain,
        };
        ink.on(line)
    });
    page.lines(Ink::Faint.on("diff"), lines, most);
}
