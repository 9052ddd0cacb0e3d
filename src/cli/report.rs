//! `recoup report`: a run told again, from its report in JSON.

use std::path::PathBuf;

use clap::Args;

use super::reports::Reports;
use super::screen::Screen;
use super::{Refused, check, merge};
use crate::exit::Exit;
use crate::report::terminal::Style;
use crate::report::{Format, terminal};

#[derive(Debug, Args)]
pub(super) struct Options {
    /// The report in JSON, as `recoup check --report json=FILE` wrote it; - is standard input.
    #[arg(long, value_name = "FILE")]
    from: PathBuf,
    #[command(flatten)]
    reports: Reports<Format>,
    /// Show whole transcripts, and everything that did not apply.
    #[arg(long, short)]
    verbose: bool,
    /// Show only what is wrong, and the last sentence.
    #[arg(long, short, conflicts_with = "verbose")]
    quiet: bool,
}

pub(super) fn run(options: &Options) -> Result<Exit, Refused> {
    let read = std::slice::from_ref(&options.from);
    let requests = options.reports.requests(read)?;
    let (_, run) = merge::named(&options.from)?;
    if requests.is_empty() {
        let screen = Screen::Output;
        let style = Style {
            again: run.again.clone(),
            ..screen.style(options.verbose, options.quiet)
        };
        screen.print(&terminal::render(&run, &style));
    }
    check::write_reports(&run, &requests)?;
    Ok(Exit::Conformant)
}
