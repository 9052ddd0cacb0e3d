//! Whether runs are parts of one run, and may be merged.

use std::collections::BTreeSet;

use super::Named;
use crate::count::count;
use crate::run::result::{Ending, Run};
use crate::run::shard::Shard;
use crate::spec::Catalogue;

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

/// Whether runs are parts of one run, and all of them.
pub(super) fn of_one(runs: &[Named], catalogue: &Catalogue) -> Result<(), MergeError> {
    let other = |(_, run): &&Named| run.recoup != env!("CARGO_PKG_VERSION");
    if let Some((name, run)) = runs.iter().find(other) {
        let (name, version) = (name.clone(), run.recoup.clone());
        return Err(MergeError::Version { name, version });
    }
    met(runs)?;
    same_implementation(runs)?;
    agree(runs)?;
    declare_the_same(runs)?;
    whole(runs)?;
    for (name, run) in runs {
        same_features(name, run, catalogue)?;
    }
    Ok(())
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
pub(super) fn has_met(run: &Run) -> bool {
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
        } else if run.shard.map(Shard::count) != one.shard.map(Shard::count) {
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
