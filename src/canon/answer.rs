//! Answers in canonical form.

use std::cell::RefCell;
use std::collections::BTreeSet;

use serde::ser::{Serialize, SerializeMap as _, Serializer};
use serde_json::{Map, Value};

use super::alias::{Aliases, DEEPEST};
use super::documented::{Inside, KEY, Member, by_name, table_of};
use super::time::relative;

/// How an amount is shown that is none.
const NOT_AN_INTEGER: &str = "<not an integer: ";
/// How prose is shown that is none.
const EMPTY: &str = "<empty>";
const TOO_DEEP: &str = "<too deep>";

/// Rewrites answers, one after another, so that equal ids stay equal from answer to answer.
pub(super) struct Rewriter<'a> {
    pub(super) aliases: RefCell<Aliases>,
    pub(super) t0: i64,
    /// Members that no document names, as `payout.color`.
    pub(super) unnamed: RefCell<BTreeSet<String>>,
    /// The idempotency keys that were sent.
    pub(super) keys: BTreeSet<&'a str>,
}

type Members = Map<String, Value>;

/// Where a value stands: how deep, and below which object and members.
#[derive(Clone, Copy)]
struct Place<'a> {
    depth: usize,
    above: Option<&'a Place<'a>>,
    name: &'a str,
}

impl<'a> Place<'a> {
    /// Where an object of this kind begins.
    fn of(kind: &'a str, depth: usize) -> Self {
        Self {
            depth,
            above: None,
            name: kind,
        }
    }

    fn within(&'a self, name: &'a str) -> Self {
        Self {
            depth: self.depth + 1,
            above: Some(self),
            name,
        }
    }

    /// In words (`payout.trace_id.color`), which only a note needs.
    fn words(&self) -> String {
        match self
            .above
            .map(Place::words)
            .filter(|above| !above.is_empty())
        {
            Some(above) => format!("{above}.{}", self.name),
            None => self.name.to_owned(),
        }
    }
}

impl Rewriter<'_> {
    /// An answer in canonical form, as snapshots show it.
    pub(super) fn answer(&self, answer: &Value) -> String {
        let told = Told {
            rewriter: self,
            value: answer,
            inside: Inside::Loose,
            place: &Place::of("", 0),
        };
        // Writing to a string cannot fail.
        serde_json::to_string_pretty(&told).unwrap_or_default()
    }
}

/// A value that is rewritten while it is written: most transcripts are only compared with the approved text.
#[derive(Clone, Copy)]
struct Told<'a> {
    rewriter: &'a Rewriter<'a>,
    value: &'a Value,
    inside: Inside,
    place: &'a Place<'a>,
}

impl Serialize for Told<'_> {
    fn serialize<S: Serializer>(&self, out: S) -> Result<S::Ok, S::Error> {
        if self.place.depth > DEEPEST {
            return out.serialize_str(TOO_DEEP);
        }
        match (self.inside, self.value) {
            (Inside::Prose, Value::String(text)) if !text.is_empty() && text != EMPTY => {
                out.serialize_str("<text>")
            }
            (Inside::Prose, _) => out.serialize_str(EMPTY),
            // One that was sent is referred to, which is what the snapshot has to show.
            (Inside::Masked(KEY), Value::String(text))
                if self.rewriter.keys.contains(text.as_str()) =>
            {
                out.serialize_str(text)
            }
            (Inside::Masked(word), Value::String(text)) if !text.is_empty() => {
                out.serialize_str(word)
            }
            (Inside::Page, Value::String(text)) if !text.is_empty() => self.text(&page(text), out),
            (Inside::Time, Value::Number(number)) => match whole(number) {
                Some(time) => out.serialize_str(&relative(time, self.rewriter.t0)),
                None => out.serialize_str(&not_an_integer(self.value)),
            },
            (Inside::Amount, Value::Number(number)) if whole(number).is_none() => {
                out.serialize_str(&not_an_integer(self.value))
            }
            (Inside::Amount, Value::String(text)) if !text.starts_with(NOT_AN_INTEGER) => {
                let text = self.rewriter.aliases.borrow_mut().text(text).into_owned();
                out.serialize_str(&not_an_integer(&Value::from(text)))
            }
            (Inside::Amount, Value::Bool(_)) => out.serialize_str(&not_an_integer(self.value)),
            (_, Value::Array(items)) => {
                let place = Place {
                    depth: self.place.depth + 1,
                    ..*self.place
                };
                out.collect_seq(items.iter().map(|value| Told {
                    value,
                    place: &place,
                    ..*self
                }))
            }
            (_, Value::Object(map)) => self.object(map, out),
            (_, Value::String(text)) => self.text(text, out),
            (_, Value::Null | Value::Bool(_) | Value::Number(_)) => self.value.serialize(out),
        }
    }
}

