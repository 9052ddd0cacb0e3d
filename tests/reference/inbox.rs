//! A receiver of webhooks to test with: it answers as it is told and keeps what came.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex};

use axum::Router;
use axum::body::Bytes;
use axum::http::{HeaderMap, StatusCode};
use axum::routing::post;
use hmac::{Hmac, KeyInit as _, Mac as _};
use serde_json::Value;
use sha2::Sha256;
use tokio::sync::mpsc::{UnboundedReceiver, UnboundedSender, unbounded_channel};

/// A delivery that came.
#[derive(Debug, Clone)]
pub struct Delivery {
    pub headers: HeaderMap,
    pub body: Bytes,
}

/// The receiver, on a free port of this machine.
pub struct Inbox {
    pub url: String,
    answers: Arc<Mutex<VecDeque<u16>>>,
    came: UnboundedReceiver<Delivery>,
}

impl Inbox {
    pub async fn open() -> Self {
        let answers = Arc::new(Mutex::new(VecDeque::new()));
        let (told, came) = unbounded_channel();
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("http://{}/inbox", listener.local_addr().unwrap());
        let (planned, elsewhere) = (Arc::clone(&answers), url.clone());
        let take = move |headers: HeaderMap, body: Bytes| {
            let answer = answer(&told, &planned, Delivery { headers, body });
            let elsewhere = elsewhere.clone();
            async move { (answer, [("Location", elsewhere)]) }
        };
        let router = Router::new().route("/inbox", post(take));
        tokio::spawn(async move { axum::serve(listener, router).await });
        Self { url, answers, came }
    }

    /// Answers the next delivery with this status; without a plan they are taken.
    pub fn plan(&self, status: u16) {
        self.answers.lock().unwrap().push_back(status);
    }

    /// The next delivery, whenever it comes.
    pub async fn next(&mut self) -> Delivery {
        self.came.recv().await.unwrap()
    }

    /// What has come and was not looked at.
    pub fn all(&mut self) -> Vec<Delivery> {
        std::iter::from_fn(|| self.came.try_recv().ok()).collect()
    }
}

fn answer(
    told: &UnboundedSender<Delivery>,
    planned: &Mutex<VecDeque<u16>>,
    delivery: Delivery,
) -> StatusCode {
    let _ = told.send(delivery);
    let planned = planned.lock().unwrap().pop_front();
    StatusCode::from_u16(planned.unwrap_or(200)).unwrap()
}

impl Delivery {
    pub fn event(&self) -> Value {
        serde_json::from_slice(&self.body).unwrap()
    }

    /// The time that it is signed with, where the signature is that of the secret.
    pub fn time(&self, secret: &str) -> Option<i64> {
        let header = self.headers.get("stripe-signature")?.to_str().ok()?;
        let (time, v1) = header.strip_prefix("t=")?.split_once(",v1=")?;
        let mut mac = Hmac::<Sha256>::new_from_slice(secret.as_bytes()).unwrap();
        mac.update(format!("{time}.").as_bytes());
        mac.update(&self.body);
        let digest = mac.finalize().into_bytes();
        let matching = digest.iter().enumerate().all(|(place, byte)| {
            let digits = v1.get(2 * place..2 * place + 2);
            digits.is_some_and(|digits| u8::from_str_radix(digits, 16) == Ok(*byte))
        });
        (matching && v1.len() == 2 * digest.len()).then(|| time.parse().ok())?
    }
}
