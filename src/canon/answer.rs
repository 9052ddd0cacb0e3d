//! Answers in canonical form.

use std::collections::BTreeSet;

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
    pub(super) aliases: &'a mut Aliases,
    pub(super) t0: i64,
    /// Members that no document names, as `payout.color`.
    pub(super) unnamed: &'a mut BTreeSet<String>,
    /// The idempotency keys that were sent.
    pub(super) keys: &'a BTreeSet<&'a str>,
}

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
    /// An answer in canonical form.
    pub(super) fn answer(&mut self, answer: &Value) -> Value {
        self.value(answer, Inside::Loose, &Place::of("", 0))
    }

    fn value(&mut self, value: &Value, inside: Inside, place: &Place<'_>) -> Value {
        if place.depth > DEEPEST {
            return Value::from(TOO_DEEP);
        }
        match (inside, value) {
            (Inside::Prose, Value::String(text)) if !text.is_empty() && text != EMPTY => {
                Value::from("<text>")
            }
            (Inside::Prose, _) => Value::from(EMPTY),
            // One that was sent is referred to, which is what the snapshot has to show.
            (Inside::Masked(KEY), Value::String(text)) if self.keys.contains(&**text) => {
                value.clone()
            }
            (Inside::Masked(word), Value::String(text)) if !text.is_empty() => Value::from(word),
            (Inside::Page, Value::String(text)) if !text.is_empty() => {
                Value::from(self.aliases.text(&page(text)))
            }
            (Inside::Time, Value::Number(number)) => match whole(number) {
                Some(time) => Value::from(relative(time, self.t0)),
                None => not_an_integer(value),
            },
            (Inside::Amount, Value::Number(number)) if whole(number).is_none() => {
                not_an_integer(value)
            }
            (Inside::Amount, Value::String(text)) if !text.starts_with(NOT_AN_INTEGER) => {
                not_an_integer(&Value::from(self.aliases.text(text)))
            }
            (Inside::Amount, Value::Bool(_)) => not_an_integer(value),
            (_, Value::Array(items)) => {
                let place = Place {
                    depth: place.depth + 1,
                    ..*place
                };
                items
                    .iter()
                    .map(|item| self.value(item, inside, &place))
                    .collect()
            }
            (_, Value::Object(map)) => self.object(map, inside, place),
            (_, Value::String(text)) => Value::from(self.aliases.text(text)),
            (_, Value::Null | Value::Bool(_) | Value::Number(_)) => value.clone(),
        }
    }

    fn object(&mut self, map: &Map<String, Value>, inside: Inside, place: &Place<'_>) -> Value {
        let all = |inside: fn(&str) -> Inside| {
            let members = map.iter();
            members
                .map(|(name, value)| (name, value, inside(name)))
                .collect()
        };
        match inside {
            Inside::Metadata => self.members(all(|_| Inside::Metadata), place),
            Inside::Amounts => self.members(all(|_| Inside::Amount), place),
            Inside::Part(table) => self.documented(map, table, place),
            Inside::Value
            | Inside::Loose
            | Inside::Amount
            | Inside::Time
            | Inside::Prose
            | Inside::Page
            | Inside::Masked(_) => match table_of(map, place.depth == 0) {
                Some((kind, table)) => self.documented(map, table, &Place::of(kind, place.depth)),
                None => self.members(all(by_name), place),
            },
        }
    }

    /// The documented members; the others are noted and left out.
    fn documented(
        &mut self,
        map: &Map<String, Value>,
        table: &[Member],
        place: &Place<'_>,
    ) -> Value {
        let find = |name: &str| {
            table
                .iter()
                .find(|member| member.name == name)
                .map(|member| member.inside)
        };
        let told = |name: &str| find(name).or_else(|| (name == "deleted").then_some(Inside::Value));
        let mut members = Vec::with_capacity(map.len());
        for (name, value) in map {
            match told(name) {
                Some(inside) => members.push((name, value, inside)),
                None => {
                    self.unnamed.insert(place.within(name).words());
                }
            }
        }
        self.members(members, place)
    }

    /// Members in the order of their names, which is also the order in which ids get their aliases.
    fn members(&mut self, mut members: Vec<(&String, &Value, Inside)>, place: &Place<'_>) -> Value {
        members.sort_unstable_by_key(|(name, ..)| *name);
        let rewritten = members.into_iter().map(|(name, value, inside)| {
            let value = self.value(value, inside, &place.within(name));
            (name.clone(), value)
        });
        Value::Object(rewritten.collect())
    }
}

fn not_an_integer(value: &Value) -> Value {
    Value::from(format!("{NOT_AN_INTEGER}{value}>"))
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
