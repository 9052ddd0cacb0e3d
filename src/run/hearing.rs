//! A run while it goes on: what has been entered so far, and how it is closed.

use std::collections::BTreeSet;

use chrono::NaiveDate;

use super::clerk::Examined;
use super::judge::{self, Gate};
use super::known::{Known, KnownResult, excuse};
use super::objects::Objects;
use super::plan::Plan;
use super::result::{ReadingResult, RuleResult, ScenarioResult};
use super::verdict::Verdict;
use crate::spec::Catalogue;

/// What is known of every scenario, from before the first one runs.
#[derive(Debug)]
pub struct Hearing {
    scenarios: Vec<ScenarioResult>,
    entered: BTreeSet<usize>,
    objects: Objects,
}

/// What all that was entered comes to.
#[derive(Debug)]
pub struct Closed {
    /// Rules with their verdicts.
    pub rules: Vec<RuleResult>,
    /// The readings that the target takes.
    pub readings: Vec<ReadingResult>,
    /// What came of the known failures.
    pub known: Vec<KnownResult>,
    /// Scenarios with their verdicts.
    pub scenarios: Vec<ScenarioResult>,
    /// What is worth a note.
    pub notes: Vec<String>,
}

/// A scenario as it stood before it was tried.
fn blank(result: &ScenarioResult) -> ScenarioResult {
    ScenarioResult {
        findings: Vec::new(),
        exchanges: Vec::new(),
        canonical: None,
        reason: None,
        ..result.clone()
    }
}

/// What a try comes to: one that ended well may have left books that do not add up.
fn weight(result: &ScenarioResult) -> Verdict {
    if result.findings.is_empty() {
        result.verdict
    } else {
        result.verdict.max(Verdict::Broken)
    }
}

impl Hearing {
    /// Enters every scenario as planned.
    #[must_use]
    pub fn new(catalogue: &Catalogue, plan: &Plan) -> Self {
        let scenarios = judge::docket(catalogue, plan);
        Self {
            scenarios,
            entered: BTreeSet::new(),
            objects: Objects::default(),
        }
    }

    /// Enters what became of a scenario; of several tries the worst stays, and of such the first.
    pub fn enter(&mut self, Examined { outcome, compared }: Examined) -> &ScenarioResult {
        let result = &mut self.scenarios[outcome.scenario];
        if self.entered.insert(outcome.scenario) {
            judge::enter(result, outcome);
        } else {
            let mut tried = blank(result);
            judge::enter(&mut tried, outcome);
            let before = weight(result);
            if before > Verdict::Upheld && weight(&tried) <= before {
                return result;
            }
            *result = tried;
        }
        if let Some(mut compared) = compared {
            result.canonical = compared.text.take();
            let mut about = result.findings.iter_mut();
            if let Some(finding) = about.find(|finding| finding.exchange.is_some()) {
                finding.diff = compared.diff.take();
            }
            self.objects.take(&result.id, compared);
        }
        result
    }

    /// A target whose levers speak something else: nothing can be arranged, and that is not its rules' fault.
    pub fn refuse(&mut self, why: &str) {
        let planned = |result: &&mut ScenarioResult| result.verdict == Verdict::NotTestable;
        for result in self.scenarios.iter_mut().filter(planned) {
            (result.verdict, result.reason) = (Verdict::Faulted, Some(why.to_owned()));
        }
    }

    /// Settles readings, known failures (as of a day) and rules.
    #[must_use]
    pub fn close(
        self,
        (catalogue, plan): (&Catalogue, &Plan),
        gate: Gate,
        (known, today): (&Known, NaiveDate),
    ) -> Closed {
        let mut scenarios = self.scenarios;
        let notes = self.objects.enter(&mut scenarios);
        let readings = judge::settle_readings(catalogue, plan, &mut scenarios);
        let known = excuse(known, today, &mut scenarios);
        let rules = judge::rules(catalogue, &scenarios, gate);
        Closed {
            rules,
            readings,
            known,
            scenarios,
            notes,
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;
    use std::time::Duration;

    use super::*;
    use crate::run::perform::Outcome;
    use crate::scenario::trouble::Trouble;
    use crate::scenario::world::Remains;
    use crate::spec::{Capability, SpecErrors};
    use crate::target::secret::Redactor;

    fn tried(trouble: Option<Trouble>) -> Examined {
        let remains = Remains {
            transcript: Vec::new(),
            trouble,
            breach: None,
            checks: 1,
            start: 0,
            redactor: Redactor::default(),
        };
        Examined {
            outcome: Outcome {
                scenario: 0,
                duration: Duration::ZERO,
                remains: Some(remains),
                stopped: None,
            },
            compared: None,
        }
    }

    #[test]
    fn of_several_tries_the_worst_stays_whichever_came_first() -> Result<(), SpecErrors> {
        let catalogue = Catalogue::embedded()?;
        let chosen = (0..catalogue.scenarios.len()).collect();
        let offered = Capability::ALL.into_iter().collect();
        let plan = Plan::new(&catalogue, &chosen, &offered, BTreeMap::new());
        let tries = || {
            let broken = Trouble::Broken {
                expected: "one".to_owned(),
                observed: "two".to_owned(),
                exchange: None,
            };
            let untestable = Trouble::Untestable("no lever".to_owned());
            let fault = Trouble::Fault("no answer".to_owned());
            [None, Some(untestable), Some(fault), Some(broken)]
        };
        let verdicts = [
            Verdict::Upheld,
            Verdict::NotTestable,
            Verdict::Faulted,
            Verdict::Broken,
        ];
        for first in 0..tries().len() {
            for second in 0..tries().len() {
                let mut hearing = Hearing::new(&catalogue, &plan);
                for index in [first, second] {
                    let mut all = tries();
                    hearing.enter(tried(all[index].take()));
                }
                let result = &hearing.scenarios[0];
                assert_eq!(result.verdict, verdicts[first.max(second)]);
                let broken = result.verdict == Verdict::Broken;
                assert_eq!(result.findings.len(), usize::from(broken));
                let has_reason = !matches!(result.verdict, Verdict::Broken | Verdict::Upheld);
                assert_eq!(result.reason.is_some(), has_reason);
            }
        }
        Ok(())
    }
}
