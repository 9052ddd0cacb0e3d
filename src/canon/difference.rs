//! What is found of answers: where one is not the documented object.

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
    /// The sort of fault: what was promised of it, and what sort of thing stands there. Two values of a sort are one
    /// fault; a member that is missing here and of another type there is two, and a known failure may be only one.
    pub(super) fn sort(&self) -> (&str, &'static str) {
        (&self.expected, sort(&self.observed))
    }
}

/// What sort of thing an answer shows.
pub(super) fn sort(observed: &str) -> &'static str {
    match observed.chars().next() {
        _ if observed == MISSING => MISSING,
        _ if observed == "null" => "null",
        Some('"') => "a text",
        Some('-' | '0'..='9') => "a number",
        Some('[') => "a list",
        Some('{') => "an object",
        Some(_) | None => "something else",
    }
}

/// What is observed in place of a member that is not there.
pub const MISSING: &str = "missing";

/// Where a value stands: which object, and the members below it.
#[derive(Clone, Copy)]
pub(super) struct Place<'a> {
    object: &'a str,
    above: Option<&'a Place<'a>>,
    name: &'a str,
}

impl<'a> Place<'a> {
    pub(super) fn of(object: &'a str) -> Self {
        Self {
            object,
            above: None,
            name: "",
        }
    }

    pub(super) fn within(&'a self, name: &'a str) -> Self {
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

/// The differences of a scenario, as its answers are looked through.
#[derive(Default)]
pub(super) struct Differences {
    /// Which of the exchanges is looked at.
    pub(super) exchange: usize,
    pub(super) all: Vec<Difference>,
}

impl Differences {
    /// Enters a difference, of a sort and member of an object once an answer: each item of a list would say the same.
    pub(super) fn enter(
        &mut self,
        place: &Place<'_>,
        expected: impl Into<String>,
        observed: impl Into<String>,
    ) {
        let found = Difference {
            exchange: self.exchange,
            object: place.object.to_owned(),
            member: place.words(),
            expected: expected.into(),
            observed: observed.into(),
        };
        let same = |other: &Difference| {
            other.exchange == found.exchange
                && other.object == found.object
                && other.member == found.member
                && other.sort() == found.sort()
        };
        if !self.all.iter().any(same) {
            self.all.push(found);
        }
    }
}
