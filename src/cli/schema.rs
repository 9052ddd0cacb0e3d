//! `recoup schema`: the documented objects as JSON Schemas.

use clap::Args;

use super::{Refused, print};
use crate::canon::{names, schema};
use crate::exit::Exit;
use crate::nearest::suggestion;

#[derive(Debug, Args)]
pub(super) struct Options {
    /// The kind of object (`payout`), or `error`; any answer of the API without.
    #[arg(value_name = "OBJECT")]
    object: Option<String>,
}

pub(super) fn run(options: &Options) -> Result<Exit, Refused> {
    let object = options.object.as_deref();
    let schema = schema(object).ok_or_else(|| {
        let name = object.unwrap_or_default();
        Refused::usage(format!(
            "no document describes an object `{name}`{}",
            suggestion(name, names())
        ))
    })?;
    print(&format!("{schema:#}\n"));
    Ok(Exit::Conformant)
}
