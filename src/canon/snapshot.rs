//! Approved transcripts, kept as insta's files.
//!
//! The format and the review tool (`cargo insta review`) are insta's; comparing is ours, as a failed assertion of insta's
//! inside the runner loses its diff, and a moved binary would write to the path where it was built.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::time::Duration;

use similar::TextDiff;

use crate::archive::SNAPSHOTS;

/// Where approved transcripts are kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Store {
    /// Inside the binary; nothing is ever written there.
    Embedded,
    /// A folder, one file a scenario, a folder a feature.
    Folder(PathBuf),
}

/// A snapshot that is there and cannot be read.
#[derive(Debug, thiserror::Error)]
#[error("snapshot {}: {reason}", .path.display())]
pub struct Unreadable {
    /// The file.
    pub path: PathBuf,
    /// Why not.
    pub reason: String,
}

impl Store {
    /// The approved transcript of a scenario, or none when there is none yet.
    ///
    /// # Errors
    /// A file that is there and cannot be read, or is no snapshot of text.
    pub fn read(&self, scenario: &str) -> Result<Option<String>, Unreadable> {
        match self {
            Self::Embedded => Ok(SNAPSHOTS.get(&format!("{scenario}.snap")).map(contents)),
            Self::Folder(folder) => read(&path_in(folder, scenario)),
        }
    }
}

/// The file of a scenario: `<folder>/payouts/cancel/canceling-a-pending-payout.snap`.
#[must_use]
pub fn path_in(folder: &Path, scenario: &str) -> PathBuf {
    folder.join(format!("{scenario}.snap"))
}

fn read(path: &Path) -> Result<Option<String>, Unreadable> {
    let unreadable = |reason: String| Unreadable {
        path: path.to_owned(),
        reason,
    };
    match fs::metadata(path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(unreadable(error.to_string())),
        Ok(_) => {}
    }
    let snapshot =
        insta::Snapshot::from_file(path).map_err(|error| unreadable(error.to_string()))?;
    let text = snapshot
        .as_text()
        .ok_or_else(|| unreadable("not a snapshot of text".to_owned()))?;
    Ok(Some(text.to_string()))
}

/// What stands below the header of a snapshot.
fn contents(file: &str) -> String {
    let below = file
        .strip_prefix("---\n")
        .and_then(|rest| rest.split_once("\n---\n"))
        .map(|(_, below)| below);
    below.unwrap_or(file).trim_end().to_owned()
}

/// The unified diff from the approved text to the observed one, or none when they are the same.
///
/// Blanks and line ends at the end do not count, as insta trims them.
#[must_use]
pub fn compare_exact(approved: &str, observed: &str) -> Option<String> {
    let (approved, observed) = (normal(approved), normal(observed));
    if approved == observed {
        return None;
    }
    // A hostile answer may be long and unlike anything; then a coarse diff will do.
    let diff = TextDiff::configure()
        .timeout(Duration::from_millis(500))
        .diff_lines(&approved, &observed);
    Some(
        diff.unified_diff()
            .context_radius(3)
            .header("approved", "observed")
            .to_string(),
    )
}

fn normal(text: &str) -> String {
    let mut normal = text.replace("\r\n", "\n").trim_end().to_owned();
    normal.push('\n');
    normal
}
