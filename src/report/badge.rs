//! The run as the JSON from which shields.io makes a badge (`https://img.shields.io/endpoint?url=…`).
//!
//! It counts the rules that decide and that apply to the target: `250 of 250 rules`. Its color is the conformance, so
//! that a badge is never greener than the exit code.

use serde_json::json;

use super::json::written;
use crate::count::count;
use crate::exit::Exit;
use crate::run::result::Run;
use crate::run::verdict::Verdict;

/// The run as the JSON of an endpoint badge.
#[must_use]
pub fn render(run: &Run) -> String {
    let counts = run.gating_counts();
    let upheld = counts.get(Verdict::Upheld);
    let applying = counts.applying();
    let rules = format!("{upheld} of {}", count(applying, "rule", "rules"));
    let (message, color) = match run.exit() {
        Exit::Conformant if upheld == applying => (rules, "brightgreen"),
        Exit::Conformant => (rules, "green"),
        Exit::Broken => (rules, "red"),
        Exit::Incomplete => (rules, "yellow"),
        Exit::Empty => ("nothing ran".to_owned(), "lightgrey"),
        Exit::Unreachable => ("unreachable".to_owned(), "lightgrey"),
        Exit::Interrupted => ("interrupted".to_owned(), "lightgrey"),
        // No run asks for these two; the program does.
        Exit::Usage | Exit::Internal => ("undecided".to_owned(), "lightgrey"),
    };
    written(&json!({
        "schemaVersion": 1,
        "label": "recoup",
        "message": message,
        "color": color,
    }))
}
