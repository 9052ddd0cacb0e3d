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
use axum::http::{HeaderMap, Method, StatusCode};
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
    /// The method that it came by.
    pub method: String,
    /// What `Content-Type` said.
    pub content_type: Option<String>,
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
    /// Whether it came as events are delivered: posted, as JSON.
    #[must_use]
    pub fn is_posted(&self) -> bool {
        let kind = self.content_type.as_deref().unwrap_or_default();
        let kind = kind.split(';').next().unwrap_or_default().trim();
        self.method == "POST" && kind.eq_ignore_ascii_case("application/json")
    }

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
    /// Whether something was dropped, as there was no room for it.
    overflows: bool,
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

    /// Whether more has come into a box than it keeps.
    #[must_use]
    pub fn overflows(&self, name: &str) -> bool {
        lock(&self.boxes).get(name).is_some_and(|it| it.overflows)
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
    (method, Path(name)): (Method, Path<String>),
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
    let said = |name: &str| {
        let text = headers.get(name)?.as_bytes();
        Some(String::from_utf8_lossy(text).into_owned())
    };
    let (signature, content_type) = (said("stripe-signature"), said("content-type"));
    let fields = [&signature, &content_type].into_iter().flatten();
    let weight = body.len() + method.as_str().len() + fields.map(String::len).sum::<usize>();
    if found.deliveries.len() < MOST && found.weight + weight <= HEAVIEST {
        found.weight += weight;
        found.deliveries.push(Delivery {
            method: method.to_string(),
            content_type,
            body: body.to_vec(),
            signature,
            received: Utc::now().timestamp(),
            status: status.as_u16(),
        });
    } else {
        found.overflows = true;
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
            assert!(came.iter().all(|it| it.method == "POST" && !it.is_posted()));
            let posted = Delivery {
                content_type: Some("Application/JSON; charset=utf-8".to_owned()),
                ..came[0].clone()
            };
            assert!(posted.is_posted());
            let put = Delivery {
                method: "PUT".to_owned(),
                ..posted
            };
            assert!(!put.is_posted());
            assert!(!inbox.overflows("box-1"));
            for _ in 0..8 {
                let large = post(&url, "x".repeat(LARGEST)).await;
                assert_eq!(large, Some(200));
            }
            assert!(inbox.overflows("box-1"));
            assert_eq!(inbox.deliveries("box-1").len(), came.len() + 7);
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
