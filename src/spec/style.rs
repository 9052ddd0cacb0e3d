//! The limits of our own features: what keeps a page readable, and reading it fast.
//!
//! They are no errors in somebody else's features: a long file says no less than a short one.

use super::draft::{Draft, ExamplesDraft};
use super::error::Problems;

/// Longer files are read by nobody.
const LINES: usize = 150;
/// The parser's cost grows with the square of a file's length.
const SCENARIOS: usize = 200;
/// More rows want rules of their own.
const ROWS: usize = 6;
/// More columns hide which of them matters.
const COLUMNS: usize = 4;

/// Checks a file against the limits.
pub(super) fn check(source: &str, draft: &Draft, problems: &mut Problems<'_>) {
    let lines = source.lines().count();
    if lines > LINES {
        problems.add(
            LINES + 1,
            format!("{lines} lines; expected at most {LINES} in a file"),
        );
    }
    let scenarios = || draft.rules.iter().flat_map(|rule| &rule.scenarios);
    let count: usize = scenarios()
        .map(|s| {
            s.examples
                .iter()
                .map(|e| e.rows.len().saturating_sub(1))
                .sum::<usize>()
                .max(1)
        })
        .sum();
    if count > SCENARIOS {
        problems.add(
            1,
            format!("{count} scenarios; expected at most {SCENARIOS} in a file"),
        );
    }
    for examples in scenarios().flat_map(|scenario| &scenario.examples) {
        check_table(examples, problems);
    }
}

fn check_table(examples: &ExamplesDraft, problems: &mut Problems<'_>) {
    let Some((header, rows)) = examples.rows.split_first() else {
        return;
    };
    if rows.len() > ROWS {
        problems.add(
            examples.line,
            format!(
                "{} rows; expected at most {ROWS} in `Examples:`",
                rows.len()
            ),
        );
    }
    if header.cells.len() > COLUMNS {
        problems.add(
            header.line,
            format!(
                "{} columns; expected at most {COLUMNS} in `Examples:`",
                header.cells.len()
            ),
        );
    }
    if header.cells.iter().any(|column| column == "then") {
        problems.add(
            header.line,
            "a column `then`; expected different outcomes in different scenarios",
        );
    }
}
