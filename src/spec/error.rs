//! What is wrong with the feature files, all of it at once.

use std::fmt;

/// Something wrong in a feature file.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct SpecError {
    /// The file, as `features/payouts/cancel.feature`.
    pub path: String,
    /// The line, counted from 1; 0 when it is about the file or folder as a whole.
    pub line: usize,
    /// What is wrong, what was expected, and the nearest known name.
    pub message: String,
}

impl fmt::Display for SpecError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.line {
            0 => write!(f, "{}: {}", self.path, self.message),
            line => write!(f, "{}:{line}: {}", self.path, self.message),
        }
    }
}

/// Everything that is wrong, in the order of files and lines; never empty.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{}", .0.iter().map(SpecError::to_string).collect::<Vec<_>>().join("\n"))]
pub struct SpecErrors(pub Vec<SpecError>);

/// Collects what is wrong with one file.
pub(super) struct Problems<'a> {
    pub(super) path: &'a str,
    pub(super) found: Vec<SpecError>,
}

impl<'a> Problems<'a> {
    pub(super) fn of(path: &'a str) -> Self {
        Self {
            path,
            found: Vec::new(),
        }
    }

    pub(super) fn add(&mut self, line: usize, message: impl Into<String>) {
        self.found.push(SpecError {
            path: self.path.to_owned(),
            line,
            message: message.into(),
        });
    }
}
