//! Holding a target to the rules: the whole way from a URL to a [`Run`].

use std::collections::BTreeSet;
use std::pin::pin;
use std::rc::Rc;
use std::time::{Duration, Instant};

use chrono::{SubsecRound as _, Utc};
use serde_json::{Value, json};

use super::aside::Aside;
use super::conduct::{Program, Told, conduct};
use super::hearing::Hearing;
use super::judge::{Gate, features};
use super::known::Known;
use super::opening::{ask, heard};
use super::plan::Plan;
use super::result::{Run, ScenarioResult};
use super::script::Gathering;
use super::select::{Selection, Unmatched};
use super::shard::Shard;
use crate::scenario::context::Context;
use crate::spec::{Capability, Catalogue, SpecErrors};
use crate::tables::Wrong;
use crate::target::client::Client;
use crate::target::levers::{Levers, Manifest, Way};
use crate::target::profile::Profile;
use crate::target::secret::{Redactor, Secret};

/// Scenarios at once against a stranger; a small target is not to be overrun.
const USUAL_JOBS: usize = 8;

/// How often scenarios are tried again in which requests race each other.
pub const FURTHER_ROUNDS: usize = 2;

/// The longest of all notes.
const LONGEST: usize = 500;

/// The digits of a second that reports have, so that a run that is read back has the time that it had.
const DIGITS: u16 = 3;

/// The most that a target may say of itself.
const IMPLEMENTATION: usize = 4_000;

/// A check of one target, to be set up and run.
///
/// ```no_run
/// let run = recoup::Check::at("http://127.0.0.1:4242").key("sk_test_x").run().unwrap();
/// assert!(run.is_conformant(), "{run}");
/// ```
#[derive(Debug, Clone)]
pub struct Check {
    pub(super) profile: Profile,
    selection: Selection,
    gate: Gate,
    jobs: Option<usize>,
    keep_transcripts: bool,
    known: Known,
    shard: Option<Shard>,
    catalogue: Option<Rc<Catalogue>>,
}

/// What a run tells while it is under way.
#[derive(Debug)]
pub enum Progress<'a> {
    /// The scenarios that will run, by their ids; one that is tried several times is named as often.
    Planned(&'a [&'a str]),
    /// One begins.
    Begun(&'a str),
    /// One has ended.
    Ended {
        /// What came of it.
        result: &'a ScenarioResult,
        /// Whether it shows one of several readings, so that only the whole run says what a finding means.
        is_reading: bool,
    },
}

