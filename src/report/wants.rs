//! What a target does not declare, by what waits for it: of sixty combinations of what is lacking nobody sees which counts.

use std::cmp::Reverse;
use std::collections::BTreeSet;

use crate::count::count;
use crate::run::result::{OTHER_READING, UNDECLARED};

/// Scenarios that lack something, by what they lack, the most wanted first; then those of other readings, as one number,
/// since the summary says which the target takes; then every other reason as it is.
///
/// What comes in is why a number of scenarios of a rule do not run.
pub(super) fn folded<'a>(staying: impl Iterator<Item = (&'a str, &'a str, usize)>) -> Vec<String> {
    let mut wants: Vec<Want<'a>> = Vec::new();
    let mut others: Vec<(&str, usize)> = Vec::new();
    let mut elsewhere = 0;
    for (reason, rule, scenarios) in staying {
        if reason.starts_with(OTHER_READING) {
            elsewhere += scenarios;
            continue;
        }
        let Some(names) = reason.strip_prefix(UNDECLARED) else {
            match others.iter_mut().find(|(known, _)| *known == reason) {
                Some((_, all)) => *all += scenarios,
                None => others.push((reason, scenarios)),
            }
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
                want.add((rule, scenarios), names.len() == 1);
            }
        }
    }
    wants.sort_by_key(|want| Reverse((want.alone, want.scenarios)));
    let others = others.into_iter().map(|(reason, scenarios)| {
        let scenarios = count(scenarios, "scenario", "scenarios");
        format!("{reason} ({scenarios})")
    });
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

    fn add(&mut self, (rule, scenarios): (&'a str, usize), alone: bool) {
        self.scenarios += scenarios;
        self.alone += if alone { scenarios } else { 0 };
        self.rules.insert(rule);
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
