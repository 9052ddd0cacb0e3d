//! Why a scenario stops before its last step.

use std::fmt;

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
    /// The harness or its surroundings broke.
    Fault(String),
}

/// The end of a scenario, for `?` in steps; the trouble itself stays in the world.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stop;

impl fmt::Display for Stop {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the scenario has ended")
    }
}