/// Why a check could not even begin.
#[derive(Debug, thiserror::Error)]
pub enum CheckError {
    /// The features are wrong.
    #[error(transparent)]
    Features(#[from] SpecErrors),
    /// A part of the selection matches nothing, though others do.
    #[error("{0}")]
    Selection(Unmatched),
    /// A pinned reading that no rule knows.
    #[error("{0}")]
    Reading(String),
    /// A known failure that is about nothing.
    #[error(transparent)]
    Known(#[from] Wrong),
    /// A URL that is none, or a key that cannot be sent.
    #[error("{0}")]
    Target(String),
    /// A key that is missing, or that the target does not accept.
    #[error("{0}")]
    Key(String),
    /// The HTTP client or its runtime cannot be started.
    #[error("cannot start: {0}")]
    Start(String),
    /// There is no thread to be had.
    #[error("cannot start: {0}")]
    Thread(#[from] std::io::Error),
}

impl Check {
    /// A check of everything at this URL, with the levers at `/levers` below it.
    #[must_use]
    pub fn at(url: &str) -> Self {
        Self::of(Profile::at(url))
    }

    /// A check of everything of this target.
    #[must_use]
    pub fn of(profile: Profile) -> Self {
        let (selection, gate) = (Selection::default(), Gate::default());
        Self {
            profile,
            selection,
            gate,
            jobs: None,
            keep_transcripts: false,
            known: Known::default(),
            shard: None,
            catalogue: None,
        }
    }

    /// With this key, for a target without worlds of its own.
    #[must_use]
    pub fn key(mut self, key: &str) -> Self {
        self.profile.key = Secret::new(key);
        self
    }

    /// With the levers at this URL.
    #[must_use]
    pub fn levers(mut self, url: &str) -> Self {
        self.profile.levers = Way::Http(url.trim_end_matches('/').to_owned());
        self
    }

    /// Waiting at most so long for an answer.
    #[must_use]
    pub fn timeout(mut self, timeout: Duration) -> Self {
        self.profile.timeout = timeout;
        self
    }

    /// Only these rules, groups, globs, feature files or scenarios.
    #[must_use]
    pub fn only(mut self, selection: Selection) -> Self {
        self.selection = selection;
        self
    }

    /// With these levels deciding.
    #[must_use]
    pub fn gate(mut self, gate: Gate) -> Self {
        self.gate = gate;
        self
    }

    /// With at most so many scenarios at once.
    #[must_use]
    pub fn jobs(mut self, jobs: usize) -> Self {
        self.jobs = Some(jobs);
        self
    }

    /// Keeping every transcript, also of scenarios with nothing wrong.
    #[must_use]
    pub fn keep_transcripts(mut self, keep: bool) -> Self {
        self.keep_transcripts = keep;
        self
    }

    /// With these failures known.
    #[must_use]
    pub fn known(mut self, known: Known) -> Self {
        self.known = known;
        self
    }

    /// Only this part of what is selected.
    #[must_use]
    pub fn shard(mut self, shard: Shard) -> Self {
        self.shard = Some(shard);
        self
    }

    /// With these features in place of the embedded ones.
    #[must_use]
    pub fn features(mut self, catalogue: Rc<Catalogue>) -> Self {
        self.catalogue = Some(catalogue);
        self
    }

    /// Runs it on a runtime of its own, for a plain `#[test]`.
    ///
    /// # Errors
    /// When it could not even begin; a target that does not answer is a [`Run`] that says so.
    pub fn run(self) -> Result<Run, CheckError> {
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_all()
            .build()
            .map_err(|error| CheckError::Start(error.to_string()))?;
        runtime.block_on(self.execute(|_| {}, std::future::pending()))
    }

    /// Runs it, telling how it goes, until it is through or `interrupted` resolves.
    ///
    /// # Errors
    /// When it could not even begin; a target that does not answer is a [`Run`] that says so.
    pub async fn execute(
        self,
        mut progress: impl FnMut(Progress<'_>),
        interrupted: impl Future<Output = ()>,
    ) -> Result<Run, CheckError> {
        let (started, clock) = (Utc::now().trunc_subsecs(DIGITS), Instant::now());
        self.profile.check().map_err(CheckError::Target)?;
        let forms = Gathering::begin()?;
        let catalogue = self.features_of()?;
        let chosen = self.choose(&catalogue)?;
        let client = self.client()?;
        let levers = Levers::of(&self.profile, client.clone());
        let mut interrupted = pin!(interrupted);
        let asked = ask(&levers, interrupted.as_mut()).await;
        let (manifest, declared) = heard(&asked);
        let (pinned, mut notes) = self.pins(&manifest, &catalogue);
        let plan = Plan::new(&catalogue, &chosen, &manifest.capabilities, pinned);
        let asked = self
            .knock(asked, (&client, &plan), interrupted.as_mut())
            .await?;
        let mut hearing = Hearing::new(&catalogue, &plan);
        let jobs = self.jobs_for(&manifest);
        let redactor = Redactor::new([self.profile.key.clone()]);
        let implementation = redactor.json(shown(manifest.implementation.clone()));
        let context = Rc::new(Context::new(self.profile.clone(), client, levers, manifest));
        let aside = Aside::default();
        let ending = if let Err(why) = asked {
            self.unbegun(why, (&mut hearing, &redactor))
        } else {
            let program = Program {
                scenarios: announced((&plan, &catalogue), &mut progress),
                jobs,
                keep: self.keep_transcripts,
                forms,
            };
            let told = |told| enter(told, (&catalogue, &mut hearing), &mut progress);
            conduct(&catalogue, &context, (program, &aside), (told, interrupted)).await?
        };
        let known = (&self.known, started.date_naive());
        let closed = hearing.close((&catalogue, &plan), self.gate, known, clock);
        notes.extend(aside.notes());
        let tell = |text: String| told(&redactor, text);
        Ok(Run {
            recoup: env!("CARGO_PKG_VERSION").to_owned(),
            url: self.profile.url,
            implementation,
            declared,
            started,
            duration: clock.elapsed(),
            ending: ending.told(tell),
            gate: self.gate,
            shard: self.shard,
            readings: closed.readings,
            known: closed.known,
            rules: closed.rules,
            scenarios: closed.scenarios,
            notes: notes.into_iter().map(tell).chain(closed.notes).collect(),
            again: None,
            features: features(&catalogue),
        })
    }

    /// The way to the target.
    pub(super) fn client(&self) -> Result<Client, CheckError> {
        let client = Client::new(self.profile.timeout);
        client.map_err(|error| CheckError::Start(error.to_string()))
    }

    /// The features that are checked.
    pub(super) fn features_of(&self) -> Result<Rc<Catalogue>, SpecErrors> {
        match &self.catalogue {
            Some(catalogue) => Ok(Rc::clone(catalogue)),
            None => Catalogue::embedded().map(Rc::new),
        }
    }

    pub(super) fn choose(&self, catalogue: &Catalogue) -> Result<BTreeSet<usize>, CheckError> {
        self.known.names_only(catalogue)?;
        let (mut chosen, unmatched) = self.selection.choose(catalogue);
        if let Some(shard) = self.shard {
            let rule = |index: &usize| &catalogue.rules[catalogue.scenarios[*index].rule];
            chosen.retain(|index| shard.holds(rule(index)));
        }
        match unmatched.into_iter().next() {
            Some(unmatched) if !chosen.is_empty() => Err(CheckError::Selection(unmatched)),
            _ => self.know_readings(catalogue).map(|()| chosen),
        }
    }

    pub(super) fn jobs_for(&self, manifest: &Manifest) -> usize {
        if !manifest.capabilities.contains(&Capability::Worlds) {
            return 1;
        }
        let asked = self.jobs.unwrap_or(USUAL_JOBS);
        asked.min(manifest.parallel_worlds.unwrap_or(asked)).max(1)
    }

    fn know_readings(&self, catalogue: &Catalogue) -> Result<(), CheckError> {
        let mut readings = self.profile.readings.iter();
        let wrong = readings.find_map(|(choice, value)| catalogue.misread(choice, value));
        wrong.map_or(Ok(()), |why| Err(CheckError::Reading(why)))
    }
}

/// The scenarios that will run, first each once and then those again in which requests race each other; says so.
fn announced(
    (plan, catalogue): (&Plan, &Catalogue),
    progress: &mut impl FnMut(Progress<'_>),
) -> Vec<usize> {
    let (mut scenarios, races) = (plan.running(), plan.races(catalogue));
    scenarios.extend(std::iter::repeat_n(races, FURTHER_ROUNDS).flatten());
    let id = |index: &usize| &*catalogue.scenarios[*index].id;
    let planned: Vec<&str> = scenarios.iter().map(id).collect();
    progress(Progress::Planned(&planned));
    scenarios
}

/// Enters what happens to a scenario, and says so.
fn enter(
    told: Told,
    (catalogue, hearing): (&Catalogue, &mut Hearing),
    progress: &mut impl FnMut(Progress<'_>),
) {
    match told {
        Told::Begun(index) => progress(Progress::Begun(&catalogue.scenarios[index].id)),
        Told::Ended(examined) => progress(Progress::Ended {
            is_reading: catalogue.is_reading(examined.outcome.scenario),
            result: hearing.enter(*examined),
        }),
    }
}

/// A text as it is told: without secrets, and short enough to be read.
fn told(redactor: &Redactor, text: String) -> String {
    redactor.text(text).chars().take(LONGEST).collect()
}

fn shown(implementation: Value) -> Value {
    if implementation.is_null() || implementation.to_string().len() > IMPLEMENTATION {
        json!({})
    } else {
        implementation
    }
}

impl Run {
    /// Whether every gating rule that ran is upheld.
    #[must_use]
    pub fn is_conformant(&self) -> bool {
        self.conformance() == super::verdict::Conformance::Conformant
    }
}
