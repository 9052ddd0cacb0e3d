//! Where a rule comes from.

/// How well a rule is founded, which decides whether it gates.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Level {
    /// Stated by the documents or the published schema.
    Documented,
    /// Seen on the real API and published by others.
    Recorded,
    /// Follows from the rest.
    Inferred,
}

impl Level {
    /// Every level, the best founded first.
    pub const ALL: [Self; 3] = [Self::Documented, Self::Recorded, Self::Inferred];

    /// The level with this word.
    #[must_use]
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|level| level.word() == word)
    }

    /// The word used in tags and reports.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Documented => "documented",
            Self::Recorded => "recorded",
            Self::Inferred => "inferred",
        }
    }
}
