//! Progress while a run goes on: a bar on standard error, and only on a terminal.
//!
//! In a pipe or a CI log a bar is noise, so there it is silent; the report says all of it afterwards.

use std::sync::atomic::{AtomicUsize, Ordering};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use super::visible::one_line;
use crate::run::result::ScenarioResult;
use crate::run::verdict::Verdict;

/// A bar that is told what happens, by reference, so that scenarios that run at the same time may share it.
#[derive(Debug)]
pub struct Progress {
    bar: ProgressBar,
    broken: AtomicUsize,
}

impl Progress {
    /// A bar that draws when standard error is a terminal, and else says nothing.
    #[must_use]
    pub fn new(stderr_is_terminal: bool) -> Self {
        let target = if stderr_is_terminal {
            ProgressDrawTarget::stderr()
        } else {
            ProgressDrawTarget::hidden()
        };
        let bar = ProgressBar::with_draw_target(None, target);
        if let Ok(style) = ProgressStyle::with_template("{bar:24.green} {pos}/{len} {wide_msg}") {
            bar.set_style(style.progress_chars("━╸─"));
        }
        Self {
            bar,
            broken: AtomicUsize::new(0),
        }
    }

    /// So many scenarios are going to run.
    pub fn started(&self, total: usize) {
        self.bar.set_length(total as u64);
    }

    /// A scenario has ended.
    pub fn finished(&self, scenario: &ScenarioResult) {
        let before = match scenario.verdict {
            Verdict::Broken => self.broken.fetch_add(1, Ordering::Relaxed) + 1,
            Verdict::Upheld
            | Verdict::Known
            | Verdict::Fixed
            | Verdict::NotApplicable
            | Verdict::NotTestable
            | Verdict::Faulted => self.broken.load(Ordering::Relaxed),
        };
        self.bar.set_message(message(before, &scenario.id));
        self.bar.inc(1);
    }

    /// The run is over: the bar goes away and leaves the screen to the report.
    pub fn done(&self) {
        self.bar.finish_and_clear();
    }
}

fn message(broken: usize, scenario: &str) -> String {
    let scenario = one_line(scenario);
    if broken == 0 {
        scenario.into_owned()
    } else {
        format!("{broken} broken, {scenario}")
    }
}

#[cfg(test)]
mod tests {
    use super::message;

    #[test]
    fn the_broken_are_counted_once_there_are_any() {
        assert_eq!(message(0, "payouts/cancel/a"), "payouts/cancel/a");
        assert_eq!(
            message(2, "payouts/cancel/\u{1b}a"),
            "2 broken, payouts/cancel/\\u{1b}a"
        );
    }
}
