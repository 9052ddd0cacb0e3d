//! One run out of several: the shards of a suite, or runs with different selections.
//!
//! Scenarios keep what was seen of them; known failures and rules are judged again over the whole, so that the conformance
//! is that of one run of everything. Readings need not be: a shard has all rules of a choice.

mod parts;

pub use parts::MergeError;
use parts::{has_met, of_one};

use super::judge;
use super::known::{Known, Purpose, excuse, fingerprint};
use super::result::{Ending, NOT_TAKEN, ReadingResult, Run, ScenarioResult};
use super::verdict::Verdict;
use crate::scenario::finding::Finding;
use crate::spec::Catalogue;

/// A run and what its report is called.
pub type Named = (String, Run);

/// Merges runs into one.
///
/// # Errors
/// When they are not parts of one run, or not all of them.
pub fn merge(runs: Vec<Named>, catalogue: &Catalogue) -> Result<Run, MergeError> {
    of_one(&runs, catalogue)?;
    let mut runs: Vec<Run> = runs.into_iter().map(|(_, run)| run).collect();
    runs.sort_by_key(|run| run.started);
    by_one_clock(&mut runs);
    let scenarios = runs.iter_mut().flat_map(|run| &mut run.scenarios);
    scenarios.for_each(unexcuse);
    let readings = readings(&runs, catalogue);
    let ended = runs.iter().map(|run| run.started + run.duration).max();
    let mut rest = runs.into_iter();
    let Some(mut run) = rest.next() else {
        return Err(MergeError::Nothing);
    };
    for other in rest {
        if !has_met(&run) {
            run.implementation = other.implementation;
        }
        run.declared.extend(other.declared);
        run.ending = graver(run.ending, other.ending);
        // What runs the scenarios of one part again need not be what runs those of another.
        run.again = run
            .again
            .filter(|again| other.again.as_ref() == Some(again));
        for note in other.notes {
            if !run.notes.contains(&note) {
                run.notes.push(note);
            }
        }
        for (result, other) in run.scenarios.iter_mut().zip(other.scenarios) {
            combine(result, other);
        }
    }
    nothing_taken(&mut run.scenarios, catalogue);
    run.shard = None;
    run.readings = readings;
    let lasted = ended.and_then(|ended| (ended - run.started).to_std().ok());
    run.duration = lasted.unwrap_or(run.duration);
    let known = Known {
        purpose: Purpose::Gate,
        entries: run.known.into_iter().map(|result| result.entry).collect(),
    };
    run.known = excuse(&known, run.started.date_naive(), &mut run.scenarios);
    run.features = judge::features(catalogue);
    run.rules = judge::rules(catalogue, &run.scenarios, run.gate);
    Ok(run)
}

/// Lets exchanges begin so long after the earliest run, which is the first, as they did after their own.
fn by_one_clock(runs: &mut [Run]) {
    let Some(first) = runs.first().map(|run| run.started) else {
        return;
    };
    for run in runs {
        let later = (run.started - first).to_std().unwrap_or_default();
        for exchange in run.scenarios.iter_mut().flat_map(|one| &mut one.exchanges) {
            exchange.began = exchange.began.later(later);
        }
    }
}

/// The readings of all, one a choice: every choice is settled in one shard, unless it is pinned.
fn readings(runs: &[Run], catalogue: &Catalogue) -> Vec<ReadingResult> {
    let choices = catalogue.readings().into_iter();
    choices
        .filter_map(|(choice, _)| {
            let mut all = runs.iter().flat_map(|run| &run.readings);
            all.find(|reading| reading.choice == choice).cloned()
        })
        .collect()
}

/// Runs that were each asked for one reading may all have left it to the others: then nobody has judged the choice.
fn nothing_taken(scenarios: &mut [ScenarioResult], catalogue: &Catalogue) {
    for (choice, values) in catalogue.readings() {
        let refused = values
            .iter()
            .map(|value| format!("{NOT_TAKEN}{choice}={value}"));
        let refused: Vec<String> = refused.collect();
        let is_for =
            |scenario: &ScenarioResult, why: &String| scenario.reason.as_ref() == Some(why);
        let all = |why| scenarios.iter().any(|scenario| is_for(scenario, why));
        if !refused.iter().all(all) {
            continue;
        }
        let what = format!("no reading of {choice} was seen to hold; check all of them in one run");
        for scenario in scenarios.iter_mut() {
            if refused.iter().any(|why| is_for(scenario, why)) {
                scenario.verdict = Verdict::NotTestable;
                scenario.reason = Some(what.clone());
            }
        }
    }
}

