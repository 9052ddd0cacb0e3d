//! Idempotency keys: what a request came to is kept for a day, and answered again (`IDEM-01` to `IDEM-12`, `DR-18`).
//!
//! A request with a key marks it, lets whoever came at the same time see the mark, and is carried out. What it
//! came to is kept when it was carried out, be it to success or to a refusal; a request that was wrong in
//! itself leaves its key unused. A request without a key never comes here.

use std::collections::{BTreeMap, VecDeque};
use std::sync::Arc;

use axum::body::{Body, Bytes, to_bytes};
use axum::extract::Request;
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

use super::call::{self, LONGEST_BODY};
use super::custom::Custom;
use super::defect::Defect;
use super::error::{ApiError, CarriedOut};
use super::form::{Form, decode};
use super::gap::others_first;
use super::sandbox::Sandbox;
use super::world::AccountNo;
use crate::clock::Time;

/// The header that carries a key.
pub const HEADER: HeaderName = HeaderName::from_static("idempotency-key");
/// The header that marks a replay (`IDEM-02`).
const REPLAYED: HeaderName = HeaderName::from_static("idempotent-replayed");
/// The longest key, in characters (`IDEM-07`).
const LONGEST: usize = 255;
/// How long a key is known: twenty-four hours (`IDEM-09`).
const KEPT_SECONDS: u64 = 24 * 3_600;

/// A key, and the account that it is of (`IDEM-10`).
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Key {
    account: AccountNo,
    text: Box<[u8]>,
}

/// What a key was first used for.
#[derive(Debug)]
struct Asked {
    path: Box<str>,
    query: Box<str>,
    body: Bytes,
}

/// What a request came to, and when.
#[derive(Debug)]
struct Outcome {
    asked: Asked,
    status: StatusCode,
    body: Bytes,
    at: Time,
}

/// The keys of one world; none is known longer than a day.
#[derive(Debug, Default)]
pub struct Keys {
    /// What each came to; none while it is under way.
    known: BTreeMap<Arc<Key>, Option<Outcome>>,
    /// Those that came to something, the oldest first.
    by_age: VecDeque<(Time, Arc<Key>)>,
}

/// What a key says about a request.
enum Say {
    /// To carry it out.
    CarryOut(Arc<Key>),
    /// That it was carried out, and to what.
    Replay(StatusCode, Bytes),
}

impl Asked {
    fn of(parts: &Parts, body: &Bytes) -> Self {
        Self {
            path: parts.uri.path().into(),
            query: parts.uri.query().unwrap_or_default().into(),
            // What came with it on its connection is not kept with it.
            body: Bytes::copy_from_slice(body),
        }
    }

    /// The parameters, whose order does not matter; none where they cannot be read.
    fn form(&self) -> Option<Form> {
        let mut form = BTreeMap::new();
        decode(self.query.as_bytes(), &mut form).ok()?;
        decode(&self.body, &mut form).ok()?;
        Some(form)
    }

    fn has_parameters_of(&self, other: &Self) -> bool {
        let same_bytes = self.query == other.query && self.body == other.body;
        same_bytes || self.form().is_some_and(|form| Some(form) == other.form())
    }
}

impl Keys {
    /// Looks a key up, and marks it when it is new or known no more (`IDEM-09`).
    fn look_up(&mut self, key: Key, asked: &Asked, who: (Custom, Time)) -> Result<Say, ApiError> {
        let (custom, now) = who;
        let has = |defect| custom.has(defect);
        let known = self.known.get(&key).filter(|known| {
            let outcome = known.as_ref();
            outcome.is_none_or(|outcome| !outcome.is_over(custom.defect, now))
        });
        let Some(known) = known else {
            let key = Arc::new(key);
            self.known.insert(Arc::clone(&key), None);
            return Ok(Say::CarryOut(key));
        };
        let Some(first) = known else {
            return match custom.defect {
                Some(Defect::KeysRace) => Ok(Say::CarryOut(Arc::new(key))),
                Some(Defect::KeyInUseRaceFails) => Err(ApiError::internal(&"the key is in use")),
                _ => Err(ApiError::key_in_use()),
            };
        };
        if first.asked.path != asked.path {
            if has(Defect::OtherEndpointReplayed) {
                return Ok(Say::Replay(first.status, first.body.clone()));
            }
            let new = has(Defect::OtherEndpointCarriedOut);
            return new_or(new, key, "endpoint");
        }
        if !first.asked.has_parameters_of(asked) && !has(Defect::OtherParametersReplayed) {
            let new = has(Defect::OtherParametersCarriedOut);
            return new_or(new, key, "parameters");
        }
        Ok(Say::Replay(first.status, first.body.clone()))
    }

