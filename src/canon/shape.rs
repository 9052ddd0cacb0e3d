//! The shape of answers, as far as only a snapshot can say: which object is due where.
//!
//! A target of somebody else's gives other values than the reference, and is right to. What the documents promise of
//! every object stands in its schema. A snapshot shows which object answers a request, whether a reference is expanded, and
//! members that some objects only have.

use serde_json::{Map, Value};

use super::difference::{Difference, Differences, MISSING, Place};
use super::documented::{ANSWER, Inside, Member, Presence, table_named};
use super::kind::{Kind, described};
use super::snapshot::compare_exact;
use super::transcript::{Entry, Transcript};

/// What came of holding a transcript's answers against the approved ones.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Shape {
    /// Where they are not the objects that are due.
    pub differences: Vec<Difference>,
    /// Whether the requests are not the approved ones: from there on no answer was held against anything.
    pub parted: bool,
}

/// Where the answers of a transcript are not the objects that the approved one shows.
///
/// Answers are held against each other in order, as long as the requests are the same; where the statuses differ, the
/// steps have judged already, and no object is due.
#[must_use]
pub fn compare_shape(approved: &str, transcript: &Transcript) -> Shape {
    let approved = Transcript::parse(approved).unwrap_or_default().entries;
    let mut walk = Walk(Differences::default());
    let mut parted = false;
    for (index, shown) in transcript.entries.iter().enumerate() {
        let due = approved.get(index);
        let Some(due) = due.filter(|due| is_same_request(due, shown)) else {
            parted = true;
            break;
        };
        if due.status == shown.status {
            walk.0.exchange = shown.exchange;
            walk.answer(&due.answer(), &shown.answer());
        }
    }
    Shape {
        differences: walk.0.all,
        parted,
    }
}

/// An approved answer and the one that came instead.
///
/// The diff is made only where somebody will read it: of a reading that a target does not take nobody will, and a whole run
/// would spend a hundredth of its time on those.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unlike {
    approved: String,
    came: String,
}

impl Unlike {
    /// The diff from the approved answer to the one that came, where they differ.
    #[must_use]
    pub fn diff(&self) -> Option<String> {
        compare_exact(&self.approved, &self.came)
    }
}

/// The approved answer of an exchange beside the one that came, where there is an approved one.
#[must_use]
pub fn unlike_at(approved: &str, transcript: &Transcript, exchange: usize) -> Option<Unlike> {
    let approved = Transcript::parse(approved)?.entries;
    let mut shown = transcript.entries.iter().enumerate();
    let (index, shown) = shown.find(|(_, entry)| entry.exchange == exchange)?;
    let due = approved
        .get(index)
        .filter(|due| is_same_request(due, shown))?;
    Some(Unlike {
        approved: due.answer_text(),
        came: shown.answer_text(),
    })
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
pub(super) const WHOLE: &str = "(the answer)";

/// The member of an answer that is an error.
const ERROR: &str = "error";

struct Walk(Differences);

type Members = Map<String, Value>;

impl Walk {
    fn answer(&mut self, due: &Value, shown: &Value) {
        let Value::Object(due) = due else { return };
        match shown {
            Value::Object(shown) if kind_of(due).is_none() && due.contains_key(ERROR) => {
                if !shown.contains_key(ERROR) {
                    let expected = "present: an object";
                    self.0
                        .enter(&Place::of(ANSWER).within(ERROR), expected, MISSING);
                }
            }
            Value::Object(shown) => self.object(due, shown),
            _ => {
                let place = Place::of(kind_of(due).unwrap_or(ANSWER));
                let expected = "an object";
                self.0
                    .enter(&place.within(WHOLE), expected, described(shown));
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
                self.0.enter(&place.within("object"), expected, MISSING);
            }
            Some(other)
                if !other
                    .as_str()
                    .is_some_and(|other| is_same_kind(kind, other)) =>
            {
                self.0
                    .enter(&place.within("object"), kind, described(other));
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
                    let expected = format!("present: {}", member.words());
                    self.0.enter(&place, expected, MISSING);
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
            _ if !matches!(member.kind, Kind::Reference(_)) => {}
            // Whether a reference is expanded is for the request to say, which is the same.
            ((Value::String(_), Value::Object(_)), _) => {
                self.0.enter(place, "an id", "an object");
            }
            ((Value::Object(_), Value::String(_)), _) => {
                self.0.enter(place, "an object", described(pair.1));
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
