//! Report files: asked for on the command line, tried before the run, put in place in one step after it.

use std::fmt;
use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::str::FromStr;

use tempfile::NamedTempFile;
use thiserror::Error;

use super::{Format, markdown};
use crate::run::result::Run;

/// The path that stands for standard output.
pub const STANDARD_OUTPUT: &str = "-";

/// The environment variable in which GitHub names the file that steps add their summaries to.
pub const STEP_SUMMARY: &str = "GITHUB_STEP_SUMMARY";

/// What reports of one sort can be told in.
pub trait Kind:
    Copy + fmt::Debug + fmt::Display + FromStr<Err = UnknownFormat> + Send + Sync + 'static
{
    /// Every one, in the order in which they are offered.
    const KINDS: &'static [Self];

    /// The name on the command line.
    fn name(self) -> &'static str;

    /// What a file of it is usually called.
    fn file(self) -> &'static str;

    /// All of them in a sentence: `html, markdown or csv`.
    #[must_use]
    fn offered() -> String {
        let names: Vec<&str> = Self::KINDS.iter().map(|kind| kind.name()).collect();
        match names.split_last() {
            Some((last, rest)) if !rest.is_empty() => format!("{} or {last}", rest.join(", ")),
            _ => names.concat(),
        }
    }

    /// The one with this name.
    ///
    /// # Errors
    /// When there is none; the nearest is offered.
    fn named(name: &str) -> Result<Self, UnknownFormat> {
        let found = Self::KINDS.iter().find(|kind| kind.name() == name);
        found.copied().ok_or_else(|| {
            let names = || Self::KINDS.iter().map(|kind| kind.name());
            let nearest = crate::nearest::closest(name, names());
            UnknownFormat {
                name: name.to_owned(),
                nearest: nearest.map(|(nearest, _)| nearest).unwrap_or_default(),
                offered: names().collect::<Vec<_>>().join(", "),
            }
        })
    }
}

/// No format has this name; the nearest is offered.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("there is no report format {name:?}; did you mean `{nearest}`? (formats: {offered})")]
pub struct UnknownFormat {
    name: String,
    nearest: &'static str,
    offered: String,
}

/// A report to be written: `--report json=out/run.json`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Request<K> {
    /// How it is told.
    pub format: K,
    /// Where it is put; `-` is standard output.
    pub path: PathBuf,
}

/// A report of a run to be written.
pub type ReportRequest = Request<Format>;

/// Why a report cannot be made.
#[derive(Debug, Error)]
pub enum ReportError {
    /// The value of `--report` is not `FORMAT=PATH`.
    #[error("{0:?} names no report: it is FORMAT=PATH, as in `{1}`")]
    Form(String, String),
    /// No such format.
    #[error(transparent)]
    Format(#[from] UnknownFormat),
    /// Two reports were asked for at one place, where the second would replace the first.
    #[error("two reports are to be written to {0}")]
    Twice(String),
    /// A report would be written over what it is made from.
    #[error(
        "the {0} report would take the place of {1}, which it is made from; write it elsewhere"
    )]
    Source(&'static str, String),
    /// The file cannot be written.
    #[error("the {format} report cannot be written to {place}: {cause}")]
    Unwritable {
        /// What was to be written.
        format: &'static str,
        /// Where, as people call it.
        place: String,
        /// What stands in the way.
        cause: io::Error,
    },
}

impl<K: Kind> FromStr for Request<K> {
    type Err = ReportError;

    fn from_str(text: &str) -> Result<Self, ReportError> {
        match text.split_once('=') {
            Some((format, path)) if !path.is_empty() => Ok(Self {
                format: K::named(format)?,
                path: PathBuf::from(path),
            }),
            Some(_) | None => {
                let example = K::KINDS.first().map(|kind| (kind.name(), kind.file()));
                let (name, file) = example.unwrap_or_default();
                Err(ReportError::Form(text.to_owned(), format!("{name}={file}")))
            }
        }
    }
}

/// Tries every place that reports are to be put, before a run spends minutes on what cannot be kept.
///
/// # Errors
/// The first request that cannot be carried out, with path and cause. What stands at the path stays as it is.
pub fn check_writable<K: Kind>(requests: &[Request<K>]) -> Result<(), ReportError> {
    for (index, request) in requests.iter().enumerate() {
        let same = |earlier: &Request<K>| spot(&earlier.path) == spot(&request.path);
        if requests[..index].iter().any(same) {
            return Err(ReportError::Twice(request.place()));
        }
        if request.is_standard_output() {
            continue;
        }
        can_put(&request.path).map_err(|cause| request.unwritable(cause))?;
    }
    Ok(())
}

/// Whether no report would take the place of what it is made from.
///
/// # Errors
/// The first request that would.
pub fn check_apart<K: Kind>(requests: &[Request<K>], read: &[PathBuf]) -> Result<(), ReportError> {
    let sources: Vec<PathBuf> = read
        .iter()
        .filter_map(|path| path.canonicalize().ok())
        .collect();
    let replaces = |request: &&Request<K>| {
        let place = request.path.canonicalize();
        !request.is_standard_output() && place.is_ok_and(|place| sources.contains(&place))
    };
    match requests.iter().find(replaces) {
        Some(request) => Err(ReportError::Source(request.format.name(), request.place())),
        None => Ok(()),
    }
}

/// What became of a report.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Written {
    /// It stands where it was asked for.
    Whole,
    /// The summary of the step is full, so that nothing of it was added there.
    NoRoom,
}

