//! What the documents say an object is made of, and how each member is told.

use std::borrow::Cow;

use serde_json::{Map, Value};

use super::kind::{Kind, Names};
use super::objects::{ANSWER_OF_ERROR, OBJECTS};

/// What an answer that is an error is called, as it tells no kind.
pub(super) const ANSWER: &str = "answer";

/// A documented member.
#[derive(Debug, Clone, Copy)]
pub(super) struct Member {
    pub(super) name: &'static str,
    pub(super) presence: Presence,
    /// Whether it may be `null` in place of what it is.
    pub(super) nullable: bool,
    pub(super) kind: Kind,
    pub(super) inside: Inside,
}

/// Where a member has to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Presence {
    /// In every object of the kind, if only as `null`.
    Always,
    /// Where the approved answer shows it: the documents promise it of some objects of the kind.
    WhereDue,
    /// Nowhere: a target without it lacks nothing.
    Optional,
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
    /// The address of a page by its last part: which page it is, wherever it is kept.
    Page,
    /// A map whose keys are the customer's own.
    Metadata,
    /// Members of other objects, each told by its name alone.
    Loose,
    /// A part without an `object` of its own, or a list of such parts.
    Part(&'static [Member]),
}

/// How an idempotency key is shown that nobody in the conversation has sent.
pub(super) const KEY: &str = "<key>";

impl Member {
    const fn new(name: &'static str, kind: Kind, inside: Inside) -> Self {
        Self {
            name,
            presence: Presence::Always,
            nullable: false,
            kind,
            inside,
        }
    }

    /// What it is, in words.
    pub(super) fn words(&self) -> Cow<'static, str> {
        self.kind.words(self.inside)
    }

    /// The same member, where it may be `null`.
    pub(super) const fn nullable(self) -> Self {
        Self {
            nullable: true,
            ..self
        }
    }

    /// The same member, where the documents do not promise it.
    pub(super) const fn optional(self) -> Self {
        Self {
            presence: Presence::Optional,
            ..self
        }
    }

    /// The same member, where the documents promise it of some objects only.
    pub(super) const fn where_due(self) -> Self {
        Self {
            presence: Presence::WhereDue,
            ..self
        }
    }
}

/// A word, an id that is never expanded, or any other text.
pub(super) const fn text(name: &'static str) -> Member {
    Member::new(name, Kind::Text, Inside::Value)
}

pub(super) const fn flag(name: &'static str) -> Member {
    Member::new(name, Kind::Flag, Inside::Value)
}

/// An integer that is no money.
pub(super) const fn count(name: &'static str) -> Member {
    Member::new(name, Kind::Integer, Inside::Value)
}

pub(super) const fn number(name: &'static str) -> Member {
    Member::new(name, Kind::Number, Inside::Value)
}

/// One of these words.
pub(super) const fn word(name: &'static str, words: Names) -> Member {
    Member::new(name, Kind::Word(words), Inside::Value)
}

/// An id, or where the request expands it the object itself: of one of these kinds, or of any where none is named.
pub(super) const fn reference(name: &'static str, kinds: Names) -> Member {
    Member::new(name, Kind::Reference(kinds), Inside::Value)
}

/// An object that tells its kind: one of these, or any where none is named.
pub(super) const fn object(name: &'static str, kinds: Names) -> Member {
    Member::new(name, Kind::Object(kinds), Inside::Value)
}

pub(super) const fn texts(name: &'static str) -> Member {
    Member::new(name, Kind::Texts, Inside::Value)
}

/// A list of some of these words.
pub(super) const fn words(name: &'static str, words: Names) -> Member {
    Member::new(name, Kind::Words(words), Inside::Value)
}

/// Objects that tell their kinds.
pub(super) const fn objects(name: &'static str) -> Member {
    Member::new(name, Kind::Objects, Inside::Value)
}

pub(super) const fn amount(name: &'static str) -> Member {
    Member::new(name, Kind::Integer, Inside::Amount)
}

pub(super) const fn amounts(name: &'static str) -> Member {
    Member::new(name, Kind::Object(&[]), Inside::Amounts)
}

pub(super) const fn time(name: &'static str) -> Member {
    Member::new(name, Kind::Integer, Inside::Time)
}

pub(super) const fn prose(name: &'static str) -> Member {
    Member::new(name, Kind::Text, Inside::Prose)
}

pub(super) const fn masked(name: &'static str, word: &'static str) -> Member {
    Member::new(name, Kind::Text, Inside::Masked(word))
}

pub(super) const fn page(name: &'static str) -> Member {
    Member::new(name, Kind::Text, Inside::Page)
}

pub(super) const fn metadata() -> Member {
    Member::new("metadata", Kind::Object(&[]), Inside::Metadata)
}

pub(super) const fn loose(name: &'static str) -> Member {
    Member::new(name, Kind::Object(&[]), Inside::Loose)
}

/// A list of objects that no table describes.
pub(super) const fn loose_list(name: &'static str) -> Member {
    Member::new(name, Kind::Objects, Inside::Loose)
}

pub(super) const fn part(name: &'static str, members: &'static [Member]) -> Member {
    Member::new(name, Kind::Object(&[]), Inside::Part(members))
}

/// A list of parts.
pub(super) const fn parts(name: &'static str, members: &'static [Member]) -> Member {
    Member::new(name, Kind::Objects, Inside::Part(members))
}

/// The kind of an object and its documented members, if any document describes it.
///
/// An answer that is an error has no kind, and goes by the name `answer`.
pub(super) fn table_of(
    object: &Map<String, Value>,
    is_answer: bool,
) -> Option<(&'static str, &'static [Member])> {
    match object.get("object") {
        Some(Value::String(kind)) => table_named(kind),
        Some(_) => None,
        None => (is_answer && object.contains_key("error")).then_some((ANSWER, ANSWER_OF_ERROR)),
    }
}

/// The kind of this name and its documented members, if any document describes it.
pub(super) fn table_named(kind: &str) -> Option<(&'static str, &'static [Member])> {
    OBJECTS.iter().find(|(name, _)| *name == kind).copied()
}

/// Whether an object may be deleted: its stub says so, has its kind and its id, and need not have more.
pub(super) fn is_deletable(table: &[Member]) -> bool {
    table.iter().any(|member| member.name == "deleted")
}

/// How a member is told that no table describes.
pub(super) fn by_name(name: &str) -> Inside {
    if super::time::is_time(name) {
        return Inside::Time;
    }
    match name {
        "amount" | "net" => Inside::Amount,
        "metadata" => Inside::Metadata,
        "failure_message" => Inside::Masked("<text>"),
        "fingerprint" => Inside::Masked("<fingerprint>"),
        "secret" => Inside::Masked("<secret>"),
        _ if name.starts_with("amount_") || name.ends_with("_amount") => Inside::Amount,
        _ => Inside::Loose,
    }
}
