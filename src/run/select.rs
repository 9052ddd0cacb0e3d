//! Which rules a run is asked for: ids, groups, globs, feature files, capabilities.

use std::collections::BTreeSet;

use globset::{Glob, GlobMatcher};

use crate::nearest::nearest;
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
#[error("`{pattern}` matches no rule, group, feature file or scenario; {}", nearest.as_ref().map_or_else(|| "`recoup rules` shows them".to_owned(), |name| format!("did you mean {name}?")))]
pub struct Unmatched {
    /// As given.
    pub pattern: String,
    /// The name that was probably meant.
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
                let nearest = meant(pattern, catalogue).map(str::to_owned);
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

/// The name that is nearest to one that is none: of a scenario where it looks like one, else of a rule or a group.
fn meant<'a>(name: &str, catalogue: &'a Catalogue) -> Option<&'a str> {
    if name.contains('/') {
        return nearest(name, catalogue.scenarios.iter().map(|one| &*one.id));
    }
    let rules = catalogue.rules.iter().map(|rule| rule.id.as_str());
    nearest(name, rules.chain(catalogue.groups()))
}

/// A pattern of a selection, by what it looks like.
enum Pattern<'a> {
    /// `cancel.feature`, `features/payouts/cancel.feature`.
    File(&'a str),
    /// `PAY-CANCEL-*`.
    Glob(Box<GlobMatcher>),
    /// A rule id, a group or a scenario id.
    Name(&'a str),
}

impl<'a> Pattern<'a> {
    /// None when it is a glob that is none.
    fn read(text: &'a str) -> Option<Self> {
        Some(if text.ends_with(".feature") {
            Self::File(text.trim_start_matches("./"))
        } else if text.contains(['*', '?', '[', '{']) {
            Self::Glob(Box::new(Glob::new(text).ok()?.compile_matcher()))
        } else {
            Self::Name(text)
        })
    }

    fn matches(&self, rule: &Rule, scenario: &Scenario) -> bool {
        match self {
            Self::File(path) => {
                let rest = scenario.feature.strip_suffix(path);
                rest.is_some_and(|rest| rest.is_empty() || rest.ends_with('/'))
            }
            Self::Glob(glob) => glob.is_match(&rule.id) || glob.is_match(&*scenario.id),
            Self::Name(name) => {
                rule.id == *name
                    || rule.group() == *name
                    || is_reading_of(&rule.id, name)
                    || *scenario.id == **name
            }
        }
    }
}

fn matching(pattern: &str, catalogue: &Catalogue) -> Vec<usize> {
    let Some(pattern) = Pattern::read(pattern) else {
        return Vec::new();
    };
    let scenarios = catalogue.scenarios.iter().enumerate();
    scenarios
        .filter(|(_, scenario)| pattern.matches(&catalogue.rules[scenario.rule], scenario))
        .map(|(index, _)| index)
        .collect()
}

/// Whether a rule is another reading of the named one: `PAY-REV-14b` of `PAY-REV-14`.
fn is_reading_of(id: &str, named: &str) -> bool {
    id.strip_prefix(named)
        .is_some_and(|rest| rest.len() == 1 && rest.bytes().all(|byte| byte.is_ascii_lowercase()))
}
