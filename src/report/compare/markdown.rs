//! The matrix as Markdown, for a pull request or the summary of a step: what changed, and the rules in which runs differ.
//!
//! Rules of which all runs say the same are counted and not listed, since such a page is read by people; [`csv`](super::csv)
//! has them all.

use std::fmt::Write as _;

use super::{TEXT, conclusion, course, pardon, score, why, word};
use crate::report::markdown::{LIMIT, code, text};
use crate::run::compare::{Change, Comparison, Row};
use crate::shorten::cut;

/// What is kept for saying that something is not told.
const RESERVE: usize = 200;

/// The matrix as Markdown.
#[must_use]
pub fn render(comparison: &Comparison) -> String {
    let mut page = format!("## recoup: runs compared\n\n{}\n\n", conclusion(comparison));
    // Writing to memory does not fail.
    for note in &comparison.notes {
        let _ = writeln!(page, "- {}", text(note));
    }
    page.push_str("\n| run | came to |\n|---|---|\n");
    for side in &comparison.sides {
        let _ = writeln!(page, "| {} | {} |", text(&side.name), score(side));
    }
    page.push('\n');
    for change in Change::ALL {
        let rows = comparison
            .changed(change)
            .map(|row| changed(comparison, row));
        section(&mut page, &format!("### {}\n\n", change.phrase()), rows);
    }
    let names = comparison.sides.iter().map(|side| text(&side.name));
    let heads = names.collect::<Vec<_>>().join(" | ");
    let lines = "---|".repeat(comparison.sides.len());
    let head = format!("### Where they differ\n\n| rule | {heads} |\n|---|{lines}\n");
    let differing = comparison.rows.iter().filter(|row| row.differs());
    section(&mut page, &head, differing.map(matrix_row));
    page
}

/// A title with as many lines below it as fit, and how many do not.
fn section(page: &mut String, head: &str, lines: impl Iterator<Item = String>) {
    let mut lines = lines.peekable();
    if lines.peek().is_none() || page.len() + head.len() + RESERVE > LIMIT {
        return;
    }
    page.push_str(head);
    let mut rest = 0;
    for line in lines {
        if rest > 0 || page.len() + line.len() + RESERVE > LIMIT {
            rest += 1;
        } else {
            page.push_str(&line);
        }
    }
    if rest > 0 {
        // Writing to memory does not fail.
        let _ = write!(
            page,
            "\n**{rest} more cannot be told: GitHub takes pages of at most 1 MiB.**\n"
        );
    }
    page.push('\n');
}

fn changed(comparison: &Comparison, row: &Row) -> String {
    let pardon = pardon(comparison, row).map_or_else(String::new, |why| format!(" ({why})"));
    let why = why(row).map_or_else(String::new, |why| format!("; {}", code(&cut(why, TEXT))));
    format!(
        "- **{}** {}: {}{pardon}{why}\n",
        text(&row.rule.id),
        text(&cut(&row.rule.sentence, TEXT)),
        course(row)
    )
}

fn matrix_row(row: &Row) -> String {
    let cells = row
        .cells
        .iter()
        .map(|cell| format!(" {} |", word(cell.as_ref())));
    let sentence = text(&cut(&row.rule.sentence, TEXT));
    format!(
        "| **{}** {sentence} |{}\n",
        text(&row.rule.id),
        cells.collect::<String>()
    )
}
