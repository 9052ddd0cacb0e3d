//! Where a target is and how to talk to it.

use std::collections::BTreeMap;
use std::time::Duration;

use super::secret::Secret;

/// How long a whole answer may take when nothing else is said.
pub const USUAL_TIMEOUT: Duration = Duration::from_secs(10);

/// A target: its URLs, its key, and what its owner says of it.
#[derive(Debug, Clone)]
pub struct Profile {
    /// The base URL of the API, without a slash at the end.
    pub url: String,
    /// The key for a target without worlds of its own.
    pub key: Secret,
    /// The base URL of the levers, without a slash at the end.
    pub levers: String,
    /// How long a whole answer may take.
    pub timeout: Duration,
    /// Readings that the owner pins: they must hold. They win over the manifest's.
    pub readings: BTreeMap<String, String>,
}

impl Profile {
    /// A target at this URL, with its levers at `/levers` beside the API.
    #[must_use]
    pub fn at(url: &str) -> Self {
        let url = url.trim_end_matches('/').to_owned();
        Self {
            levers: format!("{url}/levers"),
            url,
            key: Secret::new(""),
            timeout: USUAL_TIMEOUT,
            readings: BTreeMap::new(),
        }
    }
}
