//! The shape of documented objects: members and kinds, not values.
//!
//! A target of somebody else's gives other values than the reference, and is right to. What the documents promise of
//! every answer is its members and what kind of thing each is. The tables say what; a snapshot shows where which object
//! is due.

use serde_json::{Map, Value};

use super::documented::{Inside, Member, Presence, table_of};
use super::kind::{Kind, described, is_integer};
use super::transcript::{Entry, Transcript};

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

/// What came of holding a transcript's answers against the approved ones.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Shape {
    /// Where they are not the objects that are due.
    pub differences: Vec<Difference>,
    /// Whether the requests are not the approved ones: from there on no answer was held against anything.
    pub parted: bool,
}

/// What is observed in place of a member that is not there.
pub const MISSING: &str = "missing";

/// Where the answers of a transcript are not the objects that the approved one shows.
///
/// Answers are held against each other in order, as long as the requests are the same; where the statuses differ, the
/// steps have judged already, and no object is due.
#[must_use]
pub fn compare_shape(approved: &str, transcript: &Transcript) -> Shape {
    let approved = Transcript::parse(approved).unwrap_or_default().entries;
    let mut shape = Shape::default();
    for (index, shown) in transcript.entries.iter().enumerate() {
        let due = approved.get(index);
        let Some(due) = due.filter(|due| is_same_request(due, shown)) else {
            shape.parted = true;
            break;
        };
        if due.status == shown.status {
            let mut walk = Walk {
                exchange: shown.exchange,
                differences: &mut shape.differences,
            };
            walk.answer(&due.answer, &shown.answer);
        }
    }
    shape
}

/// Whether two requests ask for the same, their parameters aside.
///
/// An id stands for any id: the same ones may have been met in another order.
fn is_same_request(due: &Entry, shown: &Entry) -> bool {
    let (mut ours, mut theirs) = (parts(&due.path), parts(&shown.path));
    let is_same_part = |part: Option<&str>, other: Option<&str>| match (part, other) {
        (Some(part), Some(other)) => part == other || part.starts_with('<'),
        (part, other) => part == other,
    };
    due.method == shown.method
        && loop {
            let (part, other) = (ours.next(), theirs.next());
            if !is_same_part(part, other) {
                break false;
            }
            if part.is_none() {
                break true;
            }
        }
}

fn parts(path: &str) -> impl Iterator<Item = &str> {
    path.split('?').next().unwrap_or_default().split('/')
}

/// The documents call a debit reversal by two names; which one is a reading, and its own rules judge that.
const DEBIT_REVERSAL: [&str; 2] = ["treasury.debit_reversal", "debit_reversal"];

fn is_same_kind(due: &str, shown: &str) -> bool {
    due == shown || (DEBIT_REVERSAL.contains(&due) && DEBIT_REVERSAL.contains(&shown))
}

/// The member of a difference that is about the answer itself.
const WHOLE: &str = "(the answer)";

struct Walk<'a> {
    exchange: usize,
    differences: &'a mut Vec<Difference>,
}

/// Where a value stands: below which members of which object.
#[derive(Clone, Copy)]
struct Place<'a> {
    object: &'a str,
    above: Option<&'a Place<'a>>,
    name: &'a str,
}

impl<'a> Place<'a> {
    /// Where an object of this kind begins; an answer that is an error has no kind.
    fn of(kind: &'a str) -> Self {
        Self {
            object: if kind.is_empty() { "answer" } else { kind },
            above: None,
            name: "",
        }
    }

    fn within(&'a self, name: &'a str) -> Self {
        Self {
            object: self.object,
            above: Some(self),
            name,
        }
    }

    /// In words (`trace_id.status`), which only a difference needs.
    fn words(&self) -> String {
        match self.above.map(Place::words) {
            Some(above) if !above.is_empty() => format!("{above}.{}", self.name),
            _ => self.name.to_owned(),
        }
    }
}

/// What is due, where the approved answer shows it, and what is shown in its place.
type Pair<'a, T> = (Option<&'a T>, &'a T);

type Members = Map<String, Value>;

