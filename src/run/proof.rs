//! Whether the rules catch what they should: one trial a planted defect.

use super::resemblance::{Planted, Record, Signs, signs};
use super::result::Run;
use super::verdict::Verdict;
use crate::exit::Exit;

/// A check of the reference with one defect planted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Trial {
    /// The defect.
    pub defect: String,
    /// The rule that it breaks.
    pub rule: String,
    /// Every rule that was found broken, in catalogue order.
    pub broken: Vec<String>,
    /// What exactly, scenario by scenario.
    pub signs: Signs,
}

impl Trial {
    /// What a run with the defect planted showed.
    #[must_use]
    pub fn of(defect: &str, rule: &str, run: &Run) -> Self {
        let broken = run
            .rules
            .iter()
            .filter(|rule| rule.verdict == Verdict::Broken);
        Self {
            defect: defect.to_owned(),
            rule: rule.to_owned(),
            broken: broken.map(|rule| rule.id.clone()).collect(),
            signs: signs(run),
        }
    }

    /// Whether its own rule caught it.
    #[must_use]
    pub fn caught(&self) -> bool {
        self.broken.contains(&self.rule)
    }
}

/// All trials, and whether the sound reference was found sound.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Proof {
    /// Rules that the sound reference breaks; there must be none.
    pub baseline: Vec<String>,
    /// Scenarios of the sound reference that could not be judged; there must be none.
    pub unjudged: usize,
    /// One a defect.
    pub trials: Vec<Trial>,
}

impl Proof {
    /// The proof from the run of the sound reference and the trials.
    #[must_use]
    pub fn new(baseline: &Run, trials: Vec<Trial>) -> Self {
        let counts = baseline.scenario_counts();
        Self {
            baseline: Trial::of("", "", baseline).broken,
            unjudged: counts.get(Verdict::NotTestable) + counts.get(Verdict::Faulted),
            trials,
        }
    }

    /// Defects that no rule caught, or only a foreign one.
    pub fn escaped(&self) -> impl Iterator<Item = &Trial> {
        self.trials.iter().filter(|trial| !trial.caught())
    }

    /// Whether the baseline is green and every defect is caught by its own rule.
    #[must_use]
    pub fn holds(&self) -> bool {
        self.baseline.is_empty() && self.unjudged == 0 && self.escaped().next().is_none()
    }

    /// What each defect breaks, to be recorded.
    #[must_use]
    pub fn record(&self) -> Record {
        let planted = |trial: &Trial| Planted {
            rule: trial.rule.clone(),
            signs: trial.signs.clone(),
        };
        let trials = self.trials.iter();
        trials
            .map(|trial| (trial.defect.clone(), planted(trial)))
            .collect()
    }

    /// The exit code that the proof asks for.
    #[must_use]
    pub fn exit(&self) -> Exit {
        if self.holds() {
            Exit::Conformant
        } else {
            Exit::Broken
        }
    }
}
