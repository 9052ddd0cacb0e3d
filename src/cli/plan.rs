//! `recoup plan`: what would run, what would not, and why.

use clap::Args;

use super::settings::Settings;
use super::{Refused, check, print, runtime};
use crate::exit::Exit;
use crate::report::foreseen;
use crate::run::foresee::Blind;
use crate::run::known::Known;
use crate::target::levers::Unusable;

#[derive(Debug, Args)]
pub(super) struct Options {
    #[command(flatten)]
    check: Box<check::Options>,
}

pub(super) fn run(options: &Options) -> Result<Exit, Refused> {
    let settings = Settings::of(&options.check)?;
    let prepared = check::prepare(&options.check, &settings, Known::default())?;
    let foreseen = runtime()?.block_on(prepared.check.foresee());
    let foreseen = foreseen.map_err(|why| match why {
        Blind::Manifest(Unusable::Unreachable(_), _) => Refused::with(Exit::Unreachable, why),
        Blind::Manifest(Unusable::NotTheProtocol(_), _) => Refused::with(Exit::Incomplete, why),
        Blind::Check(why) => Refused::usage(why),
    })?;
    print(&foreseen::text(&foreseen, options.check.verbose));
    Ok(if foreseen.is_empty() {
        Exit::Empty
    } else {
        Exit::Conformant
    })
}
