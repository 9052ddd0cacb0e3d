//! The shape of documented objects: members and kinds, not values.
//!
//! A target of somebody else's gives other values than the reference, and is right to. What the documents promise of
//! every answer is its members and what kind of thing each is; a snapshot shows them in the place where they are due.

use serde_json::{Map, Value};

use super::answer::NOT_AN_INTEGER;
use super::documented::{Inside, Member, table_of};
use super::transcript::Transcript;

/// A place where an answer is not the documented object.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Difference {
    /// Which of the scenario's exchanges shows it.
    pub exchange: usize,
    /// The kind of the object (`payout`).
    pub object: String,
    /// The member, dotted where it is inside a part (`trace_id.status`).
    pub member: String,
    /// What the documents promise.
    pub expected: String,
    /// What the answer shows.
    pub observed: String,
}

/// Where the answers of a transcript are not the objects that the approved one shows.
///
/// Answers are held against each other in order, as long as the requests are the same; where the statuses differ, the
/// steps have judged already, and no object is due.
#[must_use]
pub fn shape_differences(approved: &str, transcript: &Transcript) -> Vec<Difference> {
    let Some(approved) = Transcript::parse(approved) else {
        return Vec::new();
    };
    let mut differences = Vec::new();
    for (due, shown) in approved.entries.iter().zip(&transcript.entries) {
        if due.method != shown.method || !same_route(&due.path, &shown.path) {
            break;
        }
        if due.status == shown.status {
            let mut walk = Walk {
                exchange: shown.exchange,
                differences: &mut differences,
            };
            let object = due
                .answer
                .get("object")
                .and_then(Value::as_str)
                .unwrap_or("error");
            walk.value(
                (&due.answer, &shown.answer),
                Inside::Loose,
                &Place {
                    object,
                    member: String::new(),
                    is_answer: true,
                },
            );
        }
    }
    differences
}

/// Whether two paths lead to the same, their queries aside.
///
/// An id stands for any id: the same ones may have been met in another order.
fn same_route(due: &str, shown: &str) -> bool {
    let parts = |path: &'_ str| {
        path.split('?')
            .next()
            .unwrap_or_default()
            .split('/')
            .map(str::to_owned)
            .collect::<Vec<_>>()
    };
    let (due, shown) = (parts(due), parts(shown));
    due.len() == shown.len()
        && due
            .iter()
            .zip(&shown)
            .all(|(due, shown)| due == shown || due.starts_with('<'))
}

/// The member of a difference that is about the answer itself.
const WHOLE: &str = "(the answer)";

struct Walk<'a> {
    exchange: usize,
    differences: &'a mut Vec<Difference>,
}

/// Where a value stands.
#[derive(Clone)]
struct Place<'a> {
    object: &'a str,
    member: String,
    is_answer: bool,
}

impl Place<'_> {
    fn within(&self, member: &str) -> Self {
        let member = if self.member.is_empty() {
            member.to_owned()
        } else {
            format!("{}.{member}", self.member)
        };
        Self {
            object: self.object,
            member,
            is_answer: false,
        }
    }
}

/// What is due, and what is shown in its place.
type Pair<'a, T> = (&'a T, &'a T);

