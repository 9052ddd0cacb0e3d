//! What a check would run, without running it.

use super::check::{Check, CheckError};
use super::examine::mend;
use super::plan::{Fate, Plan};
use super::result::NOT_SELECTED;
use crate::spec::Catalogue;
use crate::target::levers::{Levers, Unusable};

/// What would run of each rule, and what would not, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Foreseen {
    /// The base URL of the API under test.
    pub url: String,
    /// How many scenarios would run at once.
    pub jobs: usize,
    /// Every rule that is asked for, in catalogue order.
    pub rules: Vec<ForeseenRule>,
    /// What is worth a note.
    pub notes: Vec<String>,
}

/// What would become of a rule.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ForeseenRule {
    /// Its id.
    pub id: String,
    /// The rule in one sentence.
    pub sentence: String,
    /// How many of its scenarios would run.
    pub runs: usize,
    /// Why others would not, and how many.
    pub stays: Vec<(String, usize)>,
}

/// Why nothing can be foreseen.
#[derive(Debug, thiserror::Error)]
pub enum Blind {
    /// The check could not even begin.
    #[error(transparent)]
    Check(#[from] CheckError),
    /// The target does not say what it offers, and what to do about that.
    #[error("{0}; {1}")]
    Manifest(Unusable, String),
}

impl Check {
    /// Asks the target what it offers, and says what would run.
    ///
    /// # Errors
    /// When the check could not begin, or the target does not say what it offers.
    pub async fn foresee(&self) -> Result<Foreseen, Blind> {
        self.profile.check().map_err(CheckError::Target)?;
        let catalogue = self.features_of().map_err(CheckError::from)?;
        let chosen = self.choose(&catalogue)?;
        let client = self.client()?;
        let manifest = Levers::of(&self.profile, client).manifest().await;
        let manifest = manifest.map_err(|why| {
            let mend = mend(&why, &self.profile.url);
            Blind::Manifest(why, mend)
        })?;
        let (pinned, notes) = self.pins(&manifest, &catalogue);
        let plan = Plan::new(&catalogue, &chosen, &manifest.capabilities, pinned);
        Ok(Foreseen {
            url: self.profile.url.clone(),
            jobs: self.jobs_for(&manifest),
            rules: rules(&catalogue, &plan),
            notes,
        })
    }
}

fn rules(catalogue: &Catalogue, plan: &Plan) -> Vec<ForeseenRule> {
    let mut rules = Vec::new();
    for rule in &catalogue.rules {
        let (mut runs, mut stays) = (0, Vec::<(String, usize)>::new());
        for index in &rule.scenarios {
            match &plan.fates[*index] {
                Fate::Run => runs += 1,
                Fate::NotApplicable(why) if why == NOT_SELECTED => {}
                Fate::NotApplicable(why) => {
                    match stays.iter_mut().find(|(known, _)| known == why) {
                        Some((_, count)) => *count += 1,
                        None => stays.push((why.clone(), 1)),
                    }
                }
            }
        }
        if runs > 0 || !stays.is_empty() {
            rules.push(ForeseenRule {
                id: rule.id.clone(),
                sentence: rule.sentence.clone(),
                runs,
                stays,
            });
        }
    }
    rules
}

impl Foreseen {
    /// Whether anything would run.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.rules.iter().all(|rule| rule.runs == 0)
    }
}
