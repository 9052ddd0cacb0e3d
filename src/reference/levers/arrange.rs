//! The levers that arrange accounts, money and scheduled payouts.

use axum::body::Bytes;
use axum::extract::Path;
use axum::response::Response;
use serde::Deserialize;
use serde_json::json;

use super::{LeverError, Worlds, answer, named, read};
use crate::money::{Amount, Currency, SourceType};
use crate::reference::error::ApiError;
use crate::reference::metadata::Change;
use crate::reference::world::accounts::{
    ExternalKind, ExternalUpdate, NewAccount, NewExternal, Schedule,
};
use crate::reference::world::events::Cause;
use crate::reference::world::payouts::NewPayout;
use crate::reference::world::{AccountNo, World};
use crate::reversal::payout::{Country, Losses, Method};

type Answer = Result<Response, LeverError>;

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
            by_request: false,
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
    let account = world.open_account(new);
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

/// The account with this id, or the platform's where none is given.
pub(super) fn account(world: &World, id: Option<&str>) -> Result<AccountNo, LeverError> {
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

/// The currency of this code, or US dollars where none is given.
pub(super) fn currency(code: Option<&str>) -> Result<Currency, LeverError> {
    let code = code.unwrap_or("usd");
    let unknown = || LeverError::invalid(format!("no such currency: {code}"));
    Currency::parse(code).ok_or_else(unknown)
}
