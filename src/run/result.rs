//! What came of a run, as plain data: all that reports are made from.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;
use std::time::Duration;

use chrono::{DateTime, Utc};
use serde_json::Value;

use super::judge::Gate;
use super::known::KnownResult;
use super::resemblance::{self, Likeness};
use super::shard::Shard;
use super::verdict::{Conformance, Verdict};
use crate::exit::Exit;
use crate::scenario::finding::Finding;
use crate::spec::Capability;
use crate::spec::catalogue::Reading;
use crate::spec::level::Level;
use crate::target::exchange::Exchange;

/// Why a scenario outside the selection did not run.
pub const NOT_SELECTED: &str = "not selected";

/// How the reason begins why a scenario did not run that needs what the target does not declare, which follows.
pub const UNDECLARED: &str = "the target does not declare ";

/// How the reason begins why a scenario of a reading does not apply that fails, where another may hold.
pub const NOT_TAKEN: &str = "the target does not take ";

/// How the reason begins why a scenario of another reading does not apply; what the target takes follows.
pub const OTHER_READING: &str = "the target takes ";

/// Why a scenario was not judged that the run did not come to.
pub const ENDED_BEFORE: &str = "the run ended before it";

/// A finished (or broken off) run.
#[derive(Debug, Clone)]
pub struct Run {
    /// The version of recoup that made it.
    pub recoup: String,
    /// The base URL of the API under test.
    pub url: String,
    /// What the target says of itself in the levers manifest (`name`, `version`, …); `{}` when unknown.
    pub implementation: Value,
    /// What it declares, or what its owner does.
    pub declared: BTreeSet<Capability>,
    /// When the run started, in real time.
    pub started: DateTime<Utc>,
    /// How long it took.
    pub duration: Duration,
    /// How it came to its end.
    pub ending: Ending,
    /// Which levels of rules decide.
    pub gate: Gate,
    /// The part of the suite that it is, where it is one.
    pub shard: Option<Shard>,
    /// The readings that were observed or pinned, one a choice.
    pub readings: Vec<ReadingResult>,
    /// What the known-failures file lists, and what came of it.
    pub known: Vec<KnownResult>,
    /// The feature files, in catalogue order; empty where an older report did not tell them.
    pub features: Vec<FeatureText>,
    /// Every rule of the features, in catalogue order.
    pub rules: Vec<RuleResult>,
    /// Every scenario of the features, in catalogue order.
    pub scenarios: Vec<ScenarioResult>,
    /// Things worth knowing that break nothing (members no document names, unknown readings in a manifest).
    pub notes: Vec<String>,
    /// The command that runs scenarios of this target again, which are to be named behind it, where it is known.
    pub again: Option<String>,
}

/// What a feature file says of itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FeatureText {
    /// Where it is, as `features/payouts/cancel.feature`.
    pub path: String,
    /// What it is about.
    pub title: String,
    /// What it says of that, above its rules.
    pub prose: Option<String>,
}

/// How a run came to its end.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Ending {
    /// Everything planned was run.
    Finished,
    /// Stopped by SIGINT.
    Interrupted,
    /// The target or its levers did not answer: the URL and the cause.
    Unreachable(String),
}

impl Ending {
    /// The same, its cause told in another way.
    #[must_use]
    pub fn told(self, tell: impl FnOnce(String) -> String) -> Self {
        match self {
            Self::Unreachable(why) => Self::Unreachable(tell(why)),
            Self::Finished | Self::Interrupted => self,
        }
    }
}

/// The reading that a target takes of documents that disagree or are silent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReadingResult {
    /// What is to be chosen (`reversal-day-90`).
    pub choice: String,
    /// What the target takes (`refused`), or none when no reading holds.
    pub value: Option<String>,
    /// Whether it was pinned by flag, profile or manifest (then it must hold).
    pub pinned: bool,
}

