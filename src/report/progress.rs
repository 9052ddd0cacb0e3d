//! Progress while a run goes on, on standard error: a bar on a terminal, a line a group in a pipe or a CI log.

use std::collections::BTreeMap;
use std::io::Write as _;
use std::sync::{Mutex, MutexGuard, PoisonError};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use super::visible::one_line;
use crate::count::count;
use crate::run::result::{Counts, ScenarioResult};
use crate::run::verdict::Verdict;

/// How progress is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Manner {
    /// A bar that is drawn again and again, for a terminal.
    Bar,
    /// A line for each folder of features, when all of it has run.
    Lines,
    /// Not at all.
    Silent,
}

/// What is told what happens, by reference, so that scenarios that run at the same time may share it.
#[derive(Debug)]
pub struct Progress {
    bar: ProgressBar,
    manner: Manner,
    desk: Mutex<Desk>,
}

/// What has happened so far.
#[derive(Debug, Default)]
struct Desk {
    broken: usize,
    /// The scenarios that are under way, the oldest first.
    flight: Vec<String>,
    groups: BTreeMap<String, Group>,
}

/// The scenarios below one folder of features.
#[derive(Debug, Default)]
struct Group {
    planned: usize,
    ended: usize,
    wrong: Vec<Verdict>,
}

impl Progress {
    /// Progress in some manner.
    #[must_use]
    pub fn new(manner: Manner) -> Self {
        let target = match manner {
            Manner::Bar => ProgressDrawTarget::stderr(),
            Manner::Lines | Manner::Silent => ProgressDrawTarget::hidden(),
        };
        let bar = ProgressBar::with_draw_target(None, target);
        if let Ok(style) = ProgressStyle::with_template("{bar:24.green} {pos}/{len} {wide_msg}") {
            bar.set_style(style.progress_chars("━╸─"));
        }
        Self {
            bar,
            manner,
            desk: Mutex::default(),
        }
    }

    /// These scenarios are going to run.
    pub fn planned(&self, scenarios: &[&str]) {
        self.bar.set_length(scenarios.len() as u64);
        let mut desk = self.desk();
        for scenario in scenarios {
            let group = desk.groups.entry(folder(scenario).to_owned());
            group.or_default().planned += 1;
        }
    }

    /// A scenario begins.
    pub fn begun(&self, scenario: &str) {
        let mut desk = self.desk();
        desk.flight.push(scenario.to_owned());
        self.bar.set_message(desk.message());
    }

    /// A scenario has ended.
    pub fn finished(&self, scenario: &ScenarioResult, is_reading: bool) {
        let mut desk = self.desk();
        if let Some(line) = desk.enter(scenario, is_reading)
            && self.manner == Manner::Lines
        {
            // A closed standard error is no reason to stop.
            let _ = writeln!(std::io::stderr(), "{line}");
        }
        self.bar.set_message(desk.message());
        self.bar.inc(1);
    }

    /// The run is over: the bar goes away and leaves the screen to the report.
    pub fn done(&self) {
        self.bar.finish_and_clear();
    }

    fn desk(&self) -> MutexGuard<'_, Desk> {
        self.desk.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Desk {
    /// Takes down that a scenario has ended; the line of its group, when it was the last of it.
    fn enter(&mut self, scenario: &ScenarioResult, is_reading: bool) -> Option<String> {
        if let Some(place) = self.flight.iter().position(|id| **id == *scenario.id) {
            self.flight.remove(place);
        }
        let is_wrong = !is_reading && is_wrong(scenario.verdict);
        self.broken += usize::from(is_wrong && scenario.verdict == Verdict::Broken);
        let folder = folder(&scenario.id);
        let group = self.groups.get_mut(folder)?;
        group.ended += 1;
        group.wrong.extend(is_wrong.then_some(scenario.verdict));
        (group.ended == group.planned).then(|| group.line(folder))
    }

    /// What is wrong so far, and the scenario that has been under way for longest: the one that hangs, if one does.
    fn message(&self) -> String {
        let scenario = self.flight.first().map_or("", String::as_str);
        let scenario = one_line(scenario);
        if self.broken == 0 {
            scenario.into_owned()
        } else {
            format!("{} broken, {scenario}", self.broken)
        }
    }
}

impl Group {
    fn line(&self, folder: &str) -> String {
        let scenarios = count(self.ended, "scenario", "scenarios");
        if self.wrong.is_empty() {
            return format!("{folder}: {scenarios}, none broken");
        }
        let counts = Counts::of(self.wrong.iter().copied());
        let told: Vec<String> = Verdict::ALL
            .into_iter()
            .filter(|verdict| counts.get(*verdict) > 0)
            .map(|verdict| format!("{} {}", counts.get(verdict), verdict.phrase()))
            .collect();
        format!("{folder}: {scenarios}, {}", told.join(", "))
    }
}

/// Whether it is worth a word before the run is over.
fn is_wrong(verdict: Verdict) -> bool {
    match verdict {
        Verdict::Broken | Verdict::NotTestable | Verdict::Faulted => true,
        Verdict::Upheld | Verdict::Known | Verdict::Fixed | Verdict::NotApplicable => false,
    }
}

/// The folder of features that a scenario stands in.
fn folder(scenario: &str) -> &str {
    scenario.split('/').next().unwrap_or(scenario)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_oldest_scenario_under_way_is_shown_and_the_broken_are_counted() {
        let progress = Progress::new(Manner::Silent);
        progress.planned(&["payouts/cancel/a", "payouts/cancel/\u{1b}b"]);
        progress.begun("payouts/cancel/a");
        progress.begun("payouts/cancel/\u{1b}b");
        assert_eq!(progress.desk().message(), "payouts/cancel/a");
        assert_eq!(
            progress.desk().enter(&ended("payouts/cancel/a"), false),
            None
        );
        assert_eq!(
            progress.desk().message(),
            "1 broken, payouts/cancel/\\u{1b}b"
        );
        assert_eq!(
            progress
                .desk()
                .enter(&ended("payouts/cancel/\u{1b}b"), true),
            Some("payouts: 2 scenarios, 1 broken".to_owned())
        );
        assert_eq!(progress.desk().message(), "1 broken, ");
    }

    fn ended(id: &str) -> ScenarioResult {
        ScenarioResult {
            id: id.into(),
            rule: "PAY-CANCEL-01".to_owned(),
            title: "".into(),
            feature: "".into(),
            line: 1,
            steps: Vec::new().into(),
            verdict: Verdict::Broken,
            reason: None,
            lever_fault: false,
            duration: std::time::Duration::ZERO,
            findings: Vec::new(),
            exchanges: Vec::new(),
            canonical: None,
        }
    }
}
