//! From what happened to verdicts: of scenarios, of readings, of rules.

use std::collections::{BTreeMap, BTreeSet};
use std::time::Duration;

use super::perform::{Halt, Outcome};
use super::plan::{Fate, Plan};
use super::result::{
    ENDED_BEFORE, FeatureText, NOT_SELECTED, NOT_TAKEN, OTHER_READING, ReadingResult, RuleResult,
    ScenarioResult,
};
use super::verdict::Verdict;
use crate::scenario::finding::Finding;
use crate::scenario::monitor;
use crate::scenario::trouble::Trouble;
use crate::spec::{Catalogue, Level, Reading};

/// Which levels of rules decide the conformance.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Gate {
    /// Documented rules only.
    #[default]
    Documented,
    /// Recorded and inferred ones too.
    All,
}

impl Gate {
    /// Every gate.
    pub const ALL: [Self; 2] = [Self::Documented, Self::All];

    /// The word used in flags and reports.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Documented => "documented",
            Self::All => "all",
        }
    }

    fn admits(self, level: Level) -> bool {
        match self {
            Self::All => true,
            Self::Documented => level == Level::Documented,
        }
    }
}

/// Every scenario as it stands before anything runs: what is planned has not been reached yet.
#[must_use]
pub fn docket(catalogue: &Catalogue, plan: &Plan) -> Vec<ScenarioResult> {
    let scenarios = catalogue.scenarios.iter().zip(&plan.fates);
    scenarios
        .map(|(scenario, fate)| {
            let (verdict, reason) = match fate {
                Fate::Run => (Verdict::NotTestable, ENDED_BEFORE.to_owned()),
                Fate::NotApplicable(reason) => (Verdict::NotApplicable, reason.clone()),
            };
            ScenarioResult {
                id: scenario.id.clone(),
                rule: catalogue.rules[scenario.rule].id.clone(),
                title: scenario.title.clone(),
                feature: scenario.feature.clone(),
                line: scenario.line,
                steps: scenario.steps.clone(),
                verdict,
                reason: Some(reason),
                lever_fault: false,
                duration: Duration::ZERO,
                findings: Vec::new(),
                exchanges: Vec::new(),
                canonical: None,
            }
        })
        .collect()
}

/// Enters what became of a scenario, with its transcript as far as that was kept.
pub fn enter(result: &mut ScenarioResult, outcome: Outcome) {
    result.duration = outcome.duration;
    let Some(remains) = outcome.remains else {
        let why = outcome
            .stopped
            .map_or("its world could not be made".to_owned(), |(_, halt)| {
                halt_text(halt)
            });
        (result.verdict, result.reason) = (Verdict::Faulted, Some(why));
        return;
    };
    let step = outcome.stopped.as_ref().map(|(step, _)| step.clone());
    // Where no step stopped it, it is the act that went wrong unheard.
    let act = || result.steps.iter().find(|step| step.starts_with("When "));
    let step = step.or_else(|| act().cloned()).unwrap_or_default();
    (result.verdict, result.reason) = match (remains.trouble, outcome.stopped) {
        (
            Some(Trouble::Broken {
                expected,
                observed,
                exchange,
            }),
            _,
        ) => {
            let rule = result.rule.clone();
            result.findings.push(Finding {
                rule,
                step,
                expected,
                observed,
                exchange,
                diff: None,
                known: false,
            });
            (Verdict::Broken, None)
        }
        (Some(Trouble::Untestable(why)), _) => (Verdict::NotTestable, Some(why)),
        (Some(Trouble::LeverFault(why)), _) => {
            result.lever_fault = true;
            (Verdict::Faulted, Some(at(&step, &why)))
        }
        (Some(Trouble::Fault(why)), _) => (Verdict::Faulted, Some(at(&step, &why))),
        (None, Some((step, halt))) => {
            let why = remains.redactor.text(halt_text(halt));
            (Verdict::Faulted, Some(at(&step, &why)))
        }
        (None, None) if remains.checks == 0 => (
            Verdict::Faulted,
            Some("the scenario compares nothing".to_owned()),
        ),
        (None, None) => (Verdict::Upheld, None),
    };
    if let Some(breach) = remains.breach {
        result.findings.push(Finding {
            rule: monitor::RULE.to_owned(),
            step: "afterwards the books add up".to_owned(),
            expected: breach.expected,
            observed: breach.observed,
            exchange: None,
            diff: None,
            known: false,
        });
    }
    result.exchanges = remains.transcript;
}

