//! The matrix for a terminal: the runs by letter, what changed, and the rules in which runs differ or have trouble.

use std::fmt::Write as _;

use textwrap::core::display_width;

use super::{brief, conclusion, course, pardon, score, why, word};
use crate::report::terminal::Style;
use crate::report::visible::{no_command, one_line};
use crate::run::compare::{Cell, Change, Comparison, Row};
use crate::run::verdict::Verdict;

/// The width of a cell that says its verdict in words.
const WORD: usize = 14;
/// The least width of a sentence that says anything.
const SENTENCE: usize = 24;

/// The matrix as text of the width, ending in a newline.
#[must_use]
pub fn render(comparison: &Comparison, style: &Style) -> String {
    let mut page = Page {
        style,
        text: String::new(),
    };
    for (index, side) in comparison.sides.iter().enumerate() {
        let line = format!("{:>3}  {}: {}", letter(index), side.name, score(side));
        page.prose(&line, 5);
    }
    if !style.quiet {
        page.text.push('\n');
        for note in &comparison.notes {
            page.prose(&brief(note), 0);
        }
    }
    for change in Change::ALL {
        changes(&mut page, comparison, change);
    }
    if !style.quiet {
        matrix(&mut page, comparison);
    }
    page.text.push('\n');
    page.prose(&conclusion(comparison), 0);
    page.text
}

/// A, B, … Z, A1, B1, …
fn letter(index: usize) -> String {
    let letter = ('A'..='Z').nth(index % 26).unwrap_or('A');
    match index / 26 {
        0 => letter.to_string(),
        round => format!("{letter}{round}"),
    }
}

fn changes(page: &mut Page<'_>, comparison: &Comparison, change: Change) {
    let mut rows = comparison.changed(change).peekable();
    if rows.peek().is_none() {
        return;
    }
    page.text.push('\n');
    page.line(&[(change.phrase(), tone_of(change))]);
    for row in rows {
        let pardon = pardon(comparison, row);
        let pardon = pardon.map_or_else(String::new, |why| format!(" ({why})"));
        let line = format!("  {}: {}{pardon}", brief(&row.rule.id), course(row));
        page.prose(&line, 6);
        page.prose(&format!("      {}", brief(&row.rule.sentence)), 6);
        let reason = why(row).filter(|_| change != Change::Fixed);
        if let Some(reason) = reason {
            page.prose(&format!("      {}", brief(reason)), 6);
        }
    }
}

/// The table itself: with words where they fit, else with a mark a run.
fn matrix(page: &mut Page<'_>, comparison: &Comparison) {
    let all = page.style.verbose;
    let told = |row: &&Row| all || row.differs() || row.is_troubled();
    let rows: Vec<&Row> = comparison.rows.iter().filter(told).collect();
    page.text.push('\n');
    if rows.is_empty() {
        page.prose("Every run says the same of every rule.", 0);
        return;
    }
    let ids = rows
        .iter()
        .map(|row| display_width(&one_line(&row.rule.id)));
    let id = ids.max().unwrap_or_default().min(page.style.width / 2);
    let columns = comparison.sides.len();
    let words = id + columns * (WORD + 2) <= page.style.width;
    let cell = if words { WORD } else { 2 };
    let room = page
        .style
        .width
        .saturating_sub(id + columns * (cell + 2) + 2);
    let mut heads = vec![(fitted("rule", id), FAINT)];
    heads.extend((0..columns).map(|index| (format!("  {}", fitted(&letter(index), cell)), FAINT)));
    page.owned(&heads);
    for row in &rows {
        let mut parts = vec![(fitted(&row.rule.id, id), PLAIN)];
        for shown in &row.cells {
            let shown = shown.as_ref();
            let text = if words { word(shown) } else { mark(shown) };
            parts.push((format!("  {}", fitted(text, cell)), tone(shown)));
        }
        if room >= SENTENCE {
            parts.push((format!("  {}", fitted(&row.rule.sentence, room)), PLAIN));
        }
        page.owned(&parts);
    }
    if !words {
        page.prose(
            "+ upheld  X broken  k known  f fixed  - not applicable  ? not testable  ! faulted  . not selected, or no such rule",
            0,
        );
    }
    let rest = comparison.rows.len() - rows.len();
    if rest > 0 {
        page.prose(&format!("Of {rest} further rules all runs say the same, and nothing is wrong (--verbose shows them)."), 0);
    }
}

