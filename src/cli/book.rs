//! `recoup book`: the specification as a page, for reviewers.

use std::path::{Path, PathBuf};

use clap::Args;

use super::check::catalogue;
use super::{Refused, print};
use crate::exit::Exit;
use crate::report::{html, put};

#[derive(Debug, Args)]
pub(super) struct Options {
    /// Where to write the page; - is standard output.
    #[arg(long, short, value_name = "FILE", default_value = "recoup-book.html")]
    out: PathBuf,
    /// Take the features below this folder in place of the embedded ones.
    #[arg(long, value_name = "DIR")]
    features: Option<PathBuf>,
}

pub(super) fn run(options: &Options) -> Result<Exit, Refused> {
    let page = html::book(&*catalogue(options.features.as_deref())?);
    if options.out == Path::new("-") {
        print(&page);
        return Ok(Exit::Conformant);
    }
    let place = options.out.display();
    put(&page, &options.out).map_err(|error| {
        Refused::usage(format!("the page cannot be written to {place}: {error}"))
    })?;
    print(&format!("book: {place}\n"));
    Ok(Exit::Conformant)
}
