//! A run while it goes on: what has been entered so far, and how it is closed.

use std::collections::BTreeSet;
use std::time::Instant;

use chrono::NaiveDate;

use super::clerk::Examined;
use super::judge::{self, Gate};
use super::known::{Known, KnownResult, excuse};
use super::merge::add_all;
use super::objects::Objects;
use super::plan::Plan;
use super::result::{ReadingResult, RuleResult, ScenarioResult};
use super::verdict::Verdict;
use crate::canon::Unlike;
use crate::spec::Catalogue;

/// What is known of every scenario, from before the first one runs.
#[derive(Debug)]
pub struct Hearing {
    scenarios: Vec<ScenarioResult>,
    entered: BTreeSet<usize>,
    objects: Objects,
    /// Answers that broke a rule beside the approved ones, by scenario.
    unlike: Vec<(usize, Unlike)>,
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
        lever_fault: false,
        ..result.clone()
    }
}

/// Whether of two tries the first stays: the worst does, by its verdict and then by whether anything was found; of such
/// the first, but of those that found nothing wrong the last, and never one that shows no exchange in place of one that does.
fn stays(first: &ScenarioResult, later: &ScenarioResult) -> bool {
    let weight = |result: &ScenarioResult| (result.verdict, !result.findings.is_empty());
    let shows_less = later.exchanges.is_empty() && !first.exchanges.is_empty();
    (weight(first) > (Verdict::Upheld, false) || shows_less) && weight(later) <= weight(first)
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
            unlike: Vec::new(),
        }
    }

    /// Enters what became of a scenario. Of several tries one stays, and what the others showed and found is told still,
    /// without their transcripts.
    pub fn enter(&mut self, Examined { outcome, compared }: Examined) -> &ScenarioResult {
        let scenario = outcome.scenario;
        let result = &mut self.scenarios[scenario];
        if self.entered.insert(scenario) {
            judge::enter(result, outcome);
        } else {
            let mut tried = blank(result);
            judge::enter(&mut tried, outcome);
            if stays(result, &tried) {
                add_all(&mut result.findings, tried.findings);
                if let Some(mut compared) = compared {
                    compared.part();
                    self.objects.take(&result.id, compared);
                }
                return result;
            }
            let before = std::mem::replace(result, tried);
            add_all(&mut result.findings, before.findings);
            self.objects.part(&result.id);
        }
        if let Some(mut compared) = compared {
            result.canonical = compared.text.take();
            let unlike = compared.unlike.take();
            self.unlike.extend(unlike.map(|unlike| (scenario, unlike)));
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
        show(&self.unlike, &mut scenarios);
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

/// Shows how answers differ from the approved ones, where a scenario is broken still: readings have been settled.
fn show(unlike: &[(usize, Unlike)], scenarios: &mut [ScenarioResult]) {
    for (index, unlike) in unlike {
        let result = &mut scenarios[*index];
        let mut about = result.findings.iter_mut();
        let about = about.find(|finding| finding.exchange.is_some());
        if let Some(finding) = about.filter(|_| result.verdict == Verdict::Broken) {
            finding.diff = unlike.diff();
        }
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;
    use crate::run::objects::Compared;
    use crate::run::perform::Outcome;
    use crate::scenario::monitor::Breach;
    use crate::scenario::trouble::Trouble;
    use crate::scenario::world::Remains;
    use crate::spec::{Scenario, SpecErrors};
    use crate::target::exchange::Exchange;
    use crate::target::secret::Redactor;

    fn tried(trouble: Option<Trouble>) -> Examined {
        let remains = Remains {
            transcript: Vec::new(),
            trouble,
            books: None,
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
        let plan = Plan::of_everything(&catalogue);
        let tries = || {
            let broken = Trouble::Broken {
                expected: "one".to_owned(),
                observed: "two".to_owned(),
                exchange: None,
            };
            let untestable = Trouble::Untestable("no lever".to_owned());
            let fault = Trouble::LeverFault("no answer".to_owned());
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
                assert_eq!(result.lever_fault, result.verdict == Verdict::Faulted);
                let has_reason = !matches!(result.verdict, Verdict::Broken | Verdict::Upheld);
                assert_eq!(result.reason.is_some(), has_reason);
            }
        }
        Ok(())
    }

    #[test]
    fn books_that_do_not_add_up_hide_no_other_try() -> Result<(), SpecErrors> {
        let catalogue = Catalogue::embedded()?;
        let plan = Plan::of_everything(&catalogue);
        let with_breach = || {
            let mut examined = tried(None);
            let remains = examined.outcome.remains.as_mut();
            let breach = Breach {
                expected: "all".to_owned(),
                observed: "less".to_owned(),
            };
            if let Some(remains) = remains {
                remains.breach = Some(breach);
            }
            examined
        };
        let broken = || {
            tried(Some(Trouble::Broken {
                expected: "one".to_owned(),
                observed: "two".to_owned(),
                exchange: None,
            }))
        };
        for tries in [
            [with_breach(), broken(), with_breach()],
            [broken(), with_breach(), tried(None)],
        ] {
            let mut hearing = Hearing::new(&catalogue, &plan);
            for one in tries {
                hearing.enter(one);
            }
            let result = &hearing.scenarios[0];
            assert_eq!(result.verdict, Verdict::Broken);
            let found = result.findings.iter().map(|finding| &*finding.observed);
            assert_eq!(found.collect::<BTreeSet<_>>(), ["less", "two"].into());
        }
        Ok(())
    }

    #[test]
    fn what_one_try_showed_is_not_looked_for_in_the_answers_of_another() -> Result<(), SpecErrors> {
        let catalogue = Catalogue::embedded()?;
        let plan = Plan::of_everything(&catalogue);
        let rule_of = |scenario: &Scenario| &*catalogue.rules[scenario.rule].id;
        let mut all = catalogue.scenarios.iter();
        let scenario = all.position(|it| rule_of(it) == "PAY-OBJ-01").unwrap_or(0);
        let shown = |trouble, path: &str, compared| {
            let mut examined = tried(trouble);
            examined.outcome.scenario = scenario;
            let remains = examined.outcome.remains.as_mut();
            let exchange = Exchange::of_lever("GET", path, String::new());
            if let Some(remains) = remains {
                remains.transcript.push(exchange);
            }
            Examined {
                compared: Some(compared),
                ..examined
            }
        };
        let broken = || Trouble::Broken {
            expected: "one".to_owned(),
            observed: "two".to_owned(),
            exchange: None,
        };
        for (trouble, differs_again, exchange) in [
            (None, false, None),
            (None, true, Some(0)),
            (Some(broken()), false, None),
            (Some(broken()), true, Some(0)),
        ] {
            let mut hearing = Hearing::new(&catalogue, &plan);
            hearing.enter(shown(None, "/first", Compared::of_a_payout("7")));
            let again = if differs_again {
                Compared::of_a_payout("7")
            } else {
                Compared::default()
            };
            hearing.enter(shown(trouble, "/second", again));
            hearing.objects.enter(&mut hearing.scenarios);
            let result = &hearing.scenarios[scenario];
            assert_eq!(result.exchanges[0].path, "/second");
            let mut findings = result.findings.iter();
            let found = findings.find(|it| it.expected.starts_with("payout.status"));
            assert_eq!(found.map(|it| it.exchange), Some(exchange));
        }
        // One that shows nothing takes the place of none that does.
        let mut hearing = Hearing::new(&catalogue, &plan);
        hearing.enter(shown(None, "/first", Compared::default()));
        let mut nothing = tried(None);
        nothing.outcome.scenario = scenario;
        assert_eq!(hearing.enter(nothing).exchanges.len(), 1);
        Ok(())
    }
}