    /// Keeps what the request of a key came to.
    fn keep(&mut self, key: &Arc<Key>, outcome: Outcome) {
        self.by_age.push_back((outcome.at, Arc::clone(key)));
        self.known.insert(Arc::clone(key), Some(outcome));
    }

    /// Takes the mark from a key that came to nothing.
    fn let_go(&mut self, key: &Key) {
        if self.known.get(key).is_some_and(Option::is_none) {
            self.known.remove(key);
        }
    }

    /// Drops the oldest outcome when its key is known no more; answers whether there was one (`IDEM-09`).
    pub fn drop_old(&mut self, defect: Option<Defect>, now: Time) -> bool {
        let oldest = self.by_age.front();
        let Some((at, key)) = oldest.filter(|(at, _)| is_over(*at, defect, now)) else {
            return false;
        };
        // The key may have been used anew.
        let outcome = self.known.get(key).and_then(Option::as_ref);
        if outcome.is_some_and(|outcome| outcome.at == *at) {
            self.known.remove(key);
        }
        self.by_age.pop_front().is_some()
    }
}

impl Outcome {
    fn is_over(&self, defect: Option<Defect>, now: Time) -> bool {
        is_over(self.at, defect, now)
    }
}

/// Whether what was kept at a time is known no more (`IDEM-09`).
fn is_over(at: Time, defect: Option<Defect>, now: Time) -> bool {
    let early = defect == Some(Defect::KeyForgottenEarly);
    let kept_for = if early { 3_600 } else { KEPT_SECONDS };
    at.plus_seconds(kept_for) <= now
}

/// The refusal of a key that stands for something else (`IDEM-04`, `IDEM-05`), unless it is taken for a new one.
fn new_or(new: bool, key: Key, what: &str) -> Result<Say, ApiError> {
    if new {
        return Ok(Say::CarryOut(Arc::new(key)));
    }
    let key = String::from_utf8_lossy(&key.text);
    Err(ApiError::idempotency(format!(
        "Keys for idempotent requests can only be used with the same {what} they were first used \
         with. Try using a key other than '{key}' if you meant to execute a different request."
    )))
}

/// The mark on a key whose request is under way; it goes away however that ends.
struct Mark {
    sandbox: Arc<Sandbox>,
    key: Arc<Key>,
}

impl Drop for Mark {
    fn drop(&mut self) {
        self.sandbox.enter_as_it_is().keys.let_go(&self.key);
    }
}

/// Whether a request has a key that counts: that of a POST to the API (`IDEM-08`).
pub fn counts(request: &Request, custom: Custom) -> bool {
    let path = request.uri().path();
    let ignored = match custom.defect {
        Some(Defect::IdempotencyIgnored) => true,
        Some(Defect::ReverseKeyIgnored) => path.ends_with("/reverse"),
        Some(Defect::DebitReversalKeyIgnored) => path.ends_with("/debit_reversals"),
        _ => false,
    };
    request.headers().contains_key(HEADER)
        && (request.method() == Method::POST || custom.has(Defect::KeyCountsOnGet))
        && path.starts_with("/v1/")
        && !ignored
}

