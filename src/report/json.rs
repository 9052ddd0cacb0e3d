//! The run as JSON, schema `recoup-run/1`: everything that was seen, for gates, dashboards and tools.
//!
//! The shape is written down in [`SCHEMA`] (a JSON Schema, `src/report/recoup-run.schema.json`). Within `recoup-run/1`
//! members may be added and are never renamed, retyped or left out: what is unknown is `null` or empty.
//!
//! - `conformance` and `exit_code` say the same as the process; `ended` tells a whole run from one that was broken off,
//!   and `cause` says why it was.
//! - `gate` says which levels of rules decide, and `shard` which part of the suite was asked for, where it was one.
//! - `counts` has every verdict, zeros included, for rules and for scenarios.
//! - `rules[].gates` says whether the rule decides the conformance; a broken rule that does not is an advisory.
//! - `rules[].resembles` names the planted defects of the reference that the target behaves like under a broken rule.
//! - `known` lists the known failures of the target's file and what came of each; `scenarios[].findings[].known` says
//!   that a finding is excused by one.
//! - `over_claims` lists the capabilities that are declared and did not work, with what they kept from being judged.
//! - `scenarios[].findings[].exchange` is an index into the same scenario's `exchanges`, and `curl` the line that repeats
//!   the judged request, taking the key from the environment variable `RECOUP_KEY`.
//! - `exchanges[].answer` is the JSON that came, or a string when it was not JSON; `trouble` says what went wrong.

use std::time::Duration;

use serde::{Serialize, Serializer};
use serde_json::Value;

use super::curl;
use super::visible::escaped_json;
use crate::run::claims::OverClaim;
use crate::run::known::{KnownResult, Subject};
use crate::run::resemblance::Likeness;
use crate::run::result::{
    Counts, Ending, FeatureText, ReadingResult, RuleResult, Run, ScenarioResult,
};
use crate::run::verdict::Verdict;
use crate::scenario::finding::Finding;
use crate::target::exchange::Exchange;

/// The JSON Schema of the report.
pub const SCHEMA: &str = include_str!("recoup-run.schema.json");

/// The name of the schema.
pub(super) const NAME: &str = "recoup-run/1";

/// The run as indented JSON with a newline at its end; members come in the order of the schema.
#[must_use]
pub fn render(run: &Run) -> String {
    written(&Document::of(run))
}

/// A document as indented JSON with a newline at its end, in which nothing acts on whatever shows it.
pub(super) fn written(document: &impl Serialize) -> String {
    let mut text = serde_json::to_string_pretty(document)
        // Nothing in a run refuses to be written. If ever it did, this is no JSON, which no reader takes for a report.
        .unwrap_or_else(|error| error.to_string());
    text.push('\n');
    escaped_json(text)
}

#[derive(Serialize)]
struct Document<'a> {
    schema: &'static str,
    recoup: &'a str,
    target: Target<'a>,
    started: String,
    seconds: f64,
    ended: &'static str,
    cause: Option<&'a str>,
    conformance: &'static str,
    exit_code: u8,
    gate: &'static str,
    shard: Option<Part>,
    counts: BothCounts,
    readings: Vec<Reading<'a>>,
    known: Vec<Listed<'a>>,
    over_claims: Vec<OverClaimed>,
    notes: &'a [String],
    #[serde(skip_serializing_if = "Option::is_none")]
    again: Option<&'a str>,
    features: Vec<Feature<'a>>,
    rules: Vec<Rule<'a>>,
    scenarios: Vec<Scenario<'a>>,
}

