//! What a report tells of a scenario: its verdict, its findings and its exchanges.

use serde::Deserialize;
use serde_json::Value;

use super::{ReadError, began, known, seconds, verdict};
use crate::run::result::ScenarioResult;
use crate::scenario::finding::Finding;
use crate::target::exchange::{Began, Credentials, Exchange, Plane, Purpose};

#[derive(Deserialize)]
pub(super) struct Scenario {
    id: String,
    pub(super) rule: String,
    title: String,
    feature: String,
    line: usize,
    steps: Vec<String>,
    verdict: String,
    reason: Option<String>,
    #[serde(default)]
    lever_fault: bool,
    seconds: f64,
    findings: Vec<Found>,
    exchanges: Vec<Exchanged>,
}

impl Scenario {
    pub(super) fn result(self) -> Result<ScenarioResult, ReadError> {
        let exchanges = self.exchanges.into_iter().map(Exchanged::result);
        Ok(ScenarioResult {
            id: self.id.into(),
            rule: self.rule,
            title: self.title.into(),
            feature: self.feature.into(),
            line: self.line,
            steps: self.steps.into(),
            verdict: verdict(self.verdict)?,
            reason: self.reason,
            lever_fault: self.lever_fault,
            duration: seconds(self.seconds)?,
            findings: self.findings.into_iter().map(Found::result).collect(),
            exchanges: exchanges.collect::<Result<_, _>>()?,
            canonical: None,
        })
    }
}

#[derive(Deserialize)]
struct Found {
    rule: String,
    step: String,
    expected: String,
    observed: String,
    exchange: Option<usize>,
    diff: Option<String>,
    known: bool,
}

impl Found {
    fn result(self) -> Finding {
        Finding {
            rule: self.rule,
            step: self.step,
            expected: self.expected,
            observed: self.observed,
            exchange: self.exchange,
            diff: self.diff,
            known: self.known,
        }
    }
}

#[derive(Deserialize)]
struct Exchanged {
    plane: String,
    purpose: String,
    method: String,
    path: String,
    account: Option<String>,
    #[serde(default)]
    key: Option<String>,
    #[serde(default)]
    credentials: Option<String>,
    body: String,
    status: Option<u16>,
    #[serde(default)]
    request_id: Option<String>,
    #[serde(default)]
    replayed: bool,
    answer: Value,
    trouble: Option<String>,
    #[serde(default)]
    micros: u32,
    #[serde(default)]
    began_micros: Option<u64>,
}

impl Exchanged {
    fn result(self) -> Result<Exchange, ReadError> {
        let plane = [Plane::Api, Plane::Lever];
        let plane = plane.into_iter().find(|plane| plane.word() == self.plane);
        let purpose = [
            Purpose::Arrange,
            Purpose::Act,
            Purpose::Observe,
            Purpose::Footprint,
        ];
        let purpose = purpose
            .into_iter()
            .find(|purpose| purpose.word() == self.purpose);
        let credentials = Credentials::from_remark(self.credentials.as_deref());
        Ok(Exchange {
            plane: known(plane, || self.plane, "plane")?,
            purpose: known(purpose, || self.purpose, "purpose")?,
            method: self.method,
            path: self.path,
            account: self.account,
            key: self.key,
            credentials: known(
                credentials,
                || self.credentials.unwrap_or_default(),
                "credentials",
            )?,
            body: self.body,
            status: self.status,
            request_id: self.request_id,
            replayed: self.replayed,
            answer: self.answer.into(),
            trouble: self.trouble,
            text: Vec::new(),
            micros: self.micros,
            began: self.began_micros.map_or(Ok(Began::Unknown), began)?,
        })
    }
}
