//! The run as `JUnit` XML, which every continuous integration shows: a suite a feature file, a test case a scenario.
//!
//! What counts as red is decided in `case.rs`, for all such formats alike. It is a child element, since consumers
//! overlook attributes; an advisory has its finding in the `<system-out>` of a test that passed.

use std::time::Duration;

use quick_junit::{
    NonSuccessKind, Property, Report, TestCase, TestCaseStatus, TestSuite, XmlString,
};

use super::case::{Cases, Standing};
use super::conclusion::Conclusion;
use super::visible::{one_line, visible};
use crate::run::result::{Run, ScenarioResult};
use crate::shorten::cut;

/// How many characters of a message are kept.
const MESSAGE: usize = 400;

/// The run as `JUnit` XML.
#[must_use]
pub fn render(run: &Run) -> String {
    let cases = Cases::of(run);
    let mut report = Report::new("recoup");
    report.set_timestamp(run.started);
    report.set_time(run.duration);
    for (feature, scenarios) in cases.features() {
        let mut suite = TestSuite::new(xml(feature));
        suite.set_timestamp(run.started);
        suite.set_time(
            scenarios
                .iter()
                .map(|scenario| scenario.duration)
                .sum::<Duration>(),
        );
        suite.add_test_cases(scenarios.into_iter().map(|scenario| case(&cases, scenario)));
        report.add_test_suite(suite);
    }
    if let Some(conclusion) = cases.run_itself(report.failures + report.errors > 0) {
        report.add_test_suite(the_run_itself(&conclusion));
    }
    // Writing to memory does not fail. If ever it did, this is no XML, which no reader takes for a report.
    report.to_string().unwrap_or_else(|error| error.to_string())
}

fn case(cases: &Cases<'_>, scenario: &ScenarioResult) -> TestCase {
    let standing = cases.standing(scenario);
    let passed = standing == Standing::Passed;
    let mut case = TestCase::new(xml(&scenario.id), status(standing, || cases.text(scenario)));
    case.set_classname(xml(&scenario.rule));
    case.set_time(scenario.duration);
    case.extra.insert("file".into(), xml(&scenario.feature));
    case.extra
        .insert("line".into(), scenario.line.to_string().into());
    case.add_property(Property::new("verdict", scenario.verdict.phrase()));
    case.add_property(Property::new("rule", xml(&scenario.rule)));
    if let Some(rule) = cases.rule(&scenario.rule) {
        case.add_property(Property::new("sentence", xml(&rule.sentence)));
        case.add_property(Property::new("source", xml(&rule.source)));
        case.add_property(Property::new("level", rule.level.word()));
    }
    if passed {
        let found = cases.found(scenario);
        if !found.is_empty() {
            case.set_system_out(xml(&found));
        }
    }
    case
}

fn status(standing: Standing, text: impl FnOnce() -> String) -> TestCaseStatus {
    let mut status = match standing {
        Standing::Passed => return TestCaseStatus::success(),
        Standing::Skipped(reason) => {
            let mut status = TestCaseStatus::skipped();
            status.set_message(message(&reason));
            return status;
        }
        Standing::Failed(what, said) => red(NonSuccessKind::Failure, what, &said),
        Standing::BrokeOff(reason) => red(NonSuccessKind::Error, "faulted", &reason),
    };
    status.set_description(xml(&text()));
    status
}

/// Stands for a run that is red as a whole, when no scenario is.
fn the_run_itself(conclusion: &Conclusion) -> TestSuite {
    let status = red(NonSuccessKind::Error, conclusion.word, &conclusion.sentence);
    let mut case = TestCase::new("run", status);
    case.set_classname("recoup");
    let mut suite = TestSuite::new("recoup");
    suite.add_test_case(case);
    suite
}

fn red(kind: NonSuccessKind, what: &str, said: &str) -> TestCaseStatus {
    let mut status = TestCaseStatus::non_success(kind);
    status.set_type(what);
    status.set_message(message(said));
    status
}

fn message(said: &str) -> XmlString {
    XmlString::new(one_line(&cut(said, MESSAGE)))
}

/// Text with what XML cannot hold shown instead of left out, as a silent gap would read as another value.
fn xml(text: &str) -> XmlString {
    XmlString::new(visible(text))
}
