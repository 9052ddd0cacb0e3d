//! Whether the target takes the key of the profile: found out before anything is judged, and said once.

use super::check::{Check, CheckError};
use crate::scenario::world::refusal_text;
use crate::shorten::brief;
use crate::spec::Capability;
use crate::target::client::{Client, Request};
use crate::target::exchange::Purpose;
use crate::target::levers::Manifest;
use crate::target::secret::Redactor;

/// What is asked of everybody who has a key, the likeliest first.
const READINGS: [&str; 3] = ["/v1/balance", "/v1/account", "/v1/payouts"];

/// How much of a target's own words is repeated.
const LONGEST: usize = 200;

impl Check {
    /// Refuses a target that needs the key that should be there and is not.
    pub(super) fn has_key(&self, manifest: &Manifest) -> Result<(), CheckError> {
        let has_worlds = manifest.capabilities.contains(&Capability::Worlds);
        self.profile.has_key(has_worlds).map_err(CheckError::Key)
    }

    /// Refuses a target that answers 401 whatever is read with the key that all scenarios would use; a key that opens
    /// some routes only is the affair of the scenarios.
    ///
    /// Worlds have keys of their own, and what does not answer at all is met by what comes next.
    pub(super) async fn is_let_in(
        &self,
        client: &Client,
        manifest: &Manifest,
    ) -> Result<(), CheckError> {
        if manifest.capabilities.contains(&Capability::Worlds) {
            return Ok(());
        }
        let mut said = String::new();
        for path in READINGS {
            let request = Request::get(path, None, Purpose::Arrange);
            let (url, key) = (&self.profile.url, &self.profile.key);
            let exchange = client.send(url, key, &request).await;
            if exchange.status != Some(401) {
                return Ok(());
            }
            if said.is_empty() {
                said = refusal_text(&exchange.answer);
            }
        }
        Err(CheckError::Key(self.without_key(&said)))
    }

    /// What to do about a key that is not taken, without saying it; with what the target said to it.
    pub(super) fn without_key(&self, said: &str) -> String {
        let url = &self.profile.url;
        let redactor = Redactor::new([self.profile.key.clone()]);
        let said = redactor.text(said.to_owned());
        let said = brief(&said, LONGEST);
        if self.profile.key.reveal().is_empty() {
            format!(
                "{url} asks for a key; give its test key in the environment variable RECOUP_KEY, or with --key"
            )
        } else {
            format!(
                "{url} does not accept the key: GET /v1/balance answered 401{said}; give the target's secret test key in \
                 the environment variable RECOUP_KEY, or with --key"
            )
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_target_of_many_words_is_cut_short_where_that_shows() {
        let check = Check::at("http://127.0.0.1:1").key("sk_test_x");
        let told = check.without_key(&format!(": {}", "no ".repeat(LONGEST)));
        assert!(
            told.contains("no no…; give") || told.contains("no no …; give"),
            "{told}"
        );
        assert!(check.without_key(": no").contains("401: no; give"));
    }
}