fn mark(cell: Option<&Cell>) -> &'static str {
    match cell.filter(|cell| cell.selected).map(|cell| cell.verdict) {
        None => ".",
        Some(Verdict::Upheld) => "+",
        Some(Verdict::Broken) => "X",
        Some(Verdict::Known) => "k",
        Some(Verdict::Fixed) => "f",
        Some(Verdict::NotApplicable) => "-",
        Some(Verdict::NotTestable) => "?",
        Some(Verdict::Faulted) => "!",
    }
}

/// How something is written on a terminal.
type Tone = &'static str;

const PLAIN: Tone = "";
const FAINT: Tone = "2";
const GOOD: Tone = "32";
const BAD: Tone = "1;31";
const DOUBTFUL: Tone = "33";

fn tone(cell: Option<&Cell>) -> Tone {
    match cell.filter(|cell| cell.selected).map(|cell| cell.verdict) {
        None | Some(Verdict::NotApplicable) => FAINT,
        Some(Verdict::Upheld) => GOOD,
        Some(Verdict::Broken) => BAD,
        Some(Verdict::Known | Verdict::Fixed | Verdict::NotTestable | Verdict::Faulted) => DOUBTFUL,
    }
}

fn tone_of(change: Change) -> Tone {
    match change {
        Change::Regressed => BAD,
        Change::Fixed => GOOD,
        Change::Untestable | Change::Judged | Change::New | Change::Gone => DOUBTFUL,
    }
}

/// The text in exactly so many columns.
fn fitted(text: &str, width: usize) -> String {
    let shown = one_line(text);
    let mut fitted = String::new();
    let mut taken = 0;
    let whole = display_width(&shown) <= width;
    for c in shown.chars() {
        let wide = display_width(c.encode_utf8(&mut [0; 4]));
        if taken + wide
            > if whole {
                width
            } else {
                width.saturating_sub(1)
            }
        {
            break;
        }
        fitted.push(c);
        taken += wide;
    }
    if !whole && width > 0 {
        fitted.push('…');
        taken += 1;
    }
    fitted + &" ".repeat(width.saturating_sub(taken))
}

struct Page<'a> {
    style: &'a Style,
    text: String,
}

impl Page<'_> {
    /// Prose, wrapped, with its later lines indented.
    fn prose(&mut self, text: &str, indent: usize) {
        let indent = " ".repeat(indent);
        let shown = one_line(text);
        let options = textwrap::Options::new(self.style.width.max(2 * SENTENCE))
            .subsequent_indent(&indent)
            .word_splitter(textwrap::WordSplitter::NoHyphenation)
            .break_words(true);
        for line in textwrap::wrap(&shown, options) {
            self.text.push_str(&no_command(line.trim_end()));
            self.text.push('\n');
        }
    }

    fn owned(&mut self, parts: &[(String, Tone)]) {
        let parts: Vec<(&str, Tone)> = parts
            .iter()
            .map(|(text, tone)| (text.as_str(), *tone))
            .collect();
        self.line(&parts);
    }

    /// A line that is never wrapped.
    fn line(&mut self, parts: &[(&str, Tone)]) {
        let mut line = String::new();
        let last = parts.len().saturating_sub(1);
        for (index, (text, tone)) in parts.iter().enumerate() {
            let text = if index == last { text.trim_end() } else { text };
            if self.style.color && !tone.is_empty() && !text.is_empty() {
                // Writing to memory does not fail.
                let _ = write!(line, "\u{1b}[{tone}m{text}\u{1b}[0m");
            } else {
                line.push_str(text);
            }
        }
        self.text.push_str(&no_command(line.trim_end()));
        self.text.push('\n');
    }
}
