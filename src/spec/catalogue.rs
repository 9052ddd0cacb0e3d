//! The catalogue: every rule and every scenario of the feature files.

use std::ops::Range;
use std::path::Path;
use std::sync::Arc;

use cucumber::gherkin;

use super::capability::Capability;
use super::error::SpecErrors;
use super::level::Level;
use super::{load, runnable};
use crate::nearest::{closest, hint};

/// Everything that the feature files say, in path order, then file order.
#[derive(Debug, Clone, Default)]
pub struct Catalogue {
    /// The files.
    pub features: Vec<FeatureFile>,
    /// The rules of all files.
    pub rules: Vec<Rule>,
    /// The scenarios of all rules, outlines expanded.
    pub scenarios: Vec<Scenario>,
}

/// A feature file.
#[derive(Debug, Clone)]
pub struct FeatureFile {
    /// Where it is, as `features/payouts/cancel.feature`.
    pub path: String,
    /// Its folder and name without ending, as `payouts/cancel`.
    pub name: String,
    /// What it is about.
    pub title: String,
    /// What it says of that, above its rules.
    pub prose: Option<String>,
    /// Its rules in the catalogue.
    pub rules: Range<usize>,
    /// Its scenarios in the catalogue.
    pub scenarios: Range<usize>,
}

/// A documented rule.
#[derive(Debug, Clone)]
pub struct Rule {
    /// Its permanent id (`PAY-CANCEL-03`).
    pub id: String,
    /// The rule in one sentence.
    pub sentence: String,
    /// Where it comes from.
    pub level: Level,
    /// Document and section.
    pub source: String,
    /// How we got there, where the source alone does not say.
    pub explanation: Option<String>,
    /// The reading under which it holds, where the documents differ.
    pub reading: Option<Reading>,
    /// What a target must offer, by the tags of feature and rule.
    pub needs: Vec<Capability>,
    /// The feature file, as `features/payouts/cancel.feature`.
    pub feature: String,
    /// The line of its `Rule:`.
    pub line: usize,
    /// Its scenarios in the catalogue.
    pub scenarios: Vec<usize>,
}

impl Rule {
    /// The group of the rule: its id without the number (`PAY-CANCEL`).
    #[must_use]
    pub fn group(&self) -> &str {
        self.id
            .rsplit_once('-')
            .map_or(self.id.as_str(), |(group, _)| group)
    }
}

/// One way to read documents that disagree or are silent.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Reading {
    /// What is to be chosen (`reversal-day-90`).
    pub choice: String,
    /// What is chosen (`refused`).
    pub value: String,
}

/// A scenario, or a row of an outline; a run shares its texts.
#[derive(Debug, Clone)]
pub struct Scenario {
    /// Its permanent id: folder, feature and slug (`payouts/cancel/canceling-a-pending-payout`).
    pub id: Arc<str>,
    /// Its title, placeholders filled.
    pub title: Arc<str>,
    /// Its rule in the catalogue.
    pub rule: usize,
    /// Where what it shows comes from: its own level, or its rule's.
    pub level: Level,
    /// What a target must offer, by the tags of feature, rule and scenario.
    pub needs: Vec<Capability>,
    /// The feature file, as `features/payouts/cancel.feature`.
    pub feature: Arc<str>,
    /// The line of its `Scenario:`, or of its row of `Examples:`.
    pub line: usize,
    /// Its steps with keyword, rows of tables on lines of their own (`| a | b |`).
    pub steps: Arc<[String]>,
}

impl Scenario {
    /// As it is performed: its steps with their parts and tables.
    #[must_use]
    pub fn runnable(&self) -> gherkin::Scenario {
        runnable::scenario(self)
    }
}

/// How strictly features are read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Strictness {
    /// Nothing may be lost or ambiguous.
    Structure,
    /// That, and the limits that keep our own pages readable.
    HouseStyle,
    /// As the features of this binary, of which a test has shown that they keep the house style.
    Proven,
}

impl Catalogue {
    /// The features that travel inside the binary.
    ///
    /// # Errors
    /// Everything that is wrong with them, and their absence.
    pub fn embedded() -> Result<Self, SpecErrors> {
        load::embedded()
    }

    /// The features below a folder, which need not keep the limits of our house style.
    ///
    /// # Errors
    /// Everything that is wrong with their structure, their absence, and a file that cannot be read.
    pub fn from_dir(folder: &Path) -> Result<Self, SpecErrors> {
        load::from_dir(folder)
    }

    /// Features given as text, each with a path such as `payouts/cancel.feature`.
    ///
    /// # Errors
    /// Everything that is wrong with their structure, and their absence.
    pub fn from_sources(
        sources: impl IntoIterator<Item = (String, String)>,
    ) -> Result<Self, SpecErrors> {
        Self::from_sources_with(sources, Strictness::Structure)
    }

    /// Features given as text, read as strictly as asked.
    ///
    /// # Errors
    /// Everything that is wrong with them, and their absence.
    pub fn from_sources_with(
        sources: impl IntoIterator<Item = (String, String)>,
        strictness: Strictness,
    ) -> Result<Self, SpecErrors> {
        load::from_sources(sources.into_iter().collect(), "features", strictness)
    }

    /// The rule with this id.
    #[must_use]
    pub fn rule(&self, id: &str) -> Option<&Rule> {
        self.rules.iter().find(|rule| rule.id == id)
    }

    /// The rule id that is nearest to a wrong one, however far.
    #[must_use]
    pub fn nearest_rule(&self, id: &str) -> Option<&str> {
        closest(id, self.rules.iter().map(|rule| rule.id.as_str())).map(|(near, _)| near)
    }

    /// The groups of rules (`PAY-CANCEL`), in catalogue order.
    #[must_use]
    pub fn groups(&self) -> Vec<&str> {
        let mut groups = Vec::new();
        for rule in &self.rules {
            if !groups.contains(&rule.group()) {
                groups.push(rule.group());
            }
        }
        groups
    }

    /// Whether a scenario shows one of several readings of the documents.
    #[must_use]
    pub fn is_reading(&self, scenario: usize) -> bool {
        self.rules[self.scenarios[scenario].rule].reading.is_some()
    }

    /// The choices that the documents leave open, each with its values, in catalogue order.
    #[must_use]
    pub fn readings(&self) -> Vec<(&str, Vec<&str>)> {
        let mut readings: Vec<(&str, Vec<&str>)> = Vec::new();
        for reading in self.rules.iter().filter_map(|rule| rule.reading.as_ref()) {
            match readings
                .iter_mut()
                .find(|(choice, _)| *choice == reading.choice)
            {
                Some((_, values)) if values.contains(&reading.value.as_str()) => {}
                Some((_, values)) => values.push(&reading.value),
                None => readings.push((&reading.choice, vec![&reading.value])),
            }
        }
        readings
    }

    /// What is wrong with a reading, if anything is.
    #[must_use]
    pub fn misread(&self, choice: &str, value: &str) -> Option<String> {
        let known = self.readings();
        let Some((_, values)) = known.iter().find(|(name, _)| *name == choice) else {
            let hint = hint(choice, "choices", known.iter().map(|(name, _)| *name));
            return Some(format!("no reading has the choice `{choice}`; {hint}"));
        };
        if values.contains(&value) {
            return None;
        }
        let hint = hint(value, "values", values.iter().copied());
        Some(format!(
            "no reading of {choice} has the value `{value}`; {hint}"
        ))
    }
}
