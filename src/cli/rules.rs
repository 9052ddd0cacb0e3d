//! `recoup rules`: the rules with their sources.

use clap::Args;

use super::screen::Screen;
use super::{Refused, print};
use crate::exit::Exit;
use crate::report::catalogue;
use crate::run::select::Selection;
use crate::spec::Catalogue;

#[derive(Debug, Args)]
pub(super) struct Options {
    /// Rule ids, groups, globs or feature files; all rules without.
    #[arg(value_name = "ID")]
    patterns: Vec<String>,
    /// As JSON.
    #[arg(long)]
    json: bool,
}

pub(super) fn run(options: &Options) -> Result<Exit, Refused> {
    let catalogue = Catalogue::embedded().map_err(Refused::usage)?;
    let selection = Selection {
        patterns: options.patterns.clone(),
        needs: Vec::new(),
    };
    let (chosen, unmatched) = selection.choose(&catalogue);
    if let Some(unmatched) = unmatched.first() {
        return Err(Refused::usage(unmatched));
    }
    print(&if options.json {
        catalogue::json(&catalogue, &chosen)
    } else {
        catalogue::text(&catalogue, &chosen, Screen::Output.width())
    });
    Ok(Exit::Conformant)
}
