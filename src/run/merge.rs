//! One run out of several: the shards of a suite, or runs with different selections.
//!
//! Scenarios keep what was seen of them; known failures and rules are judged again over the whole, so that the conformance
//! is that of one run of everything. Readings need not be: a shard has all rules of a choice.

use std::collections::BTreeSet;

use super::judge;
use super::known::{Known, Purpose, excuse, fingerprint};
use super::result::{Ending, NOT_TAKEN, ReadingResult, Run, ScenarioResult};
use super::verdict::Verdict;
use crate::count::count;
use crate::scenario::finding::Finding;
use crate::spec::Catalogue;

/// A run and what its report is called.
pub type Named = (String, Run);

/// Why runs cannot be merged.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum MergeError {
    /// There is nothing to merge.
    #[error("no report is given")]
    Nothing,
    /// Two runs differ in what they must share.
    #[error("{first} and {other} are not parts of one run: {what} differs")]
    Differ {
        /// The first report.
        first: String,
        /// The one that differs from it.
        other: String,
        /// In what.
        what: &'static str,
    },
    /// The levers of one run's target are none, while others ran.
    #[error("{name} has nothing to merge: {why}; check that part again")]
    Strange {
        /// The report.
        name: String,
        /// What is there in their place.
        why: String,
    },
    /// The target declared other things to one run than to another.
    #[error(
        "{first} and {other} are not parts of one run: {what}; check all parts of a target that declares the same"
    )]
    Declared {
        /// The first report.
        first: String,
        /// The one that differs from it.
        other: String,
        /// What only one of them declares.
        what: String,
    },
    /// The run was made with other features.
    #[error("{name} was made with other features: {what}; give them with --features")]
    Features {
        /// The report.
        name: String,
        /// The first scenario that differs.
        what: String,
    },
    /// Another version made it, which may have had other rules.
    #[error("{name}: made by recoup {version}, and this is {ours}; merge with the version that made it", ours = env!("CARGO_PKG_VERSION"))]
    Version {
        /// The report.
        name: String,
        /// The version that made it.
        version: String,
    },
    /// A shard is missing.
    #[error("shard {0} is missing")]
    Missing(String),
    /// A shard is there twice.
    #[error("{first} and {other} are the same shard, {shard}")]
    Twice {
        /// The first report.
        first: String,
        /// The other one.
        other: String,
        /// The shard.
        shard: String,
    },
}

