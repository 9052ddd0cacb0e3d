//! The run as workflow commands, which GitHub Actions shows as annotations on the lines of the features.
//!
//! GitHub shows ten errors, ten warnings and ten notices of a step and drops the rest without a word. So the most
//! telling come first, one a broken rule before a second of any, those of a product before those of the conventions that
//! break along with them; and a notice at the end says what the run came to and how much is not shown.
//!
//! The commands work on standard output only: `recoup check --report github=-`.

use super::broken::{BrokenRule, BrokenScenario, broken_rules};
use super::conclusion::conclude;
use super::visible::{one_line, visible};
use crate::count::count;
use crate::exit::Exit;
use crate::run::result::{RuleResult, Run};
use crate::run::verdict::Verdict;
use crate::shorten::cut;

/// The most annotations of one kind that GitHub shows of a step.
const SHOWN: usize = 10;

/// How many characters of a message, a title and a path are kept.
const MESSAGE: usize = 2_000;
const TITLE: usize = 120;
const PATH: usize = 1_000;

/// Where the rules stand that all of a target shares.
const SHARED: &str = "features/conventions/";

/// The run as workflow commands, one a line.
#[must_use]
pub fn render(run: &Run) -> String {
    let broken = broken_rules(run);
    let (gating, advisory): (Vec<_>, Vec<_>) = broken
        .iter()
        .partition(|rule: &&BrokenRule<'_>| rule.gates());
    let mut errors = stale(run);
    errors.extend(annotations("error", &gating));
    let conclusion = conclude(run);
    let title = format!("recoup: {}", conclusion.word);
    if errors.is_empty() && run.exit() != Exit::Conformant {
        errors.push(command("error", None, (&title, &conclusion.sentence)));
    }
    let warnings = annotations("warning", &advisory);
    let mut said = vec![conclusion.sentence];
    for (all, one, many) in [
        (&errors, "error is", "errors are"),
        (&warnings, "warning is", "warnings are"),
    ] {
        let rest = all.len().saturating_sub(SHOWN);
        if rest > 0 {
            said.push(format!(
                "{} not shown here, of {}.",
                count(rest, one, many),
                all.len()
            ));
        }
    }
    let shown = errors.into_iter().take(SHOWN);
    let mut lines: Vec<String> = shown.chain(warnings.into_iter().take(SHOWN)).collect();
    lines.push(command("notice", None, (&title, &said.join("\n"))));
    lines.concat()
}

/// Known failures that are none any more, which make a run red as much as broken rules do.
fn stale(run: &Run) -> Vec<String> {
    let stale = run.rules.iter().filter(|rule| rule.is_red());
    let stale = stale.filter(|rule| rule.verdict == Verdict::Fixed);
    let told = stale.map(|rule| {
        let title = format!("{} is no longer broken", rule.id);
        let message = "It is listed as known to fail; take its entry out of the list.";
        command("error", Some((&rule.feature, rule.line)), (&title, message))
    });
    told.collect()
}

/// One annotation a rule, then those of further scenarios.
fn annotations(kind: &str, broken: &[&BrokenRule<'_>]) -> Vec<String> {
    let mut rules: Vec<_> = broken.iter().collect();
    rules.sort_by_key(|rule| {
        let feature = rule.rule.map(|rule| rule.feature.as_str());
        feature.is_some_and(|feature| feature.starts_with(SHARED))
    });
    let first = rules.iter().map(|rule| match rule.scenarios.first() {
        Some(shown) => of_scenario(kind, rule, shown),
        None => of_rule(kind, rule),
    });
    let others = rules.iter().flat_map(|rule| {
        let others = rule.scenarios.iter().skip(1);
        others.map(|shown| of_scenario(kind, rule, shown))
    });
    first.chain(others).collect()
}

fn of_scenario(kind: &str, broken: &BrokenRule<'_>, shown: &BrokenScenario<'_>) -> String {
    let scenario = shown.scenario;
    let mut lines = vec![format!("Scenario: {}", scenario.title)];
    for finding in &shown.findings {
        lines.push(finding.step.clone());
        lines.push(format!("expected {}", finding.expected));
        lines.push(format!("observed {}", finding.observed));
    }
    if let Some(rule) = broken.rule {
        lines.push(format!("Source: {}", rule.source));
    }
    let place = (&*scenario.feature, scenario.line);
    command(kind, Some(place), (&title(broken), &lines.join("\n")))
}

fn of_rule(kind: &str, broken: &BrokenRule<'_>) -> String {
    let rule = broken.rule;
    let reason = rule.and_then(|rule| rule.reason.as_deref());
    let reason = reason.unwrap_or("No finding says how.");
    let place = rule.map(|rule| (rule.feature.as_str(), rule.line));
    command(kind, place, (&title(broken), reason))
}

fn title(broken: &BrokenRule<'_>) -> String {
    let sentence = broken.rule.map_or("", |rule: &RuleResult| &rule.sentence);
    format!("{} {sentence}", broken.id).trim_end().to_owned()
}

/// A workflow command in one line, whatever the texts are.
fn command(kind: &str, place: Option<(&str, usize)>, (title, message): (&str, &str)) -> String {
    let place = place.map_or_else(String::new, |(file, line)| {
        // Of line 0 GitHub knows nothing.
        format!("file={},line={},", property(&cut(file, PATH)), line.max(1))
    });
    let title = property(&cut(title, TITLE));
    let message = data(&visible(&cut(message, MESSAGE)));
    format!("::{kind} {place}title={title}::{message}\n")
}

/// Text behind the second `::`.
fn data(text: &str) -> String {
    text.replace('%', "%25")
        .replace('\r', "%0D")
        .replace('\n', "%0A")
}

/// The value of a property, which also ends where the next begins.
fn property(text: &str) -> String {
    data(&one_line(text))
        .replace(':', "%3A")
        .replace(',', "%2C")
}
