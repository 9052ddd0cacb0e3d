//! The run as `JUnit` XML, which every continuous integration shows: a suite a feature file, a test case a scenario.
//!
//! | a scenario that is | is told as |
//! |---|---|
//! | upheld | a test that passed |
//! | broken, or a stale known failure, in a rule that gates | `<failure>` with the finding as the terminal tells it |
//! | broken in a rule that does not gate (an advisory) | a test that passed, with the finding in its `<system-out>` |
//! | faulted | `<error>` |
//! | known to fail, not applicable, not testable | `<skipped>` with the reason |
//!
//! An advisory passes because `JUnit` knows no color between green and red, and red must mean what the exit code means:
//! **the file has a failure or an error exactly when the exit code is not 0.** Where no scenario is red by itself (nothing
//! ran, the target died, something could not be arranged), a test case `run` in a suite `recoup` is, so that a dashboard
//! is never greener than the run. What is red is a child element, since consumers overlook attributes.

use std::collections::HashMap;
use std::time::Duration;

use quick_junit::{
    NonSuccessKind, Property, Report, TestCase, TestCaseStatus, TestSuite, XmlString,
};

use super::broken::by_rule;
use super::conclusion::conclude;
use super::terminal::plain_findings;
use super::visible::{cut, one_line, visible};
use crate::exit::Exit;
use crate::run::result::{RuleResult, Run, ScenarioResult};
use crate::run::verdict::Verdict;
use crate::scenario::finding::Finding;

/// How many characters of a message are kept.
const MESSAGE: usize = 400;

/// The run as `JUnit` XML.
#[must_use]
pub fn render(run: &Run) -> String {
    let catalogue = Catalogue {
        run,
        rules: run
            .rules
            .iter()
            .map(|rule| (rule.id.as_str(), rule))
            .collect(),
    };
    let mut report = Report::new("recoup");
    report.set_timestamp(run.started);
    report.set_time(run.duration);
    for (feature, scenarios) in features(run) {
        let mut suite = TestSuite::new(xml(feature));
        suite.set_timestamp(run.started);
        suite.set_time(
            scenarios
                .iter()
                .map(|scenario| scenario.duration)
                .sum::<Duration>(),
        );
        suite.add_test_cases(
            scenarios
                .into_iter()
                .map(|scenario| catalogue.case(scenario)),
        );
        report.add_test_suite(suite);
    }
    if run.exit() != Exit::Conformant && report.failures + report.errors == 0 {
        report.add_test_suite(the_run_itself(run));
    }
    // Writing to memory does not fail. If ever it did, this is no XML, which no reader takes for a report.
    report.to_string().unwrap_or_else(|error| error.to_string())
}

fn features(run: &Run) -> Vec<(&str, Vec<&ScenarioResult>)> {
    let mut features: Vec<(&str, Vec<&ScenarioResult>)> = Vec::new();
    for scenario in &run.scenarios {
        match features
            .iter_mut()
            .find(|(feature, _)| *feature == &*scenario.feature)
        {
            Some((_, scenarios)) => scenarios.push(scenario),
            None => features.push((&scenario.feature, vec![scenario])),
        }
    }
    features
}

/// The run with its rules by id, since every scenario asks for its own.
struct Catalogue<'a> {
    run: &'a Run,
    rules: HashMap<&'a str, &'a RuleResult>,
}

impl Catalogue<'_> {
    fn case(&self, scenario: &ScenarioResult) -> TestCase {
        let status = self.status(scenario);
        let passed = matches!(status, TestCaseStatus::Success { .. });
        let mut case = TestCase::new(xml(&scenario.id), status);
        case.set_classname(xml(&scenario.rule));
        case.set_time(scenario.duration);
        case.extra.insert("file".into(), xml(&scenario.feature));
        case.extra
            .insert("line".into(), scenario.line.to_string().into());
        case.add_property(Property::new("verdict", scenario.verdict.phrase()));
        case.add_property(Property::new("rule", xml(&scenario.rule)));
        if let Some(rule) = self.rules.get(scenario.rule.as_str()) {
            case.add_property(Property::new("sentence", xml(&rule.sentence)));
            case.add_property(Property::new("source", xml(&rule.source)));
            case.add_property(Property::new("level", rule.level.word()));
        }
        let told = plain_findings(self.run, scenario);
        if passed && !told.is_empty() {
            case.set_system_out(xml(&told));
        }
        case
    }

    fn status(&self, scenario: &ScenarioResult) -> TestCaseStatus {
        let reason = scenario.reason.as_deref().unwrap_or("no reason is given");
        match scenario.verdict {
            Verdict::Faulted => {
                let mut status = red(NonSuccessKind::Error, "faulted", reason);
                status.set_description(xml(&self.text(scenario)));
                status
            }
            Verdict::Fixed if self.is_red(&scenario.rule) => {
                red(NonSuccessKind::Failure, "fixed", reason)
            }
            // It may show another rule broken that nothing excuses.
            Verdict::Known if !by_rule(scenario).is_empty() => self.judged(scenario),
            Verdict::Known | Verdict::NotApplicable | Verdict::NotTestable => {
                let mut status = TestCaseStatus::skipped();
                status.set_message(message(&format!("{}: {reason}", scenario.verdict.phrase())));
                status
            }
            Verdict::Upheld | Verdict::Broken | Verdict::Fixed => self.judged(scenario),
        }
    }

    /// Red when one of the findings breaks a rule that gates, be it the scenario's own or another.
    fn judged(&self, scenario: &ScenarioResult) -> TestCaseStatus {
        let mut rules = by_rule(scenario).into_iter();
        let Some((_, shown)) = rules.find(|(rule, _)| self.is_red(rule)) else {
            return TestCaseStatus::success();
        };
        let said = match shown.findings.first() {
            Some(Finding {
                rule,
                expected,
                observed,
                ..
            }) => {
                format!("{rule}: expected {expected}; observed {observed}")
            }
            None => format!("{}: broken, but no finding says how", scenario.rule),
        };
        let mut status = red(NonSuccessKind::Failure, "broken", &said);
        status.set_description(xml(&self.text(scenario)));
        status
    }

    /// What the scenario did, for reading.
    fn text(&self, scenario: &ScenarioResult) -> String {
        let told = plain_findings(self.run, scenario);
        if told.is_empty() {
            scenario.steps.join("\n")
        } else {
            told
        }
    }

    fn is_red(&self, rule: &str) -> bool {
        self.rules.get(rule).is_some_and(|rule| rule.is_red())
    }
}

/// Stands for a run that is red as a whole, when no scenario is.
fn the_run_itself(run: &Run) -> TestSuite {
    let conclusion = conclude(run);
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