/// A reason with the step at which it came up, if at any; one with a table ends in a colon already.
fn at(step: &str, why: &str) -> String {
    if step.is_empty() {
        return why.to_owned();
    }
    format!("{}: {why}", step.trim_end_matches(':'))
}

fn halt_text(halt: Halt) -> String {
    match halt {
        Halt::Undefined => "no step form matches".to_owned(),
        Halt::Ambiguous(forms) => format!("several step forms match: {forms}"),
        Halt::Ended(text) => text,
    }
}

/// Settles which reading the target takes of each choice; the others' scenarios then do not apply to it.
pub fn settle_readings(
    catalogue: &Catalogue,
    plan: &Plan,
    scenarios: &mut [ScenarioResult],
) -> Vec<ReadingResult> {
    let (mut settled, mut unhold) = (Vec::new(), Vec::new());
    for (choice, values) in catalogue.readings() {
        let values = values
            .iter()
            .map(|value| (*value, scenarios_of(catalogue, choice, value)));
        let values: Vec<_> = values.collect();
        if let Some(value) = plan.pinned.get(choice) {
            let mut all = values.iter().flat_map(|(_, own)| own);
            if all.any(|index| scenarios[*index].is_selected()) {
                settled.push(ReadingResult {
                    choice: choice.to_owned(),
                    value: Some(value.clone()),
                    pinned: true,
                });
            }
            continue;
        }
        let (values, rest): (Vec<_>, Vec<_>) = values
            .into_iter()
            .partition(|(_, own)| own.iter().any(|index| ran(&scenarios[*index])));
        if values.is_empty() {
            continue;
        }
        let all = |own: &[usize], holds: fn(Verdict) -> bool| {
            own.iter().all(|index| holds(scenarios[*index].verdict))
        };
        let upheld = |verdict| matches!(verdict, Verdict::Upheld | Verdict::NotApplicable);
        let taken = values.iter().find(|(_, own)| all(own, upheld));
        let taken = taken.map(|(value, _)| *value);
        // Where none is seen to hold, one that was not or could not be judged may: then nothing is broken.
        let left_out = |own: &[usize]| own.iter().any(|index| !scenarios[*index].is_selected());
        let open = rest.iter().any(|(_, own)| left_out(own))
            || values
                .iter()
                .any(|(_, own)| all(own, |verdict| verdict != Verdict::Broken));
        for (value, own) in &values {
            let reason = match taken {
                Some(taken) if taken == *value => continue,
                Some(taken) => format!("{OTHER_READING}{choice}={taken}"),
                None if open && !all(own, |verdict| verdict != Verdict::Broken) => {
                    format!("{NOT_TAKEN}{choice}={value}")
                }
                None => continue,
            };
            unhold.extend(own.iter().map(|index| (*index, reason.clone())));
        }
        if taken.is_some() || !open {
            settled.push(ReadingResult {
                choice: choice.to_owned(),
                value: taken.map(str::to_owned),
                pinned: false,
            });
        }
    }
    set_aside(scenarios, unhold);
    settled
}

/// Scenarios of a reading that the target does not take say nothing of it, each for its reason.
fn set_aside(scenarios: &mut [ScenarioResult], unheld: Vec<(usize, String)>) {
    for (index, reason) in unheld {
        let result = &mut scenarios[index];
        if matches!(result.verdict, Verdict::Broken | Verdict::Upheld) {
            (result.verdict, result.reason) = (Verdict::NotApplicable, Some(reason));
            // Books that do not add up are right by no reading.
            let own = result.rule.clone();
            result.findings.retain(|finding| finding.rule != own);
            if result.findings.is_empty() {
                result.exchanges.clear();
            }
        }
    }
}

fn ran(result: &ScenarioResult) -> bool {
    result.verdict != Verdict::NotApplicable
}

fn scenarios_of(catalogue: &Catalogue, choice: &str, value: &str) -> Vec<usize> {
    let states = |reading: &Reading| reading.choice == choice && reading.value == value;
    let rules = catalogue
        .rules
        .iter()
        .filter(|rule| rule.reading.as_ref().is_some_and(states));
    rules
        .flat_map(|rule| rule.scenarios.iter().copied())
        .collect()
}

/// What the feature files say of themselves.
#[must_use]
pub fn features(catalogue: &Catalogue) -> Vec<FeatureText> {
    let files = catalogue.features.iter();
    files
        .map(|file| FeatureText {
            path: file.path.clone(),
            title: file.title.clone(),
            prose: file.prose.clone(),
        })
        .collect()
}

