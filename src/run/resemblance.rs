//! Which planted defect a target behaves like: a hint at the cause of a broken rule.
//!
//! `snapshots/defects.json` records what each planted defect of the reference breaks, as `recoup prove --record` saw it.
//! A target whose findings under a rule are those of a defect most likely does what the defect does. It is a hint and
//! never a verdict: nothing here decides anything.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::LazyLock;

use serde::{Deserialize, Serialize};

use crate::archive::SNAPSHOTS;

use super::result::{Run, ScenarioResult};
use super::verdict::Verdict;

/// What a defect breaks: by rule, the scenarios with a finding about it.
pub type Signs = BTreeMap<String, Vec<String>>;

/// What a planted defect breaks.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Planted {
    /// The rule that it is planted to break.
    pub rule: String,
    /// All that it breaks.
    pub signs: Signs,
}

/// What each planted defect breaks, by the name of the defect.
pub type Record = BTreeMap<String, Planted>;

/// A planted defect that a target behaves like.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Likeness {
    /// The defect.
    pub defect: &'static str,
    /// The rule that it is planted to break; others that it breaks follow from it.
    pub rule: &'static str,
}

/// How much of what a defect shows has to be seen, and how much of what is seen the defect has to explain.
const NEAR: f64 = 0.5;

/// More defects than this are no hint.
const MOST: usize = 3;

static RECORD: LazyLock<Record> = LazyLock::new(|| {
    // A test reads it, so that it cannot be wrong here; without it there are no hints.
    let record = SNAPSHOTS.get("defects.json").unwrap_or_default();
    serde_json::from_str(record).unwrap_or_default()
});

/// The record that travels in the binary.
#[must_use]
pub fn recorded() -> &'static Record {
    &RECORD
}

/// What a run shows, in the form of the record.
#[must_use]
pub fn signs(run: &Run) -> Signs {
    let mut signs = Signs::new();
    for (scenario, finding) in run.findings() {
        let shown = signs.entry(finding.rule.clone()).or_default();
        if shown.last().is_none_or(|last| **last != *scenario.id) {
            shown.push(scenario.id.to_string());
        }
    }
    signs
}

/// The planted defects that a target behaves like, by broken rule; the nearest of them, where any is near.
#[must_use]
pub fn resemblances(run: &Run) -> BTreeMap<String, Vec<Likeness>> {
    let judged: HashSet<&str> = run.scenarios.iter().filter_map(judged).collect();
    let seen = signs(run);
    let seen: HashMap<&str, HashSet<&str>> = seen
        .iter()
        .map(|(rule, scenarios)| (&**rule, scenarios.iter().map(String::as_str).collect()))
        .collect();
    let mut found = BTreeMap::new();
    for rule in run.rules.iter().filter(|rule| is_wrong(rule.verdict)) {
        let Some(shown) = seen.get(&*rule.id) else {
            continue;
        };
        let scored = RECORD.iter().filter_map(|(defect, planted)| {
            // A defect that does not break its own rule here is not there.
            let root = expected(planted.signs.get(&planted.rule)?, &judged);
            if !root.is_empty()
                && seen
                    .get(&*planted.rule)
                    .is_none_or(|seen| seen.is_disjoint(&root))
            {
                return None;
            }
            let own = expected(planted.signs.get(&rule.id)?, &judged);
            let here = likeness(shown, &own);
            let score = here * explained(&planted.signs, &seen, &judged);
            let likeness = Likeness {
                defect,
                rule: &planted.rule,
            };
            (score >= NEAR).then_some((score, likeness))
        });
        let near = nearest(scored.collect(), &rule.id);
        if !near.is_empty() {
            found.insert(rule.id.clone(), near);
        }
    }
    found
}

fn is_wrong(verdict: Verdict) -> bool {
    match verdict {
        Verdict::Broken | Verdict::Known => true,
        Verdict::Upheld
        | Verdict::Fixed
        | Verdict::NotApplicable
        | Verdict::NotTestable
        | Verdict::Faulted => false,
    }
}

/// The id of a scenario that ran to its end.
fn judged(scenario: &ScenarioResult) -> Option<&str> {
    match scenario.verdict {
        Verdict::Upheld | Verdict::Broken | Verdict::Known | Verdict::Fixed => Some(&scenario.id),
        Verdict::NotApplicable | Verdict::NotTestable | Verdict::Faulted => None,
    }
}

/// The scenarios that a defect breaks, of those that were judged.
fn expected<'a>(scenarios: &'a [String], judged: &HashSet<&str>) -> HashSet<&'a str> {
    let scenarios = scenarios.iter().map(String::as_str);
    scenarios.filter(|id| judged.contains(id)).collect()
}

/// What two sets have in common, as a share of what is in either.
fn likeness(one: &HashSet<&str>, other: &HashSet<&str>) -> f64 {
    share(one.intersection(other).count(), one.union(other).count())
}

/// The share of all that the defect breaks that is broken here too.
fn explained(signs: &Signs, seen: &HashMap<&str, HashSet<&str>>, judged: &HashSet<&str>) -> f64 {
    let (mut common, mut all) = (0, 0);
    for (rule, scenarios) in signs {
        let own = expected(scenarios, judged);
        let shown = seen.get(&**rule);
        common += shown.map_or(0, |shown| shown.intersection(&own).count());
        all += own.len();
    }
    share(common, all)
}

fn share(part: usize, whole: usize) -> f64 {
    let number = |count: usize| f64::from(u32::try_from(count).unwrap_or(u32::MAX));
    if whole == 0 {
        return 0.0;
    }
    number(part) / number(whole)
}

/// The best of them, if they are few enough to be a hint.
fn nearest(mut scored: Vec<(f64, Likeness)>, rule: &str) -> Vec<Likeness> {
    scored.sort_by(|one, other| other.0.total_cmp(&one.0));
    let best = scored.first().map_or(0.0, |(score, _)| *score);
    let near = scored.iter().take_while(|(score, _)| *score >= best);
    let mut near: Vec<Likeness> = near.map(|(_, likeness)| *likeness).collect();
    // Of several, those that are planted to break just this rule are the likelier.
    if near.iter().any(|one| one.rule == rule) {
        near.retain(|one| one.rule == rule);
    }
    if near.len() > MOST { Vec::new() } else { near }
}
