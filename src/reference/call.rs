//! A request to the API: who asks, for which account, with which parameters.

use std::sync::{Arc, MutexGuard};

use axum::body::to_bytes;
use axum::extract::{FromRequest, FromRequestParts, Path, Request, State};
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde_json::Value;

use super::DEFAULT_KEY;
use super::defect::Defect;
use super::distort;
use super::error::ApiError;
use super::expand::Expand;
use super::idempotency;
use super::ids::{Ids, Kind};
use super::params::Params;
use super::sandbox::{Sandbox, Sandboxes};
use super::world::events::Cause;
use super::world::{AccountNo, World};

/// The longest body that is read.
pub const LONGEST_BODY: usize = 1 << 20;
const REQUEST_ID: HeaderName = HeaderName::from_static("request-id");
const ACCOUNT: HeaderName = HeaderName::from_static("stripe-account");

/// A request to the API by somebody whose key opens a world.
#[derive(Debug)]
pub struct Call {
    sandbox: Arc<Sandbox>,
    number: usize,
    account: Option<String>,
    key: Option<Arc<str>>,
    /// Whether it expands nothing, as only a defect has it.
    leaves_ids: bool,
    /// Whether what it asks for was checked before, as under a defect of [`gap`](super::gap).
    looked: bool,
    /// The parameters, of the query and of the body.
    pub params: Params,
}

/// A world, entered for one call.
pub struct Desk<'a> {
    /// The world, which nobody else is in.
    pub world: MutexGuard<'a, World>,
    /// The account that the call acts for.
    pub account: AccountNo,
    /// The call, as the cause of events.
    pub cause: Cause,
    leaves_ids: bool,
}

impl Call {
    /// Whether the world that it is about has this defect.
    pub fn has(&self, defect: Defect) -> bool {
        self.sandbox.custom.has(defect)
    }

    /// A call on the platform's own behalf that no request came with, to test handlers by.
    #[cfg(test)]
    pub fn with(sandbox: Arc<Sandbox>, query: &str, body: &str) -> Result<Self, ApiError> {
        let custom = sandbox.custom;
        Ok(Self {
            number: sandbox.next_request(),
            sandbox,
            account: None,
            key: None,
            leaves_ids: false,
            looked: false,
            params: Params::read(query.as_bytes(), body.as_bytes(), custom)?,
        })
    }

    /// The world that it is about, not entered.
    pub const fn sandbox(&self) -> &Arc<Sandbox> {
        &self.sandbox
    }

    /// Takes the checks as made: whoever comes between is not seen any more.
    pub const fn has_looked(&mut self) {
        self.looked = true;
    }

    /// Enters the world and finds the account that the call acts for (`HDR-02`, `AUTH-04`).
    pub fn desk(&self) -> Result<Desk<'_>, ApiError> {
        self.desk_for(self.account.as_deref())
    }

    /// The same for calls whose path names the account, which counts then.
    pub fn desk_of(&self, account: &str) -> Result<Desk<'_>, ApiError> {
        self.desk_for(Some(account))
    }

    fn desk_for(&self, account: Option<&str>) -> Result<Desk<'_>, ApiError> {
        let mut world = self.sandbox.enter()?;
        world.waive(self.looked);
        let account = match account {
            None => AccountNo::PLATFORM,
            Some(id) => match (world.account_named(id), world.defect()) {
                (Some(account), _) => account,
                (None, Some(Defect::ForeignAccountIgnored)) => AccountNo::PLATFORM,
                (None, defect) => return Err(account_refused(id, defect)),
            },
        };
        Ok(Desk {
            world,
            account,
            cause: Cause::Request {
                number: self.number,
                key: self.key.clone(),
            },
            leaves_ids: self.leaves_ids,
        })
    }
}

/// The refusal of an account that the key cannot act for (`AUTH-04`).
fn account_refused(id: &str, defect: Option<Defect>) -> ApiError {
    let missing = || ApiError::not_found("account", id, "account");
    match defect {
        Some(Defect::ForeignAccountMissing) => missing(),
        Some(Defect::ForeignAccountToldApart) if Ids::is_of_any(Kind::Account, id) => missing(),
        _ => ApiError::account_invalid(id),
    }
}

impl Desk<'_> {
    /// The answer to a call, with what it asked for expanded.
    #[allow(
        clippy::unnecessary_wraps,
        reason = "it is what every handler ends with"
    )]
    pub fn answer(&self, mut object: Value, expand: &Expand) -> Result<Response, ApiError> {
        if !self.leaves_ids {
            expand.apply(&self.world, &mut object);
        }
        Ok(json(&object))
    }
}

/// A body of JSON.
pub fn json(value: &Value) -> Response {
    let kind = HeaderValue::from_static("application/json");
    ([(header::CONTENT_TYPE, kind)], value.to_string()).into_response()
}

/// What the doorman found out about a request.
#[derive(Debug, Clone)]
struct Visit {
    visitor: Result<Arc<Sandbox>, ApiError>,
    number: usize,
}

