//! Why a scenario stops before its last step.

use std::fmt;

use crate::shorten::cut;
use crate::target::secret::Redactor;

/// What stopped a scenario.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Trouble {
    /// The target broke the rule.
    Broken {
        /// What the rule demands.
        expected: String,
        /// What the target showed.
        observed: String,
        /// The exchange that shows it.
        exchange: Option<usize>,
    },
    /// The state that the scenario starts from could not be arranged.
    Untestable(String),
    /// A lever answered, and not with what it has to give.
    LeverFault(String),
    /// The harness or its surroundings broke in another way.
    Fault(String),
}

/// The most characters of a text that are kept: a target may say anything, at any length.
const KEPT: usize = 2_000;

impl Trouble {
    /// The exchange that shows how the rule was broken.
    #[must_use]
    pub fn exchange(&self) -> Option<usize> {
        match self {
            Self::Broken { exchange, .. } => *exchange,
            Self::Untestable(_) | Self::LeverFault(_) | Self::Fault(_) => None,
        }
    }

    /// As it is told: without secrets, and short enough to be read.
    #[must_use]
    pub fn told(self, redactor: &Redactor) -> Self {
        let tell = |text: String| kept(&redactor.text(text));
        match self {
            Self::Broken {
                expected,
                observed,
                exchange,
            } => Self::Broken {
                expected: tell(expected),
                observed: tell(observed),
                exchange,
            },
            Self::Untestable(why) => Self::Untestable(tell(why)),
            Self::LeverFault(why) => Self::LeverFault(tell(why)),
            Self::Fault(why) => Self::Fault(tell(why)),
        }
    }
}

/// What is kept of a text.
pub(super) fn kept(text: &str) -> String {
    cut(text, KEPT).into_owned()
}

/// The end of a scenario, for `?` in steps; the trouble itself stays in the world.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stop;

impl fmt::Display for Stop {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the scenario has ended")
    }
}