/// A rule and how it ended.
#[derive(Debug, Clone)]
pub struct RuleResult {
    /// Its permanent id (`PAY-CANCEL-03`).
    pub id: String,
    /// The rule in one sentence.
    pub sentence: String,
    /// Where it comes from.
    pub level: Level,
    /// Whether it decides the run's conformance.
    pub gates: bool,
    /// Document and section.
    pub source: String,
    /// How we got there, where the source alone does not say.
    pub explanation: Option<String>,
    /// The reading under which it holds, where the documents differ.
    pub reading: Option<Reading>,
    /// The feature file, as `features/payouts/cancel.feature`.
    pub feature: String,
    /// The line of its `Rule:`.
    pub line: usize,
    /// How it ended.
    pub verdict: Verdict,
    /// Why it did not run, where it did not.
    pub reason: Option<String>,
}

impl RuleResult {
    /// The group of the rule: its id without the number (`PAY-CANCEL`).
    #[must_use]
    pub fn group(&self) -> &str {
        self.id
            .rsplit_once('-')
            .map_or(self.id.as_str(), |(group, _)| group)
    }

    /// Whether the run was asked for it.
    #[must_use]
    pub fn is_selected(&self) -> bool {
        self.reason.as_deref() != Some(NOT_SELECTED)
    }

    /// Whether it makes the run red: it gates, and is broken or a stale known failure.
    #[must_use]
    pub fn is_red(&self) -> bool {
        self.gates && matches!(self.verdict, Verdict::Broken | Verdict::Fixed)
    }
}

/// A scenario and how it ended; its texts are those of the catalogue, shared.
#[derive(Debug, Clone)]
pub struct ScenarioResult {
    /// Its id: folder, feature and slug (`payouts/cancel/canceling-a-pending-payout`).
    pub id: Arc<str>,
    /// The id of its rule.
    pub rule: String,
    /// Its title.
    pub title: Arc<str>,
    /// The feature file, as `features/payouts/cancel.feature`.
    pub feature: Arc<str>,
    /// The line of its `Scenario:` (of the row of its `Examples:`).
    pub line: usize,
    /// Its steps as written, with keyword, and `|` rows of tables on lines of their own.
    pub steps: Arc<[String]>,
    /// How it ended.
    pub verdict: Verdict,
    /// Why it did not run, could not be arranged, or faulted.
    pub reason: Option<String>,
    /// Whether it faulted because the lever pulled last did not give what it has to give.
    pub lever_fault: bool,
    /// How long it took.
    pub duration: Duration,
    /// What the target did against a rule.
    pub findings: Vec<Finding>,
    /// The transcript; of a scenario with nothing wrong only where it was asked for.
    pub exchanges: Vec<Exchange>,
    /// The canonical text of the transcript, kept where the transcript is, unless it is beyond all bounds.
    pub canonical: Option<String>,
}

impl ScenarioResult {
    /// Whether the run was asked for it.
    #[must_use]
    pub fn is_selected(&self) -> bool {
        self.reason.as_deref() != Some(NOT_SELECTED)
    }
}

/// How many ended with each verdict.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Counts([usize; Verdict::ALL.len()]);

impl Counts {
    /// Counts verdicts.
    pub fn of(verdicts: impl IntoIterator<Item = Verdict>) -> Self {
        let mut counts = Self::default();
        for verdict in verdicts {
            counts.0[Self::place(verdict)] += 1;
        }
        counts
    }

    /// How many ended with this verdict.
    #[must_use]
    pub fn get(self, verdict: Verdict) -> usize {
        self.0[Self::place(verdict)]
    }

    /// How many apply to the target.
    #[must_use]
    pub fn applying(self) -> usize {
        self.total() - self.get(Verdict::NotApplicable)
    }

    /// How many there are in all.
    #[must_use]
    pub fn total(self) -> usize {
        self.0.iter().sum()
    }

    fn place(verdict: Verdict) -> usize {
        Verdict::ALL
            .iter()
            .position(|v| *v == verdict)
            .unwrap_or_default()
    }
}

impl Run {
    /// Whether the target could not be reached before anything had run.
    #[must_use]
    pub fn never_began(&self) -> bool {
        let waits = |scenario: &ScenarioResult| match scenario.verdict {
            Verdict::NotTestable | Verdict::NotApplicable => scenario.exchanges.is_empty(),
            Verdict::Upheld
            | Verdict::Broken
            | Verdict::Known
            | Verdict::Fixed
            | Verdict::Faulted => false,
        };
        matches!(self.ending, Ending::Unreachable(_)) && self.scenarios.iter().all(waits)
    }