impl<'a> Document<'a> {
    fn of(run: &'a Run) -> Self {
        let (ended, cause) = match &run.ending {
            Ending::Finished => ("finished", None),
            Ending::Interrupted => ("interrupted", None),
            Ending::Unreachable(cause) => ("unreachable", Some(cause.as_str())),
        };
        Self {
            schema: NAME,
            recoup: &run.recoup,
            target: Target {
                url: &run.url,
                implementation: &run.implementation,
                capabilities: run.declared.iter().map(|one| one.name()).collect(),
            },
            started: run
                .started
                .to_rfc3339_opts(chrono::SecondsFormat::AutoSi, true),
            seconds: run.duration.as_secs_f64(),
            ended,
            cause,
            conformance: run.conformance().word(),
            exit_code: run.exit().code(),
            gate: run.gate.word(),
            shard: run.shard.map(|shard| Part {
                index: shard.index(),
                count: shard.count(),
            }),
            counts: BothCounts {
                rules: Tally(run.rule_counts()),
                scenarios: Tally(run.scenario_counts()),
            },
            readings: run.readings.iter().map(Reading::of).collect(),
            known: run.known.iter().map(Listed::of).collect(),
            over_claims: run.over_claims().into_iter().map(OverClaimed::of).collect(),
            notes: &run.notes,
            again: run.again.as_deref(),
            features: run.features.iter().map(Feature::of).collect(),
            rules: rules(run),
            scenarios: run
                .scenarios
                .iter()
                .map(|scenario| Scenario::of(run, scenario))
                .collect(),
        }
    }
}

/// A part of the suite.
#[derive(Serialize)]
struct Part {
    index: u32,
    count: u32,
}

#[derive(Serialize)]
struct Target<'a> {
    url: &'a str,
    implementation: &'a Value,
    capabilities: Vec<&'static str>,
}

#[derive(Serialize)]
struct BothCounts {
    rules: Tally,
    scenarios: Tally,
}

/// Counts as an object with a member a verdict.
struct Tally(Counts);

impl Serialize for Tally {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(Verdict::ALL.map(|verdict| (verdict.key(), self.0.get(verdict))))
    }
}

#[derive(Serialize)]
struct Reading<'a> {
    choice: &'a str,
    value: Option<&'a str>,
    pinned: bool,
}

impl<'a> Reading<'a> {
    fn of(reading: &'a ReadingResult) -> Self {
        Self {
            choice: &reading.choice,
            value: reading.value.as_deref(),
            pinned: reading.pinned,
        }
    }
}

/// An entry of the known-failures file.
#[derive(Serialize)]
struct Listed<'a> {
    at: &'a str,
    rule: Option<&'a str>,
    scenario: Option<&'a str>,
    fails_with: &'a str,
    reason: &'a str,
    issue: Option<&'a str>,
    until: Option<String>,
    flaky: bool,
    state: &'static str,
    scenarios: &'a [String],
}

impl<'a> Listed<'a> {
    fn of(result: &'a KnownResult) -> Self {
        let entry = &result.entry;
        let (rule, scenario) = match &entry.subject {
            Subject::Rule(id) => (Some(id.as_str()), None),
            Subject::Scenario(id) => (None, Some(id.as_str())),
        };
        Self {
            at: &entry.place,
            rule,
            scenario,
            fails_with: &entry.fails_with,
            reason: &entry.reason,
            issue: entry.issue.as_deref(),
            until: entry.until.map(|day| day.to_string()),
            flaky: entry.flaky,
            state: result.state.word(),
            scenarios: &result.scenarios,
        }
    }
}

fn rules(run: &Run) -> Vec<Rule<'_>> {
    let resemblances = run.resemblances();
    let near = |id: &str| resemblances.get(id).map_or(&[][..], Vec::as_slice);
    let rules = run.rules.iter();
    rules.map(|rule| Rule::of(rule, near(&rule.id))).collect()
}

/// A capability that is declared and did not work.
#[derive(Serialize)]
struct OverClaimed {
    capability: &'static str,
    how: String,
    scenarios: usize,
}

impl OverClaimed {
    fn of(claim: OverClaim) -> Self {
        Self {
            capability: claim.capability.name(),
            how: claim.how,
            scenarios: claim.scenarios,
        }
    }
}

#[derive(Serialize)]
struct Feature<'a> {
    path: &'a str,
    title: &'a str,
    prose: Option<&'a str>,
}

impl<'a> Feature<'a> {
    fn of(feature: &'a FeatureText) -> Self {
        Self {
            path: &feature.path,
            title: &feature.title,
            prose: feature.prose.as_deref(),
        }
    }
}

/// One way to read documents that disagree or are silent.
#[derive(Serialize)]
struct Taken<'a> {
    choice: &'a str,
    value: &'a str,
}

#[derive(Serialize)]
struct Rule<'a> {
    id: &'a str,
    sentence: &'a str,
    level: &'static str,
    gates: bool,
    source: &'a str,
    explanation: Option<&'a str>,
    reading: Option<Taken<'a>>,
    feature: &'a str,
    line: usize,
    verdict: &'static str,
    reason: Option<&'a str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    resembles: Vec<&'static str>,
}

