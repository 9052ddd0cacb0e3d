//! Where an answer is not the documented object, by the schemas.

use std::borrow::Cow;
use std::sync::OnceLock;

use jsonschema::error::ValidationErrorKind;
use jsonschema::paths::{Location, LocationSegment};
use jsonschema::{Draft, Keyword, ValidationError, Validator};
use serde_json::Value;

use super::documented::{Inside, Member, table_of};
use super::kind::{Kind, described, one_of};
use super::schema::schema;
use super::shape::{Difference, MISSING};
use super::transcript::Transcript;
use crate::target::exchange::Exchange;

/// The most values of an answer in which every fault is looked for. Of a longer one the first is told, so that no target
/// makes a run remember millions.
const EVERY: usize = 10_000;

/// Where the answers of a transcript are not the objects that they say they are.
///
/// The exchanges are those that the transcript was made of: answers are judged as they came.
#[must_use]
pub fn faults(transcript: &Transcript, exchanges: &[Exchange]) -> Vec<Difference> {
    let spoken = transcript
        .entries
        .iter()
        .filter_map(|entry| Some((entry.exchange, exchanges.get(entry.exchange)?)));
    let mut faults = Vec::new();
    for (index, exchange) in spoken {
        enter_faults(index, &exchange.answer, &mut faults);
    }
    faults
}

fn enter_faults(exchange: usize, answer: &Value, faults: &mut Vec<Difference>) {
    let Some(validator) = validator().filter(|validator| !validator.is_valid(answer)) else {
        return;
    };
    let mut enter = |error: &ValidationError<'_>| {
        let fault = fault(answer, error).map(|fault| Difference { exchange, ..fault });
        // Each item of a list would say the same.
        if let Some(fault) = fault.filter(|fault| !faults.iter().any(|other| fault.is_about(other)))
        {
            faults.push(fault);
        }
    };
    if count(answer) > EVERY {
        let first = validator.validate(answer);
        first.err().iter().for_each(enter);
    } else {
        validator
            .iter_errors(answer)
            .for_each(|error| enter(&error));
    }
}

fn count(value: &Value) -> usize {
    1 + match value {
        Value::Array(items) => items.iter().map(count).sum(),
        Value::Object(members) => members.values().map(count).sum(),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => 0,
    }
}

/// The schema of any answer, compiled once. A test holds that it compiles.
fn validator() -> Option<&'static Validator> {
    static VALIDATOR: OnceLock<Option<Validator>> = OnceLock::new();
    let compile = || {
        let options = jsonschema::options()
            .with_draft(Draft::Draft202012)
            .with_keyword("type", |_, types, _| Ok(Box::new(Types::of(types))));
        options.build(&schema(None)?).ok()
    };
    VALIDATOR.get_or_init(compile).as_ref()
}

/// The keyword `type` by what stands in the text: to JSON Schema 11.0 is an integer, and to most readers of money it is none.
struct Types(Vec<String>);

impl Types {
    fn of(types: &Value) -> Self {
        let all = match types {
            Value::Array(all) => all.as_slice(),
            one => std::slice::from_ref(one),
        };
        let names = all.iter().filter_map(Value::as_str).map(str::to_owned);
        Self(names.collect())
    }
}

impl<'i> Keyword<'i> for Types {
    fn validate(&self, instance: &'i Value) -> Result<(), ValidationError<'i>> {
        if self.is_valid(instance) {
            Ok(())
        } else {
            Err(ValidationError::custom("of another type"))
        }
    }

    fn is_valid(&self, instance: &'i Value) -> bool {
        let is = |name: &str| self.0.iter().any(|known| known == name);
        match instance {
            Value::Null => is("null"),
            Value::Bool(_) => is("boolean"),
            Value::Number(number) => is("number") || (!number.is_f64() && is("integer")),
            Value::String(_) => is("string"),
            Value::Array(_) => is("array"),
            Value::Object(_) => is("object"),
        }
    }
}

/// What an error says, in the words of the tables; none when another error says it of the same place.
fn fault(answer: &Value, error: &ValidationError<'_>) -> Option<Difference> {
    let missing = match error.kind() {
        ValidationErrorKind::Required { property } => property.as_str(),
        _ => None,
    };
    let found = Found::at(answer, error.instance_path(), missing)?;
    let member = found.member?;
    let words = found.words(member);
    let (expected, observed) = match (found.value, found.within) {
        (None, _) if member.nullable && !found.is_kind => {
            ("present, if only as null".into(), MISSING.to_owned())
        }
        (None, _) => (format!("present: {words}").into(), MISSING.to_owned()),
        (Some(value), None) => (words, described(value)),
        (Some(value), Some(whole)) => (words, format!("{whole} with {}", described(value))),
    };
    Some(Difference {
        exchange: 0,
        object: found.object.to_owned(),
        member: found.names.join("."),
        expected: expected.into_owned(),
        observed,
    })
}

/// The documented place that an error is about.
struct Found<'a> {
    /// The kind of the innermost object that tells it.
    object: &'static str,
    /// The members on the way from there.
    names: Vec<&'static str>,
    /// The last of them that a table describes, and the table of what is in it.
    member: Option<&'static Member>,
    table: &'static [Member],
    /// What stands there, if anything does.
    value: Option<&'a Value>,
    /// What the member is, where the value is one of those in it.
    within: Option<&'static str>,
    /// Whether it is about the kind that an object tells.
    is_kind: bool,
}

impl<'a> Found<'a> {
    fn at(answer: &'a Value, path: &Location, missing: Option<&str>) -> Option<Self> {
        let (object, table) = table_of(answer.as_object()?, true)?;
        let mut found = Self {
            object,
            names: Vec::new(),
            member: None,
            table,
            value: Some(answer),
            within: None,
            is_kind: false,
        };
        let missing = missing.map(LocationSegment::from);
        let mut steps = path.segments().chain(missing).peekable();
        while let Some(step) = steps.next() {
            match step {
                LocationSegment::Property(name) => found.enter(&name, steps.peek().is_none())?,
                LocationSegment::Index(index) => {
                    found.within = Some("a list");
                    found.value = found.value.and_then(|list| list.get(index));
                }
            }
        }
        Some(found)
    }

    /// Goes into a member of what stands here; none when no document names it.
    fn enter(&mut self, name: &str, is_last: bool) -> Option<()> {
        let map = self.value?.as_object()?;
        let is_kind = is_last && name == "object";
        match table_of(map, false) {
            Some((object, table)) if !is_kind => {
                (self.object, self.table) = (object, table);
                self.names.clear();
            }
            _ => {}
        }
        self.value = map.get(name);
        if let Some(member) = self.table.iter().find(|member| member.name == name) {
            self.names.push(member.name);
            self.member = Some(member);
            self.within = None;
            self.table = match member.inside {
                Inside::Part(table) => table,
                _ => &[],
            };
        } else if is_kind {
            self.names.push("object");
            (self.is_kind, self.within) = (true, None);
        } else {
            self.member.filter(|member| member.is_map())?;
            self.within = Some("a map");
        }
        Some(())
    }

    fn words(&self, member: &Member) -> Cow<'static, str> {
        match member.kind {
            Kind::Reference(kinds) | Kind::Object(kinds) if self.is_kind && !kinds.is_empty() => {
                one_of(kinds).into()
            }
            _ if self.is_kind => "a string".into(),
            kind => kind.words(member.inside),
        }
    }
}
