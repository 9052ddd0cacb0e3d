//! The shape of answers, as far as only a snapshot can say: which object is due where.
//!
//! A target of somebody else's gives other values than the reference, and is right to. What the documents promise of
//! every object stands in its schema. A snapshot shows which object answers a request, whether a reference is expanded, and
//! members that some objects only have.

use serde_json::{Map, Value};

use super::documented::{ANSWER, Inside, Member, Presence, table_named};
use super::kind::described;
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

impl Difference {
    /// Whether both are about the same member of the same kind of object, in the same answer.
    pub(super) fn is_about(&self, other: &Self) -> bool {
        (self.exchange, &self.object, &self.member)
            == (other.exchange, &other.object, &other.member)
    }
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

/// The member of an answer that is an error.
const ERROR: &str = "error";

struct Walk<'a> {
    exchange: usize,
    differences: &'a mut Vec<Difference>,
}

/// Where a value stands: which object, and the members below it.
#[derive(Clone, Copy)]
struct Place<'a> {
    object: &'a str,
    above: Option<&'a Place<'a>>,
    name: &'a str,
}

impl<'a> Place<'a> {
    fn of(object: &'a str) -> Self {
        Self {
            object,
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

type Members = Map<String, Value>;

impl Walk<'_> {
    fn answer(&mut self, due: &Value, shown: &Value) {
        let Value::Object(due) = due else { return };
        match shown {
            Value::Object(shown) if kind_of(due).is_none() && due.contains_key(ERROR) => {
                if !shown.contains_key(ERROR) {
                    let expected = "present: an object".to_owned();
                    self.differ(&Place::of(ANSWER).within(ERROR), expected, MISSING);
                }
            }
            Value::Object(shown) => self.object(due, shown),
            _ => {
                let place = Place::of(kind_of(due).unwrap_or(ANSWER));
                let expected = "an object".to_owned();
                self.differ(&place.within(WHOLE), expected, described(shown));
            }
        }
    }

    /// An object that tells its kind, if the approved one does.
    fn object(&mut self, due: &Members, shown: &Members) {
        let Some(kind) = kind_of(due) else { return };
        let place = Place::of(kind);
        match shown.get("object") {
            None => {
                let expected = format!("present: {kind}");
                self.differ(&place.within("object"), expected, MISSING);
            }
            Some(other)
                if !other
                    .as_str()
                    .is_some_and(|other| is_same_kind(kind, other)) =>
            {
                self.differ(&place.within("object"), kind.to_owned(), described(other));
            }
            Some(_) => {
                if let Some((_, table)) = table_named(kind) {
                    self.members((due, shown), table, &place);
                }
            }
        }
    }

    fn members(&mut self, (due, shown): (&Members, &Members), table: &[Member], place: &Place<'_>) {
        for member in table {
            let place = place.within(member.name);
            match (due.get(member.name), shown.get(member.name)) {
                (Some(due), Some(shown)) => self.member((due, shown), member, &place),
                (Some(due), None) if member.presence == Presence::WhereDue && !due.is_null() => {
                    let expected = format!("present: {}", member.kind.words(member.inside));
                    self.differ(&place, expected, MISSING);
                }
                _ => {}
            }
        }
    }

    fn member(&mut self, pair: (&Value, &Value), member: &Member, place: &Place<'_>) {
        match (pair, member.inside) {
            ((Value::Object(due), Value::Object(shown)), Inside::Part(table)) => {
                self.members((due, shown), table, place);
            }
            ((Value::Object(due), Value::Object(shown)), _) => self.object(due, shown),
            ((Value::Array(due), Value::Array(shown)), _) => {
                self.items((due, shown), member, place);
            }
            // Whether a reference is expanded is for the request to say, which is the same.
            ((Value::String(_), Value::Object(_)), _) => {
                self.differ(place, "an id".to_owned(), "an object");
            }
            ((Value::Object(_), Value::String(_)), _) => {
                self.differ(place, "an object".to_owned(), described(pair.1));
            }
            _ => {}
        }
    }

    fn items(&mut self, (due, shown): (&[Value], &[Value]), member: &Member, place: &Place<'_>) {
        for (index, item) in shown.iter().enumerate() {
            let Value::Object(shown) = item else { continue };
            let Some(due) = counterpart(due, index, shown) else {
                continue;
            };
            match member.inside {
                Inside::Part(table) => self.members((due, shown), table, place),
                _ => self.object(due, shown),
            }
        }
    }

    fn differ(&mut self, place: &Place<'_>, expected: String, observed: impl Into<String>) {
        let difference = Difference {
            exchange: self.exchange,
            object: place.object.to_owned(),
            member: place.words(),
            expected,
            observed: observed.into(),
        };
        // Each item of a list would say the same.
        let same = |other: &Difference| difference.is_about(other);
        if !self.differences.iter().any(same) {
            self.differences.push(difference);
        }
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