/// Merges runs into one.
///
/// # Errors
/// When they are not parts of one run, or not all of them.
pub fn merge(runs: Vec<Named>, catalogue: &Catalogue) -> Result<Run, MergeError> {
    let other = |(_, run): &&Named| run.recoup != env!("CARGO_PKG_VERSION");
    if let Some((name, run)) = runs.iter().find(other) {
        let (name, version) = (name.clone(), run.recoup.clone());
        return Err(MergeError::Version { name, version });
    }
    met(&runs)?;
    same_implementation(&runs)?;
    agree(&runs)?;
    declare_the_same(&runs)?;
    whole(&runs)?;
    for (name, run) in &runs {
        same_features(name, run, catalogue)?;
    }
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

/// Whether all came to run, or none: beside the others, one whose levers are none would seem to declare other things.
fn met(runs: &[Named]) -> Result<(), MergeError> {
    let strange = |(name, run): &Named| {
        let why = run.strange_levers()?.to_owned();
        Some(MergeError::Strange {
            name: name.clone(),
            why,
        })
    };
    let mut strange: Vec<MergeError> = runs.iter().filter_map(strange).collect();
    if strange.len() == runs.len() {
        return Ok(());
    }
    strange.pop().map_or(Ok(()), Err)
}

/// Whether all that met an implementation met the same; one whose target was never reached knows of none.
fn same_implementation(runs: &[Named]) -> Result<(), MergeError> {
    let mut met = runs.iter().filter(|(_, run)| has_met(run));
    let Some((first, one)) = met.next() else {
        return Ok(());
    };
    let other = met.find(|(_, run)| run.implementation != one.implementation);
    other.map_or(Ok(()), |(other, _)| {
        let (first, other) = (first.clone(), other.clone());
        let what = "the implementation";
        Err(MergeError::Differ { first, other, what })
    })
}

/// Whether a run came as far as to hear what its target is; one that ended has heard all that it says.
fn has_met(run: &Run) -> bool {
    let is_named = run.implementation.as_object();
    run.ending == Ending::Finished || is_named.is_some_and(|named| !named.is_empty())
}

/// Whether runs are of the same gate and known failures; each may have had a server of its own.
fn agree(runs: &[Named]) -> Result<(), MergeError> {
    let Some(((first, one), rest)) = runs.split_first() else {
        return Err(MergeError::Nothing);
    };
    let listed = |run: &Run| -> Vec<_> {
        let entries = run.known.iter().map(|result| result.entry.clone());
        entries
            .map(|entry| (entry.subject, entry.fails_with, entry.until))
            .collect()
    };
    for (other, run) in rest {
        let what = if run.gate != one.gate {
            "the gate"
        } else if run.shard.map(super::shard::Shard::count)
            != one.shard.map(super::shard::Shard::count)
        {
            "the number of shards"
        } else if listed(run) != listed(one) {
            "the list of known failures"
        } else {
            continue;
        };
        let (first, other) = (first.clone(), other.clone());
        return Err(MergeError::Differ { first, other, what });
    }
    Ok(())
}

/// Whether the target declared the same to all: where it did not, one part leaves out what another judges.
///
/// A run that broke off may never have come to ask, and says so in its ending.
fn declare_the_same(runs: &[Named]) -> Result<(), MergeError> {
    let mut finished = runs
        .iter()
        .filter(|(_, run)| run.ending == Ending::Finished);
    let Some((first, one)) = finished.next() else {
        return Ok(());
    };
    let Some((other, run)) = finished.find(|(_, run)| run.declared != one.declared) else {
        return Ok(());
    };
    let only = |name: &str, has: &Run, lacks: &Run| {
        let own = has.declared.difference(&lacks.declared);
        let own: Vec<&str> = own.map(|capability| capability.name()).collect();
        (!own.is_empty()).then(|| format!("only {name} declares {}", own.join(", ")))
    };
    let what = [only(first, one, run), only(other, run, one)];
    let what: Vec<String> = what.into_iter().flatten().collect();
    Err(MergeError::Declared {
        first: first.clone(),
        other: other.clone(),
        what: what.join(", "),
    })
}

/// Whether every shard is there, and once.
fn whole(runs: &[Named]) -> Result<(), MergeError> {
    let shards: Vec<_> = runs
        .iter()
        .filter_map(|(name, run)| Some((name, run.shard?)))
        .collect();
    for (place, (other, shard)) in shards.iter().enumerate() {
        if let Some((first, _)) = shards[..place].iter().find(|(_, earlier)| earlier == shard) {
            return Err(MergeError::Twice {
                first: (*first).clone(),
                other: (*other).clone(),
                shard: shard.to_string(),
            });
        }
    }
    let Some(count) = shards.first().map(|(_, shard)| shard.count()) else {
        return Ok(());
    };
    let there: BTreeSet<u32> = shards.iter().map(|(_, shard)| shard.index()).collect();
    let missing = (1..=count).find(|index| !there.contains(index));
    missing.map_or(Ok(()), |index| {
        Err(MergeError::Missing(format!("{index}/{count}")))
    })
}

fn same_features(name: &str, run: &Run, catalogue: &Catalogue) -> Result<(), MergeError> {
    let ours = catalogue.scenarios.iter().map(|scenario| &scenario.id);
    let theirs = run.scenarios.iter().map(|scenario| &scenario.id);
    let differs = |what: String| {
        let name = name.to_owned();
        Err(MergeError::Features { name, what })
    };
    match ours
        .clone()
        .zip(theirs.clone())
        .find(|(ours, theirs)| ours != theirs)
    {
        Some((ours, theirs)) => differs(format!("it has {theirs} where {ours} is")),
        None if ours.len() != theirs.len() => differs(format!(
            "it has {} of {}",
            count(theirs.len(), "scenario", "scenarios"),
            ours.len()
        )),
        None => Ok(()),
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
    for finding in lighter.findings {
        add(&mut result.findings, finding);
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
