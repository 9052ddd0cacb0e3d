//! `recoup report`: a run told again, from its report in JSON.

use std::path::{Path, PathBuf};

use clap::Args;

use super::screen::Screen;
use super::{Refused, check, merge};
use crate::exit::Exit;
use crate::report::terminal::Style;
use crate::report::{Format, Kind, ReportRequest, Request, check_apart, check_writable, terminal};

#[derive(Debug, Args)]
pub(super) struct Options {
    /// The report in JSON, as `recoup check --report json=FILE` wrote it; - is standard input.
    #[arg(long, value_name = "FILE")]
    from: PathBuf,
    /// Write a report: json, junit, ctrf, github, markdown, badge or har, then =PATH (- is standard output).
    #[arg(long, value_name = "FORMAT=PATH")]
    report: Vec<ReportRequest>,
    /// Write reports in these formats under their usual names (junit.xml, summary.md, …).
    #[arg(long, value_name = "FORMAT,…", value_delimiter = ',')]
    to: Vec<Format>,
    /// The folder for --to.
    #[arg(long, value_name = "DIR", default_value = ".", requires = "to")]
    into: PathBuf,
    /// Show whole transcripts, and everything that did not apply.
    #[arg(long, short)]
    verbose: bool,
    /// Show only what is wrong, and the last sentence.
    #[arg(long, short, conflicts_with = "verbose")]
    quiet: bool,
}

pub(super) fn run(options: &Options) -> Result<Exit, Refused> {
    let requests = asked(&options.report, &options.to, &options.into);
    check_apart(&requests, std::slice::from_ref(&options.from))
        .and_then(|()| check_writable(&requests))
        .map_err(Refused::usage)?;
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

/// What `--report`, and `--to` with its folder, ask for.
pub(super) fn asked<K: Kind>(given: &[Request<K>], to: &[K], into: &Path) -> Vec<Request<K>> {
    let named = to.iter().map(|format| Request {
        format: *format,
        path: into.join(format.file()),
    });
    given.iter().cloned().chain(named).collect()
}