impl<'a> Rule<'a> {
    fn of(rule: &'a RuleResult, resembles: &[Likeness]) -> Self {
        Self {
            id: &rule.id,
            sentence: &rule.sentence,
            level: rule.level.word(),
            gates: rule.gates,
            source: &rule.source,
            explanation: rule.explanation.as_deref(),
            reading: rule.reading.as_ref().map(|reading| Taken {
                choice: &reading.choice,
                value: &reading.value,
            }),
            feature: &rule.feature,
            line: rule.line,
            verdict: rule.verdict.key(),
            reason: rule.reason.as_deref(),
            resembles: resembles.iter().map(|near| near.defect).collect(),
        }
    }
}

#[derive(Serialize)]
struct Scenario<'a> {
    id: &'a str,
    rule: &'a str,
    title: &'a str,
    feature: &'a str,
    line: usize,
    steps: &'a [String],
    verdict: &'static str,
    reason: Option<&'a str>,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    lever_fault: bool,
    seconds: f64,
    findings: Vec<Found<'a>>,
    exchanges: Vec<Exchanged<'a>>,
}

impl<'a> Scenario<'a> {
    fn of(run: &'a Run, scenario: &'a ScenarioResult) -> Self {
        Self {
            id: &scenario.id,
            rule: &scenario.rule,
            title: &scenario.title,
            feature: &scenario.feature,
            line: scenario.line,
            steps: &scenario.steps,
            verdict: scenario.verdict.key(),
            reason: scenario.reason.as_deref(),
            lever_fault: scenario.lever_fault,
            seconds: scenario.duration.as_secs_f64(),
            findings: scenario
                .findings
                .iter()
                .map(|finding| Found::of(run, scenario, finding))
                .collect(),
            exchanges: scenario.exchanges.iter().map(Exchanged::of).collect(),
        }
    }
}

#[derive(Serialize)]
struct Found<'a> {
    rule: &'a str,
    step: &'a str,
    expected: &'a str,
    observed: &'a str,
    exchange: Option<usize>,
    diff: Option<&'a str>,
    known: bool,
    curl: Option<String>,
}

impl<'a> Found<'a> {
    fn of(run: &Run, scenario: &ScenarioResult, finding: &'a Finding) -> Self {
        Self {
            rule: &finding.rule,
            step: &finding.step,
            expected: &finding.expected,
            observed: &finding.observed,
            exchange: finding.exchange,
            diff: finding.diff.as_deref(),
            known: finding.known,
            curl: curl::of_finding(run, scenario, finding),
        }
    }
}

#[derive(Serialize)]
struct Exchanged<'a> {
    plane: &'static str,
    purpose: &'static str,
    judged: bool,
    method: &'a str,
    path: &'a str,
    account: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    key: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    credentials: Option<&'static str>,
    body: &'a str,
    status: Option<u16>,
    #[serde(skip_serializing_if = "Option::is_none")]
    request_id: Option<&'a str>,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    replayed: bool,
    answer: &'a Value,
    trouble: Option<&'a str>,
    #[serde(skip_serializing_if = "is_unknown")]
    micros: u32,
    #[serde(skip_serializing_if = "Option::is_none")]
    began_micros: Option<u64>,
}

fn micros(time: Duration) -> u64 {
    u64::try_from(time.as_micros()).unwrap_or(u64::MAX)
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde asks so")]
const fn is_unknown(micros: &u32) -> bool {
    *micros == 0
}

impl<'a> Exchanged<'a> {
    fn of(exchange: &'a Exchange) -> Self {
        Self {
            plane: exchange.plane.word(),
            purpose: exchange.purpose.word(),
            judged: exchange.purpose.is_judged(),
            method: &exchange.method,
            path: &exchange.path,
            account: exchange.account.as_deref(),
            key: exchange.key.as_deref(),
            credentials: exchange.credentials.remark(),
            body: &exchange.body,
            status: exchange.status,
            request_id: exchange.request_id.as_deref(),
            replayed: exchange.replayed,
            answer: &exchange.answer,
            trouble: exchange.trouble.as_deref(),
            micros: exchange.micros,
            began_micros: exchange.began.after().map(micros),
        }
    }
}
