//! Where the settings file is.

use std::path::{Path, PathBuf};

use super::file::Written;
use crate::cli::Refused;
use crate::cli::source::Source;

/// What it is called.
pub(in crate::cli) const NAME: &str = "recoup.toml";

/// The variable that names it.
const VARIABLE: &str = "RECOUP_CONFIG";

/// Reads the file that is named, or the one in the working directory or above, up to the root of the repository.
pub(super) fn read(named: Option<&Path>) -> Result<(Option<PathBuf>, Written), Refused> {
    let variable = std::env::var_os(VARIABLE).filter(|value| !value.is_empty());
    let named = named
        .map(Path::to_owned)
        .or_else(|| variable.map(PathBuf::from));
    let Some(path) = named.or_else(found) else {
        return Ok((None, Written::default()));
    };
    let text = Source::Settings.read(&path)?;
    let written = Written::parse(&path, &text).map_err(Refused::usage)?;
    Ok((Some(path), written))
}

/// The nearest file, by a path as short as can be.
fn found() -> Option<PathBuf> {
    let here = std::env::current_dir().ok()?;
    for folder in here.ancestors() {
        let path = folder.join(NAME);
        if path.is_file() {
            let is_here = folder == here;
            return Some(if is_here { PathBuf::from(NAME) } else { path });
        }
        if folder.join(".git").exists() {
            return None;
        }
    }
    None
}
