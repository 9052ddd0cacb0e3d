//! What was not judged, and why: grouped by reason, so that one missing lever is one entry and not forty.

use std::collections::BTreeSet;

use super::finding::place;
use super::page::{Ink, NONE, Page};
use super::{known, transcript};
use crate::report::conclusion::count;
use crate::run::result::{ENDED_BEFORE, OTHER_READING, Run, ScenarioResult, UNDECLARED};
use crate::run::verdict::Verdict;

/// How many scenarios are named under a reason, unless verbose.
const NAMED: usize = 8;

/// A reason and the scenarios that share it.
struct Reason<'a> {
    text: &'a str,
    scenarios: Vec<&'a ScenarioResult>,
}

/// Everything that ended neither upheld nor broken.
pub(super) fn tell(page: &mut Page, run: &Run) {
    for reason in reasons(run, Verdict::Fixed) {
        named(page, "fixed", Ink::Bad, &reason);
    }
    for reason in reasons(run, Verdict::Faulted) {
        named(page, "faulted", Ink::Doubtful, &reason);
        last_exchange(page, &reason);
    }
    for reason in reasons(run, Verdict::NotTestable) {
        named(page, "not testable", Ink::Doubtful, &reason);
        last_exchange(page, &reason);
    }
    if page.style.quiet {
        return;
    }
    known::tell(page, run);
    let reasons = reasons(run, Verdict::NotApplicable);
    if page.style.verbose {
        for reason in &reasons {
            named(page, "not applicable", Ink::Faint, reason);
        }
        return;
    }
    let mut label = Ink::Faint.on("not applicable");
    for told in folded(&reasons) {
        if label != NONE {
            page.gap();
        }
        page.item(label, Ink::Plain.on(&told));
        label = NONE;
    }
}

/// Scenarios that lack something, by what they lack, the most wanted first; then those of other readings, of which the
/// summary says which the target takes; then every other reason as it is.
fn folded(reasons: &[Reason<'_>]) -> Vec<String> {
    let mut wants: Vec<Want<'_>> = Vec::new();
    let mut others = Vec::new();
    let mut elsewhere = 0;
    for reason in reasons {
        if reason.text.starts_with(OTHER_READING) {
            elsewhere += reason.scenarios.len();
            continue;
        }
        let Some(names) = reason.text.strip_prefix(UNDECLARED) else {
            let scenarios = count(reason.scenarios.len(), "scenario", "scenarios");
            others.push(format!("{} ({scenarios})", reason.text));
            continue;
        };
        let names: Vec<&str> = names.split(", ").collect();
        for name in &names {
            let index = wants.iter().position(|want| want.name == *name);
            let index = index.unwrap_or_else(|| {
                wants.push(Want::of(name));
                wants.len() - 1
            });
            if let Some(want) = wants.get_mut(index) {
                want.add(reason, names.len() == 1);
            }
        }
    }
    wants.sort_by_key(|want| std::cmp::Reverse((want.alone, want.scenarios)));
    let elsewhere = (elsewhere > 0).then(|| {
        let scenarios = count(elsewhere, "scenario", "scenarios");
        format!("{scenarios} of other readings than the target takes")
    });
    let wants = wants.iter().map(Want::told);
    wants.chain(elsewhere).chain(others).collect()
}

/// What the target does not declare, and what waits for it.
struct Want<'a> {
    name: &'a str,
    scenarios: usize,
    /// How many of them wait for nothing else.
    alone: usize,
    rules: BTreeSet<&'a str>,
}

impl<'a> Want<'a> {
    fn of(name: &'a str) -> Self {
        Self {
            name,
            scenarios: 0,
            alone: 0,
            rules: BTreeSet::new(),
        }
    }

    fn add(&mut self, reason: &Reason<'a>, alone: bool) {
        let own = reason.scenarios.len();
        self.scenarios += own;
        self.alone += if alone { own } else { 0 };
        let rules = reason.scenarios.iter().map(|scenario| &*scenario.rule);
        self.rules.extend(rules);
    }