impl Walk<'_> {
    fn value(&mut self, (due, shown): Pair<'_, Value>, inside: Inside, place: &Place<'_>) {
        let (kind, seen) = (Kind::of(due), Kind::of(shown));
        if seen == Kind::NoInteger {
            return self.differ(place, "an integer", &described(shown));
        }
        if kind == Kind::Null || seen == Kind::Null {
            return;
        }
        if kind != seen {
            return self.differ(place, kind.word(), &described(shown));
        }
        match (due, shown) {
            (Value::Object(due), Value::Object(shown)) => self.object((due, shown), inside, place),
            (Value::Array(due), Value::Array(shown)) => {
                for (index, item) in shown.iter().enumerate() {
                    if let Some(due) = counterpart(due, index, item) {
                        self.value((due, item), inside, place);
                    }
                }
            }
            _ => {}
        }
    }

    fn object(
        &mut self,
        (due, shown): Pair<'_, Map<String, Value>>,
        inside: Inside,
        place: &Place<'_>,
    ) {
        match inside {
            Inside::Part(table) => self.members((due, shown), table, place),
            Inside::Amounts => {
                let first = due.values().next().unwrap_or(&Value::Null);
                shown.iter().for_each(|(name, value)| {
                    self.value((first, value), Inside::Amount, &place.within(name));
                });
            }
            Inside::Metadata => {}
            Inside::Value
            | Inside::Loose
            | Inside::Amount
            | Inside::Time
            | Inside::Prose
            | Inside::Masked(_) => {
                let Some((object, table)) = table_of(due, place.is_answer) else {
                    return;
                };
                // Another object than the one that was due is for the steps to judge.
                if shown
                    .get("object")
                    .is_none_or(|shown| Some(shown) == due.get("object"))
                {
                    let object = if object.is_empty() { "error" } else { object };
                    self.members(
                        (due, shown),
                        table,
                        &Place {
                            object,
                            member: String::new(),
                            is_answer: false,
                        },
                    );
                }
            }
        }
    }

    fn members(
        &mut self,
        (due, shown): Pair<'_, Map<String, Value>>,
        table: &[Member],
        place: &Place<'_>,
    ) {
        for member in table {
            let place = place.within(member.name);
            match (due.get(member.name), shown.get(member.name)) {
                (Some(due), Some(shown)) => self.value((due, shown), member.inside, &place),
                (Some(due), None) if member.always => {
                    let expected = if due.is_null() {
                        "present, if only as null".to_owned()
                    } else {
                        format!("present: {}", Kind::of(due).word())
                    };
                    self.differ(&place, &expected, "missing");
                }
                (Some(_) | None, None) | (None, Some(_)) => {}
            }
        }
    }

    fn differ(&mut self, place: &Place<'_>, expected: &str, observed: &str) {
        let difference = Difference {
            exchange: self.exchange,
            object: place.object.to_owned(),
            member: if place.is_answer {
                WHOLE.to_owned()
            } else {
                place.member.clone()
            },
            expected: expected.to_owned(),
            observed: observed.to_owned(),
        };
        // Each item of a list would say the same.
        let same = |other: &Difference| {
            (other.exchange, &other.object, &other.member)
                == (difference.exchange, &difference.object, &difference.member)
        };
        if !self.differences.iter().any(same) {
            self.differences.push(difference);
        }
    }
}

/// The item that is due in place of a shown one: the one beside it, or else the first, if they are of one kind.
fn counterpart<'a>(due: &'a [Value], index: usize, shown: &Value) -> Option<&'a Value> {
    let kind = |value: &Value| {
        let word = |name| value.get(name).and_then(Value::as_str).map(str::to_owned);
        let is_event = word("object").as_deref() == Some("event");
        (word("object"), word("type").filter(|_| is_event))
    };
    let alike = |item: &&Value| kind(item) == kind(shown);
    due.get(index)
        .filter(alike)
        .or_else(|| due.iter().find(alike))
}

/// What kind of thing a canonical value is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Null,
    Bool,
    Number,
    Text,
    Object,
    List,
    NoInteger,
}

impl Kind {
    fn of(value: &Value) -> Self {
        match value {
            Value::Null => Self::Null,
            Value::Bool(_) => Self::Bool,
            Value::Number(_) => Self::Number,
            Value::String(text) if text.starts_with(NOT_AN_INTEGER) => Self::NoInteger,
            // The canonical form of a time, which was a number.
            Value::String(text) if text.starts_with("<t0") => Self::Number,
            Value::String(_) => Self::Text,
            Value::Array(_) => Self::List,
            Value::Object(_) => Self::Object,
        }
    }

    fn word(self) -> &'static str {
        match self {
            Self::Null => "null",
            Self::Bool => "true or false",
            Self::Number | Self::NoInteger => "a number",
            Self::Text => "a string",
            Self::Object => "an object",
            Self::List => "a list",
        }
    }
}

/// A value in a few words.
fn described(value: &Value) -> String {
    match value {
        Value::String(text) => match text
            .strip_prefix(NOT_AN_INTEGER)
            .and_then(|text| text.strip_suffix('>'))
        {
            Some(number) => short(number),
            None => format!("a string: {}", short(&value.to_string())),
        },
        Value::Object(_) | Value::Array(_) => Kind::of(value).word().to_owned(),
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
