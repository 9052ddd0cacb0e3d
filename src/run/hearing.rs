//! A run while it goes on: what has been entered so far, and how it is closed.

use std::collections::BTreeSet;
use std::time::Instant;

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

    /// Enters what became of a scenario; of several tries the first that went wrong stays.
    pub fn enter(&mut self, Examined { outcome, compared }: Examined) -> &ScenarioResult {
        let result = &mut self.scenarios[outcome.scenario];
        let again = !self.entered.insert(outcome.scenario);
        if again && (result.verdict != Verdict::Upheld || !result.findings.is_empty()) {
            return result;
        }
        judge::enter(result, outcome);
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

    /// Settles readings, known failures (as of a day) and rules, and tells times by the start of the run.
    #[must_use]
    pub fn close(
        self,
        (catalogue, plan): (&Catalogue, &Plan),
        gate: Gate,
        (known, today): (&Known, NaiveDate),
        start: Instant,
    ) -> Closed {
        let mut scenarios = self.scenarios;
        for exchange in scenarios.iter_mut().flat_map(|one| &mut one.exchanges) {
            exchange.began = exchange.began.since(start);
        }
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
