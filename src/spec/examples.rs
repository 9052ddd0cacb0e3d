//! The tables of a `Scenario Outline:` and the placeholders that they fill.

use std::collections::HashSet;

use super::error::Problems;
use super::keyword::BlockKind;
use super::sheet::{Block, Placed, Row};
use crate::nearest::suggestion;

/// Checks that an outline has rows, and that its columns and placeholders are the same.
pub(super) fn check(scenario: &Block, tables: &[Block], problems: &mut Problems<'_>) {
    let placeholders = placeholders_of(scenario);
    match (scenario.kind, tables) {
        (BlockKind::Outline, []) => {
            problems.add(
                scenario.line,
                "a `Scenario Outline:` without `Examples:`; it would run once, unfilled",
            );
        }
        (BlockKind::Outline, _) => {
            for table in tables {
                check_table(table, &placeholders, problems);
            }
        }
        (_, [table, ..]) => problems.add(
            table.line,
            "`Examples:` below a `Scenario:`; expected `Scenario Outline:`",
        ),
        (_, []) => {
            for placeholder in &placeholders {
                let message = format!(
                    "a placeholder `<{}>` in a `Scenario:`; expected `Scenario Outline:`",
                    placeholder.text
                );
                problems.add(placeholder.line, message);
            }
        }
    }
}

fn check_table(table: &Block, placeholders: &[Placed], problems: &mut Problems<'_>) {
    let [header, rows @ ..] = table.rows.as_slice() else {
        return problems.add(
            table.line,
            "`Examples:` without a table; no scenario would be made",
        );
    };
    if rows.is_empty() {
        problems.add(
            header.line,
            "`Examples:` without rows; no scenario would be made",
        );
    }
    let mut seen = HashSet::new();
    for row in rows {
        if !seen.insert(&row.cells) {
            problems.add(row.line, "the same row twice");
        }
    }
    check_columns(header, placeholders, problems);
    let mut unknown = HashSet::new();
    for Placed { line, text } in placeholders {
        if !header.cells.contains(text) && unknown.insert(text) {
            let near = suggestion(text, header.cells.iter().map(String::as_str));
            problems.add(
                *line,
                format!(
                    "no column `{text}` in the `Examples:` of line {}{near}",
                    table.line
                ),
            );
        }
    }
}

fn check_columns(header: &Row, placeholders: &[Placed], problems: &mut Problems<'_>) {
    let mut columns = HashSet::new();
    for column in &header.cells {
        if !columns.insert(column) {
            problems.add(header.line, format!("column `{column}` twice"));
        }
        if !placeholders
            .iter()
            .any(|placeholder| placeholder.text == *column)
        {
            problems.add(
                header.line,
                format!(
                    "column `{column}` is used by no step; expected `<{column}>` in the outline"
                ),
            );
        }
    }
}

/// Every placeholder of title, steps and their tables.
fn placeholders_of(scenario: &Block) -> Vec<Placed> {
    let mut found = Vec::new();
    let mut look = |line: usize, text: &str| {
        found.extend(placeholders(text).map(|text| Placed {
            line,
            text: text.to_owned(),
        }));
    };
    look(scenario.line, &scenario.title);
    for step in &scenario.steps {
        look(step.line, &step.text);
        for row in &step.rows {
            row.cells.iter().for_each(|cell| look(row.line, cell));
        }
    }
    found
}

/// The names in angle brackets; like the parser's, they neither begin nor end with a blank.
fn placeholders(text: &str) -> impl Iterator<Item = &str> {
    let inner = text
        .split('<')
        .skip(1)
        .filter_map(|rest| rest.split_once('>').map(|(name, _)| name));
    inner.filter(|name| !name.is_empty() && name.trim() == *name)
}
