//! A scenario as continuous integration counts it: a test that passed, failed, broke off or was skipped.
//!
//! | a scenario that is | is |
//! |---|---|
//! | upheld | passed |
//! | broken, or a stale known failure, in a rule that gates | failed |
//! | broken in a rule that does not gate (an advisory) | passed, with its finding beside it |
//! | faulted | broken off |
//! | known to fail, not applicable, not testable | skipped with the reason |
//!
//! An advisory passes because such dashboards know no color between green and red, and red must mean what the exit code
//! means: **a report has something red exactly when the exit code is not 0.** Where no scenario is red by itself (nothing
//! ran, the target died, something could not be arranged), the run itself is a case, so that a dashboard is never
//! greener than the run.

use std::collections::HashMap;

use super::broken::by_rule;
use super::conclusion::{Conclusion, conclude};
use super::terminal::plain_findings;
use crate::exit::Exit;
use crate::run::result::{RuleResult, Run, ScenarioResult};
use crate::run::verdict::Verdict;
use crate::scenario::finding::Finding;

/// How a scenario counts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Standing {
    /// As it should be, or an advisory.
    Passed,
    /// It makes the run red: the verdict, and why.
    Failed(&'static str, String),
    /// It could not be judged, through no fault of the target: why.
    BrokeOff(String),
    /// It does not count: why.
    Skipped(String),
}

/// The scenarios of a run as cases, with its rules by id, since every scenario asks for its own.
pub(super) struct Cases<'a> {
    run: &'a Run,
    rules: HashMap<&'a str, &'a RuleResult>,
}

impl<'a> Cases<'a> {
    /// Those of a run.
    pub fn of(run: &'a Run) -> Self {
        let rules = run.rules.iter().map(|rule| (rule.id.as_str(), rule));
        Self {
            run,
            rules: rules.collect(),
        }
    }

    /// The rule with this id.
    pub fn rule(&self, id: &str) -> Option<&'a RuleResult> {
        self.rules.get(id).copied()
    }

    /// The feature files, each with its scenarios, in catalogue order.
    pub fn features(&self) -> Vec<(&'a str, Vec<&'a ScenarioResult>)> {
        let mut features: Vec<(&str, Vec<&ScenarioResult>)> = Vec::new();
        let mut places: HashMap<&str, usize> = HashMap::new();
        for scenario in &self.run.scenarios {
            let place = *places.entry(&scenario.feature).or_insert_with(|| {
                features.push((&scenario.feature, Vec::new()));
                features.len() - 1
            });
            features[place].1.push(scenario);
        }
        features
    }

    /// How a scenario counts.
    pub fn standing(&self, scenario: &ScenarioResult) -> Standing {
        let reason = scenario.reason.as_deref().unwrap_or("no reason is given");
        match scenario.verdict {
            Verdict::Faulted => Standing::BrokeOff(reason.to_owned()),
            Verdict::Fixed if self.is_red(&scenario.rule) => {
                Standing::Failed("fixed", reason.to_owned())
            }
            // It may show another rule broken that nothing excuses.
            Verdict::Known if !by_rule(scenario).is_empty() => self.judged(scenario),
            Verdict::Known | Verdict::NotApplicable | Verdict::NotTestable => {
                Standing::Skipped(format!("{}: {reason}", scenario.verdict.phrase()))
            }
            Verdict::Upheld | Verdict::Broken | Verdict::Fixed => self.judged(scenario),
        }
    }

    /// Red when one of the findings breaks a rule that gates, be it the scenario's own or another.
    fn judged(&self, scenario: &ScenarioResult) -> Standing {
        let mut rules = by_rule(scenario).into_iter();
        let Some((_, shown)) = rules.find(|(rule, _)| self.is_red(rule)) else {
            return Standing::Passed;
        };
        let said = match shown.findings.first() {
            Some(Finding {
                rule,
                expected,
                observed,
                ..
            }) => {
                format!("{rule}: expected {expected}; observed {observed}")
            }
            None => format!("{}: broken, but no finding says how", scenario.rule),
        };
        Standing::Failed("broken", said)
    }

    fn is_red(&self, rule: &str) -> bool {
        self.rule(rule).is_some_and(RuleResult::is_red)
    }

    /// What a scenario showed, as the terminal tells it; empty when nothing is wrong.
    pub fn found(&self, scenario: &ScenarioResult) -> String {
        plain_findings(self.run, scenario)
    }

    /// What a scenario did, for reading: what it showed, else its steps.
    pub fn text(&self, scenario: &ScenarioResult) -> String {
        let found = self.found(scenario);
        if found.is_empty() {
            scenario.steps.join("\n")
        } else {
            found
        }
    }

    /// What stands for the run as a whole where it is red and no scenario is.
    pub fn run_itself(&self, something_red: bool) -> Option<Conclusion> {
        (self.run.exit() != Exit::Conformant && !something_red).then(|| conclude(self.run))
    }
}
