//! `recoup compare`: runs side by side, rule by rule.

use std::path::PathBuf;

use clap::Args;

use super::options::gate;
use super::reports::Reports;
use super::screen::Screen;
use super::{Refused, check, merge};
use crate::exit::Exit;
use crate::report::compare::{Form, terminal};
use crate::run::compare::{Comparison, Side};
use crate::run::judge::Gate;

#[derive(Debug, Args)]
pub(super) struct Options {
    /// Reports in JSON, as `recoup check --report json=FILE` writes them.
    #[arg(value_name = "FILE", required = true, num_args = 2..)]
    files: Vec<PathBuf>,
    #[command(flatten)]
    reports: Reports<Form>,
    /// Whose regressions decide: documented (the default: rules that gate in the second run), or all.
    #[arg(long, value_name = "LEVELS", value_parser = gate)]
    gate: Option<Gate>,
    /// Show every rule, also where all runs uphold it.
    #[arg(long, short)]
    verbose: bool,
    /// Show only what changed, and the last sentence.
    #[arg(long, short, conflicts_with = "verbose")]
    quiet: bool,
}

pub(super) fn run(options: &Options) -> Result<Exit, Refused> {
    let requests = options.reports.requests(&options.files)?;
    // One at a time, as the transcripts of a run are large and not needed here.
    let sides = options.files.iter().map(|path| {
        let (file, run) = merge::named(path)?;
        Ok(Side::of(&file, run))
    });
    let sides = sides.collect::<Result<Vec<_>, Refused>>()?;
    let comparison = Comparison::of(sides, options.gate.unwrap_or_default());
    let screen = Screen::beside(&requests);
    let style = screen.style(options.verbose, options.quiet);
    screen.print(&terminal::render(&comparison, &style));
    check::put_each(&requests, |request| {
        let text = request.format.render(&comparison);
        request.put(&text).map(|()| "")
    })?;
    Ok(comparison.exit())
}
