//! Lines for people: as long as they come where a program may read them, wrapped below themselves on a terminal.

use textwrap::{Options, WordSeparator, WordSplitter, WrapAlgorithm};

use super::visible::{no_command, visible};

/// Text is never wrapped narrower than this, however narrow the terminal.
pub(super) const NARROWEST: usize = 32;

/// Wraps at spaces only, so that whatever is copied is whole.
pub(super) fn wrapping(width: usize) -> Options<'static> {
    Options::new(width)
        .word_separator(WordSeparator::AsciiSpace)
        .word_splitter(WordSplitter::NoHyphenation)
        .wrap_algorithm(WrapAlgorithm::FirstFit)
        .break_words(false)
}

/// Lines in the making.
#[derive(Debug, Default)]
pub(super) struct Lines {
    text: String,
    width: Option<usize>,
}

impl Lines {
    /// None yet; without a width, none is wrapped.
    pub(super) fn of(width: Option<usize>) -> Self {
        let text = String::new();
        Self { text, width }
    }

    /// A line: a head of our own, and a text that goes on right of it when it is wrapped.
    pub(super) fn add(&mut self, head: &str, text: &str) {
        let shown = visible(text);
        let Some(width) = self.width else {
            self.push(&format!("{head}{shown}"));
            return;
        };
        if shown.is_empty() {
            self.push(head.trim_end());
            return;
        }
        let room = width.saturating_sub(NARROWEST);
        let indent = " ".repeat(textwrap::core::display_width(head).min(room));
        let options = wrapping(width).initial_indent(head);
        for line in textwrap::wrap(&shown, options.subsequent_indent(&indent)) {
            self.push(&line);
        }
    }

    /// An empty line.
    pub(super) fn gap(&mut self) {
        self.text.push('\n');
    }

    /// All of them.
    pub(super) fn finish(self) -> String {
        self.text
    }

    fn push(&mut self, line: &str) {
        self.text.push_str(&no_command(line));
        self.text.push('\n');
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "one two three four five six seven eight nine ten eleven twelve";

    fn told(width: Option<usize>) -> String {
        let mut lines = Lines::of(width);
        lines.add("  head  ", TEXT);
        lines.add("", "\u{1b}[2K");
        lines.finish()
    }

    #[test]
    fn a_line_goes_on_below_itself_on_a_terminal() {
        let wrapped =
            "  head  one two three four five six seven\n        eight nine ten eleven twelve\n";
        assert_eq!(told(Some(42)), format!("{wrapped}\\u{{1b}}[2K\n"));
    }

    #[test]
    fn a_program_reads_one_line_of_each() {
        assert_eq!(told(None), format!("  head  {TEXT}\n\\u{{1b}}[2K\n"));
    }

    #[test]
    fn what_says_nothing_keeps_its_head() {
        let mut lines = Lines::of(Some(42));
        lines.add("  head  ", "");
        assert_eq!(lines.finish(), "  head\n");
    }

    #[test]
    fn on_a_narrow_terminal_the_text_has_the_room() {
        let mut lines = Lines::of(Some(40));
        lines.add(&"h".repeat(30), TEXT);
        let told = lines.finish();
        let rest: Vec<&str> = told.lines().skip(1).collect();
        assert!(
            rest.iter()
                .all(|line| line.len() <= 40 && line.starts_with("        ")),
            "{told}"
        );
        assert_eq!(rest.len(), 2, "{told}");
    }
}