fn graver(one: Ending, other: Ending) -> Ending {
    match (&one, &other) {
        (Ending::Unreachable(_), _) | (_, Ending::Finished) => one,
        (_, Ending::Unreachable(_) | Ending::Interrupted) => other,
    }
}

/// Takes what another run saw of the same scenario.
fn combine(result: &mut ScenarioResult, other: ScenarioResult) {
    if !other.is_selected() {
        return;
    }
    if !result.is_selected() {
        *result = other;
        return;
    }
    // The heavier stays; what the lighter one found besides is added, without its transcript.
    let lighter = if other.verdict > result.verdict {
        std::mem::replace(result, other)
    } else {
        other
    };
    add_all(&mut result.findings, lighter.findings);
}

/// Adds what was found elsewhere, without its transcript.
pub(super) fn add_all(findings: &mut Vec<Finding>, others: Vec<Finding>) {
    for other in others {
        add(findings, other);
    }
}

/// Adds a finding, or where it shows to one that says the same.
fn add(findings: &mut Vec<Finding>, finding: Finding) {
    let said = |finding: &Finding| fingerprint(&finding.observed);
    let same = findings.iter_mut().find(|earlier| {
        earlier.rule == finding.rule
            && earlier.expected == finding.expected
            && said(earlier) == said(&finding)
    });
    match (same, finding.observed.rsplit_once(", in ")) {
        (None, _) => findings.push(Finding {
            exchange: None,
            ..finding
        }),
        (Some(earlier), Some((_, shown))) if !earlier.observed.contains(shown) => {
            earlier.observed.push_str("; in ");
            earlier.observed.push_str(shown);
        }
        (Some(_), _) => {}
    }
}

/// As it was before known failures were looked at.
fn unexcuse(result: &mut ScenarioResult) {
    for finding in &mut result.findings {
        finding.known = false;
    }
    let own = result
        .findings
        .iter()
        .any(|finding| finding.rule == result.rule);
    match result.verdict {
        Verdict::Known | Verdict::Fixed | Verdict::Broken => {
            let verdict = if own || result.verdict == Verdict::Broken {
                Verdict::Broken
            } else {
                Verdict::Upheld
            };
            (result.verdict, result.reason) = (verdict, None);
        }
        Verdict::Upheld | Verdict::NotApplicable | Verdict::NotTestable | Verdict::Faulted => {}
    }
}

#[cfg(test)]
mod tests {
    use std::collections::{BTreeMap, BTreeSet};

    use super::*;
    use crate::run::plan::Plan;
    use crate::spec::SpecErrors;

    #[test]
    fn a_choice_of_which_no_reading_holds_is_not_passed_over() -> Result<(), SpecErrors> {
        let catalogue = Catalogue::embedded()?;
        let plan = Plan::new(
            &catalogue,
            &BTreeSet::new(),
            &BTreeSet::new(),
            BTreeMap::new(),
        );
        let mut scenarios = judge::docket(&catalogue, &plan);
        let own = catalogue
            .scenarios
            .iter()
            .enumerate()
            .filter_map(|(index, scenario)| {
                let reading = catalogue.rules[scenario.rule].reading.as_ref()?;
                (reading.choice == "reversal-day-90").then_some((index, reading.value.clone()))
            });
        let own: Vec<(usize, String)> = own.collect();
        let verdicts = |scenarios: &[ScenarioResult]| -> BTreeSet<Verdict> {
            own.iter()
                .map(|(index, _)| scenarios[*index].verdict)
                .collect()
        };
        for (index, value) in own.iter().filter(|(_, value)| value == "refused") {
            scenarios[*index].reason = Some(format!("{NOT_TAKEN}reversal-day-90={value}"));
        }
        nothing_taken(&mut scenarios, &catalogue);
        assert_eq!(
            verdicts(&scenarios),
            BTreeSet::from([Verdict::NotApplicable])
        );
        for (index, value) in &own {
            scenarios[*index].reason = Some(format!("{NOT_TAKEN}reversal-day-90={value}"));
        }
        nothing_taken(&mut scenarios, &catalogue);
        assert_eq!(verdicts(&scenarios), BTreeSet::from([Verdict::NotTestable]));
        Ok(())
    }
}