    /// `without topups: 13 scenarios of 3 rules, 4 of which need nothing else`.
    fn told(&self) -> String {
        let scenarios = count(self.scenarios, "scenario", "scenarios");
        let rules = count(self.rules.len(), "rule", "rules");
        let more = match self.alone {
            0 => ", which need more than that".to_owned(),
            all if all == self.scenarios => String::new(),
            some => format!(", {some} of which need nothing else"),
        };
        format!("without {}: {scenarios} of {rules}{more}", self.name)
    }
}

fn named(page: &mut Page, label: &str, ink: Ink, reason: &Reason<'_>) {
    page.gap();
    let all = reason.scenarios.len();
    if reason.text == ENDED_BEFORE && !page.style.verbose {
        // Which ones says nothing: it is wherever the run happened to be.
        let scenarios = count(all, "scenario", "scenarios");
        let told = format!("the run ended before {scenarios}");
        return page.prose(ink.on(label), Ink::Plain.on(&told));
    }
    page.prose(ink.on(label), Ink::Plain.on(reason.text));
    let shown = if page.style.verbose { all } else { NAMED };
    for scenario in reason.scenarios.iter().take(shown) {
        page.item(
            NONE,
            Ink::Plain.on(&format!("  {}  {}", scenario.rule, place(scenario))),
        );
    }
    let more = all.saturating_sub(shown);
    if more > 0 {
        page.row(
            NONE,
            Ink::Faint.on(&format!(
                "  … and {}",
                count(more, "scenario more", "scenarios more")
            )),
        );
    }
}

/// The exchange at which the first of them ended: what the lever or the target said.
fn last_exchange(page: &mut Page, reason: &Reason<'_>) {
    let Some(exchange) = reason
        .scenarios
        .first()
        .and_then(|scenario| scenario.exchanges.last())
    else {
        return;
    };
    if page.style.quiet {
        transcript::folded(page, Ink::Faint.on("last"), exchange);
    } else {
        transcript::full(page, "last", exchange);
    }
}

fn reasons(run: &Run, verdict: Verdict) -> Vec<Reason<'_>> {
    let mut reasons: Vec<Reason<'_>> = Vec::new();
    for scenario in run
        .scenarios
        .iter()
        .filter(|scenario| scenario.verdict == verdict && scenario.is_selected())
    {
        let text = scenario.reason.as_deref().unwrap_or("no reason is given");
        let alike = |reason: &&mut Reason<'_>| same(reason.text, text);
        match reasons.iter_mut().find(alike) {
            Some(reason) => reason.scenarios.push(scenario),
            None => reasons.push(Reason {
                text,
                scenarios: vec![scenario],
            }),
        }
    }
    reasons
}

/// Whether two reasons are the same but for the ids in them: a lever that breaks is one thing, in however many worlds.
fn same(one: &str, other: &str) -> bool {
    let words = |text| str::split(text, |c: char| !c.is_ascii_alphanumeric() && c != '_');
    let is_id = |word: &str| word.contains('_') && word.contains(|c: char| c.is_ascii_digit());
    let alike = |(a, b): (&str, &str)| a == b || (is_id(a) && is_id(b));
    words(one).count() == words(other).count() && words(one).zip(words(other)).all(alike)
}

#[cfg(test)]
mod tests {
    use super::same;

    #[test]
    fn reasons_that_differ_in_ids_are_one() {
        let reason = |world: &str, status| {
            format!("And the payout is paid: POST /worlds/{world}/bank answered {status}: {{}}")
        };
        assert!(same(&reason("w_12", 500), &reason("w_7", 500)));
        assert!(!same(&reason("w_12", 500), &reason("w_12", 404)));
        assert!(!same("a b_1", "a b_1 c"));
    }
}
