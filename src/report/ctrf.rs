//! The run in the Common Test Report Format (`ctrf.io`), a JSON that test dashboards of many sorts read.
//!
//! What counts as red is decided in `case.rs`, as for `JUnit`: the report has a failed test exactly when the exit code
//! is not 0. The verdict itself is each test's `rawStatus`; what the format has no member for is in `extra`.

use chrono::SecondsFormat;
use serde::Serialize;
use serde_json::{Value, json};

use super::case::{Cases, Standing};
use super::json::written;
use super::visible::{one_line, visible};
use crate::run::result::{Run, ScenarioResult};
use crate::shorten::cut;

/// The version of the format.
const VERSION: &str = "0.0.0";

/// How many characters of a message are kept.
const MESSAGE: usize = 400;

/// The run as CTRF, indented and with a newline at its end.
#[must_use]
pub fn render(run: &Run) -> String {
    let cases = Cases::of(run);
    let suites = cases.features();
    let scenarios = run.scenarios.iter();
    let mut tests: Vec<Test<'_>> = scenarios
        .map(|scenario| Test::of(&cases, scenario))
        .collect();
    let something_red = tests.iter().any(|test| test.status == FAILED);
    if let Some(conclusion) = cases.run_itself(something_red) {
        tests.push(Test {
            suite: vec!["recoup".to_owned()],
            message: Some(shown(&conclusion.sentence)),
            raw: conclusion.word,
            ..Test::named("run", FAILED)
        });
    }
    let count = |status| tests.iter().filter(|test| test.status == status).count();
    let start = run.started.timestamp_millis();
    let lasted = milliseconds(run.duration);
    let said = |member: &str| run.implementation.get(member).and_then(Value::as_str);
    written(&json!({
        "reportFormat": "CTRF",
        "specVersion": VERSION,
        "timestamp": run.started.to_rfc3339_opts(SecondsFormat::AutoSi, true),
        "generatedBy": format!("recoup {}", run.recoup),
        "results": {
            "tool": { "name": "recoup", "version": run.recoup },
            "summary": {
                "tests": tests.len(),
                "passed": count(PASSED),
                "failed": count(FAILED),
                "skipped": count(SKIPPED),
                "pending": 0,
                "other": 0,
                "suites": suites.len(),
                "start": start,
                "stop": start.saturating_add(lasted),
            },
            "tests": tests,
            "environment": { "extra": { "url": run.url, "implementation": run.implementation } },
            "extra": {
                "conformance": run.conformance().word(),
                "exitCode": run.exit().code(),
                "gate": run.gate.word(),
                "name": said("name"),
                "version": said("version"),
            },
        },
    }))
}

const PASSED: &str = "passed";
const FAILED: &str = "failed";
const SKIPPED: &str = "skipped";

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Test<'a> {
    name: String,
    status: &'static str,
    duration: i64,
    suite: Vec<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    message: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    trace: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    line: Option<usize>,
    #[serde(rename = "rawStatus")]
    raw: &'static str,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    tags: Vec<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    file_path: Option<&'a str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    stdout: Vec<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    extra: Option<Value>,
}

impl<'a> Test<'a> {
    fn named(name: &str, status: &'static str) -> Self {
        Self {
            name: name.to_owned(),
            status,
            duration: 0,
            suite: Vec::new(),
            message: None,
            trace: None,
            line: None,
            raw: status,
            tags: Vec::new(),
            file_path: None,
            stdout: Vec::new(),
            extra: None,
        }
    }

    fn of(cases: &Cases<'a>, scenario: &'a ScenarioResult) -> Self {
        let mut test = Self {
            duration: milliseconds(scenario.duration),
            suite: vec![scenario.feature.to_string()],
            line: Some(scenario.line),
            raw: scenario.verdict.key(),
            file_path: Some(&scenario.feature),
            // The id; a title need not be the only one of its kind.
            ..Self::named(&scenario.id, PASSED)
        };
        if let Some(rule) = cases.rule(&scenario.rule) {
            test.tags = vec![&rule.id, rule.level.word()];
            test.extra = Some(json!({
                "title": &*scenario.title,
                "sentence": rule.sentence,
                "source": rule.source,
            }));
        }
        match cases.standing(scenario) {
            Standing::Passed => {
                let found = cases.found(scenario);
                test.stdout
                    .extend(found.lines().map(|line| visible(line).into_owned()));
            }
            Standing::Skipped(reason) => {
                test.status = SKIPPED;
                test.message = Some(shown(&reason));
            }
            Standing::Failed(_, said) | Standing::BrokeOff(said) => {
                test.status = FAILED;
                test.message = Some(shown(&said));
                test.trace = Some(visible(&cases.text(scenario)).into_owned());
            }
        }
        test
    }
}

fn shown(said: &str) -> String {
    one_line(&cut(said, MESSAGE)).into_owned()
}

fn milliseconds(duration: std::time::Duration) -> i64 {
    i64::try_from(duration.as_millis()).unwrap_or(i64::MAX)
}
