//! The counts at the end: a line a group of rules, the totals, the readings, the notes, and the last sentence.

use super::page::{Ink, NONE, Page};
use crate::exit::Exit;
use crate::report::conclusion;
use crate::run::result::{Counts, RuleResult, Run};
use crate::run::verdict::Verdict;

/// Groups, totals, readings and notes.
pub(super) fn tell(page: &mut Page, run: &Run) {
    page.gap();
    for (group, rules) in groups(run) {
        let counts = Counts::of(rules.iter().map(|rule| rule.verdict));
        let noun = if counts.total() == 1 {
            "rule "
        } else {
            "rules"
        };
        let line = format!("{:>3} {noun}  {}", counts.total(), listed(counts, false));
        page.prose(ink(&rules).on(group), Ink::Plain.on(&line));
    }
    page.gap();
    page.prose(
        Ink::Strong.on("rules"),
        Ink::Plain.on(&whole(run.selected_rule_counts(), run.rules.len())),
    );
    page.prose(
        Ink::Strong.on("scenarios"),
        Ink::Plain.on(&whole(run.selected_scenario_counts(), run.scenarios.len())),
    );
    if let Some(shard) = run.shard {
        let told = format!(
            "{} of {}; the rest is judged elsewhere",
            shard.index(),
            shard.count()
        );
        page.prose(Ink::Strong.on("shard"), Ink::Plain.on(&told));
    }
    readings(page, run);
    for note in &run.notes {
        page.prose(Ink::Faint.on("note"), Ink::Plain.on(note));
    }
}

/// The verdict on the target in one sentence.
pub(super) fn conclude(page: &mut Page, run: &Run) {
    over_claims(page, run);
    page.gap();
    let conclusion = conclusion::conclude(run);
    let ink = match run.exit() {
        Exit::Conformant => Ink::Good,
        Exit::Broken | Exit::Unreachable => Ink::Bad,
        Exit::Usage | Exit::Incomplete | Exit::Empty | Exit::Internal | Exit::Interrupted => {
            Ink::Doubtful
        }
    };
    page.prose(
        ink.on(&conclusion.word.to_uppercase()),
        Ink::Plain.on(&conclusion.sentence),
    );
}

/// What is declared and does not work: the reason why a run is incomplete that its owner can mend in a line.
fn over_claims(page: &mut Page, run: &Run) {
    for claim in run.over_claims() {
        page.gap();
        let told = conclusion::over_claimed(&claim);
        page.prose(Ink::Doubtful.on("over-claimed"), Ink::Plain.on(&told));
    }
}

fn groups(run: &Run) -> Vec<(&str, Vec<&RuleResult>)> {
    let mut groups: Vec<(&str, Vec<&RuleResult>)> = Vec::new();
    for rule in run.rules.iter().filter(|rule| rule.is_selected()) {
        match groups.iter_mut().find(|(group, _)| *group == rule.group()) {
            Some((_, rules)) => rules.push(rule),
            None => groups.push((rule.group(), vec![rule])),
        }
    }
    groups
}

/// A group looks like the heaviest of its rules.
fn ink(rules: &[&RuleResult]) -> Ink {
    let heaviest = rules.iter().map(|rule| rule.verdict).max();
    if rules.iter().any(|rule| rule.is_red()) {
        return Ink::Bad;
    }
    match heaviest {
        Some(
            Verdict::Broken
            | Verdict::Faulted
            | Verdict::NotTestable
            | Verdict::Fixed
            | Verdict::Known,
        ) => Ink::Doubtful,
        Some(Verdict::Upheld) => Ink::Good,
        Some(Verdict::NotApplicable) | None => Ink::Faint,
    }
}

/// The counts of what the run was asked for, and how many more there are.
fn whole(counts: Counts, known: usize) -> String {
    let listed = listed(counts, true);
    match known - counts.total() {
        0 => listed,
        others => format!("{listed} ({others} not selected)"),
    }
}

/// Counts in words; what is zero is said only when `all` is, and known failures only where there are any.
fn listed(counts: Counts, all: bool) -> String {
    let told = |verdict: &Verdict| match verdict {
        Verdict::Known | Verdict::Fixed => counts.get(*verdict) > 0,
        Verdict::Upheld
        | Verdict::Broken
        | Verdict::NotApplicable
        | Verdict::NotTestable
        | Verdict::Faulted => all || counts.get(*verdict) > 0,
    };
    let parts: Vec<String> = Verdict::ALL
        .iter()
        .filter(|verdict| told(verdict))
        .map(|verdict| format!("{} {}", counts.get(*verdict), verdict.phrase()))
        .collect();
    parts.join(", ")
}

fn readings(page: &mut Page, run: &Run) {
    let mut label = Ink::Strong.on("readings");
    for reading in &run.readings {
        let value = reading.value.as_deref().unwrap_or("none holds");
        let pinned = if reading.pinned { " (pinned)" } else { "" };
        page.prose(
            label,
            Ink::Plain.on(&format!("{}: {value}{pinned}", reading.choice)),
        );
        label = NONE;
    }
}