impl Told<'_> {
    fn text<S: Serializer>(&self, text: &str, out: S) -> Result<S::Ok, S::Error> {
        out.serialize_str(&self.rewriter.aliases.borrow_mut().text(text))
    }

    fn object<S: Serializer>(&self, map: &Members, out: S) -> Result<S::Ok, S::Error> {
        match self.inside {
            Inside::Metadata => self.members(map, (|_| Some(Inside::Metadata), self.place), out),
            Inside::Amounts => self.members(map, (|_| Some(Inside::Amount), self.place), out),
            Inside::Part(table) => self.members(map, (documented(table), self.place), out),
            Inside::Value
            | Inside::Loose
            | Inside::Amount
            | Inside::Time
            | Inside::Prose
            | Inside::Page
            | Inside::Masked(_) => match table_of(map, self.place.depth == 0) {
                Some((kind, table)) => {
                    let place = Place::of(kind, self.place.depth);
                    self.members(map, (documented(table), &place), out)
                }
                None => self.members(map, (|name| Some(by_name(name)), self.place), out),
            },
        }
    }

    /// Members in the order of their names, which is also the order in which ids get their aliases; those that no document
    /// names are noted and left out.
    fn members<S: Serializer>(
        &self,
        map: &Members,
        (inside, place): (impl Fn(&str) -> Option<Inside>, &Place<'_>),
        out: S,
    ) -> Result<S::Ok, S::Error> {
        let known = map.iter().filter_map(|(name, value)| {
            let told = inside(name).map(|inside| (name, value, inside));
            if told.is_none() {
                let mut unnamed = self.rewriter.unnamed.borrow_mut();
                unnamed.insert(place.within(name).words());
            }
            told
        });
        let mut known: Vec<_> = known.collect();
        // Whoever links us may have maps that keep the order of the wire.
        known.sort_unstable_by_key(|(name, ..)| *name);
        let mut members = out.serialize_map(Some(known.len()))?;
        for (name, value, inside) in known {
            let told = Told {
                value,
                inside,
                place: &place.within(name),
                ..*self
            };
            members.serialize_entry(name, &told)?;
        }
        members.end()
    }
}

/// How the documented members of an object are told.
fn documented(table: &[Member]) -> impl Fn(&str) -> Option<Inside> {
    move |name| match table.iter().find(|member| member.name == name) {
        Some(member) => Some(member.inside),
        None => (name == "deleted").then_some(Inside::Value),
    }
}

fn not_an_integer(value: &Value) -> String {
    format!("{NOT_AN_INTEGER}{value}>")
}

/// An address by its last part, `<url>/resource-missing`: where the page is kept is nobody's contract.
fn page(address: &str) -> String {
    let path = address.split(['?', '#']).next().unwrap_or_default();
    match path.trim_end_matches('/').rsplit('/').next() {
        None | Some("" | "<url>") => "<url>".to_owned(),
        Some(last) => format!("<url>/{last}"),
    }
}

fn whole(number: &serde_json::Number) -> Option<i128> {
    number
        .as_i64()
        .map(i128::from)
        .or_else(|| number.as_u64().map(i128::from))
}
