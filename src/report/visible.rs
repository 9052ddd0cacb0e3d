//! Text of a stranger made harmless to look at.
//!
//! A target may answer with anything, and its answers are quoted in terminals, CI logs and XML. An escape sequence there
//! would move the cursor, a carriage return would overwrite a verdict, and a bidirectional override would let one value
//! read as another; so such characters are shown as what they are instead of being obeyed. Nothing is left out.

use std::borrow::Cow;

/// The text with every character that would act instead of being seen written as an escape (`\u{1b}`); lines stay lines.
#[must_use]
pub fn visible(text: &str) -> Cow<'_, str> {
    escape(text, |c| c != '\n' && acts(c))
}

/// The text as [`visible`] shows it, in one line: line ends are written as `\n` too.
#[must_use]
pub fn one_line(text: &str) -> Cow<'_, str> {
    escape(text, acts)
}

/// The first `most` characters of a text, and how many there are beyond them.
pub(super) fn cut(text: &str, most: usize) -> Cow<'_, str> {
    match text.char_indices().nth(most) {
        None => Cow::Borrowed(text),
        Some((end, _)) => {
            let (kept, rest) = text.split_at(end);
            Cow::Owned(format!(
                "{kept} … and {} characters more",
                rest.chars().count()
            ))
        }
    }
}

/// Whether a character acts on whatever displays it: controls, and what reorders or hides its neighbors.
pub(super) fn acts(c: char) -> bool {
    c.is_control()
        || matches!(c,
            '\u{61c}' | '\u{200b}' | '\u{200e}' | '\u{200f}' // marks of direction, and a space of no width
            | '\u{2028}' | '\u{2029}' // line and paragraph separators
            | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' // bidirectional embeddings, overrides, isolates
            | '\u{feff}' | '\u{fffe}' | '\u{ffff}') // not characters; XML does not know the last two
}

fn escape(text: &str, escaped: impl Fn(char) -> bool) -> Cow<'_, str> {
    if !text.contains(&escaped) {
        return Cow::Borrowed(text);
    }
    let mut safe = String::with_capacity(text.len() + 16);
    for c in text.chars() {
        if !escaped(c) {
            safe.push(c);
        } else if matches!(c, '\t' | '\r' | '\n') {
            safe.extend(c.escape_default());
        } else {
            safe.extend(c.escape_unicode());
        }
    }
    Cow::Owned(safe)
}

#[cfg(test)]
mod tests {
    use super::{cut, one_line, visible};

    #[test]
    fn controls_and_overrides_are_shown_and_letters_of_any_script_stay() {
        assert_eq!(
            visible("\u{1b}[31mred\u{7}\0\r\n\u{9b}"),
            "\\u{1b}[31mred\\u{7}\\u{0}\\r\n\\u{9b}"
        );
        assert_eq!(visible("evil\u{202e}txt.exe"), "evil\\u{202e}txt.exe");
        assert_eq!(visible("שלום – 11.00 €"), "שלום – 11.00 €");
        assert_eq!(one_line("a\nb"), "a\\nb");
    }

    #[test]
    fn a_cut_says_how_much_is_missing() {
        assert_eq!(cut("short", 5), "short");
        assert_eq!(cut("größer", 3), "grö … and 3 characters more");
    }
}
