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
    /// Enters a difference, of a member of an object once an answer: each item of a list would say the same.
    pub(super) fn enter(
        &mut self,
        place: &Place<'_>,
        expected: impl Into<String>,
        observed: impl Into<String>,
    ) {
        let member = place.words();
        let same = |other: &Difference| {
            other.exchange == self.exchange
                && other.object == place.object
                && other.member == member
        };
        if !self.all.iter().any(same) {
            self.all.push(Difference {
                exchange: self.exchange,
                object: place.object.to_owned(),
                member,
                expected: expected.into(),
                observed: observed.into(),
            });
        }
    }
}
