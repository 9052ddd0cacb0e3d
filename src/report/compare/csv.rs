//! The matrix as comma-separated values with a row a rule and a column a run.
//!
//! Spreadsheets take a cell for a formula that begins with `=`, `+`, `-` or `@`; such a cell begins with an apostrophe.

use super::word;
use crate::report::visible::one_line;
use crate::run::compare::{Change, Comparison, Row};

/// The matrix as CSV, each row ending in a newline.
#[must_use]
pub fn render(comparison: &Comparison) -> String {
    let mut heads: Vec<String> = [
        "rule", "level", "gates", "sentence", "source", "feature", "line",
    ]
    .map(str::to_owned)
    .to_vec();
    heads.extend(comparison.sides.iter().map(|side| side.name.clone()));
    if comparison.is_of_two() {
        heads.push("change".to_owned());
    }
    let rows = comparison
        .rows
        .iter()
        .map(|row| line(&cells(comparison, row)));
    line(&heads) + &rows.collect::<String>()
}

fn cells(comparison: &Comparison, row: &Row) -> Vec<String> {
    let rule = &row.rule;
    let mut cells = vec![
        rule.id.clone(),
        rule.level.word().to_owned(),
        rule.gates.to_string(),
        rule.sentence.clone(),
        rule.source.clone(),
        rule.feature.clone(),
        rule.line.to_string(),
    ];
    cells.extend(row.cells.iter().map(|cell| word(cell.as_ref()).to_owned()));
    if comparison.is_of_two() {
        cells.push(row.change.map_or("", Change::phrase).to_owned());
    }
    cells
}

fn line(cells: &[String]) -> String {
    let cells: Vec<String> = cells.iter().map(|cell| quoted(cell)).collect();
    cells.join(",") + "\n"
}

fn quoted(cell: &str) -> String {
    let shown = one_line(cell);
    let guard = if shown
        .trim_start()
        .starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠'])
    {
        "'"
    } else {
        ""
    };
    if guard.is_empty() && !shown.contains([',', '"', '\'']) && shown.trim() == shown {
        shown.into_owned()
    } else {
        format!("\"{guard}{}\"", shown.replace('"', "\"\""))
    }
}
