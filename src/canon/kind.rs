//! What kind of thing a documented member is.

use std::borrow::Cow;

use serde_json::Value;

use super::documented::Inside;
use crate::shorten::brief;

/// Names that stand in a table: words of an API, or kinds of objects.
pub(super) type Names = &'static [&'static str];

/// The kind of a member that has a value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Integer,
    Number,
    Flag,
    Text,
    /// One of these words and no other.
    Word(Names),
    /// The id of an object, or the object itself where the request expands it; of any kind where none is named.
    Reference(Names),
    /// An object, of these kinds where some are named.
    Object(Names),
    Texts,
    /// A list of these words and no others.
    Words(Names),
    Objects,
}

/// The most words that are told one by one.
const FEW: usize = 8;

impl Kind {
    /// In words, for findings.
    pub(super) fn words(self, inside: Inside) -> Cow<'static, str> {
        let words = match (self, inside) {
            (Self::Integer, Inside::Time) => "a time in seconds",
            (Self::Integer, _) => "an integer",
            (Self::Number, _) => "a number",
            (Self::Flag, _) => "true or false",
            (Self::Text, Inside::Prose) => "a string that is not empty",
            (Self::Text, _) => "a string",
            (Self::Word(words), _) => return one_of(words).into(),
            (Self::Reference(_), _) => "an id or an object",
            (Self::Object(_), Inside::Amounts) => "a map of integers",
            (Self::Object(_), Inside::Metadata) => "a map of strings",
            (Self::Object(_), _) => "an object",
            (Self::Texts, _) => "a list of strings",
            (Self::Words(words), _) => return format!("a list of {}", one_of(words)).into(),
            (Self::Objects, _) => "a list of objects",
        };
        words.into()
    }
}

/// `a, b or c`; of many their number.
pub(super) fn one_of(words: &[&str]) -> String {
    match words {
        [] => "nothing".to_owned(),
        [word] => (*word).to_owned(),
        [first @ .., last] if words.len() <= FEW => format!("{} or {last}", first.join(", ")),
        _ => format!(
            "one of the {} words that `recoup schema` shows",
            words.len()
        ),
    }
}

/// How many characters of a text are quoted.
const QUOTED: usize = 60;

/// A value in a few words.
pub(super) fn described(value: &Value) -> String {
    match value {
        Value::String(text) if text.is_empty() => "an empty string".to_owned(),
        Value::String(_) => format!("a string: {}", brief(&value.to_string(), QUOTED)),
        Value::Object(_) => "an object".to_owned(),
        Value::Array(_) => "a list".to_owned(),
        Value::Null | Value::Bool(_) | Value::Number(_) => value.to_string(),
    }
}
