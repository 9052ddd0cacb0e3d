//! The reports that a command is asked for, and where they go.

use std::path::PathBuf;

use clap::Args;

use super::Refused;
use crate::report::{Kind, Request, check_apart, check_writable};

/// `--report`, and `--to` with its folder.
#[derive(Debug, Args)]
#[group(skip)]
pub(super) struct Reports<K: Kind> {
    #[arg(long, value_name = "FORMAT=PATH", help = offer::<K>())]
    report: Vec<Request<K>>,
    #[arg(long, value_name = "FORMAT,…", value_delimiter = ',', help = usual::<K>())]
    to: Vec<K>,
    /// The folder for --to, which is made where there is none.
    #[arg(long, value_name = "DIR", default_value = ".", requires = "to")]
    into: PathBuf,
}

/// What `--report` takes.
pub(super) fn offer<K: Kind>() -> String {
    let formats = K::offered();
    format!("Write a report: {formats}, then =PATH (- is standard output)")
}

fn usual<K: Kind>() -> String {
    let files: Vec<&str> = K::KINDS.iter().take(2).map(|kind| kind.file()).collect();
    let files = files.join(", ");
    format!("Write reports in these formats under their usual names ({files}, …)")
}

impl<K: Kind> Reports<K> {
    /// All of them: each can be written, and none takes the place of a file that they are made from.
    ///
    /// # Errors
    /// Which cannot, and why.
    pub(super) fn requests(&self, read: &[PathBuf]) -> Result<Vec<Request<K>>, Refused> {
        let named = self.to.iter().map(|format| Request {
            format: *format,
            path: self.into.join(format.file()),
        });
        let requests: Vec<_> = self.report.iter().cloned().chain(named).collect();
        check_apart(&requests, read).map_err(Refused::usage)?;
        if !self.to.is_empty() {
            std::fs::create_dir_all(&self.into).map_err(|error| {
                let folder = self.into.display();
                Refused::usage(format!("the folder {folder} cannot be made: {error}"))
            })?;
        }
        check_writable(&requests).map_err(Refused::usage)?;
        Ok(requests)
    }
}
