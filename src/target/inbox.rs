//! The inbox: where a target delivers its webhooks to, one box a scenario.
//!
//! It takes whatever comes, in bounded size and number, and answers what the scenario wants: deliveries are kept as
//! bytes, because the signature is over bytes.

use std::collections::HashMap;
use std::io;
use std::net::SocketAddr;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use axum::Router;
use axum::body::Bytes;
use axum::extract::{DefaultBodyLimit, Path, State};
use axum::http::{HeaderMap, StatusCode};
use axum::routing::any;
use chrono::Utc;
use serde_json::Value;
use tokio::net::TcpListener;
use tokio::task::JoinHandle;

use super::json;

/// The largest delivery that is taken.
const LARGEST: usize = 1024 * 1024;
/// The most deliveries that a box keeps; further ones are answered and dropped.
const MOST: usize = 1_000;
/// The most bytes that a box keeps, in all.
const HEAVIEST: usize = 8 * LARGEST;

/// Where the inbox listens, and by which URL targets reach it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Listening {
    /// The address; port 0 takes any that is free.
    pub address: SocketAddr,
    /// The URL that targets are given, where they do not reach the address itself.
    pub url: Option<String>,
}

impl Default for Listening {
    fn default() -> Self {
        Self {
            address: SocketAddr::from(([127, 0, 0, 1], 0)),
            url: None,
        }
    }
}

/// A delivery as it came.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Delivery {
    /// The body, byte for byte.
    pub body: Vec<u8>,
    /// What `Stripe-Signature` said.
    pub signature: Option<String>,
    /// The real time, in Unix seconds.
    pub received: i64,
    /// What it was answered with.
    pub status: u16,
}

impl Delivery {
    /// The body, where it is JSON that can be read in one way.
    #[must_use]
    pub fn json(&self) -> Option<Value> {
        json::read(&self.body).ok()
    }
}

#[derive(Debug, Default)]
struct Box {
    deliveries: Vec<Delivery>,
    weight: usize,
    refusals: usize,
}

type Boxes = Arc<Mutex<HashMap<String, Box>>>;

/// An open inbox; it closes when it is dropped.
#[derive(Debug)]
pub struct Inbox {
    url: String,
    boxes: Boxes,
    serving: JoinHandle<()>,
}

impl Inbox {
    /// Opens an inbox on the runtime that is under way.
    ///
    /// # Errors
    /// When the address cannot be listened on.
    pub async fn open(listening: &Listening) -> io::Result<Self> {
        let listener = TcpListener::bind(listening.address).await?;
        let own = format!("http://{}", listener.local_addr()?);
        let boxes = Boxes::default();
        let router = Router::new()
            .route("/{name}", any(take))
            .layer(DefaultBodyLimit::max(LARGEST))
            .with_state(Arc::clone(&boxes));
        let serving = tokio::spawn(async move {
            // Whoever waits for a delivery is told that none came.
            let _ = axum::serve(listener, router).await;
        });
        let url = listening.url.clone().unwrap_or(own);
        Ok(Self {
            url: url.trim_end_matches('/').to_owned(),
            boxes,
            serving,
        })
    }

    /// The URL of a box, which is there from now on.
    #[must_use]
    pub fn box_url(&self, name: &str) -> String {
        lock(&self.boxes).entry(name.to_owned()).or_default();
        format!("{}/{name}", self.url)
    }

    /// Lets a box refuse so many deliveries before it takes one.
    pub fn refuse(&self, name: &str, deliveries: usize) {
        lock(&self.boxes)
            .entry(name.to_owned())
            .or_default()
            .refusals = deliveries;
    }

    /// What has come into a box so far, refused or taken.
    #[must_use]
    pub fn deliveries(&self, name: &str) -> Vec<Delivery> {
        let boxes = lock(&self.boxes);
        boxes
            .get(name)
            .map(|found| found.deliveries.clone())
            .unwrap_or_default()
    }

    /// Takes a box away; what still comes for it is refused.
    pub fn close_box(&self, name: &str) {
        lock(&self.boxes).remove(name);
    }
}

impl Drop for Inbox {
    fn drop(&mut self) {
        self.serving.abort();
    }
}

fn lock(boxes: &Boxes) -> MutexGuard<'_, HashMap<String, Box>> {
    boxes.lock().unwrap_or_else(PoisonError::into_inner)
}

async fn take(
    State(boxes): State<Boxes>,
    Path(name): Path<String>,
    headers: HeaderMap,
    body: Bytes,
) -> StatusCode {
    let mut boxes = lock(&boxes);
    let Some(found) = boxes.get_mut(&name) else {
        return StatusCode::NOT_FOUND;
    };
    let status = if found.refusals > 0 {
        found.refusals -= 1;
        StatusCode::INTERNAL_SERVER_ERROR
    } else {
        StatusCode::OK
    };
    let signature = headers.get("stripe-signature");
    let signature = signature.map(|text| String::from_utf8_lossy(text.as_bytes()).into_owned());
    let weight = body.len() + signature.as_ref().map_or(0, String::len);
    if found.deliveries.len() < MOST && found.weight + weight <= HEAVIEST {
        found.weight += weight;
        found.deliveries.push(Delivery {
            body: body.to_vec(),
            signature,
            received: Utc::now().timestamp(),
            status: status.as_u16(),
        });
    }
    status
}

#[cfg(test)]
mod tests {
    use super::*;

    async fn post(url: &str, body: String) -> Option<u16> {
        let http = crate::https::client().build().ok()?;
        let sent = http.post(url).header("Stripe-Signature", "t=1,v1=00");
        let answer = sent.body(body).send().await.ok()?;
        Some(answer.status().as_u16())
    }

    fn run(test: impl Future<Output = ()>) {
        let runtime = tokio::runtime::Builder::new_current_thread();
        let runtime = { runtime }.enable_all().build();
        assert!(runtime.is_ok_and(|runtime| {
            runtime.block_on(test);
            true
        }));
    }

    #[test]
    fn what_comes_is_kept_byte_for_byte_and_answered_as_wanted() {
        run(async {
            let Ok(inbox) = Inbox::open(&Listening::default()).await else {
                panic!("no inbox");
            };
            let url = inbox.box_url("box-1");
            inbox.refuse("box-1", 1);
            assert_eq!(post(&url, "{ }".to_owned()).await, Some(500));
            assert_eq!(post(&url, "{}".to_owned()).await, Some(200));
            let came = inbox.deliveries("box-1");
            let told: Vec<_> = came
                .iter()
                .map(|delivery| (delivery.body.as_slice(), delivery.status))
                .collect();
            assert_eq!(told, [(&b"{ }"[..], 500), (&b"{}"[..], 200)]);
            assert_eq!(came[0].signature.as_deref(), Some("t=1,v1=00"));
            assert!(inbox.deliveries("box-2").is_empty());
        });
    }

    #[test]
    fn a_box_that_is_not_there_takes_nothing_and_no_body_is_too_large() {
        run(async {
            let Ok(inbox) = Inbox::open(&Listening::default()).await else {
                panic!("no inbox");
            };
            let url = inbox.box_url("box-1");
            let large = post(&url, "x".repeat(LARGEST + 1)).await;
            assert!(matches!(large, None | Some(413)), "{large:?}");
            inbox.close_box("box-1");
            assert_eq!(post(&url, "{}".to_owned()).await, Some(404));
            assert!(inbox.deliveries("box-1").is_empty());
        });
    }
}
