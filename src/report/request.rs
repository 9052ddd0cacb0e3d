//! Report files: asked for on the command line, tried before the run, put in place in one step after it.

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::str::FromStr;

use tempfile::NamedTempFile;
use thiserror::Error;

use super::{Format, UnknownFormat};
use crate::run::result::Run;

/// A report to be written: `--report json=out/run.json`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReportRequest {
    /// How it is told.
    pub format: Format,
    /// Where it is put.
    pub path: PathBuf,
}

/// Why a report cannot be made.
#[derive(Debug, Error)]
pub enum ReportError {
    /// The value of `--report` is not `FORMAT=PATH`.
    #[error("{0:?} names no report: it is FORMAT=PATH, as in `json=recoup.json`")]
    Form(String),
    /// No such format.
    #[error(transparent)]
    Format(#[from] UnknownFormat),
    /// Two reports were asked for at one place, where the second would replace the first.
    #[error("two reports are to be written to {}", .0.display())]
    Twice(PathBuf),
    /// The file cannot be written.
    #[error("the {format} report cannot be written to {}: {cause}", .path.display())]
    Unwritable {
        /// What was to be written.
        format: Format,
        /// Where.
        path: PathBuf,
        /// What stands in the way.
        cause: io::Error,
    },
}

impl FromStr for ReportRequest {
    type Err = ReportError;

    fn from_str(text: &str) -> Result<Self, ReportError> {
        match text.split_once('=') {
            Some((format, path)) if !path.is_empty() => Ok(Self {
                format: format.parse()?,
                path: PathBuf::from(path),
            }),
            Some(_) | None => Err(ReportError::Form(text.to_owned())),
        }
    }
}

/// Tries every place that reports are to be put, before a run spends minutes on what cannot be kept.
///
/// # Errors
/// The first request that cannot be carried out, with path and cause. What stands at the path stays as it is.
pub fn check_writable(requests: &[ReportRequest]) -> Result<(), ReportError> {
    for (index, request) in requests.iter().enumerate() {
        if requests[..index]
            .iter()
            .any(|earlier| earlier.path == request.path)
        {
            return Err(ReportError::Twice(request.path.clone()));
        }
        let tried = match Place::of(&request.path) {
            Ok(Place::Stream) => fs::OpenOptions::new()
                .write(true)
                .open(&request.path)
                .map(drop),
            Ok(Place::File(path)) => beside(&path).map(drop),
            Err(cause) => Err(cause),
        };
        tried.map_err(|cause| request.unwritable(cause))?;
    }
    Ok(())
}

/// Writes a report beside its place and renames it there, so that nobody ever reads half of one.
///
/// # Errors
/// Path and cause when the file system refuses.
pub fn write(run: &Run, request: &ReportRequest) -> Result<(), ReportError> {
    let text = request.format.render(run);
    put(&text, &request.path).map_err(|cause| request.unwritable(cause))
}

impl ReportRequest {
    fn unwritable(&self, cause: io::Error) -> ReportError {
        ReportError::Unwritable {
            format: self.format,
            path: self.path.clone(),
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
            Ok(there) if there.is_file() => Ok(Self::File(fs::canonicalize(path)?)),
            Ok(_) => Ok(Self::Stream),
        }
    }
}

/// Writes a text beside its place and renames it there, so that nobody ever reads half of it.
///
/// # Errors
/// When the file system refuses.
pub fn put(text: &str, path: &Path) -> io::Result<()> {
    match Place::of(path)? {
        Place::Stream => fs::OpenOptions::new()
            .write(true)
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
    let folder = match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        Some(_) | None => Path::new("."),
    };
    if !folder.is_dir() {
        let missing = format!("there is no folder {}", folder.display());
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
