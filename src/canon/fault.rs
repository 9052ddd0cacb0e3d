//! Where an answer is not the documented object, whatever was asked.
//!
//! The tables say what an object is made of, here as in the [`schema`](super::schema) that is made from them; tests hold
//! that a validator of JSON Schemas refuses what is refused here, and no more. But `11.0` is no integer here, and is one
//! there.

use std::ops::RangeInclusive;

use serde_json::{Map, Value};

use super::difference::{Difference, Differences, MISSING, Place};
use super::documented::{Inside, Member, Presence, is_deletable, table_of};
use super::kind::{Kind, Names, described, one_of};
use super::schema::LATEST;
use super::span::Span;
use super::transcript::Transcript;
use crate::target::exchange::Exchange;

/// Where the answers of a transcript are not the objects that they say they are.
///
/// The exchanges are those that the transcript was made of: answers are judged as they came.
#[must_use]
pub fn faults(transcript: &Transcript, exchanges: &[Exchange]) -> Vec<Difference> {
    let mut judge = Judge(Differences::default(), None);
    let (mut span, mut seen) = (Span::Unknown, 0);
    for entry in &transcript.entries {
        if let Some(exchange) = exchanges.get(entry.exchange) {
            let since = exchanges.get(seen..entry.exchange).unwrap_or_default();
            span = since.iter().fold(span, Span::after);
            seen = seen.max(entry.exchange);
            judge.0.exchange = entry.exchange;
            judge.1 = span.times();
            judge.answer(&exchange.answer);
        }
    }
    judge.0.all
}

/// The differences so far, and when what is judged can have been made, where that is known.
struct Judge(Differences, Option<RangeInclusive<i64>>);

type Members = Map<String, Value>;

impl Judge {
    fn answer(&mut self, answer: &Value) {
        if let Some(answer) = answer.as_object() {
            self.object(answer, true);
        }
    }

    /// An object, if it is of a documented kind; of one that is deleted only its stub is promised.
    fn object(&mut self, object: &Members, is_answer: bool) {
        if let Some((kind, table)) = table_of(object, is_answer) {
            let is_stub = is_deletable(table) && object.get("deleted") == Some(&Value::Bool(true));
            self.members(object, table, &Place::of(kind), is_stub);
        }
    }

    fn members(&mut self, object: &Members, table: &[Member], place: &Place<'_>, is_stub: bool) {
        for member in table {
            let place = place.within(member.name);
            match object.get(member.name) {
                Some(value) => self.member(value, member, &place),
                None if is_promised(member, is_stub) => {
                    let expected = if member.nullable {
                        "present, if only as null".to_owned()
                    } else {
                        format!("present: {}", member.words())
                    };
                    self.0.enter(&place, expected, MISSING);
                }
                None => {}
            }
        }
    }

    fn member(&mut self, value: &Value, member: &Member, place: &Place<'_>) {
        match (member.kind, value) {
            (_, Value::Null) if member.nullable => {}
            (Kind::Reference(kinds), Value::Object(object)) => self.telling(object, kinds, place),
            (Kind::Object(kinds), Value::Object(object)) => {
                self.inside(object, (member, kinds), place);
            }
            (Kind::Texts | Kind::Words(_) | Kind::Objects, Value::Array(items)) => {
                for item in items {
                    match (item, is_item(item, member.kind)) {
                        (Value::Object(object), true) => self.inside(object, (member, &[]), place),
                        (_, true) => {}
                        (_, false) => {
                            let observed = format!("a list with {}", described(item));
                            self.0.enter(place, member.words(), observed);
                        }
                    }
                }
            }
            _ if is_plain(value, member) => self.made(value, member, place),
            _ => self.0.enter(place, member.words(), described(value)),
        }
    }

    /// When an object was made: not before its world, and not after now.
    fn made(&mut self, value: &Value, member: &Member, place: &Place<'_>) {
        let (Some(times), "created", Some(made)) = (&self.1, member.name, value.as_i64()) else {
            return;
        };
        if !times.contains(&made) {
            let expected = "a time since its world was made, and not after the world's now";
            self.0.enter(place, expected, described(value));
        }
    }

    /// What an object that a member is, or has in its list, is made of.
    fn inside(&mut self, object: &Members, (member, kinds): (&Member, Names), place: &Place<'_>) {
        let wrong = |is_right: fn(&Value) -> bool| object.values().find(|value| !is_right(value));
        let wrong = match member.inside {
            Inside::Part(table) => return self.members(object, table, place, false),
            Inside::Loose => return self.object(object, false),
            Inside::Amounts => wrong(is_integer),
            Inside::Metadata => wrong(Value::is_string),
            Inside::Value
            | Inside::Amount
            | Inside::Time
            | Inside::Prose
            | Inside::Page
            | Inside::Masked(_) => return self.telling(object, kinds, place),
        };
        if let Some(wrong) = wrong {
            let observed = format!("a map with {}", described(wrong));
            self.0.enter(place, member.words(), observed);
        }
    }

    /// An object that has to tell its kind: one of these, or any where none is named.
    fn telling(&mut self, object: &Members, kinds: Names, place: &Place<'_>) {
        let place = place.within("object");
        let expected = || match kinds {
            [] => "a string".to_owned(),
            kinds => one_of(kinds),
        };
        match object.get("object") {
            None => self
                .0
                .enter(&place, format!("present: {}", expected()), MISSING),
            Some(kind) if kinds.is_empty() || kinds.iter().any(|known| kind == known) => {
                self.object(object, false);
            }
            Some(other) => self.0.enter(&place, expected(), described(other)),
        }
    }
}

fn is_promised(member: &Member, is_stub: bool) -> bool {
    member.presence == Presence::Always && (!is_stub || member.name == "id")
}

/// Whether a value that is no object and no list is what a member has to be.
fn is_plain(value: &Value, member: &Member) -> bool {
    match member.kind {
        Kind::Integer if matches!(member.inside, Inside::Time) => value
            .as_i64()
            .is_some_and(|time| (0..=LATEST).contains(&time)),
        Kind::Integer => is_integer(value),
        Kind::Number => value.is_number(),
        Kind::Flag => value.is_boolean(),
        Kind::Text => match member.inside {
            Inside::Prose => value.as_str().is_some_and(|text| !text.is_empty()),
            Inside::Value
            | Inside::Amount
            | Inside::Amounts
            | Inside::Time
            | Inside::Masked(_)
            | Inside::Page
            | Inside::Metadata
            | Inside::Loose
            | Inside::Part(_) => value.is_string(),
        },
        Kind::Word(words) => is_word(value, words),
        Kind::Reference(_) => value.is_string(),
        Kind::Object(_) | Kind::Texts | Kind::Words(_) | Kind::Objects => false,
    }
}

fn is_item(item: &Value, list: Kind) -> bool {
    match list {
        Kind::Words(words) => is_word(item, words),
        Kind::Objects => item.is_object(),
        Kind::Texts => item.is_string(),
        Kind::Integer
        | Kind::Number
        | Kind::Flag
        | Kind::Text
        | Kind::Word(_)
        | Kind::Reference(_)
        | Kind::Object(_) => false,
    }
}

fn is_word(value: &Value, words: Names) -> bool {
    value.as_str().is_some_and(|word| words.contains(&word))
}

/// Whether a number is whole as it is written.
fn is_integer(value: &Value) -> bool {
    value.is_i64() || value.is_u64()
}

#[cfg(test)]
mod tests;
