//! `/levers`: the protocol `levers/1`, by which a scenario arranges what the API cannot do.

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
use super::failure::FailureCode;
use super::metadata::Change;
use super::readings::Choice;
use super::sandbox::{Sandbox, Sandboxes};
use super::world::accounts::{ExternalKind, ExternalUpdate, NewAccount, NewExternal, Schedule};
use super::world::events::Cause;
use super::world::payouts::NewPayout;
use super::world::{AccountNo, World};
use crate::clock::Time;
use crate::ledger::PostError;
use crate::money::{Amount, Currency, SourceType};
use crate::reversal::payout::{BankAct, Country, Losses, Method};

/// What the reference offers: products, conventions and levers.
const CAPABILITIES: [&str; 11] = [
    "payouts",
    "payout-reversals",
    "expand",
    "events",
    "worlds",
    "accounts",
    "funds",
    "bank",
    "schedule",
    "clock",
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
pub fn manifest(State(worlds): &Worlds) -> Response {
    let taken = &worlds.options().readings;
    let readings: Map<String, Value> = Choice::ALL
        .into_iter()
        .map(|choice| (choice.name().to_owned(), taken.get(choice).into()))
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
    if worlds.close(id) {
        Ok(StatusCode::NO_CONTENT.into_response())
    } else {
        Err(LeverError::not_found("world", id))
    }
}

#[derive(Deserialize)]
#[serde(rename_all = "lowercase")]
enum LossesWord {
    Platform,
    Processor,
}

#[derive(Deserialize)]
#[serde(rename_all = "lowercase")]
enum ScheduleWord {
    Manual,
    Daily,
}

#[derive(Deserialize)]
struct AccountRequest {
    country: Option<String>,
    currency: Option<String>,
    losses: Option<LossesWord>,
    schedule: Option<ScheduleWord>,
    payouts_enabled: Option<bool>,
    transfers: Option<bool>,
    external_account: Option<ExternalRequest>,
}

#[derive(Deserialize)]
#[serde(rename_all = "snake_case")]
enum KindWord {
    BankAccount,
    Card,
}

#[derive(Deserialize)]
struct ExternalRequest {
    account: Option<String>,
    kind: Option<KindWord>,
    country: Option<String>,
    currency: Option<String>,
    instant: Option<bool>,
    default: Option<bool>,
    account_number: Option<String>,
}

impl ExternalRequest {
    fn read(self) -> Result<NewExternal, LeverError> {
        Ok(NewExternal {
            kind: match self.kind {
                None | Some(KindWord::BankAccount) => ExternalKind::BankAccount,
                Some(KindWord::Card) => ExternalKind::Card,
            },
            country: country(self.country.as_deref())?,
            currency: currency(self.currency.as_deref())?,
            instant: self.instant.unwrap_or(true),
            default: self.default.unwrap_or(false),
            number: self.account_number,
            routing_number: None,
            update: ExternalUpdate::default(),
        })
    }
}

/// `POST …/accounts`.
pub fn open_account(worlds: &Worlds, Path(id): &Path<String>, body: &Bytes) -> Answer {
    let sandbox = named(worlds, id)?;
    let wanted: AccountRequest = read(body)?;
    let new = NewAccount {
        country: country(wanted.country.as_deref())?,
        currency: currency(wanted.currency.as_deref())?,
        losses: match wanted.losses {
            None | Some(LossesWord::Platform) => Losses::Platform,
            Some(LossesWord::Processor) => Losses::Processor,
        },
        schedule: match wanted.schedule {
            None | Some(ScheduleWord::Manual) => Schedule::Manual,
            Some(ScheduleWord::Daily) => Schedule::Daily,
        },
        payouts_enabled: wanted.payouts_enabled.unwrap_or(true),
        transfers: wanted.transfers.unwrap_or(true),
    };
    let external = wanted.external_account.map(ExternalRequest::read);
    let external = external.transpose()?;
    let mut world = sandbox.enter()?;
    let account = world.open_account(&new);
    let external = match external {
        None => None,
        Some(external) => Some(
            world
                .add_external(account, external)
                .map_err(ApiError::from)?,
        ),
    };
    Ok(answer(&json!({
        "account": world.account_id(account),
        "external_account": external.map(|no| world.external_id(no)),
    })))
}

/// `POST …/external_accounts`.
pub fn add_external(worlds: &Worlds, Path(id): &Path<String>, body: &Bytes) -> Answer {
    let sandbox = named(worlds, id)?;
    let wanted: ExternalRequest = read(body)?;
    let mut world = sandbox.enter()?;
    let owner = account(&world, wanted.account.as_deref())?;
    let external = world.add_external(owner, wanted.read()?);
    let no = external.map_err(ApiError::from)?;
    Ok(answer(&json!({"external_account": world.external_id(no)})))
}

#[derive(Deserialize)]
#[serde(rename_all = "snake_case")]
enum SourceWord {
    BankAccount,
    Card,
    Fpx,
}

#[derive(Deserialize)]
struct MoneyRequest {
    account: Option<String>,
    amount: i64,
    currency: Option<String>,
    source_type: Option<SourceWord>,
}

/// `POST …/funds`.
pub fn fund(worlds: &Worlds, Path(id): &Path<String>, body: &Bytes) -> Answer {
    let sandbox = named(worlds, id)?;
    let wanted: MoneyRequest = read(body)?;
    let source = match wanted.source_type {
        Some(SourceWord::BankAccount) => SourceType::BankAccount,
        None | Some(SourceWord::Card) => SourceType::Card,
        Some(SourceWord::Fpx) => SourceType::Fpx,
    };
    let amount = Amount::new(wanted.amount);
    if amount.magnitude() > Amount::MOST {
        return Err(LeverError::invalid("amount is out of range"));
    }
    let mut world = sandbox.enter()?;
    let owner = account(&world, wanted.account.as_deref())?;
    let currency = currency(wanted.currency.as_deref())?;
    world.fund(owner, amount, currency, source)?;
    Ok(answer(&json!({})))
}

/// `POST …/payouts`: a payout made by the schedule.
pub fn schedule(worlds: &Worlds, Path(id): &Path<String>, body: &Bytes) -> Answer {
    let sandbox = named(worlds, id)?;
    let wanted: MoneyRequest = read(body)?;
    let amount = Amount::new(wanted.amount);
    if amount < Amount::new(1) || amount > Amount::MOST {
        return Err(LeverError::invalid("amount is out of range"));
    }
    let mut world = sandbox.enter()?;
    let owner = account(&world, wanted.account.as_deref())?;
    let new = NewPayout {
        amount,
        currency: currency(wanted.currency.as_deref())?,
        method: Method::Standard,
        source_type: SourceType::Card,
        destination: None,
        automatic: true,
        description: None,
        statement_descriptor: None,
        metadata: Change::default(),
    };
    let no = world.create_payout(owner, new, &Cause::Processor)?;
    Ok(answer(&json!({"payout": world.payout_id(no)})))
}

#[derive(Deserialize)]
#[serde(rename_all = "lowercase")]
enum ActWord {
    Submit,
    Pay,
    Fail,
}

#[derive(Deserialize)]
struct BankRequest {
    act: ActWord,
    failure_code: Option<String>,
}

/// `POST …/payouts/{payout}/bank`; an act that comes too late changes nothing.
pub fn bank(worlds: &Worlds, Path((id, payout)): &Path<(String, String)>, body: &Bytes) -> Answer {
    let sandbox = named(worlds, id)?;
    let wanted: BankRequest = read(body)?;
    let act = match wanted.act {
        ActWord::Submit => BankAct::Submit,
        ActWord::Pay => BankAct::Pay,
        ActWord::Fail => BankAct::Fail,
    };
    let code = match wanted.failure_code.as_deref() {
        None => None,
        Some(name) => match FailureCode::parse(name) {
            Some(code) => Some(code),
            None => return Err(LeverError::invalid(format!("no such failure code: {name}"))),
        },
    };
    let mut world = sandbox.enter()?;
    let found = world.any_payout_named(payout);
    let no = found.ok_or_else(|| LeverError::not_found("payout", payout))?;
    world.bank(no, act, code)?;
    Ok(answer(&json!({})))
}

#[derive(Deserialize)]
struct ClockRequest {
    advance: u64,
}

/// `POST …/clock`: everything due by then has happened when it answers.
pub fn advance(worlds: &Worlds, Path(id): &Path<String>, body: &Bytes) -> Answer {
    let sandbox = named(worlds, id)?;
    let wanted: ClockRequest = read(body)?;
    let now = sandbox.advance(wanted.advance)?;
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
    Ok(answer(
        &json!({"accounts": accounts, "financial_accounts": {}}),
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

/// The account with this id, or the platform's where none is given.
fn account(world: &World, id: Option<&str>) -> Result<AccountNo, LeverError> {
    let Some(id) = id else {
        return Ok(AccountNo::PLATFORM);
    };
    let found = world.account_named(id);
    found.ok_or_else(|| LeverError::not_found("account", id))
}

fn country(code: Option<&str>) -> Result<Country, LeverError> {
    let code = code.unwrap_or("US");
    let unknown = || LeverError::invalid(format!("no such country: {code}"));
    Country::parse(code).ok_or_else(unknown)
}

fn currency(code: Option<&str>) -> Result<Currency, LeverError> {
    let code = code.unwrap_or("usd");
    let unknown = || LeverError::invalid(format!("no such currency: {code}"));
    Currency::parse(code).ok_or_else(unknown)
}