/// The verdicts of the rules: each has the heaviest of its scenarios.
#[must_use]
pub fn rules(catalogue: &Catalogue, scenarios: &[ScenarioResult], gate: Gate) -> Vec<RuleResult> {
    // A finding may name another rule than its scenario's: the books are audited after every one.
    let findings = || scenarios.iter().flat_map(|result| &result.findings);
    let named = |known: bool| -> BTreeSet<&str> {
        let findings = findings().filter(|finding| finding.known == known);
        findings.map(|finding| finding.rule.as_str()).collect()
    };
    let (broken, excused) = (named(false), named(true));
    catalogue
        .rules
        .iter()
        .map(|rule| {
            let own = || {
                rule.scenarios
                    .iter()
                    .map(|index| (&catalogue.scenarios[*index], &scenarios[*index]))
            };
            let verdict = own()
                .map(|(_, result)| result.verdict)
                .chain(broken.contains(rule.id.as_str()).then_some(Verdict::Broken))
                .chain(excused.contains(rule.id.as_str()).then_some(Verdict::Known))
                .max()
                .unwrap_or(Verdict::NotApplicable);
            // A scenario may be less well founded than its rule: alone it does not gate.
            let red: Vec<Level> = own()
                .filter(|(_, r)| matches!(r.verdict, Verdict::Broken | Verdict::Fixed))
                .map(|(s, _)| s.level)
                .collect();
            let gates = gate.admits(rule.level)
                && (red.is_empty() || red.iter().any(|level| gate.admits(*level)));
            RuleResult {
                id: rule.id.clone(),
                sentence: rule.sentence.clone(),
                level: rule.level,
                gates,
                source: rule.source.clone(),
                explanation: rule.explanation.clone(),
                reading: rule.reading.clone(),
                feature: rule.feature.clone(),
                line: rule.line,
                verdict,
                reason: shared_reason(verdict, own().map(|(_, result)| result)),
            }
        })
        .collect()
}

fn shared_reason<'a>(
    verdict: Verdict,
    results: impl Iterator<Item = &'a ScenarioResult>,
) -> Option<String> {
    let mut reasons: BTreeMap<&str, usize> = BTreeMap::new();
    for result in results.filter(|result| result.verdict == verdict) {
        if let Some(reason) = result
            .reason
            .as_deref()
            .filter(|reason| *reason != NOT_SELECTED)
        {
            *reasons.entry(reason).or_default() += 1;
        } else if result.reason.is_some() {
            reasons.entry(NOT_SELECTED).or_default();
        }
    }
    reasons
        .into_iter()
        .max_by_key(|(_, count)| *count)
        .map(|(reason, _)| reason.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::spec::SpecErrors;

    #[test]
    fn of_a_reading_that_is_not_taken_only_what_no_reading_allows_is_left() -> Result<(), SpecErrors>
    {
        let catalogue = Catalogue::embedded()?;
        let plan = Plan::of_everything(&catalogue);
        let mut scenarios = docket(&catalogue, &plan);
        for result in &mut scenarios {
            result.verdict = Verdict::Upheld;
        }
        let other = scenarios_of(&catalogue, "reversal-day-90", "accepted")[0];
        let found = |rule: &str| Finding {
            rule: rule.to_owned(),
            step: String::new(),
            expected: String::new(),
            observed: String::new(),
            exchange: None,
            diff: None,
            known: false,
        };
        let own = scenarios[other].rule.clone();
        scenarios[other].verdict = Verdict::Broken;
        scenarios[other].findings = vec![found(&own), found(monitor::RULE)];
        let settled = settle_readings(&catalogue, &plan, &mut scenarios);
        let taken = settled.iter().find(|one| one.choice == "reversal-day-90");
        assert_eq!(taken.and_then(|one| one.value.as_deref()), Some("refused"));
        assert_eq!(scenarios[other].verdict, Verdict::NotApplicable);
        assert_eq!(scenarios[other].findings, [found(monitor::RULE)]);
        let rules = rules(&catalogue, &scenarios, Gate::All);
        let red: Vec<&str> = rules
            .iter()
            .filter(|rule| rule.is_red())
            .map(|rule| &*rule.id)
            .collect();
        assert_eq!(red, [monitor::RULE]);
        Ok(())
    }

    #[test]
    fn a_fault_that_came_up_at_no_step_names_none() {
        assert_eq!(
            at("When it is asked:", "no answer"),
            "When it is asked: no answer"
        );
        assert_eq!(at("", "no answer"), "no answer");
    }
}
