//! The matrix as one page that needs nothing else: no network, and no script.
//!
//! The head and the first column stay in sight; a box hides the rules of which all runs say the same, which the style
//! sheet does by itself. A policy in the page forbids scripts and requests, whatever a name of a target might say.

use maud::{DOCTYPE, Markup, PreEscaped, html};

use super::{brief, conclusion, course, pardon, score, why, word};
use crate::report::visible::one_line;
use crate::run::compare::{Cell, Change, Comparison, Row};
use crate::run::verdict::Verdict;

const STYLE: &str = include_str!("matrix.css");

/// The matrix as a page.
#[must_use]
pub fn render(comparison: &Comparison) -> String {
    let names: Vec<_> = comparison
        .sides
        .iter()
        .map(|side| side.name.as_str())
        .collect();
    let title = format!("recoup: {}", one_line(&names.join(", ")));
    let page = html! {
        (DOCTYPE)
        html lang="en" {
            head {
                meta charset="utf-8";
                meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'";
                meta name="viewport" content="width=device-width, initial-scale=1";
                title { (title) }
                style { (PreEscaped(STYLE)) }
            }
            body {
                header {
                    h1 { "Runs compared" }
                    p { (conclusion(comparison)) }
                }
                main {
                    @for change in Change::ALL { (changes(comparison, change)) }
                    h2 id="matrix" { "Rules × runs" }
                    (matrix(comparison))
                    h2 { "To be known" }
                    ul { @for note in &comparison.notes { li { (brief(note)) } } }
                }
                footer { p { "Made by recoup." } }
            }
        }
    };
    let mut text = page.into_string();
    text.push('\n');
    text
}

fn changes(comparison: &Comparison, change: Change) -> Markup {
    let rows: Vec<&Row> = comparison.changed(change).collect();
    html! {
        @if !rows.is_empty() {
            h2 { (rows.len()) " " (change.phrase()) }
            ul {
                @for row in rows {
                    li {
                        a href=(format!("#{}", anchor(row))) { (brief(&row.rule.id)) }
                        " " (brief(&row.rule.sentence)) ": " (course(row))
                        @if let Some(pardon) = pardon(comparison, row) { " (" (pardon) ")" }
                        @if let Some(why) = why(row).filter(|_| change != Change::Fixed) {
                            br;
                            code { (brief(why)) }
                        }
                    }
                }
            }
        }
    }
}

fn matrix(comparison: &Comparison) -> Markup {
    let groups = comparison
        .rows
        .chunk_by(|one, next| one.rule.group() == next.rule.group());
    html! {
        p.filter {
            input type="checkbox" id="differing";
            " "
            label for="differing" { "Only rules in which the runs differ" }
        }
        div.scroll role="region" aria-labelledby="matrix" tabindex="0" {
            table {
                thead {
                    tr {
                        th scope="col" { "Rule" }
                        @for side in &comparison.sides {
                            th scope="col" { (one_line(&side.name)) small { (score(side)) } }
                        }
                    }
                }
                @for group in groups {
                    tbody.same[!group.iter().any(Row::differs)] {
                        tr {
                            th.group scope="rowgroup" { (brief(group[0].rule.group())) }
                            td.band colspan=(comparison.sides.len()) {}
                        }
                        @for row in group { (line(row)) }
                    }
                }
            }
        }
    }
}

fn line(row: &Row) -> Markup {
    let rule = &row.rule;
    html! {
        tr.same[!row.differs()] id=(anchor(row)) {
            th scope="row" {
                b { (brief(&rule.id)) } " " (brief(&rule.sentence))
                small {
                    (brief(&rule.source)) " (" (rule.level.word())
                    @if !rule.gates { ", does not gate" }
                    ")"
                }
            }
            @for cell in &row.cells { (shown(cell.as_ref())) }
        }
    }
}

fn shown(cell: Option<&Cell>) -> Markup {
    let reason = cell.filter(|cell| cell.selected && cell.verdict != Verdict::Upheld);
    let reason = reason.and_then(|cell| cell.reason.as_deref());
    html! {
        td class=(class(cell)) {
            (word(cell))
            @if let Some(reason) = reason { small { (brief(reason)) } }
        }
    }
}

fn class(cell: Option<&Cell>) -> &'static str {
    match cell.filter(|cell| cell.selected).map(|cell| cell.verdict) {
        None | Some(Verdict::NotApplicable) => "none",
        Some(Verdict::Upheld) => "good",
        Some(Verdict::Broken) => "bad",
        Some(Verdict::Known | Verdict::Fixed | Verdict::NotTestable | Verdict::Faulted) => "doubt",
    }
}

/// Where a rule stands on the page; an id of a stranger may have characters that a link cannot have.
fn anchor(row: &Row) -> String {
    let plain = |c: char| if c.is_ascii_alphanumeric() { c } else { '-' };
    row.rule.id.chars().take(100).map(plain).collect()
}
