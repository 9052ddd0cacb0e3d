//! The run for people at a terminal: findings first, then what could not be judged, then the counts and the verdict.
//!
//! Every line has a label in the left margin and its text right of it, so that the eye finds `expected` and `observed`
//! without reading. Prose is wrapped to the width; JSON, tables and diffs never are, since they are made to be copied.
//! Whatever comes from the target passes through [`visible`](super::visible::visible) on its way to the page.

mod finding;
mod known;
mod page;
mod summary;
mod transcript;
mod unjudged;

pub(super) use finding::plain as plain_findings;

use self::page::Page;
use super::broken::broken_rules;
use crate::run::result::Run;

/// How the report looks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Style {
    /// Whether colors are used.
    pub color: bool,
    /// The width that prose is wrapped to.
    pub width: usize,
    /// Whole transcripts for every finding, and everything that did not apply.
    pub verbose: bool,
    /// Only what makes the run red or incomplete, and the last sentence.
    pub quiet: bool,
    /// The command that runs scenarios again, which are to be named behind it; without it the line only hints at one.
    pub again: Option<String>,
}

impl Default for Style {
    /// What suits a pipe: no colors, 100 columns.
    fn default() -> Self {
        Self {
            color: false,
            width: 100,
            verbose: false,
            quiet: false,
            again: None,
        }
    }
}

/// The run as text for a terminal, ending in a newline.
#[must_use]
pub fn render(run: &Run, style: &Style) -> String {
    let mut page = Page::new(style.clone());
    let broken = broken_rules(run);
    for rule in broken.iter().filter(|rule| rule.gates()) {
        finding::gating(&mut page, run, rule);
    }
    if !style.quiet {
        for rule in broken.iter().filter(|rule| !rule.gates()) {
            finding::advisory(&mut page, run, rule);
        }
    }
    // Of a target that was never there, there is but one thing to say.
    let never_began = run.never_began() && !style.verbose;
    if !never_began {
        unjudged::tell(&mut page, run);
    }
    if !style.quiet && !never_began {
        summary::tell(&mut page, run);
    }
    summary::conclude(&mut page, run);
    page.finish()
}