    /// Why nothing was asked of a target that answers: what is there in place of its levers.
    #[must_use]
    pub fn strange_levers(&self) -> Option<&str> {
        let ran = |one: &&ScenarioResult| one.verdict != Verdict::NotApplicable;
        let mut ran = self.scenarios.iter().filter(ran);
        let first = ran.clone().next()?.reason.as_deref()?;
        let is_so = |one: &ScenarioResult| {
            one.verdict == Verdict::Faulted
                && one.exchanges.is_empty()
                && one.reason.as_deref() == Some(first)
        };
        (self.declared.is_empty() && ran.all(is_so)).then_some(first)
    }

    /// Rules by verdict.
    #[must_use]
    pub fn rule_counts(&self) -> Counts {
        Counts::of(self.rules.iter().map(|rule| rule.verdict))
    }

    /// The rules that decide the conformance, by verdict.
    #[must_use]
    pub fn gating_counts(&self) -> Counts {
        Counts::of(
            self.rules
                .iter()
                .filter(|rule| rule.gates)
                .map(|rule| rule.verdict),
        )
    }

    /// Rules that the run was asked for, by verdict.
    #[must_use]
    pub fn selected_rule_counts(&self) -> Counts {
        let selected = self.rules.iter().filter(|rule| rule.is_selected());
        Counts::of(selected.map(|rule| rule.verdict))
    }

    /// Scenarios that the run was asked for, by verdict.
    #[must_use]
    pub fn selected_scenario_counts(&self) -> Counts {
        let selected = self
            .scenarios
            .iter()
            .filter(|scenario| scenario.is_selected());
        Counts::of(selected.map(|scenario| scenario.verdict))
    }

    /// Scenarios by verdict.
    #[must_use]
    pub fn scenario_counts(&self) -> Counts {
        Counts::of(self.scenarios.iter().map(|scenario| scenario.verdict))
    }

    /// Every finding, with the scenario it belongs to, in catalogue order.
    pub fn findings(&self) -> impl Iterator<Item = (&ScenarioResult, &Finding)> {
        self.scenarios
            .iter()
            .flat_map(|s| s.findings.iter().map(move |f| (s, f)))
    }

    /// The rule with this id.
    #[must_use]
    pub fn rule(&self, id: &str) -> Option<&RuleResult> {
        self.rules.iter().find(|rule| rule.id == id)
    }

    /// What the implementation calls itself, with its version where it tells one; none where it says nothing.
    #[must_use]
    pub fn implementation_name(&self) -> Option<String> {
        let said = |member: &str| self.implementation.get(member).and_then(Value::as_str);
        let name = said("name")?;
        Some(said("version").map_or(name.to_owned(), |version| format!("{name} {version}")))
    }

    /// The planted defects that the target behaves like, by broken rule: hints at the cause.
    #[must_use]
    pub fn resemblances(&self) -> BTreeMap<String, Vec<Likeness>> {
        resemblance::resemblances(self)
    }

    /// What the run says about its target.
    #[must_use]
    pub fn conformance(&self) -> Conformance {
        let scenarios = self.scenario_counts();
        if matches!(self.ending, Ending::Unreachable(_)) {
            Conformance::Unreachable
        } else if scenarios.get(Verdict::NotApplicable) == scenarios.total() {
            Conformance::Empty
        } else if self.rules.iter().any(RuleResult::is_red) {
            Conformance::Broken
        } else if scenarios.get(Verdict::NotTestable) + scenarios.get(Verdict::Faulted) > 0 {
            Conformance::Incomplete
        } else {
            Conformance::Conformant
        }
    }

    /// The exit code that the run asks for.
    #[must_use]
    pub fn exit(&self) -> Exit {
        if self.ending == Ending::Interrupted {
            return Exit::Interrupted;
        }
        match self.conformance() {
            Conformance::Conformant => Exit::Conformant,
            Conformance::Broken => Exit::Broken,
            Conformance::Incomplete => Exit::Incomplete,
            Conformance::Empty => Exit::Empty,
            Conformance::Unreachable => Exit::Unreachable,
        }
    }
}
