//! What the documents say an object is made of, and how each member is told.

use serde_json::{Map, Value};

use super::objects::{ANSWER_OF_ERROR, OBJECTS};

/// A documented member.
#[derive(Debug, Clone, Copy)]
pub(super) struct Member {
    pub(super) name: &'static str,
    /// Whether every object of the kind has it, if only as `null`.
    pub(super) always: bool,
    pub(super) inside: Inside,
}

/// How the value of a member is told.
#[derive(Debug, Clone, Copy)]
pub(super) enum Inside {
    /// As it is, ids aliased; an expanded object by the table of its own kind.
    Value,
    /// Money in minor units: an integer, or said not to be one.
    Amount,
    /// A map of such amounts.
    Amounts,
    /// Relative to the clock.
    Time,
    /// Only whether there is any text: its wording is nobody's contract.
    Prose,
    /// By this word when there is a text: it differs from run to run and refers to nothing.
    Masked(&'static str),
    /// A map whose keys are the customer's own.
    Metadata,
    /// Members of other objects, each told by its name alone.
    Loose,
    /// A part without an `object` of its own, or a list of such parts.
    Part(&'static [Member]),
}

impl Member {
    const fn new(name: &'static str, inside: Inside) -> Self {
        Self {
            name,
            always: true,
            inside,
        }
    }

    /// The same member, where the documents do not promise it.
    pub(super) const fn optional(self) -> Self {
        Self {
            always: false,
            ..self
        }
    }
}

pub(super) const fn value(name: &'static str) -> Member {
    Member::new(name, Inside::Value)
}

pub(super) const fn amount(name: &'static str) -> Member {
    Member::new(name, Inside::Amount)
}

pub(super) const fn amounts(name: &'static str) -> Member {
    Member::new(name, Inside::Amounts)
}

pub(super) const fn time(name: &'static str) -> Member {
    Member::new(name, Inside::Time)
}

pub(super) const fn prose(name: &'static str) -> Member {
    Member::new(name, Inside::Prose)
}

pub(super) const fn masked(name: &'static str, word: &'static str) -> Member {
    Member::new(name, Inside::Masked(word))
}

pub(super) const fn metadata() -> Member {
    Member::new("metadata", Inside::Metadata)
}

pub(super) const fn loose(name: &'static str) -> Member {
    Member::new(name, Inside::Loose)
}

pub(super) const fn part(name: &'static str, members: &'static [Member]) -> Member {
    Member::new(name, Inside::Part(members))
}

/// The kind of an object and its documented members, if any document describes it.
///
/// An answer that is an error has no kind.
pub(super) fn table_of(
    object: &Map<String, Value>,
    is_answer: bool,
) -> Option<(&'static str, &'static [Member])> {
    match object.get("object") {
        Some(Value::String(kind)) => OBJECTS.iter().find(|(name, _)| name == kind).copied(),
        Some(_) => None,
        None => (is_answer && object.contains_key("error")).then_some(("", ANSWER_OF_ERROR)),
    }
}

/// How a member is told that no table describes.
pub(super) fn by_name(name: &str) -> Inside {
    if super::time::is_time(name) {
        return Inside::Time;
    }
    match name {
        "amount" | "net" => Inside::Amount,
        "metadata" => Inside::Metadata,
        "fingerprint" => Inside::Masked("<fingerprint>"),
        "secret" => Inside::Masked("<secret>"),
        _ if name.starts_with("amount_") || name.ends_with("_amount") => Inside::Amount,
        _ => Inside::Loose,
    }
}