/// Finds out whose request it is and gives every answer a `Request-Id` (`HDR-01`).
pub async fn doorman(
    State(worlds): State<Arc<Sandboxes>>,
    mut request: Request,
    next: Next,
) -> Response {
    let visitor = authenticate(&worlds, request.headers());
    let defect = worlds.options().defect;
    let asked = defect.map(|_| (request.method().clone(), request.uri().path().to_owned()));
    let (number, id) = match &visitor {
        Ok(sandbox) => {
            let number = sandbox.next_request();
            (number, sandbox.request_id(number))
        }
        Err(_) => (0, worlds.stranger_id()),
    };
    let keyed = visitor
        .as_ref()
        .ok()
        .filter(|sandbox| idempotency::counts(&request, sandbox.custom));
    let keyed = keyed.map(Arc::clone);
    request.extensions_mut().insert(Visit { visitor, number });
    let mut response = match keyed {
        None => next.run(request).await,
        Some(sandbox) => idempotency::once(sandbox, request, next).await,
    };
    if let Some((defect, (method, path))) = defect.zip(asked)
        && path.starts_with("/v1/")
    {
        response = distort::answer(defect, (&method, &path), response).await;
    }
    let failed = !response.status().is_success();
    let id = match defect {
        Some(Defect::RequestIdMissingOnErrors) if failed => return response,
        Some(Defect::RequestIdRepeated) => "req_00000000000000",
        _ => id.as_str(),
    };
    if let Ok(id) = HeaderValue::from_str(id) {
        response.headers_mut().insert(REQUEST_ID, id);
    }
    response
}

/// Finds the world that a request's key opens (`AUTH-01` to `AUTH-03`).
fn authenticate(worlds: &Sandboxes, headers: &HeaderMap) -> Result<Arc<Sandbox>, ApiError> {
    let given = headers.get(header::AUTHORIZATION);
    let given = given
        .and_then(|value| value.to_str().ok())
        .unwrap_or_default();
    let (scheme, token) = given.trim().split_once(' ').unwrap_or_default();
    let token = token.trim();
    let defect = worlds.options().defect;
    let is = |other| defect == Some(other);
    let key = if scheme.eq_ignore_ascii_case("bearer") {
        Some(token.to_owned())
    } else if scheme.eq_ignore_ascii_case("basic") && !is(Defect::BasicRefused) {
        // The published scheme also allows a key that is not encoded.
        Some(user_name(token).unwrap_or_else(|| token.to_owned()))
    } else {
        None
    };
    let key = key.filter(|key| !key.is_empty());
    let let_in = match key {
        None => is(Defect::MissingKeyAnswered),
        Some(_) => is(Defect::UnknownKeyAnswered),
    };
    let found = key.as_deref().and_then(|key| worlds.by_key(key));
    let found = found.or_else(|| worlds.by_key(DEFAULT_KEY).filter(|_| let_in));
    found.ok_or_else(|| {
        let error = key
            .as_deref()
            .map_or_else(ApiError::no_key, ApiError::unknown_key);
        distort::turned_away(defect, error, key.as_deref())
    })
}

/// The id of the account that a request is for, if it names one in its headers (`HDR-02`).
pub fn account_of(headers: &HeaderMap) -> Option<String> {
    text(headers, &ACCOUNT)
}

fn text(headers: &HeaderMap, name: &HeaderName) -> Option<String> {
    let value = headers.get(name)?;
    Some(String::from_utf8_lossy(value.as_bytes()).into_owned())
}

/// The user name of encoded Basic credentials.
fn user_name(token: &str) -> Option<String> {
    let decoded = String::from_utf8(STANDARD.decode(token).ok()?).ok()?;
    let (user, _) = decoded.split_once(':')?;
    Some(user.to_owned())
}

impl FromRequest<Arc<Sandboxes>> for Call {
    type Rejection = ApiError;

    async fn from_request(request: Request, _: &Arc<Sandboxes>) -> Result<Self, ApiError> {
        let (parts, body) = request.into_parts();
        let visit = parts.extensions.get::<Visit>().cloned();
        let visit = visit.ok_or_else(ApiError::no_key)?;
        let sandbox = visit.visitor?;
        let body = if parts.method == Method::POST {
            let read = to_bytes(body, LONGEST_BODY).await;
            read.map_err(|_| ApiError::unreadable(StatusCode::PAYLOAD_TOO_LARGE))?
        } else {
            axum::body::Bytes::new()
        };
        is_form(&parts.headers, &body)?;
        let (method, path) = (&parts.method, parts.uri.path());
        let account = account_of(&parts.headers);
        let defect = sandbox.custom.defect;
        let forgotten = defect.is_some_and(|it| distort::forgets_account(it, method, path));
        let query = parts.uri.query().unwrap_or_default();
        let custom = sandbox.custom;
        Ok(Self {
            sandbox,
            number: visit.number,
            account: account.filter(|_| !forgotten),
            key: text(&parts.headers, &idempotency::HEADER).map(Arc::from),
            leaves_ids: defect.is_some_and(|it| distort::leaves_ids(it, method, path)),
            looked: false,
            params: Params::read(query.as_bytes(), &body, custom)?,
        })
    }
}

/// Refuses a body that says that it is no form.
fn is_form(headers: &HeaderMap, body: &[u8]) -> Result<(), ApiError> {
    let Some(kind) = headers.get(header::CONTENT_TYPE) else {
        return Ok(());
    };
    let kind = String::from_utf8_lossy(kind.as_bytes());
    let essence = kind.split(';').next().unwrap_or_default().trim();
    if body.is_empty() || essence.eq_ignore_ascii_case("application/x-www-form-urlencoded") {
        return Ok(());
    }
    Err(ApiError::not_a_form(&format!("these are '{essence}'")))
}

/// Ids in a path, whatever they are.
pub struct PathIds<T>(pub T);

impl<S: Send + Sync, T: serde::de::DeserializeOwned + Send> FromRequestParts<S> for PathIds<T> {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, ApiError> {
        // What cannot be decoded names nothing, like any other path the API does not have.
        match Path::<T>::from_request_parts(parts, state).await {
            Ok(Path(ids)) => Ok(Self(ids)),
            Err(_) => Err(ApiError::unrecognized(
                parts.method.as_str(),
                parts.uri.path(),
            )),
        }
    }
}
