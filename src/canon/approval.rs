//! Settling a transcript against its snapshot, as insta's users are used to.
//!
//! Only for the reference's own suite and for a folder that a target's owner keeps: a stranger's answers never change
//! what is approved here.

use std::fs::{self, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use super::snapshot::{Store, compare_exact, path_in};

/// What may be written when a transcript is not as approved.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Update {
    /// Nothing.
    No,
    /// A `.snap.new` beside the snapshot, for review.
    New,
    /// A new snapshot at once; a changed one for review.
    Unseen,
    /// The snapshot itself.
    Always,
    /// The snapshot itself, also when only its form is old.
    Force,
}

/// What insta's environment variables ask for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Habits {
    /// `INSTA_UPDATE`; left to itself `new`, or `no` where `CI` is set.
    pub update: Update,
    /// `INSTA_FORCE_PASS`: write, and let the test pass all the same.
    pub force_pass: bool,
    /// `INSTA_SNAPSHOT_REFERENCES_FILE`: where to list the snapshots that were asked for, so that others can be found.
    pub references: Option<PathBuf>,
}

/// An environment variable with a value that insta does not know either.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{variable}={value} is not known; expected {expected}")]
pub struct UnknownHabit {
    /// The variable.
    pub variable: &'static str,
    /// Its value.
    pub value: String,
    /// The values that are known.
    pub expected: &'static str,
}

impl Habits {
    /// Nothing is written and nothing is passed over: the habits with a target of somebody else's.
    #[must_use]
    pub fn none() -> Self {
        Self {
            update: Update::No,
            force_pass: false,
            references: None,
        }
    }

    /// The habits that an environment asks for.
    ///
    /// # Errors
    /// A value that insta would not know.
    pub fn from_env(variable: impl Fn(&str) -> Option<String>) -> Result<Self, UnknownHabit> {
        let set = |name: &str| variable(name).filter(|value| !value.is_empty());
        let unknown = |variable, value, expected| {
            Err(UnknownHabit {
                variable,
                value,
                expected,
            })
        };
        let in_ci = match set("CI") {
            Some(value) => value != "false" && value != "0",
            // Set to nothing is an answer too.
            None => variable("CI").is_none() && variable("TF_BUILD").is_some(),
        };
        let update = match set("INSTA_UPDATE").as_deref() {
            None | Some("auto") if in_ci => Update::No,
            None | Some("auto" | "new") => Update::New,
            Some("always" | "1") => Update::Always,
            Some("unseen") => Update::Unseen,
            Some("no") => Update::No,
            Some("force") => Update::Force,
            Some(value) => {
                return unknown(
                    "INSTA_UPDATE",
                    value.to_owned(),
                    "auto, always, new, unseen, no or force",
                );
            }
        };
        let force_pass = match set("INSTA_FORCE_PASS").as_deref() {
            None | Some("0") => false,
            Some("1") => true,
            Some(value) => return unknown("INSTA_FORCE_PASS", value.to_owned(), "0 or 1"),
        };
        Ok(Self {
            update,
            force_pass,
            references: set("INSTA_SNAPSHOT_REFERENCES_FILE").map(PathBuf::from),
        })
    }
}

/// How a transcript stands to its snapshot.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Standing {
    /// As approved.
    Approved,
    /// There is no snapshot yet.
    Unseen,
    /// Not as approved: the unified diff.
    Changed(String),
}

/// What came of settling a transcript.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Settled {
    /// How it stood to its snapshot.
    pub standing: Standing,
    /// The file that was written.
    pub written: Option<PathBuf>,
    /// Whether the test passes: it is as approved, was approved just now, or passes by force.
    pub passes: bool,
}

/// Holds a scenario's transcript against its snapshot in a folder, and writes what the habits ask for.
///
/// `source` is the feature file, which the review tool shows.
///
/// # Errors
/// A snapshot that cannot be read, or a file that cannot be written.
pub fn settle(
    folder: &Path,
    (scenario, source): (&str, &str),
    text: &str,
    habits: &Habits,
) -> io::Result<Settled> {
    let path = path_in(folder, scenario);
    if let Some(references) = &habits.references {
        let mut list = OpenOptions::new()
            .append(true)
            .create(true)
            .open(references)?;
        writeln!(list, "{}", std::path::absolute(&path)?.display())?;
    }
    let approved = Store::Folder(folder.to_owned())
        .read(scenario)
        .map_err(io::Error::other)?;
    let standing = match approved.map(|approved| compare_exact(&approved, text)) {
        None => Standing::Unseen,
        Some(None) => Standing::Approved,
        Some(Some(diff)) => Standing::Changed(diff),
    };
    let waiting = path.with_extension("snap.new");
    let file = file_of(source, text);
    let target = match (&standing, habits.update) {
        (Standing::Approved, Update::Force) if fs::read(&path)? != file.as_bytes() => Some(&path),
        (Standing::Approved, _) | (_, Update::No) => None,
        (_, Update::Always | Update::Force) | (Standing::Unseen, Update::Unseen) => Some(&path),
        (_, Update::New | Update::Unseen) => Some(&waiting),
    };
    if let Some(target) = target {
        write(target, &file)?;
    }
    let is_approved = standing == Standing::Approved || target == Some(&path);
    if is_approved {
        forget(&waiting)?;
    }
    let written = target.cloned();
    Ok(Settled {
        standing,
        written,
        passes: is_approved || habits.force_pass,
    })
}

/// A snapshot as insta's tools take it: they know their own by `source` in the first line of the header.
fn file_of(source: &str, text: &str) -> String {
    format!("---\nsource: {source}\n---\n{}\n", text.trim_end())
}

/// Writes beside the place and renames, so that no reader meets half a file.
fn write(path: &Path, text: &str) -> io::Result<()> {
    let folder = path.parent().unwrap_or(Path::new("."));
    fs::create_dir_all(folder)?;
    let mut builder = tempfile::Builder::new();
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        // A snapshot is a file of the project like any other; the umask takes its part away.
        builder.permissions(fs::Permissions::from_mode(0o666));
    }
    let mut file = builder.tempfile_in(folder)?;
    file.write_all(text.as_bytes())?;
    file.persist(path).map(drop).map_err(|error| error.error)
}

fn forget(path: &Path) -> io::Result<()> {
    match fs::remove_file(path) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    }
}
