//! Text on the page: what acts is shown as what it is, and what is long is cut where that is said.

use std::borrow::Cow;

use maud::{Markup, html};

use super::outline::Ended;
use crate::report::visible::{one_line, visible};
use crate::shorten::cut;

/// The most characters of a text that a target sent which the page tells in one place.
const MOST: usize = 6_000;

/// A text of any length with its line ends.
pub(super) fn shown(text: &str) -> String {
    visible(&cut(text, MOST)).into_owned()
}

/// A text in one line.
pub(super) fn in_line(text: &str) -> String {
    one_line(&cut(text, MOST)).into_owned()
}

/// How something ended, in a word with a shape before it.
pub(super) fn chip(ended: Ended) -> Markup {
    html! { span class={ "v " (ended.key()) } { (ended.phrase()) } }
}

/// A number with its thousands apart.
pub(super) fn number(number: usize) -> String {
    let digits = number.to_string();
    let mut apart = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            apart.push(',');
        }
        apart.push(digit);
    }
    apart
}

/// A number with its noun.
pub(super) fn counted(count: usize, one: &str, many: &str) -> String {
    format!("{} {}", number(count), if count == 1 { one } else { many })
}

/// An id as it stands in a link; whatever a link could take for something else is encoded.
pub(super) fn fragment(id: &str) -> Cow<'_, str> {
    let plain = |b: u8| b.is_ascii_alphanumeric() || b"-._~/:".contains(&b);
    if id.bytes().all(plain) {
        return Cow::Borrowed(id);
    }
    let encoded = id.bytes().map(|b| {
        if plain(b) {
            char::from(b).to_string()
        } else {
            format!("%{b:02X}")
        }
    });
    Cow::Owned(encoded.collect())
}

/// A line that is made to be pasted into a shell.
pub(super) fn command(label: &str, line: &str) -> Markup {
    html! {
        div.cmd {
            span.label { (label) }
            code { (visible(line)) }
            button.copy type="button" aria-label={ "Copy the line: " (label) } hidden { "Copy" }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{fragment, number};

    #[test]
    fn thousands_stand_apart() {
        let told = [0, 999, 1_000, 1_234_567].map(number);
        assert_eq!(told, ["0", "999", "1,000", "1,234,567"]);
    }

    #[test]
    fn a_link_is_only_a_link() {
        assert_eq!(fragment("payouts/cancel/a-b"), "payouts/cancel/a-b");
        assert_eq!(fragment("é\" #?"), "%C3%A9%22%20%23%3F");
    }
}
