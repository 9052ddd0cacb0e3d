//! What kind of thing a documented member is.

use serde_json::Value;

use super::answer::NOT_AN_INTEGER;
use super::documented::Inside;

/// The kind of a member that has a value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Integer,
    Number,
    Flag,
    Text,
    /// The id of an object, or the object itself where the request expands it.
    Reference,
    Object,
    Texts,
    Objects,
}

impl Kind {
    /// Whether a value in canonical form is of this kind.
    pub(super) fn admits(self, value: &Value, inside: Inside) -> bool {
        match (self, inside) {
            // The canonical form of a time, which was a number.
            (Self::Integer, Inside::Time) => {
                value.as_str().is_some_and(|text| text.starts_with("<t0"))
            }
            (Self::Integer, _) => is_integer(value),
            (Self::Number, _) => value.is_number(),
            (Self::Flag, _) => value.is_boolean(),
            (Self::Text, Inside::Prose) => value.as_str().is_some_and(|text| text != EMPTY),
            (Self::Text, _) => value.is_string(),
            (Self::Reference, _) => value.is_string() || value.is_object(),
            (Self::Object, _) => value.is_object(),
            (Self::Texts | Self::Objects, _) => value.is_array(),
        }
    }

    /// Whether a list of this kind may hold the value.
    pub(super) fn admits_item(self, item: &Value) -> bool {
        match self {
            Self::Texts => item.is_string(),
            Self::Objects => item.is_object(),
            Self::Integer
            | Self::Number
            | Self::Flag
            | Self::Text
            | Self::Reference
            | Self::Object => true,
        }
    }

    /// In words, for findings.
    pub(super) fn words(self, inside: Inside) -> &'static str {
        match (self, inside) {
            (Self::Integer, _) => "an integer",
            (Self::Number, _) => "a number",
            (Self::Flag, _) => "true or false",
            (Self::Text, Inside::Prose) => "a string that is not empty",
            (Self::Text, _) => "a string",
            (Self::Reference, _) => "an id or an object",
            (Self::Object, _) => "an object",
            (Self::Texts, _) => "a list of strings",
            (Self::Objects, _) => "a list of objects",
        }
    }
}

/// How prose is told that is none.
pub(super) const EMPTY: &str = "<empty>";

/// Whether a value that is not told as money or time is a whole number.
pub(super) fn is_integer(value: &Value) -> bool {
    value.is_i64() || value.is_u64()
}

/// A value in a few words.
pub(super) fn described(value: &Value) -> String {
    match value {
        Value::String(text) if text == EMPTY => "empty or no string".to_owned(),
        Value::String(text) => match text
            .strip_prefix(NOT_AN_INTEGER)
            .and_then(|text| text.strip_suffix('>'))
        {
            Some(number) => short(number),
            None => format!("a string: {}", short(&value.to_string())),
        },
        Value::Object(_) => "an object".to_owned(),
        Value::Array(_) => "a list".to_owned(),
        Value::Null | Value::Bool(_) | Value::Number(_) => value.to_string(),
    }
}

fn short(text: &str) -> String {
    const LENGTH: usize = 60;
    if text.chars().count() <= LENGTH {
        text.to_owned()
    } else {
        text.chars().take(LENGTH).chain(['…']).collect()
    }
}
