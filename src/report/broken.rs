//! What is broken, rule by rule: the order in which every report tells findings.

use std::collections::{HashMap, HashSet};

use crate::run::resemblance::Likeness;
use crate::run::result::{RuleResult, Run, ScenarioResult};
use crate::run::verdict::Verdict;
use crate::scenario::finding::Finding;

/// A broken rule with all that shows it.
pub(super) struct BrokenRule<'a> {
    /// Its id.
    pub id: &'a str,
    /// The rule, unless a finding names one that the catalogue does not have.
    pub rule: Option<&'a RuleResult>,
    /// The planted defects that the target behaves like there; none where nothing is near.
    pub resembles: Vec<Likeness>,
    /// The broken rule that this one most likely follows from: the one that what it behaves like is planted to break.
    pub cause: Option<&'static str>,
    /// The scenarios that show it, in catalogue order.
    pub scenarios: Vec<BrokenScenario<'a>>,
}

/// What one scenario shows of a broken rule.
pub(super) struct BrokenScenario<'a> {
    /// The scenario.
    pub scenario: &'a ScenarioResult,
    /// Its findings about this rule.
    pub findings: Vec<&'a Finding>,
}

impl BrokenRule<'_> {
    /// Whether it makes the run red; else it is an advisory.
    pub fn gates(&self) -> bool {
        self.rule.is_some_and(RuleResult::is_red)
    }

    /// The same rule by other readings of the documents, any of which would have been as good unless one is pinned.
    pub fn other_readings<'r>(&self, run: &'r Run) -> impl Iterator<Item = &'r RuleResult> {
        let base = |id: &str| {
            id.trim_end_matches(|c: char| c.is_ascii_lowercase())
                .to_owned()
        };
        let (own, id) = (base(self.id), self.id.to_owned());
        let rules = run.rules.iter();
        rules.filter(move |rule| rule.id != id && base(&rule.id) == own)
    }
}

/// Every broken rule in catalogue order, those that follow from the breach of another behind all others.
///
/// A finding counts for the rule that it names, which need not be the rule of its scenario (the shape of an object shows
/// in every scenario). Findings that are excused break nothing.
pub(super) fn broken_rules(run: &Run) -> Vec<BrokenRule<'_>> {
    let mut resemblances = run.resemblances();
    let mut places: HashMap<&str, usize> = HashMap::new();
    let mut broken: Vec<BrokenRule<'_>> = Vec::new();
    for rule in &run.rules {
        places.insert(&rule.id, broken.len());
        broken.push(BrokenRule {
            id: &rule.id,
            rule: Some(rule),
            resembles: resemblances.remove(&rule.id).unwrap_or_default(),
            cause: None,
            scenarios: Vec::new(),
        });
    }
    for (id, shown) in run.scenarios.iter().flat_map(by_rule) {
        let place = *places.entry(id).or_insert_with(|| {
            broken.push(BrokenRule {
                id,
                rule: None,
                resembles: Vec::new(),
                cause: None,
                scenarios: Vec::new(),
            });
            broken.len() - 1
        });
        broken[place].scenarios.push(shown);
    }
    broken.retain(|group| match group.rule.map(|rule| rule.verdict) {
        Some(Verdict::Broken) => true,
        Some(Verdict::NotApplicable | Verdict::Known) => false,
        // A finding that its rule's verdict does not own up to is shown all the same.
        None | Some(Verdict::Upheld | Verdict::Fixed | Verdict::NotTestable | Verdict::Faulted) => {
            !group.scenarios.is_empty()
        }
    });
    with_causes(broken)
}

/// The same with what each follows from, causes first.
fn with_causes(mut broken: Vec<BrokenRule<'_>>) -> Vec<BrokenRule<'_>> {
    let ids: HashSet<String> = broken.iter().map(|rule| rule.id.to_owned()).collect();
    for rule in &mut broken {
        if rule.resembles.iter().all(|near| near.rule != rule.id) {
            let mut roots = rule.resembles.iter().map(|near| near.rule);
            rule.cause = roots.find(|root| ids.contains(*root));
        }
    }
    let (following, mut ordered): (Vec<_>, Vec<_>) =
        broken.into_iter().partition(|rule| rule.cause.is_some());
    ordered.extend(following);
    ordered
}

/// The findings of a scenario that nothing excuses, by the rules that they name; a broken scenario without any stands for
/// its own rule.
pub(super) fn by_rule(scenario: &ScenarioResult) -> Vec<(&str, BrokenScenario<'_>)> {
    let mut rules: Vec<(&str, BrokenScenario<'_>)> = Vec::new();
    for finding in scenario.findings.iter().filter(|finding| !finding.known) {
        match rules.iter_mut().find(|(id, _)| *id == finding.rule) {
            Some((_, shown)) => shown.findings.push(finding),
            None => rules.push((
                &finding.rule,
                BrokenScenario {
                    scenario,
                    findings: vec![finding],
                },
            )),
        }
    }
    if rules.is_empty() && scenario.verdict == Verdict::Broken {
        rules.push((
            &scenario.rule,
            BrokenScenario {
                scenario,
                findings: Vec::new(),
            },
        ));
    }
    rules
}
