//! A report in JSON, read back into the run that it tells.

mod scenario;

use std::collections::BTreeSet;
use std::ops::RangeInclusive;
use std::time::Duration;

use chrono::{DateTime, Datelike as _, Utc};
use serde::Deserialize;
use serde_json::Value;

use scenario::Scenario;

use super::json::NAME;
use crate::run::judge::Gate;
use crate::run::known::{Entry, KnownResult, State, Subject};
use crate::run::result::{Ending, FeatureText, ReadingResult, RuleResult, Run};
use crate::run::shard::Shard;
use crate::run::verdict::Verdict;
use crate::spec::{self, Level};
use crate::target::exchange::Began;

/// The longest that anything may have lasted, and the years in which it may have been, so that all of it can be added up.
const LONGEST: Duration = Duration::from_secs(1_000_000_000);
const YEARS: RangeInclusive<i32> = 1970..=9999;

/// Why a text is no report that can be read.
#[derive(Debug, thiserror::Error)]
pub enum ReadError {
    /// It is no JSON, or not of the shape.
    #[error("no report of recoup, as `--report json=PATH` writes it: {0}")]
    Shape(#[from] serde_json::Error),
    /// It is of another schema.
    #[error(
        "a report of the schema {0:?}, and this recoup reads {NAME}; use the recoup that made it, or one as new"
    )]
    Schema(String),
    /// A word that is none of those there are.
    #[error("`{0}` is no {1}")]
    Word(String, &'static str),
    /// The same in a report that another version made, which may know more words.
    #[error(
        "`{word}` is no {what} that this recoup ({ours}) knows, and recoup {version} made the report; use that one", ours = env!("CARGO_PKG_VERSION")
    )]
    OtherVersion {
        /// The word.
        word: String,
        /// What it would be.
        what: &'static str,
        /// The version that made the report.
        version: String,
    },
}

impl ReadError {
    /// As it is in a report that this version made.
    fn of(self, version: String) -> Self {
        match self {
            Self::Word(word, what) if version != env!("CARGO_PKG_VERSION") => Self::OtherVersion {
                word,
                what,
                version,
            },
            Self::Word(..) | Self::Shape(_) | Self::Schema(_) | Self::OtherVersion { .. } => self,
        }
    }
}

/// Reads a report, of whichever version of recoup.
///
/// # Errors
/// When it is none, with what is wrong.
pub fn read(text: &str) -> Result<Run, ReadError> {
    let head: Head = serde_json::from_str(text)?;
    if head.schema != NAME {
        return Err(ReadError::Schema(head.schema));
    }
    let document: Document = serde_json::from_str(text)?;
    let version = document.recoup.clone();
    document.run().map_err(|error| error.of(version))
}

#[derive(Deserialize)]
struct Head {
    schema: String,
}

#[derive(Deserialize)]
struct Document {
    recoup: String,
    target: Target,
    started: String,
    seconds: f64,
    ended: String,
    cause: Option<String>,
    gate: String,
    shard: Option<Part>,
    readings: Vec<Reading>,
    known: Vec<Listed>,
    notes: Vec<String>,
    #[serde(default)]
    again: Option<String>,
    #[serde(default)]
    features: Vec<Feature>,
    rules: Vec<Rule>,
    scenarios: Vec<Scenario>,
}

impl Document {
    fn run(self) -> Result<Run, ReadError> {
        let started = self.started.parse::<DateTime<Utc>>().ok();
        let started = started.filter(|time| YEARS.contains(&time.year()));
        let gate = Gate::ALL.into_iter().find(|gate| gate.word() == self.gate);
        let shard = self.shard.map(|part| {
            let read = Shard::new(part.index, part.count);
            known(read, || format!("{}/{}", part.index, part.count), "shard")
        });
        let declared = self.target.capabilities.into_iter();
        let declared = declared
            .map(|name| known(name.parse().ok(), || name, "capability"))
            .collect::<Result<_, _>>();
        // Without its rule a broken scenario would be none.
        let ids: BTreeSet<&str> = self.rules.iter().map(|rule| rule.id.as_str()).collect();
        let mut scenarios = self.scenarios.iter();
        if let Some(stray) = scenarios.find(|one| !ids.contains(one.rule.as_str())) {
            return Err(ReadError::Word(stray.rule.clone(), "rule of the run"));
        }
        let rules = self.rules.into_iter().map(Rule::result);
        let scenarios = self.scenarios.into_iter().map(Scenario::result);
        Ok(Run {
            recoup: self.recoup,
            url: self.target.url,
            implementation: self.target.implementation,
            declared: declared?,
            ending: match self.ended.as_str() {
                "finished" => Ending::Finished,
                "interrupted" => Ending::Interrupted,
                "unreachable" => Ending::Unreachable(self.cause.unwrap_or_default()),
                _ => return Err(ReadError::Word(self.ended, "end of a run")),
            },
            started: known(started, || self.started, "time")?,
            duration: seconds(self.seconds)?,
            gate: known(gate, || self.gate, "gate")?,
            shard: shard.transpose()?,
            readings: self.readings.into_iter().map(Reading::result).collect(),
            known: self
                .known
                .into_iter()
                .map(Listed::result)
                .collect::<Result<_, _>>()?,
            rules: rules.collect::<Result<_, _>>()?,
            scenarios: scenarios.collect::<Result<_, _>>()?,
            notes: self.notes,
            again: self.again,
            features: self.features.into_iter().map(Feature::text).collect(),
        })
    }
}