/// Carries a request with a key out, or answers what it came to before.
pub async fn once(sandbox: Arc<Sandbox>, request: Request, next: Next) -> Response {
    let (parts, body) = request.into_parts();
    let Ok(body) = to_bytes(body, LONGEST_BODY).await else {
        return ApiError::unreadable(StatusCode::PAYLOAD_TOO_LARGE).into_response();
    };
    let asked = Asked::of(&parts, &body);
    let said = look_up(&sandbox, &parts.headers, &asked);
    let request = Request::from_parts(parts, Body::from(body));
    match said {
        Err(error) => error.into_response(),
        Ok(None) => next.run(request).await,
        Ok(Some(Say::Replay(status, body))) => {
            let marked = !sandbox.custom.has(Defect::ReplayUnmarked);
            replay(marked, (status, body).into_response())
        }
        Ok(Some(Say::CarryOut(key))) => {
            let mark = Mark { sandbox, key };
            // Whoever came at the same time finds the mark.
            match mark.sandbox.custom.defect {
                Some(Defect::KeysRace | Defect::KeyInUseRaceFails) => others_first().await,
                _ => tokio::task::yield_now().await,
            }
            let response = next.run(request).await;
            kept(&mark, asked, response).await
        }
    }
}

/// What the key of a request says; nothing where the account that it is for is none.
fn look_up(sandbox: &Sandbox, headers: &HeaderMap, asked: &Asked) -> Result<Option<Say>, ApiError> {
    let custom = sandbox.custom;
    let text = headers.get(HEADER).map_or(&[][..], HeaderValue::as_bytes);
    let mut world = sandbox.enter()?;
    let account = match call::account_of(headers) {
        None => Some(AccountNo::PLATFORM),
        Some(id) => world.account_named(&id).map(|account| {
            let shared = custom.has(Defect::KeysShared);
            if shared { AccountNo::PLATFORM } else { account }
        }),
    };
    let Some(account) = account else {
        return Ok(None);
    };
    let length = String::from_utf8_lossy(text).chars().count();
    let most = custom.about(LONGEST, Defect::LongKeyTaken, Defect::FullKeyRejected);
    if !(1..=most).contains(&length) {
        return Err(ApiError::invalid(format!(
            "Idempotency keys have 1 to {most} characters, but this one has {length}."
        )));
    }
    let who = (custom, world.now());
    let text = text.into();
    let said = world.keys.look_up(Key { account, text }, asked, who);
    said.map(Some)
}

/// Keeps an answer when the request was carried out (`IDEM-03`, `IDEM-06`).
async fn kept(mark: &Mark, asked: Asked, response: Response) -> Response {
    let custom = mark.sandbox.custom;
    let counts = if response.status().is_success() {
        !custom.has(Defect::SuccessNotReplayed)
    } else if response.extensions().get::<CarriedOut>().is_some() {
        !custom.has(Defect::RefusalNotReplayed)
    } else {
        custom.has(Defect::ValidationUsesKey)
    };
    if !counts {
        return response;
    }
    let (parts, body) = response.into_parts();
    // The answer is whole already: this waits for nothing.
    let Ok(body) = to_bytes(body, usize::MAX).await else {
        return ApiError::unreadable(StatusCode::INTERNAL_SERVER_ERROR).into_response();
    };
    let mut world = mark.sandbox.enter_as_it_is();
    let outcome = Outcome {
        asked,
        status: parts.status,
        body: Bytes::copy_from_slice(&body),
        at: world.now(),
    };
    world.keys.keep(&mark.key, outcome);
    let marked = custom.has(Defect::FirstMarkedReplay);
    replay(marked, Response::from_parts(parts, Body::from(body)))
}

/// An answer that is marked as a replay or not (`IDEM-02`).
fn replay(marked: bool, mut response: Response) -> Response {
    let json = HeaderValue::from_static("application/json");
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, json);
    if marked {
        headers.insert(REPLAYED, HeaderValue::from_static("true"));
    }
    response
}

#[cfg(test)]
mod tests;