/// Writes the report of a run where it is asked for.
///
/// # Errors
/// Path and cause when the file system refuses.
pub fn write(run: &Run, request: &ReportRequest) -> Result<Written, ReportError> {
    let text = match request.step_summary() {
        Some(there) if request.format == Format::Markdown => markdown::beside(run, there),
        Some(_) | None => request.format.render(run),
    };
    request.put(&text)?;
    Ok(if text.is_empty() {
        Written::NoRoom
    } else {
        Written::Whole
    })
}

impl<K: Kind> Request<K> {
    /// Whether it goes to standard output, which then is for programs.
    #[must_use]
    pub fn is_standard_output(&self) -> bool {
        self.path.as_os_str() == STANDARD_OUTPUT
    }

    /// The place as people call it.
    #[must_use]
    pub fn place(&self) -> String {
        if self.is_standard_output() {
            "standard output".to_owned()
        } else {
            self.path.display().to_string()
        }
    }

    /// Puts a text there: beside its place and renamed, so that nobody ever reads half of one.
    ///
    /// # Errors
    /// Path and cause when the file system refuses.
    pub fn put(&self, text: &str) -> Result<(), ReportError> {
        let done = if self.is_standard_output() {
            let mut out = io::stdout().lock();
            out.write_all(text.as_bytes()).and_then(|()| out.flush())
        } else {
            put(text, &self.path)
        };
        match done {
            // A reader that has gone away is no error.
            Err(cause) if cause.kind() == io::ErrorKind::BrokenPipe => Ok(()),
            done => done.map_err(|cause| self.unwritable(cause)),
        }
    }

    /// How many bytes there are in the file of step summaries, if it is to be written there.
    fn step_summary(&self) -> Option<usize> {
        if !is_step_summary(&self.path) {
            return None;
        }
        let there = fs::metadata(&self.path).map(|there| there.len());
        usize::try_from(there.unwrap_or_default()).ok()
    }

    fn unwritable(&self, cause: io::Error) -> ReportError {
        ReportError::Unwritable {
            format: self.format.name(),
            place: self.place(),
            cause,
        }
    }
}

/// What a path stands for.
enum Place {
    /// A file, there or not, with links followed: a link to a report stays a link.
    File(PathBuf),
    /// A pipe or a device (`/dev/stdout`), which must not be replaced by a file.
    Stream,
    /// The file that GitHub gathers the summaries of a step in, to which each adds its own.
    StepSummary,
}

impl Place {
    fn of(path: &Path) -> io::Result<Self> {
        match fs::metadata(path) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                Ok(Self::File(path.to_owned()))
            }
            Err(error) => Err(error),
            Ok(there) if there.is_dir() => Err(io::Error::new(
                io::ErrorKind::IsADirectory,
                "it is a folder",
            )),
            Ok(there) if there.is_file() && is_step_summary(path) => Ok(Self::StepSummary),
            Ok(there) if there.is_file() => Ok(Self::File(fs::canonicalize(path)?)),
            Ok(_) => Ok(Self::Stream),
        }
    }
}

fn is_step_summary(path: &Path) -> bool {
    std::env::var_os(STEP_SUMMARY).is_some_and(|named| named == *path)
}

fn folder_of(path: &Path) -> &Path {
    match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        Some(_) | None => Path::new("."),
    }
}

/// A path by which a file is known that may not be there yet, however it is written.
fn spot(path: &Path) -> PathBuf {
    let whole = fs::canonicalize(path).ok().or_else(|| {
        let folder = fs::canonicalize(folder_of(path)).ok()?;
        Some(folder.join(path.file_name()?))
    });
    whole.unwrap_or_else(|| path.to_owned())
}

/// Tries whether [`put`] will be able to; what stands there stays as it is.
///
/// # Errors
/// When the file system refuses.
pub fn can_put(path: &Path) -> io::Result<()> {
    match Place::of(path)? {
        Place::Stream | Place::StepSummary => {
            let mut options = fs::OpenOptions::new();
            options.append(true).open(path).map(drop)
        }
        Place::File(path) => beside(&path).map(drop),
    }
}

/// Writes a text beside its place and renames it there, so that nobody ever reads half of it.
///
/// # Errors
/// When the file system refuses.
pub fn put(text: &str, path: &Path) -> io::Result<()> {
    match Place::of(path)? {
        Place::Stream | Place::StepSummary => fs::OpenOptions::new()
            .append(true)
            .open(path)?
            .write_all(text.as_bytes()),
        Place::File(path) => {
            let mut file = beside(&path)?;
            file.write_all(text.as_bytes())?;
            file.persist(&path)?;
            Ok(())
        }
    }
}

/// A new file in the folder of `path`, gone again unless it is renamed.
fn beside(path: &Path) -> io::Result<NamedTempFile> {
    let folder = folder_of(path);
    if !folder.is_dir() {
        let missing = format!("there is no folder {}; make it first", folder.display());
        return Err(io::Error::new(io::ErrorKind::NotFound, missing));
    }
    let mut builder = tempfile::Builder::new();
    builder.prefix(".recoup-report-");
    #[cfg(unix)]
    {
        // Like any file that a program makes, so that the next step of a pipeline may read it.
        use std::os::unix::fs::PermissionsExt;
        builder.permissions(fs::Permissions::from_mode(0o666));
    }
    // The error without the name of a file that nobody asked for.
    builder
        .tempfile_in(folder)
        .map_err(|error| io::Error::from(error.kind()))
}
