//! `/levers`: the protocol `levers/1`, by which a scenario arranges what the API cannot do.

pub mod arrange;
pub mod bank;
pub mod charges;
pub mod treasury;

use std::sync::Arc;

use axum::body::Bytes;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::{Map, Value, json};

use super::call::json as answer;
use super::error::ApiError;
use super::readings::{Choice, Readings};
use super::sandbox::{Sandbox, Sandboxes};
use super::world::{AccountNo, World};
use crate::clock::Time;
use crate::ledger::PostError;
use crate::money::Currency;

/// What the reference offers: products, conventions and levers.
const CAPABILITIES: &[&str] = &[
    "payouts",
    "payout-reversals",
    "transfers",
    "transfer-reversals",
    "application-fees",
    "received-debits",
    "debit-reversals",
    "idempotency",
    "expand",
    "events",
    "webhooks",
    "topups",
    "worlds",
    "accounts",
    "funds",
    "bank",
    "schedule",
    "clock",
    "treasury",
    "treasury-bank",
    "charges",
    "balance",
];
/// How many scenarios may run at once, each in its world.
const PARALLEL_WORLDS: usize = 64;

type Answer = Result<Response, LeverError>;
type Worlds = State<Arc<Sandboxes>>;

/// Why a lever did not move.
#[derive(Debug)]
pub struct LeverError {
    status: StatusCode,
    body: Value,
}

impl LeverError {
    fn invalid(message: impl Into<String>) -> Self {
        let body = json!({"error": message.into()});
        let status = StatusCode::BAD_REQUEST;
        Self { status, body }
    }

    fn not_found(noun: &str, id: &str) -> Self {
        let body = json!({"error": format!("no such {noun}: {id}")});
        let status = StatusCode::NOT_FOUND;
        Self { status, body }
    }

    /// A lever that the reference does not have.
    pub fn unsupported(method: &str, path: &str) -> Self {
        let body = json!({"unsupported": format!("the reference has no lever {method} {path}")});
        let status = StatusCode::NOT_IMPLEMENTED;
        Self { status, body }
    }
}

impl From<ApiError> for LeverError {
    fn from(error: ApiError) -> Self {
        Self {
            status: StatusCode::BAD_REQUEST,
            body: error.wire(),
        }
    }
}

impl From<PostError> for LeverError {
    fn from(error: PostError) -> Self {
        Self::invalid(error.to_string())
    }
}

impl IntoResponse for LeverError {
    fn into_response(self) -> Response {
        (self.status, answer(&self.body)).into_response()
    }
}

/// `GET /levers`: the manifest.
///
/// Readings are promised where one was asked for, and where a defect is planted, which must not pass for
/// another reading; else they are for whoever asks to observe.
pub fn manifest(State(worlds): &Worlds) -> Response {
    let options = worlds.options();
    let promised = options.defect.is_some() || options.readings != Readings::default();
    let readings: Map<String, Value> = Choice::ALL
        .into_iter()
        .filter(|_| promised)
        .map(|choice| {
            (
                choice.name().to_owned(),
                options.readings.get(choice).into(),
            )
        })
        .collect();
    answer(&json!({
        "protocol": "levers/1",
        "implementation": {
            "name": env!("CARGO_PKG_NAME"),
            "version": env!("CARGO_PKG_VERSION"),
            "homepage": null,
        },
        "capabilities": CAPABILITIES,
        "readings": readings,
        "limits": {"parallel_worlds": PARALLEL_WORLDS},
    }))
}

#[derive(Deserialize)]
struct NewWorld {
    label: Option<String>,
    now: Option<i64>,
}

/// `POST /levers/worlds`.
pub fn open(State(worlds): &Worlds, body: &Bytes) -> Answer {
    let wanted: NewWorld = read(body)?;
    let now = match wanted.now {
        None => None,
        Some(now) => match Time::from_unix(now) {
            Some(now) => Some(now),
            None => return Err(LeverError::invalid(format!("now is out of range: {now}"))),
        },
    };
    let opened = worlds.open(wanted.label.as_deref(), now);
    Ok(answer(&json!({
        "world": opened.id,
        "api_key": opened.key,
        "account": opened.account,
        "now": opened.now.unix(),
    })))
}

/// `DELETE /levers/worlds/{world}`.
pub fn close(State(worlds): &Worlds, Path(id): &Path<String>) -> Answer {
    let closed = worlds.close(id);
    let sandbox = closed.ok_or_else(|| LeverError::not_found("world", id))?;
    if sandbox.enter_as_it_is().is_large() {
        // Giving its memory back takes a while, for which nobody waits.
        tokio::task::spawn_blocking(|| drop(sandbox));
    }
    Ok(StatusCode::NO_CONTENT.into_response())
}

#[derive(Deserialize)]
struct ClockRequest {
    advance: u64,
}

/// `POST …/clock`: everything due by then has happened when it answers.
pub async fn advance(worlds: Worlds, Path(id): Path<String>, body: Bytes) -> Answer {
    let sandbox = named(&worlds, &id)?;
    let wanted: ClockRequest = read(&body)?;
    let now = sandbox.advance(wanted.advance).await?;
    Ok(answer(&json!({"now": now.unix()})))
}

/// `GET …/clock`.
pub fn clock(worlds: &Worlds, Path(id): &Path<String>) -> Answer {
    let now = named(worlds, id)?.enter()?.now();
    Ok(answer(&json!({"now": now.unix()})))
}

/// `GET …/balances`: every account's, with zeros, straight from the ledger.
pub fn balances(worlds: &Worlds, Path(id): &Path<String>) -> Answer {
    let sandbox = named(worlds, id)?;
    let world = sandbox.enter()?;
    let accounts: Map<String, Value> = world
        .account_numbers()
        .map(|no| (world.account_id(no), balances_of(&world, no)))
        .collect();
    let cash = treasury::cash(&world);
    Ok(answer(
        &json!({"accounts": accounts, "financial_accounts": cash}),
    ))
}

fn balances_of(world: &World, no: AccountNo) -> Value {
    let held = world.ledger().holdings(no.holder()).into_keys();
    let currencies = held.chain([world.account(no).currency]);
    let balance = |currency: Currency| {
        let balance = world.ledger().total(no.holder(), currency, world.now());
        let (available, pending) = (balance.available.minor(), balance.pending.minor());
        let amounts = json!({"available": available, "pending": pending});
        (currency.code().to_owned(), amounts)
    };
    Value::Object(currencies.map(balance).collect())
}

/// Reads a request; no body at all is an empty object.
fn read<T: DeserializeOwned>(body: &Bytes) -> Result<T, LeverError> {
    let body: &[u8] = if body.is_empty() { b"{}" } else { body };
    serde_json::from_slice(body).map_err(|error| LeverError::invalid(error.to_string()))
}

fn named(State(worlds): &Worlds, id: &str) -> Result<Arc<Sandbox>, LeverError> {
    worlds
        .by_id(id)
        .ok_or_else(|| LeverError::not_found("world", id))
}
