//! Which rules a run is asked for: ids, groups, globs, feature files, capabilities.

use std::collections::BTreeSet;

use globset::Glob;

use crate::spec::capability::Capability;
use crate::spec::catalogue::{Catalogue, Rule, Scenario};

/// What to run; empty means everything.
#[derive(Debug, Clone, Default)]
pub struct Selection {
    /// Rule ids, groups (`PAY-REV`), globs (`PAY-CANCEL-*`), feature files, scenario ids.
    pub patterns: Vec<String>,
    /// Only scenarios that need one of these.
    pub needs: Vec<Capability>,
}

/// A pattern that matches nothing.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{pattern}` matches no rule, group, feature file or scenario{}", nearest.as_ref().map(|id| format!("; the nearest rule is {id}")).unwrap_or_default())]
pub struct Unmatched {
    /// As given.
    pub pattern: String,
    /// The rule id that is nearest to it.
    pub nearest: Option<String>,
}

impl Selection {
    /// The scenarios selected, and the patterns that match none.
    #[must_use]
    pub fn choose(&self, catalogue: &Catalogue) -> (BTreeSet<usize>, Vec<Unmatched>) {
        let mut chosen = BTreeSet::new();
        let mut unmatched = Vec::new();
        for pattern in &self.patterns {
            let matched = matching(pattern, catalogue);
            if matched.is_empty() {
                let nearest = catalogue.nearest_rule(pattern).map(str::to_owned);
                unmatched.push(Unmatched {
                    pattern: pattern.clone(),
                    nearest,
                });
            }
            chosen.extend(matched);
        }
        if self.patterns.is_empty() {
            chosen.extend(0..catalogue.scenarios.len());
        }
        if !self.needs.is_empty() {
            chosen.retain(|index| {
                catalogue.scenarios[*index]
                    .needs
                    .iter()
                    .any(|need| self.needs.contains(need))
            });
        }
        (chosen, unmatched)
    }
}

fn matching(pattern: &str, catalogue: &Catalogue) -> Vec<usize> {
    let test: Box<dyn Fn(&Rule, &Scenario) -> bool> = if pattern.ends_with(".feature") {
        let path = pattern.trim_start_matches("./").to_owned();
        Box::new(move |_, scenario| {
            scenario.feature == path || scenario.feature.ends_with(&format!("/{path}"))
        })
    } else if pattern.contains(['*', '?', '[', '{']) {
        let Ok(glob) = Glob::new(pattern) else {
            return Vec::new();
        };
        let glob = glob.compile_matcher();
        Box::new(move |rule, scenario| glob.is_match(&rule.id) || glob.is_match(&scenario.id))
    } else {
        Box::new(move |rule, scenario| {
            rule.id == pattern
                || rule.group() == pattern
                || is_reading_of(&rule.id, pattern)
                || scenario.id == pattern
        })
    };
    let scenarios = catalogue.scenarios.iter().enumerate();
    scenarios
        .filter(|(_, s)| test(&catalogue.rules[s.rule], s))
        .map(|(index, _)| index)
        .collect()
}

/// Whether a rule is another reading of the named one: `PAY-REV-14b` of `PAY-REV-14`.
fn is_reading_of(id: &str, named: &str) -> bool {
    id.strip_prefix(named)
        .is_some_and(|rest| rest.len() == 1 && rest.bytes().all(|byte| byte.is_ascii_lowercase()))
}
