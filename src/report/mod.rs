//! Telling what came of a run, each format being a pure function of the [`Run`].
//!
//! A report adds nothing: every number in it is a method of [`Run`], so that no two reports of one run disagree and
//! none disagrees with the exit code. The terminal is told by [`terminal::render`]; files are asked for with
//! `--report FORMAT=PATH`, which parses to a [`ReportRequest`].

pub mod badge;
mod broken;
mod case;
pub mod catalogue;
pub mod compare;
mod conclusion;
pub mod ctrf;
pub mod curl;
pub mod examined;
pub mod foreseen;
pub mod github;
pub mod har;
pub mod html;
pub mod json;
pub mod junit;
mod lines;
pub mod markdown;
pub mod progress;
pub mod proof;
pub mod read;
pub mod readings;
mod request;
pub mod terminal;
pub mod visible;
mod wants;

pub use request::{
    Kind, ReportError, ReportRequest, Request, STANDARD_OUTPUT, UnknownFormat, Written, can_put,
    check_apart, check_writable, put, write,
};

use std::fmt;
use std::str::FromStr;

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
    /// The same for whatever reads the Common Test Report Format ([`ctrf`]).
    Ctrf,
    /// Annotations in the log of GitHub Actions ([`github`]).
    Github,
    /// A page of Markdown, as GitHub shows for a step ([`markdown`]).
    Markdown,
    /// What shields.io makes a badge of ([`badge`]).
    Badge,
    /// The exchanges as an HTTP archive ([`har`]).
    Har,
}

impl Format {
    /// Every format, in the order in which they are offered.
    pub const ALL: [Self; 8] = [
        Self::Json,
        Self::Junit,
        Self::Html,
        Self::Ctrf,
        Self::Github,
        Self::Markdown,
        Self::Badge,
        Self::Har,
    ];

    /// The name on the command line.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Json => "json",
            Self::Junit => "junit",
            Self::Html => "html",
            Self::Ctrf => "ctrf",
            Self::Github => "github",
            Self::Markdown => "markdown",
            Self::Badge => "badge",
            Self::Har => "har",
        }
    }

    /// Whether it tells what was said in scenarios with nothing wrong, so that a run must keep it.
    ///
    /// An archive of exchanges could, but of thousands nobody wants to see those unless they ask.
    #[must_use]
    pub fn tells_everything(self) -> bool {
        match self {
            Self::Json => true,
            Self::Junit
            | Self::Html
            | Self::Ctrf
            | Self::Github
            | Self::Markdown
            | Self::Badge
            | Self::Har => false,
        }
    }

    /// The run, told in this format.
    #[must_use]
    pub fn render(self, run: &Run) -> String {
        match self {
            Self::Json => json::render(run),
            Self::Junit => junit::render(run),
            Self::Html => html::render(run),
            Self::Ctrf => ctrf::render(run),
            Self::Github => github::render(run),
            Self::Markdown => markdown::render(run),
            Self::Badge => badge::render(run),
            Self::Har => har::render(run),
        }
    }
}

impl Kind for Format {
    const KINDS: &'static [Self] = &Self::ALL;

    fn name(self) -> &'static str {
        Self::name(self)
    }

    fn file(self) -> &'static str {
        match self {
            Self::Json => "recoup.json",
            Self::Junit => "junit.xml",
            Self::Html => "recoup.html",
            Self::Ctrf => "ctrf.json",
            Self::Github => "annotations.txt",
            Self::Markdown => "summary.md",
            Self::Badge => "badge.json",
            Self::Har => "recoup.har",
        }
    }
}

impl fmt::Display for Format {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl FromStr for Format {
    type Err = UnknownFormat;

    fn from_str(name: &str) -> Result<Self, UnknownFormat> {
        Self::named(name)
    }
}

impl fmt::Display for Run {
    /// The report for a pipe, as for `assert!(run.is_conformant(), "{run}")`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&terminal::render(self, &terminal::Style::default()))
    }
}
