//! `recoup doctor`: what works of a target and its levers, and how to mend what does not.

use clap::Args;

use super::settings::Settings;
use super::{Refused, check, print, runtime};
use crate::exit::Exit;
use crate::report::examined;
use crate::run::examine::Went;
use crate::run::known::Known;

#[derive(Debug, Args)]
pub(super) struct Options {
    #[command(flatten)]
    check: Box<check::Options>,
}

pub(super) fn run(options: &Options) -> Result<Exit, Refused> {
    let settings = Settings::of(&options.check)?;
    let prepared = check::prepare(&options.check, &settings, Known::default())?;
    let examined = runtime()?.block_on(prepared.check.examine());
    let examined = examined.map_err(Refused::usage)?;
    print(&examined::text(&examined.tried));
    let mut tried = examined.tried.iter();
    Ok(if !examined.is_reached {
        Exit::Unreachable
    } else if tried.any(|one| matches!(one.went, Went::Wrong(..))) {
        Exit::Incomplete
    } else {
        Exit::Conformant
    })
}
