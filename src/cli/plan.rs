//! `recoup plan`: what would run, what would not, and why.

use super::check::{self, Options};
use super::screen::Screen;
use super::settings::Settings;
use super::{Refused, print, until_interrupted};
use crate::exit::Exit;
use crate::report::foreseen;
use crate::run::foresee::Blind;
use crate::run::known::Known;
use crate::target::levers::Unusable;

pub(super) fn run(options: &Options) -> Result<Exit, Refused> {
    let settings = Settings::of(options)?;
    let prepared = check::prepare(options, &settings, Known::default())?;
    let foreseen = until_interrupted(prepared.check.foresee())?.map_err(|why| match why {
        Blind::Manifest(Unusable::Unreachable(_), _) => Refused::with(Exit::Unreachable, why),
        Blind::Manifest(Unusable::NotTheProtocol(_), _) => Refused::with(Exit::Incomplete, why),
        Blind::Check(why) => Refused::usage(why),
    })?;
    let width = Screen::Output.width();
    print(&foreseen::text(&foreseen, options.verbose, width));
    Ok(if foreseen.is_empty() {
        Exit::Empty
    } else {
        Exit::Conformant
    })
}
