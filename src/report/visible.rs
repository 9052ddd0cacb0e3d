//! Text of a stranger made harmless to look at.
//!
//! A target may answer with anything, and its answers are quoted in terminals, CI logs and XML. An escape sequence there
//! would move the cursor, a carriage return would overwrite a verdict, and a bidirectional override would let one value
//! read as another; so such characters are shown as what they are instead of being obeyed. Nothing is left out.

use std::borrow::Cow;
use std::fmt::Write as _;

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

/// A JSON text with every character that would act written as `\u` and four digits, which is the same JSON.
///
/// Only line ends stand between its values, so whatever else acts is inside a string.
pub(super) fn escaped_json(text: String) -> String {
    let escaped = |c: char| c != '\n' && acts(c);
    if !text.contains(escaped) {
        return text;
    }
    let mut safe = String::with_capacity(text.len() + 16);
    for c in text.chars() {
        if escaped(c) {
            // All of them are of the first plane, where one escape is one character.
            // Writing to memory does not fail.
            let _ = write!(safe, "\\u{:04x}", u32::from(c));
        } else {
            safe.push(c);
        }
    }
    safe
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

/// The text without lines that the log of a CI engine would take for commands.
///
/// GitHub and Azure read them out of whatever is printed: `::add-mask::…` where a line begins with it, blanks aside, and
/// `##[…]` or `##vso[…]` anywhere.
pub(super) fn no_command(text: &str) -> Cow<'_, str> {
    if !text.contains("::") && !text.contains("##") {
        return Cow::Borrowed(text);
    }
    let lines = text.split('\n').map(|line| {
        let line = line.replace("##", "#\\u{23}");
        let head = line.len() - line.trim_start().len();
        match line[head..].strip_prefix("::") {
            Some(rest) => format!("{}\\u{{3a}}:{rest}", &line[..head]),
            None => line,
        }
    });
    Cow::Owned(lines.collect::<Vec<_>>().join("\n"))
}

fn escape(text: &str, escaped: impl Fn(char) -> bool) -> Cow<'_, str> {
    if !text.contains(&escaped) {
        return no_command(text);
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
    Cow::Owned(no_command(&safe).into_owned())
}

#[cfg(test)]
mod tests {
    use super::{escaped_json, one_line, visible};

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
    fn nothing_is_a_command_to_a_log() {
        for (said, shown) in [
            ("::error::x", "\\u{3a}:error::x"),
            ("a\n \t::add-mask::x", "a\n \\t::add-mask::x"),
            ("a\n  ::add-mask::x", "a\n  \\u{3a}:add-mask::x"),
            ("x ##[error]y", "x #\\u{23}[error]y"),
            ("std::fmt and # one", "std::fmt and # one"),
        ] {
            assert_eq!(visible(said), shown);
        }
    }

    #[test]
    fn json_stays_the_same_json() -> Result<(), serde_json::Error> {
        let said = serde_json::json!({"a\u{9b}": "\u{7f}\u{202e}\u{2028}\u{feff}\u{1b}é\n"});
        let text = escaped_json(serde_json::to_string_pretty(&said)?);
        assert!(
            text.contains("\\u009b") && text.contains("\\u202e"),
            "{text}"
        );
        assert_eq!(serde_json::from_str::<serde_json::Value>(&text)?, said);
        Ok(())
    }
}
