//! `recoup merge`: one run out of the reports of several.

use std::path::{Path, PathBuf};

use clap::Args;

use super::reports::Reports;
use super::screen::Screen;
use super::source::Source;
use super::{Refused, check};
use crate::exit::Exit;
use crate::report::terminal::Style;
use crate::report::{Format, STANDARD_OUTPUT, read, terminal};
use crate::run::merge::{Named, merge};

#[derive(Debug, Args)]
pub(super) struct Options {
    /// Reports in JSON: every shard of a run, or runs of different selections.
    #[arg(value_name = "FILE", required = true)]
    files: Vec<PathBuf>,
    #[command(flatten)]
    reports: Reports<Format>,
    /// The features that the runs were made with, if not the embedded ones.
    #[arg(long, value_name = "DIR")]
    features: Option<PathBuf>,
    /// Show whole transcripts, and everything that did not apply.
    #[arg(long, short)]
    verbose: bool,
    /// Show only what is wrong, and the last sentence.
    #[arg(long, short, conflicts_with = "verbose")]
    quiet: bool,
}

pub(super) fn run(options: &Options) -> Result<Exit, Refused> {
    let requests = options.reports.requests(&options.files)?;
    let catalogue = check::catalogue(options.features.as_deref())?;
    let runs = options.files.iter().map(|path| named(path));
    let runs = runs.collect::<Result<Vec<_>, _>>()?;
    let run = merge(runs, &catalogue).map_err(Refused::usage)?;
    let screen = Screen::beside(&requests);
    let style = Style {
        again: run.again.clone(),
        ..screen.style(options.verbose, options.quiet)
    };
    screen.print(&terminal::render(&run, &style));
    check::told(&run, &requests)
}

/// The run that a report in JSON tells, and what the report is called.
pub(super) fn named(path: &Path) -> Result<Named, Refused> {
    let is_input = path.as_os_str() == STANDARD_OUTPUT;
    let name = if is_input {
        "standard input".to_owned()
    } else {
        path.display().to_string()
    };
    let wrong = |why: String| Refused::usage(format!("{name}: {why}"));
    let text = if is_input {
        std::io::read_to_string(std::io::stdin()).map_err(|error| wrong(error.to_string()))?
    } else {
        Source::Report.read(path)?
    };
    let run = read::read(&text).map_err(|error| wrong(error.to_string()))?;
    Ok((name, run))
}
