//! A platform that others use too: what cannot be judged there, and what a scenario leaves behind.
//!
//! Without worlds every scenario meets what those before it have left, and the clock goes on by itself. A correct target
//! then shows other lists and other funds than a scenario counts on, which is no breach of its rule.

use cucumber::gherkin::Step;

use super::object::Kind;
use super::trouble::Trouble;
use super::world::World;
use crate::target::client::{Request, segment};
use crate::target::exchange::Purpose;

/// Why something is not judged on a shared platform.
pub(super) const SHARED: &str = "only a world of its own can show this, and the target has none";

/// Whether the outcome of these steps may hang on what others have left on the platform, or on the very second.
#[must_use]
pub fn needs_solitude(steps: &[Step]) -> bool {
    let says = |phrase: &str| steps.iter().any(|step| step.value.contains(phrase));
    let transfers = says(" a transfer ") || says(" transfers ");
    steps.iter().any(|step| takes_whole(&step.value))
        || says("balance_insufficient") && (transfers || says("from the platform"))
        || says(" within ") && says("from the platform")
        || says(" ago")
        || cells(steps).any(|cell| cell.ends_with(" ago") || cell == "pending_webhooks")
}

/// Whether a step takes all that the platform has for the scenario's own.
fn takes_whole(step: &str) -> bool {
    let lists = step.starts_with("the platform lists the ") && step.contains(" of the platform");
    let counted = step.strip_prefix("the platform has ");
    let counted = counted.is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()));
    lists || counted || step.starts_with("the platform holds ")
}

fn cells(steps: &[Step]) -> impl Iterator<Item = &String> {
    let tables = steps.iter().filter_map(|step| step.table.as_ref());
    tables.flat_map(|table| table.rows.iter().flatten())
}

impl World {
    /// Whether the scenario has no world of its own, but the one that everybody has.
    pub(super) fn is_shared(&self) -> bool {
        self.session.as_ref().is_some_and(|session| !session.own)
    }

    /// A breach as it counts here: where others may be its cause, it is none.
    pub(super) fn weighed(&self, found: Trouble) -> Trouble {
        match found {
            Trouble::Broken {
                expected, observed, ..
            } if self.solitude && self.is_shared() => Trouble::Untestable(format!(
                "{SHARED}: expected {expected}; observed {observed}"
            )),
            other => other,
        }
    }

    /// An idempotency key that no other scenario and no earlier run has used, as long as the one that was asked for
    /// where its length is what matters.
    pub(super) fn own_key(&self, key: String) -> String {
        let mark = match &self.session {
            Some(session) if !session.own => format!("-{:x}", session.mark),
            _ => return key,
        };
        match key.len().checked_sub(mark.len()) {
            Some(rest) if rest > mark.len() => format!("{}{mark}", &key[..rest]),
            _ => key + &mark,
        }
    }

    /// Takes away the webhook endpoints of a scenario that had no world to take away: they would be delivered to for
    /// ever, and be counted in the scenarios after it.
    pub(super) async fn drop_endpoints(&mut self) {
        if !self.is_shared() {
            return;
        }
        let Ok(key) = self.key().await else { return };
        for made in self.known_things(Kind::WebhookEndpoint) {
            let path = format!("/v1/webhook_endpoints/{}", segment(&made.id));
            let request = Request::delete(path, None, Purpose::Arrange);
            let url = &self.context.profile.url;
            // As well as it can be: an endpoint that is left breaks no rule.
            self.context.client.send(url, &key, &request).await;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::takes_whole;

    #[test]
    fn what_takes_the_platform_for_new_is_told_by_its_words() {
        for whole in [
            "the platform lists the transfers of the platform with:",
            "the platform has 0 webhook endpoints",
            "the platform holds 8.00 USD",
        ] {
            assert!(takes_whole(whole), "{whole}");
        }
        for own in [
            "the platform lists the payouts of \"acme\"",
            "the platform has retrieved the payout",
            "\"acme\" holds 20.00 USD",
            "a transfer of 8.00 USD to \"acme\"",
        ] {
            assert!(!takes_whole(own), "{own}");
        }
    }
}
