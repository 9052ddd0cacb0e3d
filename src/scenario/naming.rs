//! What the words of a cell refer to: in features, an article is not part of a text but stands for something.

use super::notation::{Money, ordinal};
use super::object::{Kind, Object};
use crate::nearest::hint;

/// What nobody has, and the id by which it is asked for all the same.
const MISSING: [(&str, &str); 2] = [
    ("a payout that does not exist", "po_doesnotexist"),
    ("an account that does not exist", "acct_doesnotexist"),
];

/// What stands for something without being an object of the scenario.
const WORDS: [&str; 5] = [
    "an id",
    "the inbox",
    "the request",
    "the newest",
    "the oldest",
];

/// What tells a time of one of several payouts, which is named by its amount.
pub(super) const TIMES: [(&str, &str); 2] = [
    ("the arrival of ", "arrival_date"),
    ("the creation of ", "created"),
];

/// The id of what does not exist.
pub(super) fn missing_id(text: &str) -> Option<&'static str> {
    let known = MISSING.iter().find(|(words, _)| *words == text);
    known.map(|(_, id)| *id)
}

/// The place that `the newest` or `the 3rd newest` of a series stands for, counted from 1.
pub(super) fn place_from_newest(text: &str) -> Option<usize> {
    if text == "the newest" {
        return Some(1);
    }
    let place = text.strip_prefix("the ")?.strip_suffix(" newest")?;
    ordinal(place)
}

/// Why a cell that has an article refers to nothing, if it does not.
///
/// As plain text it would go on the wire to the letter, and the request be refused for quite another reason.
#[must_use]
pub fn dangling(text: &str) -> Option<String> {
    let has_article = ["a ", "an ", "the "].iter().any(|it| text.starts_with(it));
    let is_time = || {
        let amount = TIMES.iter().find_map(|(words, _)| text.strip_prefix(words));
        amount.is_some_and(|money| money.parse::<Money>().is_ok())
    };
    let refers = || {
        missing_id(text).is_some()
            || WORDS.contains(&text)
            || text.parse::<Object>().is_ok()
            || place_from_newest(text).is_some()
            || is_time()
    };
    if !has_article || refers() {
        return None;
    }
    let kinds: Vec<String> = Kind::ALL
        .iter()
        .map(|it| Object::Newest(*it).to_string())
        .collect();
    let missing = MISSING.iter().map(|(words, _)| *words);
    let known = missing.chain(WORDS).chain(kinds.iter().map(String::as_str));
    let hint = hint(text, "among others there are", known);
    Some(format!("the cell `{text}` refers to nothing; {hint}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_article_refers_to_something() {
        for text in [
            "the payout",
            "the first transfer reversal",
            "the CA bank account",
            "the 3rd newest",
            "the arrival of 2.00 USD",
            "an account that does not exist",
            "rent",
            "another",
            "-11.00 USD",
            "",
        ] {
            assert_eq!(dangling(text), None);
        }
        for text in [
            "an acount that does not exist",
            "a transfer that does not exist",
            "the payuot",
            "the arrival of spring",
            "the last newest",
        ] {
            assert!(dangling(text).is_some(), "{text}");
        }
    }

    #[test]
    fn what_was_meant_is_told() {
        assert_eq!(
            dangling("an acount that does not exist").unwrap_or_default(),
            "the cell `an acount that does not exist` refers to nothing; did you mean `an account that does not \
             exist`?"
        );
    }
}
