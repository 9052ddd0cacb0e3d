//! Files that a command reads: what is wrong with one is told with what it was to be, and what to do.

use std::fs;
use std::io::ErrorKind;
use std::path::Path;

use super::Refused;
use super::settings::NAME;
use crate::nearest::nearest;
use crate::report::{Format, Kind as _};
use crate::tables::Wrong;

/// What a file is to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Source {
    /// The settings.
    Settings,
    /// A list of known failures.
    Known,
    /// A mapping of levers to routes.
    Mapping,
    /// A run that was told in JSON.
    Report,
}

impl Source {
    /// The text of the file.
    ///
    /// # Errors
    /// When it cannot be read: why, what it was to be, and what to do.
    pub(super) fn read(self, path: &Path) -> Result<String, Refused> {
        fs::read_to_string(path).map_err(|error| {
            // A folder cannot be opened at all on some systems, and is denied.
            let kind = if path.is_dir() {
                ErrorKind::IsADirectory
            } else {
                error.kind()
            };
            let wrong = match kind {
                ErrorKind::NotFound | ErrorKind::NotADirectory => self.missing(path),
                ErrorKind::IsADirectory => self.folder(path),
                ErrorKind::PermissionDenied => {
                    format!("it may not be read, and is to be {}; allow it", self.noun())
                }
                ErrorKind::InvalidData => {
                    format!(
                        "it is no text, and is to be {}; {}",
                        self.noun(),
                        self.makes()
                    )
                }
                _ => format!("it cannot be read, and is to be {}: {error}", self.noun()),
            };
            Refused::usage(Wrong::with(&path.display().to_string(), wrong))
        })
    }

    fn missing(self, path: &Path) -> String {
        let head = format!("there is no such file, which is to be {}", self.noun());
        let folder = match path.parent() {
            Some(folder) if !folder.as_os_str().is_empty() => folder,
            Some(_) | None => Path::new("."),
        };
        if !folder.is_dir() {
            let folder = folder.display();
            return format!("{head}, as there is no folder {folder}; {}", self.makes());
        }
        let near = path.file_name().and_then(|name| {
            let there = files(folder);
            let near = nearest(name.to_str()?, there.iter().map(String::as_str))?;
            Some(path.with_file_name(near))
        });
        match near {
            Some(near) => format!("{head}; did you mean {}?", near.display()),
            None => format!("{head}; {}", self.makes()),
        }
    }

    fn folder(self, path: &Path) -> String {
        let inside = path.join(self.usual());
        let what = if inside.is_file() {
            format!("did you mean {}?", inside.display())
        } else {
            "name a file in it".to_owned()
        };
        format!("it is a folder, and is to be {}; {what}", self.noun())
    }

    fn noun(self) -> &'static str {
        match self {
            Self::Settings => "the settings of a target",
            Self::Known => "a list of known failures",
            Self::Mapping => "a mapping of levers to routes",
            Self::Report => "the JSON report of a run",
        }
    }

    /// How there comes to be one.
    fn makes(self) -> &'static str {
        match self {
            Self::Settings => "`recoup init URL` writes one",
            Self::Known => "`recoup known update` writes one",
            Self::Mapping => "write one as the README shows, below \"other ways of levers\"",
            Self::Report => "`recoup check --report json=FILE` writes one",
        }
    }

    /// What it is called where nobody says otherwise.
    fn usual(self) -> &'static str {
        match self {
            Self::Settings => NAME,
            Self::Known => super::known::USUAL_FILE,
            Self::Mapping => "mapping.toml",
            Self::Report => Format::Json.file(),
        }
    }
}

/// The names of the files in a folder, as far as they can be told, sorted.
fn files(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    let files = entries.filter(|entry| entry.path().is_file());
    let mut names: Vec<String> = files
        .filter_map(|entry| entry.file_name().into_string().ok())
        .collect();
    names.sort();
    names
}
