//! Telling what came of a run, each format being a pure function of the [`Run`].
//!
//! A report adds nothing: every number in it is a method of [`Run`], so that no two reports of one run disagree and
//! none disagrees with the exit code. The terminal is told by [`terminal::render`]; files are asked for with
//! `--report FORMAT=PATH`, which parses to a [`ReportRequest`].

mod broken;
pub mod catalogue;
mod conclusion;
pub mod curl;
pub mod examined;
pub mod foreseen;
pub mod html;
pub mod json;
pub mod junit;
pub mod progress;
pub mod proof;
pub mod read;
pub mod readings;
mod request;
pub mod terminal;
pub mod visible;

pub use request::{ReportError, ReportRequest, check_writable, put, write};

use std::fmt;
use std::str::FromStr;

use thiserror::Error;

use crate::run::result::Run;

/// A format of report files.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Format {
    /// Everything, for programs ([`json`]).
    Json,
    /// What continuous integration shows, as `JUnit` XML ([`junit`]).
    Junit,
    /// A page for a browser ([`html`]).
    Html,
}

impl Format {
    /// Every format, in the order in which they are offered.
    pub const ALL: [Self; 3] = [Self::Json, Self::Junit, Self::Html];

    /// The name on the command line.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Json => "json",
            Self::Junit => "junit",
            Self::Html => "html",
        }
    }

    /// The run, told in this format.
    #[must_use]
    pub fn render(self, run: &Run) -> String {
        match self {
            Self::Json => json::render(run),
            Self::Junit => junit::render(run),
            Self::Html => html::render(run),
        }
    }
}

impl fmt::Display for Format {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// No format has this name; the nearest is offered.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error(
    "there is no report format {name:?}; did you mean `{nearest}`? (formats: {})",
    offered()
)]
pub struct UnknownFormat {
    /// What was asked for.
    pub name: String,
    /// The format whose name is nearest to it.
    pub nearest: Format,
}

impl FromStr for Format {
    type Err = UnknownFormat;

    fn from_str(name: &str) -> Result<Self, UnknownFormat> {
        if let Some(format) = Self::ALL.into_iter().find(|format| format.name() == name) {
            return Ok(format);
        }
        let distance =
            |format: &Self| strsim::damerau_levenshtein(&name.to_lowercase(), format.name());
        let nearest = Self::ALL
            .into_iter()
            .min_by_key(distance)
            .unwrap_or(Self::Json);
        Err(UnknownFormat {
            name: name.to_owned(),
            nearest,
        })
    }
}

fn offered() -> String {
    Format::ALL.map(Format::name).join(", ")
}

impl fmt::Display for Run {
    /// The report for a pipe, as for `assert!(run.is_conformant(), "{run}")`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&terminal::render(self, &terminal::Style::default()))
    }
}
