//! Where a target is and how to talk to it.

use std::collections::{BTreeMap, BTreeSet};
use std::time::Duration;

use reqwest::Url;

use super::inbox::Listening;
use super::levers::Way;
use super::secret::Secret;
use crate::spec::capability::Capability;

/// How long a whole answer may take when nothing else is said.
pub const USUAL_TIMEOUT: Duration = Duration::from_secs(10);

/// A target: its URLs, its key, and what its owner says of it.
#[derive(Debug, Clone)]
pub struct Profile {
    /// The base URL of the API, without a slash at the end.
    pub url: String,
    /// The key for a target without worlds of its own.
    pub key: Secret,
    /// How states are arranged that the API itself cannot make.
    pub levers: Way,
    /// What the owner declares, for ways without a manifest.
    pub capabilities: BTreeSet<Capability>,
    /// How long a whole answer may take.
    pub timeout: Duration,
    /// Readings that the owner pins: they must hold. They win over the manifest's.
    pub readings: BTreeMap<String, String>,
    /// Where webhooks are received.
    pub inbox: Listening,
    /// Why there is no key, where one was to be; worlds have keys of their own.
    pub keyless: Option<String>,
}

impl Profile {
    /// A target at this URL, with its levers at `/levers` beside the API.
    #[must_use]
    pub fn at(url: &str) -> Self {
        let url = url.trim_end_matches('/').to_owned();
        Self {
            levers: Way::Http(format!("{url}/levers")),
            capabilities: BTreeSet::new(),
            url,
            key: Secret::new(""),
            timeout: USUAL_TIMEOUT,
            readings: BTreeMap::new(),
            inbox: Listening::default(),
            keyless: None,
        }
    }
}

/// Reads the base URL of an API or of levers: `http` or `https`, without a slash at the end.
///
/// # Errors
/// What is wrong with it; what looks like a user and a password is not repeated.
pub fn base_url(text: &str) -> Result<String, String> {
    let wrong = |why: &str| format!("`{}` is no URL of a target: {why}", without_user(text));
    if !text.contains("://") {
        return Err(wrong(
            "it has no scheme; one looks like http://127.0.0.1:8080",
        ));
    }
    let url = Url::parse(text).map_err(|error| wrong(&error.to_string()))?;
    match url.scheme() {
        "http" => {}
        "https" if cfg!(feature = "tls") => {}
        "https" => return Err(wrong("this build has no TLS; build with the feature `tls`")),
        other => return Err(wrong(&format!("the scheme is {other}, not http or https"))),
    }
    if !url.username().is_empty() || url.password().is_some() {
        return Err(wrong(
            "it names a user, and URLs are shown in reports; give the key with --key",
        ));
    }
    if url.query().is_some() || url.fragment().is_some() {
        return Err(wrong("it has a query or a fragment"));
    }
    Ok(text.trim_end_matches('/').to_owned())
}

/// A URL without what stands before its host.
fn without_user(text: &str) -> String {
    match (text.find("://"), text.rfind('@')) {
        (Some(scheme), Some(at)) if scheme < at => {
            format!("{}…{}", &text[..scheme + 3], &text[at..])
        }
        _ => text.to_owned(),
    }
}

impl Profile {
    /// Whether requests can be made from it at all.
    ///
    /// # Errors
    /// Which URL is none, or that the key cannot be sent.
    pub fn check(&self) -> Result<(), String> {
        base_url(&self.url)?;
        if let Way::Http(url) = &self.levers {
            base_url(url)?;
        }
        if self.key.can_be_sent() {
            return Ok(());
        }
        Err("the key holds characters that no header can carry, such as a line end".to_owned())
    }
}

impl Profile {
    /// Whether there is a key where one is needed: without worlds, and for levers that are calls of the API.
    ///
    /// # Errors
    /// Why there is none.
    pub fn has_key(&self, has_worlds: bool) -> Result<(), String> {
        let is_needed = match &self.levers {
            Way::Http(_) | Way::Command(_) => !has_worlds,
            Way::Mapping(_) | Way::Public => true,
        };
        match &self.keyless {
            Some(why) if is_needed => Err(why.clone()),
            Some(_) | None => Ok(()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_url_has_a_scheme_and_no_query() {
        assert_eq!(
            base_url("http://127.0.0.1:1/"),
            Ok("http://127.0.0.1:1".to_owned())
        );
        assert_eq!(base_url("http://x/a/b/"), Ok("http://x/a/b".to_owned()));
        for wrong in ["127.0.0.1:1", "ftp://x", "http://", "http://x/?q"] {
            assert!(base_url(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn a_url_with_a_user_is_refused_and_not_repeated() {
        for wrong in [
            "http://canary@x",
            "http://u:canary@x/levers",
            "http://u:can@ary@x",
            "http://u:canary@",
            "http://u:canary@ x",
            "ftp://u:canary@x",
        ] {
            let told = base_url(wrong).err().unwrap_or_default();
            assert!(told.contains("no URL") && !told.contains("can"), "{told}");
        }
    }

    #[test]
    fn a_key_with_a_line_end_cannot_be_sent() {
        let mut profile = Profile::at("http://x");
        assert_eq!(profile.check(), Ok(()));
        profile.key = Secret::new("sk_canary\n");
        assert!(profile.check().is_err_and(|why| !why.contains("canary")));
    }
}
