//! Which way a target reads documents that disagree or are silent.

use std::fmt::Write as _;

use super::visible::visible;
use crate::run::result::Run;

/// A line a choice; those that could not be judged are said to be so.
#[must_use]
pub fn text(run: &Run, choices: &[&str]) -> String {
    let mut text = String::new();
    let width = choices
        .iter()
        .map(|choice| choice.len())
        .max()
        .unwrap_or_default();
    for choice in choices {
        let reading = run
            .readings
            .iter()
            .find(|reading| reading.choice == *choice);
        let value = match reading {
            None => "not seen: it could not be judged",
            Some(reading) => reading.value.as_deref().unwrap_or("no reading holds"),
        };
        let pinned = reading.is_some_and(|reading| reading.pinned);
        let pinned = if pinned { " (pinned)" } else { "" };
        // Writing to memory does not fail.
        let _ = writeln!(text, "{choice:width$}  {value}{pinned}");
    }
    visible(&text).into_owned()
}
