//! The reference, but for one thing: whatever is judged and ought to succeed is refused, by a faultless error.
//!
//! What ought to be refused is refused as it ought to be, so that a rule about a refusal stands or falls by its
//! contrast case.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::{Arc, Mutex, PoisonError};

use axum::Router;
use axum::body::{Body, Bytes};
use axum::extract::State;
use axum::http::{HeaderMap, Method, StatusCode, Uri};
use axum::response::{IntoResponse as _, Response};
use recoup::run::result::ScenarioResult;
use recoup::target::exchange::{Credentials, Plane, Purpose};
use serde_json::Value;

use super::server::served;

/// By the label of a scenario's world: which of its requests are judged and succeed, counted from 0.
#[derive(Default)]
pub struct Judged(BTreeMap<String, BTreeSet<usize>>);

impl Judged {
    /// Notes the requests of a scenario; false when none of them is judged and succeeds.
    pub fn note(&mut self, scenario: &ScenarioResult) -> bool {
        let asked = scenario.exchanges.iter().filter(|exchange| {
            let with_key = matches!(
                exchange.credentials,
                Credentials::Bearer | Credentials::Basic
            );
            exchange.plane == Plane::Api && with_key
        });
        let judged = asked
            .enumerate()
            .filter(|(_, exchange)| {
                exchange.purpose == Purpose::Act && exchange.status == Some(200)
            })
            .map(|(place, _)| place)
            .collect::<BTreeSet<_>>();
        if judged.is_empty() {
            return false;
        }
        let file = scenario.feature.trim_start_matches("features/");
        let file = file.trim_end_matches(".feature");
        self.0.insert(format!("{file}:{}", scenario.line), judged);
        true
    }
}

#[derive(Default)]
struct Books {
    labels: HashMap<String, String>,
    asked: HashMap<String, usize>,
}

struct Refuser {
    behind: String,
    judged: Judged,
    http: reqwest::Client,
    books: Mutex<Books>,
}

/// Starts it before the target at a URL, and gives its own.
pub fn start(behind: &str, judged: Judged) -> String {
    let refuser = Arc::new(Refuser {
        behind: behind.to_owned(),
        judged,
        http: recoup::https::client().build().unwrap(),
        books: Mutex::default(),
    });
    let router = Router::new().fallback(pass).with_state(refuser);
    served(router)
}

async fn pass(
    State(refuser): State<Arc<Refuser>>,
    (method, uri): (Method, Uri),
    headers: HeaderMap,
    body: Bytes,
) -> Response {
    if uri.path().starts_with("/v1/") && refuser.refuses(&headers) {
        let error = super::error("invalid_request_error");
        return (StatusCode::BAD_REQUEST, error.to_string()).into_response();
    }
    let opens = uri.path() == "/levers/worlds";
    let asked = refuser
        .http
        .request(method, format!("{}{uri}", refuser.behind));
    let answer = asked
        .headers(headers)
        .body(body.clone())
        .send()
        .await
        .unwrap();
    let (status, headers) = (answer.status(), answer.headers().clone());
    let answer = answer.bytes().await.unwrap();
    if opens {
        refuser.opened(&body, &answer);
    }
    (status, headers, Body::from(answer)).into_response()
}

impl Refuser {
    fn opened(&self, asked: &[u8], answer: &[u8]) {
        let read = |bytes| serde_json::from_slice::<Value>(bytes).unwrap_or_default();
        let (asked, answer) = (read(asked), read(answer));
        let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
        let mut books = self.books.lock().unwrap_or_else(PoisonError::into_inner);
        books
            .labels
            .insert(text(&answer["api_key"]), text(&asked["label"]));
    }

    /// Counts a request of a world, and says whether it is one that is judged.
    fn refuses(&self, headers: &HeaderMap) -> bool {
        let mut books = self.books.lock().unwrap_or_else(PoisonError::into_inner);
        let Some(label) = key(headers).and_then(|key| books.labels.get(&key).cloned()) else {
            return false;
        };
        let place = books
            .asked
            .entry(key(headers).unwrap_or_default())
            .or_default();
        *place += 1;
        let judged = self.judged.0.get(&label);
        judged.is_some_and(|judged| judged.contains(&(*place - 1)))
    }
}

fn key(headers: &HeaderMap) -> Option<String> {
    use base64::Engine as _;
    let said = headers.get("authorization")?.to_str().ok()?;
    if let Some(key) = said.strip_prefix("Bearer ") {
        return Some(key.to_owned());
    }
    let pair = base64::engine::general_purpose::STANDARD.decode(said.strip_prefix("Basic ")?);
    let pair = String::from_utf8(pair.ok()?).ok()?;
    pair.strip_suffix(':').map(str::to_owned)
}
