//! `recoup schema`: the documented objects, and the report of a run, as JSON Schemas.

use clap::Args;

use super::{Refused, print};
use crate::canon::{names, schema};
use crate::exit::Exit;
use crate::nearest::hint;
use crate::report::json;

/// What the report of a run is called; no object of the API is.
const RUN: &str = "run";

#[derive(Debug, Args)]
pub(super) struct Options {
    /// The kind of object (`payout`), `error`, or `run` for the JSON report of a run; any answer of the API without.
    #[arg(value_name = "OBJECT")]
    object: Option<String>,
}

pub(super) fn run(options: &Options) -> Result<Exit, Refused> {
    let object = options.object.as_deref();
    if object == Some(RUN) {
        print(json::SCHEMA);
        return Ok(Exit::Conformant);
    }
    let schema = schema(object).ok_or_else(|| {
        let name = object.unwrap_or_default();
        Refused::usage(format!(
            "no document describes an object `{name}`; {}",
            hint(name, "objects", names().chain([RUN]))
        ))
    })?;
    print(&format!("{schema:#}\n"));
    Ok(Exit::Conformant)
}