impl Walk<'_> {
    fn answer(&mut self, due: &Value, shown: &Value) {
        let Value::Object(due) = due else { return };
        let place = Place::of(kind_of(due).unwrap_or_default());
        match shown {
            Value::Object(shown) => self.telling((Some(due), shown), true),
            _ => self.differ(&place, "an object", described(shown)),
        }
    }

    /// An object that tells its kind, or should.
    fn telling(&mut self, (due, shown): Pair<'_, Members>, is_answer: bool) {
        if let (Some(due), Some(other)) = (due.and_then(kind_of), shown.get("object"))
            && !other.as_str().is_some_and(|other| is_same_kind(due, other))
        {
            return self.differ(&Place::of(due).within("object"), due, described(other));
        }
        let table = due
            .and_then(|due| table_of(due, is_answer))
            .or_else(|| table_of(shown, false));
        if let Some((kind, table)) = table {
            self.members((due, shown), table, &Place::of(kind));
        }
    }

    fn members(&mut self, (due, shown): Pair<'_, Members>, table: &[Member], place: &Place<'_>) {
        for member in table {
            let place = place.within(member.name);
            match shown.get(member.name) {
                Some(shown) => {
                    let due = due.and_then(|due| due.get(member.name));
                    self.member((due, shown), member, &place);
                }
                None if is_due((due, shown), member) => {
                    let expected = if member.nullable {
                        "present, if only as null".to_owned()
                    } else {
                        format!("present: {}", member.kind.words(member.inside))
                    };
                    self.differ(&place, &expected, MISSING.to_owned());
                }
                None => {}
            }
        }
    }

    fn member(&mut self, (due, shown): Pair<'_, Value>, member: &Member, place: &Place<'_>) {
        if shown.is_null() && member.nullable {
            return;
        }
        if !member.kind.admits(shown, member.inside) {
            let expected = member.kind.words(member.inside);
            return self.differ(place, expected, described(shown));
        }
        // Whether a reference is expanded is for the request to say, which is the same.
        if let (Kind::Reference, Some(due)) = (member.kind, due.filter(|due| !due.is_null()))
            && due.is_string() != shown.is_string()
        {
            let expected = if due.is_string() {
                "an id"
            } else {
                "an object"
            };
            return self.differ(place, expected, described(shown));
        }
        match shown {
            Value::Object(shown) => {
                self.object(
                    (due.and_then(Value::as_object), shown),
                    member.inside,
                    place,
                );
            }
            Value::Array(shown) => {
                self.items((due.and_then(Value::as_array), shown), member, place);
            }
            Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
        }
    }

    fn items(&mut self, (due, shown): Pair<'_, Vec<Value>>, member: &Member, place: &Place<'_>) {
        for (index, item) in shown.iter().enumerate() {
            if !member.kind.admits_item(item) {
                let observed = format!("a list with {}", described(item));
                self.differ(place, member.kind.words(member.inside), observed);
            } else if let Value::Object(shown) = item {
                let due = due.and_then(|due| counterpart(due, index, shown));
                self.object((due, shown), member.inside, place);
            }
        }
    }

    fn object(&mut self, (due, shown): Pair<'_, Members>, inside: Inside, place: &Place<'_>) {
        let mut all = |is_right: fn(&Value) -> bool, expected: &str| {
            if let Some(wrong) = shown.values().find(|value| !is_right(value)) {
                self.differ(place, expected, format!("a map with {}", described(wrong)));
            }
        };
        match inside {
            Inside::Part(table) => self.members((due, shown), table, place),
            Inside::Amounts => all(is_integer, "a map of integers"),
            Inside::Metadata => all(Value::is_string, "a map of strings"),
            Inside::Value
            | Inside::Loose
            | Inside::Amount
            | Inside::Time
            | Inside::Prose
            | Inside::Page
            | Inside::Masked(_) => self.telling((due, shown), false),
        }
    }

    fn differ(&mut self, place: &Place<'_>, expected: &str, observed: String) {
        let member = match place.words() {
            words if words.is_empty() => WHOLE.to_owned(),
            words => words,
        };
        // Each item of a list would say the same.
        let same = |other: &Difference| {
            other.exchange == self.exchange
                && other.object == place.object
                && other.member == member
        };
        if !self.differences.iter().any(same) {
            self.differences.push(Difference {
                exchange: self.exchange,
                object: place.object.to_owned(),
                member,
                expected: expected.to_owned(),
                observed,
            });
        }
    }
}

/// Whether an object that does not show a member should.
fn is_due((due, shown): Pair<'_, Members>, member: &Member) -> bool {
    let is_stub = || shown.get("deleted") == Some(&Value::Bool(true));
    match (member.presence, due) {
        (Presence::Always, Some(due)) => due.contains_key(member.name),
        (Presence::Always, None) => !is_stub(),
        (Presence::WhereDue, Some(due)) => due.get(member.name).is_some_and(|due| !due.is_null()),
        (Presence::WhereDue, None) | (Presence::Optional, _) => false,
    }
}

fn kind_of(object: &Members) -> Option<&str> {
    object.get("object").and_then(Value::as_str)
}

/// The item that is due in place of a shown one: the one beside it, or else the first, if they are of one kind.
///
/// Where others of its kind are due, it is right in itself; where none is, it stands in place of the first.
fn counterpart<'a>(due: &'a [Value], index: usize, shown: &Members) -> Option<&'a Members> {
    let is_kind = |item: &&Members| match (kind_of(item), kind_of(shown)) {
        (Some(due), Some(shown)) => is_same_kind(due, shown),
        (due, shown) => due == shown,
    };
    let is_event = kind_of(shown) == Some("event");
    let is_alike =
        |item: &&Members| is_kind(item) && (!is_event || item.get("type") == shown.get("type"));
    let items = || due.iter().filter_map(Value::as_object);
    let beside = due.get(index).and_then(Value::as_object);
    let found = beside.filter(is_alike).or_else(|| items().find(is_alike));
    found.or_else(|| {
        items()
            .next()
            .filter(|_| !items().any(|item| is_kind(&item)))
    })
}
