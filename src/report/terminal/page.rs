//! The page that the terminal report is written on: labels in a margin, text right of it, colors, wrapping.

use super::Style;
use crate::count::count;
use crate::report::lines::{NARROWEST, wrapping};
use crate::report::visible::{no_command, one_line, visible};
use crate::shorten::cut;

/// The width of the margin: the longest label is `not applicable`.
const MARGIN: usize = 14;
/// How many characters of one line are shown, and how many when verbose.
const LINE: (usize, usize) = (240, 2_000);
/// How many characters of prose are shown, and how many when verbose.
const PROSE: (usize, usize) = (600, 6_000);

/// What a text looks like.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Ink {
    /// As everything else.
    Plain,
    /// What a block is about.
    Strong,
    /// What is there for completeness.
    Faint,
    /// Upheld.
    Good,
    /// Broken.
    Bad,
    /// Neither, or not for certain.
    Doubtful,
}

impl Ink {
    fn code(self) -> Option<&'static str> {
        match self {
            Self::Plain => None,
            Self::Strong => Some("1"),
            Self::Faint => Some("2"),
            Self::Good => Some("1;32"),
            Self::Bad => Some("1;31"),
            Self::Doubtful => Some("1;33"),
        }
    }

    /// A text in this ink.
    pub fn on(self, text: &str) -> Inked<'_> {
        Inked { text, ink: self }
    }
}

/// A text and what it looks like.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Inked<'a> {
    text: &'a str,
    ink: Ink,
}

/// No label: the row goes on with what stands above.
pub(super) const NONE: Inked<'static> = Inked {
    text: "",
    ink: Ink::Plain,
};

/// A report in the making.
pub(super) struct Page {
    /// How it looks.
    pub style: Style,
    text: String,
}

impl Page {
    /// An empty page.
    pub fn new(style: Style) -> Self {
        Self {
            style,
            text: String::new(),
        }
    }

    /// The text of the page.
    pub fn finish(self) -> String {
        self.text
    }

    /// An empty line, unless the page is empty or ends in one.
    pub fn gap(&mut self) {
        if !self.text.is_empty() && !self.text.ends_with("\n\n") {
            self.text.push('\n');
        }
    }

    /// The columns that text has, right of the margin.
    pub fn width(&self) -> usize {
        self.style.width.saturating_sub(MARGIN + 1).max(NARROWEST)
    }

    /// Prose, wrapped; line ends in it stay.
    pub fn prose(&mut self, label: Inked<'_>, text: Inked<'_>) {
        self.wrapped(label, text, "");
    }

    /// One item of a list, wrapped with its later lines indented.
    pub fn item(&mut self, label: Inked<'_>, text: Inked<'_>) {
        self.wrapped(label, text, "    ");
    }

    /// One line that is never wrapped.
    pub fn row(&mut self, label: Inked<'_>, text: Inked<'_>) {
        let shown = visible(text.text);
        // The group of a rule, too, may come from a report that somebody else wrote.
        let name = one_line(label.text);
        let pad = " ".repeat(MARGIN.saturating_sub(textwrap::core::display_width(&name)));
        let mut line = format!(
            "{pad}{} {}",
            self.paint(label.ink, &name),
            self.paint(text.ink, &shown)
        );
        line.truncate(line.trim_end().len());
        self.text.push_str(&no_command(&line));
        self.text.push('\n');
    }

    /// Lines that are never wrapped, at most so many of them; says how many are missing.
    pub fn lines<'a>(
        &mut self,
        label: Inked<'_>,
        lines: impl IntoIterator<Item = Inked<'a>>,
        most: usize,
    ) {
        let mut label = label;
        let longest = if self.style.verbose { LINE.1 } else { LINE.0 };
        let mut lines = lines.into_iter();
        for line in lines.by_ref().take(most) {
            self.row(label, line.ink.on(&cut(line.text, longest)));
            label = NONE;
        }
        let rest = lines.count();
        if rest > 0 {
            let more = count(rest, "more line", "more lines");
            self.row(label, Ink::Faint.on(&format!("… {more}")));
        }
    }

    fn wrapped(&mut self, label: Inked<'_>, text: Inked<'_>, indent: &str) {
        let shown = visible(
            cut(
                text.text,
                if self.style.verbose { PROSE.1 } else { PROSE.0 },
            )
            .as_ref(),
        )
        .into_owned();
        let options = wrapping(self.width()).subsequent_indent(indent);
        let mut label = label;
        for line in textwrap::wrap(&shown, options) {
            self.row(label, text.ink.on(&line));
            label = NONE;
        }
    }

    fn paint(&self, ink: Ink, text: &str) -> String {
        match ink.code().filter(|_| self.style.color && !text.is_empty()) {
            Some(code) => format!("\u{1b}[{code}m{text}\u{1b}[0m"),
            None => text.to_owned(),
        }
    }
}
