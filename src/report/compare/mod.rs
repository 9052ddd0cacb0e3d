//! Runs side by side: the matrix of rules and implementations, each form a pure function of the [`Comparison`].

pub mod csv;
pub mod html;
pub mod markdown;
pub mod terminal;

use std::fmt;
use std::str::FromStr;

use super::request::{Kind, UnknownFormat};
use super::visible::one_line;
use crate::count::count;
use crate::run::compare::{Cell, Change, Comparison, Row, Side};
use crate::run::judge::Gate;
use crate::run::verdict::Verdict;
use crate::shorten::cut;

/// How many characters of a text people are shown.
const TEXT: usize = 300;

/// A form of the matrix.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Form {
    /// One page, for people ([`html`]).
    Html,
    /// For a pull request or a step summary ([`markdown`]).
    Markdown,
    /// For spreadsheets ([`csv`]).
    Csv,
}

impl Form {
    /// Every form, in the order in which they are offered.
    pub const ALL: [Self; 3] = [Self::Html, Self::Markdown, Self::Csv];

    /// The matrix in this form.
    #[must_use]
    pub fn render(self, comparison: &Comparison) -> String {
        match self {
            Self::Html => html::render(comparison),
            Self::Markdown => markdown::render(comparison),
            Self::Csv => csv::render(comparison),
        }
    }
}

impl Kind for Form {
    const KINDS: &'static [Self] = &Self::ALL;

    fn name(self) -> &'static str {
        match self {
            Self::Html => "html",
            Self::Markdown => "markdown",
            Self::Csv => "csv",
        }
    }

    fn file(self) -> &'static str {
        match self {
            Self::Html => "matrix.html",
            Self::Markdown => "matrix.md",
            Self::Csv => "matrix.csv",
        }
    }
}

impl fmt::Display for Form {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl FromStr for Form {
    type Err = UnknownFormat;

    fn from_str(name: &str) -> Result<Self, UnknownFormat> {
        Self::named(name)
    }
}

/// What a run says of a rule in a word or two.
fn word(cell: Option<&Cell>) -> &'static str {
    match cell {
        None => "no such rule",
        Some(cell) if !cell.selected => "not selected",
        Some(cell) => cell.verdict.phrase(),
    }
}

/// As much of a text as people read, in one line.
fn brief(text: &str) -> String {
    one_line(&cut(text, TEXT)).into_owned()
}

/// What a run comes to: `broken, 193 of 195 rules`.
fn score(side: &Side) -> String {
    let upheld = side.gating.get(Verdict::Upheld);
    let applying = side.gating.applying();
    format!(
        "{}, {upheld} of {}",
        side.conformance.word(),
        count(applying, "rule", "rules")
    )
}

/// What became of a rule: `upheld → broken`.
fn course(row: &Row) -> String {
    let words = row.cells.iter().map(|cell| word(cell.as_ref()));
    words.collect::<Vec<_>>().join(" → ")
}

/// Why the last run says what it says of a rule.
fn why(row: &Row) -> Option<&str> {
    let last = row.cells.last().and_then(Option::as_ref);
    last.and_then(|cell| cell.reason.as_deref())
}

/// Beside a regression that does not decide, why it does not.
fn pardon(comparison: &Comparison, row: &Row) -> Option<&'static str> {
    let last = row.cells.last().and_then(Option::as_ref)?;
    if row.change != Some(Change::Regressed) || row.decides(comparison.gate) {
        None
    } else if last.verdict == Verdict::Known {
        Some("known to fail")
    } else {
        Some("an advisory")
    }
}

/// The whole of it in a sentence, with the exit code.
fn conclusion(comparison: &Comparison) -> String {
    let code = comparison.exit().code();
    if !comparison.is_of_two() {
        let differing = comparison.rows.iter().filter(|row| row.differs()).count();
        let runs = count(comparison.sides.len(), "run", "runs");
        let rules = count(comparison.rows.len(), "rule", "rules");
        return format!("{runs}, {rules}, of which {differing} differ; exit code {code}.");
    }
    let changes = Change::ALL.map(|change| {
        let changed = comparison.changed(change).count();
        format!("{changed} {}", change.phrase())
    });
    let rules = match comparison.gate {
        Gate::Documented => "gating rules",
        Gate::All => "all rules",
    };
    let meaning = match comparison.deciding() {
        0 => format!("no regression of {rules}"),
        some => format!("{} of {rules}", count(some, "regression", "regressions")),
    };
    format!("{}; exit code {code} ({meaning}).", changes.join(", "))
}
