//! What will run and what will not, and why, settled before anything runs.

use std::collections::{BTreeMap, BTreeSet};

use super::result::{NOT_SELECTED, OTHER_READING, UNDECLARED};
use crate::spec::capability::Capability;
use crate::spec::catalogue::Catalogue;

/// The fate of every scenario of the catalogue.
#[derive(Debug, Clone)]
pub struct Plan {
    /// One a scenario, in catalogue order.
    pub fates: Vec<Fate>,
    /// Choices that the target's owner settled.
    pub pinned: BTreeMap<String, String>,
}

/// Whether a scenario runs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fate {
    /// It runs.
    Run,
    /// It does not, for this reason.
    NotApplicable(String),
}

impl Plan {
    /// Settles the fate of every scenario.
    #[must_use]
    pub fn new(
        catalogue: &Catalogue,
        chosen: &BTreeSet<usize>,
        offered: &BTreeSet<Capability>,
        pinned: BTreeMap<String, String>,
    ) -> Self {
        let fates = catalogue
            .scenarios
            .iter()
            .enumerate()
            .map(|(index, scenario)| {
                if !chosen.contains(&index) {
                    return Fate::NotApplicable(NOT_SELECTED.to_owned());
                }
                let reading = catalogue.rules[scenario.rule].reading.as_ref();
                if let Some(reading) = reading
                    && let Some(value) = pinned
                        .get(&reading.choice)
                        .filter(|value| **value != reading.value)
                {
                    let taken = format!("{OTHER_READING}{}={value}", reading.choice);
                    return Fate::NotApplicable(taken);
                }
                let needs = scenario.needs.iter();
                // In the order of the manifest, so that the same ones are one reason.
                let missing: BTreeSet<_> = needs.filter(|need| !offered.contains(need)).collect();
                if missing.is_empty() {
                    return Fate::Run;
                }
                let names: Vec<_> = missing.into_iter().map(|need| need.name()).collect();
                let names = names.join(", ");
                Fate::NotApplicable(format!("{UNDECLARED}{names}"))
            });
        Self {
            fates: fates.collect(),
            pinned,
        }
    }

    /// Everything, as a target that offers all of it and whose owner settled nothing is asked.
    #[cfg(test)]
    pub(super) fn of_everything(catalogue: &Catalogue) -> Self {
        let chosen = (0..catalogue.scenarios.len()).collect();
        let offered = Capability::ALL.into_iter().collect();
        Self::new(catalogue, &chosen, &offered, BTreeMap::new())
    }

    /// The scenarios that run and in which requests race each other: one try may go well by chance, so they are
    /// tried in further worlds of their own.
    #[must_use]
    pub fn races(&self, catalogue: &Catalogue) -> Vec<usize> {
        let races = |index: &usize| is_race(&catalogue.scenarios[*index].steps);
        self.running().into_iter().filter(races).collect()
    }

    /// The scenarios that run, in catalogue order.
    #[must_use]
    pub fn running(&self) -> Vec<usize> {
        let fates = self.fates.iter().enumerate();
        fates
            .filter(|(_, fate)| **fate == Fate::Run)
            .map(|(index, _)| index)
            .collect()
    }
}

/// Whether requests race each other in a scenario with these steps.
#[must_use]
pub fn is_race(steps: &[String]) -> bool {
    let races = [" clients at once ", " while the platform "];
    let mut steps = steps.iter();
    steps.any(|step| races.iter().any(|words| step.contains(words)))
}
