//! `recoup doctor`: what works of a target and its levers, and how to mend what does not.

use super::check::{self, Options};
use super::screen::Screen;
use super::settings::Settings;
use super::{Refused, print, until_interrupted};
use crate::exit::Exit;
use crate::report::examined;
use crate::run::examine::Went;
use crate::run::known::Known;

pub(super) fn run(options: &Options) -> Result<Exit, Refused> {
    let settings = Settings::of(options)?;
    let prepared = check::prepare(options, &settings, Known::default())?;
    let examined = until_interrupted(prepared.check.examine())?.map_err(Refused::usage)?;
    print(&examined::text(&examined.tried, Screen::Output.width()));
    let mut tried = examined.tried.iter();
    Ok(if !examined.is_reached {
        Exit::Unreachable
    } else if tried.any(|one| matches!(one.went, Went::Wrong(..))) {
        Exit::Incomplete
    } else {
        Exit::Conformant
    })
}
