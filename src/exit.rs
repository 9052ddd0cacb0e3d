//! The exit codes, the one part of the output that every gate reads.

use std::process::ExitCode;

/// How the program ends.
///
/// When several apply, 70 wins over 130, 5, 2, 4, 1, 3 and 0, in this order, so that a gate
/// never mistakes "nothing ran" or "the target died" for "a rule is broken".
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Exit {
    /// Every gating rule that ran is upheld.
    Conformant,
    /// A gating rule is broken, or a known failure is stale.
    Broken,
    /// The command line or a file given on it is wrong.
    Usage,
    /// Nothing is broken, but something could not be judged.
    Incomplete,
    /// Nothing ran.
    Empty,
    /// The target or its levers could not be reached, or died.
    Unreachable,
    /// A fault of recoup itself.
    Internal,
    /// The run was interrupted (SIGINT); its reports are written all the same.
    Interrupted,
}

impl Exit {
    /// The number that the process ends with.
    #[must_use]
    pub fn code(self) -> u8 {
        match self {
            Self::Conformant => 0,
            Self::Broken => 1,
            Self::Usage => 2,
            Self::Incomplete => 3,
            Self::Empty => 4,
            Self::Unreachable => 5,
            Self::Internal => 70,
            Self::Interrupted => 130,
        }
    }

    /// The one that wins where both apply.
    #[must_use]
    pub fn heavier(self, other: Self) -> Self {
        let weight = |exit| match exit {
            Self::Conformant => 0,
            Self::Incomplete => 1,
            Self::Broken => 2,
            Self::Empty => 3,
            Self::Usage => 4,
            Self::Unreachable => 5,
            Self::Interrupted => 6,
            Self::Internal => 7,
        };
        if weight(other) > weight(self) {
            other
        } else {
            self
        }
    }
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        Self::from(exit.code())
    }
}