#[derive(Deserialize)]
struct Target {
    url: String,
    implementation: Value,
    #[serde(default)]
    capabilities: Vec<String>,
}

#[derive(Deserialize)]
struct Part {
    index: u32,
    count: u32,
}

#[derive(Deserialize)]
struct Reading {
    choice: String,
    value: Option<String>,
    pinned: bool,
}

impl Reading {
    fn result(self) -> ReadingResult {
        ReadingResult {
            choice: self.choice,
            value: self.value,
            pinned: self.pinned,
        }
    }
}

#[derive(Deserialize)]
struct Listed {
    at: String,
    rule: Option<String>,
    scenario: Option<String>,
    fails_with: String,
    reason: String,
    issue: Option<String>,
    until: Option<String>,
    #[serde(default)]
    flaky: bool,
    state: String,
    scenarios: Vec<String>,
}

impl Listed {
    fn result(self) -> Result<KnownResult, ReadError> {
        let subject = match (self.rule, self.scenario) {
            (Some(id), _) => Subject::Rule(id),
            (None, Some(id)) => Subject::Scenario(id),
            (None, None) => return Err(ReadError::Word(self.at, "entry of a rule or a scenario")),
        };
        let until = self
            .until
            .map(|day| known(day.parse().ok(), || day, "date"));
        let state = State::ALL
            .into_iter()
            .find(|state| state.word() == self.state);
        Ok(KnownResult {
            entry: Entry {
                place: self.at,
                subject,
                fails_with: self.fails_with,
                reason: self.reason,
                issue: self.issue,
                until: until.transpose()?,
                flaky: self.flaky,
            },
            state: known(state, || self.state, "state of a known failure")?,
            scenarios: self.scenarios,
        })
    }
}

#[derive(Deserialize)]
struct Feature {
    path: String,
    title: String,
    prose: Option<String>,
}

impl Feature {
    fn text(self) -> FeatureText {
        FeatureText {
            path: self.path,
            title: self.title,
            prose: self.prose,
        }
    }
}

#[derive(Deserialize)]
struct Taken {
    choice: String,
    value: String,
}

#[derive(Deserialize)]
struct Rule {
    id: String,
    sentence: String,
    level: String,
    gates: bool,
    source: String,
    #[serde(default)]
    explanation: Option<String>,
    #[serde(default)]
    reading: Option<Taken>,
    feature: String,
    line: usize,
    verdict: String,
    reason: Option<String>,
}

impl Rule {
    fn result(self) -> Result<RuleResult, ReadError> {
        Ok(RuleResult {
            id: self.id,
            sentence: self.sentence,
            level: known(Level::from_word(&self.level), || self.level, "level")?,
            gates: self.gates,
            source: self.source,
            explanation: self.explanation,
            reading: self.reading.map(|taken| spec::Reading {
                choice: taken.choice,
                value: taken.value,
            }),
            feature: self.feature,
            line: self.line,
            verdict: verdict(self.verdict)?,
            reason: self.reason,
        })
    }
}

fn known<T>(
    read: Option<T>,
    word: impl FnOnce() -> String,
    what: &'static str,
) -> Result<T, ReadError> {
    read.ok_or_else(|| ReadError::Word(word(), what))
}

fn verdict(key: String) -> Result<Verdict, ReadError> {
    known(Verdict::from_key(&key), || key, "verdict")
}

fn began(micros: u64) -> Result<Began, ReadError> {
    let after = Duration::from_micros(micros);
    let read = (after <= LONGEST).then_some(Began::After(after));
    known(read, || micros.to_string(), "start of an exchange")
}

fn seconds(seconds: f64) -> Result<Duration, ReadError> {
    let read = Duration::try_from_secs_f64(seconds).ok();
    known(
        read.filter(|lasted| *lasted <= LONGEST),
        || seconds.to_string(),
        "duration",
    )
}
