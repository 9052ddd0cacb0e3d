//! Deliveries: events posted to webhook endpoints, signed, and tried again (`WHK-03` to `WHK-08`).
//!
//! Each world that has endpoints has a courier, a task that takes what is due, lets go of the
//! world's lock, sends, and enters what became of it. A request never waits for it; the lever of the clock does.

use std::fmt::Write as _;
use std::future::pending;
use std::sync::{Arc, OnceLock, Weak};
use std::time::Duration;

use chrono::Utc;
use futures::stream::{FuturesUnordered, StreamExt as _};
use hmac::{Hmac, KeyInit as _, Mac as _};
use reqwest::Client;
use reqwest::header::CONTENT_TYPE;
use reqwest::redirect::Policy;
use sha2::{Digest as _, Sha256};

use crate::https;

use super::defect::Defect;
use super::events;
use super::sandbox::Sandbox;
use super::world::World;
use super::world::webhooks::{Delivery, EndpointNo};

/// How long an endpoint has for its answer when nothing else is said.
const PATIENCE: Duration = Duration::from_secs(10);
const AGENT: &str = concat!("recoup/", env!("CARGO_PKG_VERSION"), " (webhooks)");
const SIGNATURE: &str = "Stripe-Signature";

/// What sends deliveries: a client that follows nobody and waits for so long.
#[derive(Debug)]
pub struct Post {
    patience: Duration,
    client: OnceLock<Option<Client>>,
}

/// A delivery as it goes out.
struct Letter {
    delivery: Delivery,
    url: String,
    signature: String,
    body: String,
    /// Whether any answer counts as success.
    any_answer: bool,
}

impl Post {
    /// A post that waits for so long, or for ten seconds.
    pub fn new(patience: Option<Duration>) -> Self {
        Self {
            patience: patience.unwrap_or(PATIENCE),
            client: OnceLock::new(),
        }
    }

    /// Sends a letter, and answers whether it was taken: 2xx and nothing else is success.
    async fn send(&self, letter: Letter) -> (Delivery, bool) {
        let client = self.client.get_or_init(|| {
            let client = https::client().redirect(Policy::none());
            let client = client.timeout(self.patience).user_agent(AGENT);
            client.build().ok()
        });
        let Some(client) = client else {
            return (letter.delivery, false);
        };
        let request = client
            .post(letter.url)
            .header(CONTENT_TYPE, "application/json; charset=utf-8")
            .header(SIGNATURE, letter.signature)
            .body(letter.body);
        let answer = request.send().await;
        let taken = answer.is_ok_and(|answer| answer.status().is_success() || letter.any_answer);
        (letter.delivery, taken)
    }
}

/// The secret of an endpoint: as long as its world is, it is the same.
pub fn secret(world: &World, no: EndpointNo) -> String {
    let digest = hex(&Sha256::digest(world.endpoint_id(no)));
    format!("whsec_{}", &digest[..32])
}

/// Delivers what a world has to deliver until the world is no more.
pub async fn courier(sandbox: Weak<Sandbox>, post: Arc<Post>) {
    let Some(bell) = sandbox.upgrade().map(|sandbox| sandbox.bell()) else {
        return;
    };
    let mut under_way = FuturesUnordered::new();
    loop {
        let Some((letters, pause)) = sandbox.upgrade().and_then(|sandbox| round(&sandbox)) else {
            return;
        };
        under_way.extend(letters.into_iter().map(|letter| post.send(letter)));
        tokio::select! {
            () = bell.notified() => {}
            () = rest(pause) => {}
            Some((delivery, taken)) = under_way.next(), if !under_way.is_empty() => {
                if let Some(sandbox) = sandbox.upgrade()
                    && let Ok(mut world) = sandbox.enter()
                {
                    world.delivered(delivery, taken);
                }
            }
        }
    }
}

/// Takes what is due, and says for how long nothing will be where the clock runs by itself.
fn round(sandbox: &Sandbox) -> Option<(Vec<Letter>, Option<Duration>)> {
    let mut world = sandbox.enter().ok()?;
    let due = world.take_due();
    let mut letters = Vec::new();
    for delivery in due {
        match letter(&world, delivery) {
            Some(letter) => letters.push(letter),
            None => world.delivered(delivery, false),
        }
    }
    let pause = sandbox.runs().then(|| world.next_due()).flatten();
    let pause = pause.map(|due| due.unix().saturating_sub(world.now().unix()));
    let pause = pause.and_then(|seconds| u64::try_from(seconds).ok());
    if world.all_delivered() {
        sandbox.has_delivered();
    }
    Some((
        letters,
        pause.map(|seconds| Duration::from_secs(seconds.max(1))),
    ))
}

async fn rest(pause: Option<Duration>) {
    match pause {
        Some(pause) => tokio::time::sleep(pause).await,
        None => pending().await,
    }
}

/// Writes and signs a delivery; its time is real, as its receiver compares it with a clock of its own (`WHK-05`).
fn letter(world: &World, delivery: Delivery) -> Option<Letter> {
    let mut event = events::shown(world, delivery.event)?;
    if delivery.is_retry() && world.has(Defect::RetryIsAnotherEvent) {
        let id = event["id"].as_str().unwrap_or_default();
        event["id"] = format!("{id}r").into();
    }
    let body = event.to_string();
    let stale = delivery.is_retry() && world.has(Defect::StaleSignature);
    let time = if stale {
        world.event(delivery.event)?.created.unix()
    } else {
        Utc::now().timestamp()
    };
    let secret = secret(world, delivery.endpoint);
    let key = if world.has(Defect::SignatureOfShortSecret) {
        secret.trim_start_matches("whsec_")
    } else {
        &secret
    };
    let signed = if world.has(Defect::SignatureWithoutTime) {
        body.clone()
    } else if world.has(Defect::SignatureOfOtherBody) {
        format!("{time}.{}", &body[..body.len() - 1])
    } else {
        format!("{time}.{body}")
    };
    let v1 = sign(key, &signed)?;
    Some(Letter {
        delivery,
        url: world.endpoint(delivery.endpoint).state.url.to_string(),
        signature: format!("t={time},v1={v1}"),
        body,
        any_answer: world.has(Defect::AnyAnswerTaken),
    })
}

fn sign(key: &str, message: &str) -> Option<String> {
    let mut mac = Hmac::<Sha256>::new_from_slice(key.as_bytes()).ok()?;
    mac.update(message.as_bytes());
    Some(hex(&mac.finalize().into_bytes()))
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::new(), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signatures_are_those_of_the_published_scheme() {
        // RFC 4231, case 2.
        let v1 = sign("Jefe", "what do ya want for nothing?");
        let expected = "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843";
        assert_eq!(v1.as_deref(), Some(expected));
    }
}
