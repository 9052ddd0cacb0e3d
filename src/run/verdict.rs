//! How scenarios, rules and whole runs end.

/// How a scenario or a rule ended.
///
/// In order of weight: a rule has the heaviest verdict of its scenarios.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Verdict {
    /// The target does not offer what it needs, or takes another reading.
    NotApplicable,
    /// The target did what the rule says.
    Upheld,
    /// Broken, as the known-failures file says.
    Known,
    /// Declared, but the state it starts from could not be arranged.
    NotTestable,
    /// The harness or its surroundings broke.
    Faulted,
    /// Listed as known to fail, but upheld: the list is stale.
    Fixed,
    /// The target broke the rule; there are findings.
    Broken,
}

impl Verdict {
    /// Every verdict, in the order of the counts in reports.
    pub const ALL: [Self; 7] = [
        Self::Upheld,
        Self::Broken,
        Self::Known,
        Self::Fixed,
        Self::NotApplicable,
        Self::NotTestable,
        Self::Faulted,
    ];

    /// The word for people (`not applicable`).
    #[must_use]
    pub fn phrase(self) -> &'static str {
        match self {
            Self::Upheld => "upheld",
            Self::Broken => "broken",
            Self::Known => "known",
            Self::Fixed => "fixed",
            Self::NotApplicable => "not applicable",
            Self::NotTestable => "not testable",
            Self::Faulted => "faulted",
        }
    }

    /// The verdict with this word for machines.
    #[must_use]
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|verdict| verdict.key() == key)
    }

    /// The word for machines (`not_applicable`).
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Upheld => "upheld",
            Self::Broken => "broken",
            Self::Known => "known",
            Self::Fixed => "fixed",
            Self::NotApplicable => "not_applicable",
            Self::NotTestable => "not_testable",
            Self::Faulted => "faulted",
        }
    }
}

/// What a whole run says about its target.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Conformance {
    /// Every gating rule that ran is upheld.
    Conformant,
    /// A gating rule is broken, or a known failure is stale.
    Broken,
    /// Nothing is broken, but something could not be judged.
    Incomplete,
    /// Nothing ran.
    Empty,
    /// The target or its levers could not be reached, or died.
    Unreachable,
}

impl Conformance {
    /// The word used in reports.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Conformant => "conformant",
            Self::Broken => "broken",
            Self::Incomplete => "incomplete",
            Self::Empty => "empty",
            Self::Unreachable => "unreachable",
        }
    }
}
