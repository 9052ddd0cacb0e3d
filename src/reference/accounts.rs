//! `/v1/accounts` and their external accounts, as far as paying out needs them.

use axum::response::Response;
use serde_json::{Value, json};

use super::call::{Call, Desk, PathIds};
use super::error::ApiError;
use super::expand::{Expand, Node, Root};
use super::externals::{bank_account, external_now};
use super::listing::List;
use super::page::Paging;
use super::params::Params;
use super::wire;
use super::world::accounts::{AccountNotes, NewAccount, Schedule};
use super::world::{AccountNo, ExternalNo, World};
use crate::money::Currency;
use crate::reversal::payout::{Country, Losses, Owner};

/// The longest email address.
const LONGEST: usize = 5_000;

type Answer = Result<Response, ApiError>;

/// `GET /v1/accounts/{account}`.
pub fn retrieve(PathIds(id): &PathIds<String>, call: &Call) -> Answer {
    own_of(&call.desk_of(id)?, call)
}

/// `GET /v1/account`: the account that the call acts for.
pub fn retrieve_own(call: &Call) -> Answer {
    own_of(&call.desk()?, call)
}

fn own_of(desk: &Desk<'_>, call: &Call) -> Answer {
    call.params.only(&["expand"])?;
    let expand = Expand::read(&call.params, Root::One(Node::Account))?;
    desk.answer(account_object(&desk.world, desk.account), &expand)
}

/// `POST /v1/accounts`: a connected account, which may do at once what it asks for.
///
/// What is told of the business is taken and not kept.
pub fn create(call: &Call) -> Answer {
    let mut desk = call.desk()?;
    let params = &call.params;
    params.only(&[
        "business_profile",
        "business_type",
        "capabilities",
        "company",
        "controller",
        "country",
        "default_currency",
        "email",
        "expand",
        "external_account",
        "individual",
        "metadata",
        "settings",
        "tos_acceptance",
        "type",
    ])?;
    let expand = Expand::read(params, Root::One(Node::Account))?;
    if desk.account != AccountNo::PLATFORM {
        return Err(ApiError::invalid("Only the platform can make accounts."));
    }
    let new = new_account(params)?;
    let notes = AccountNotes::new(params.short("email", LONGEST)?, &params.metadata()?)?;
    let types = ["custom", "express", "standard"].map(|name| (name, name));
    let notes = AccountNotes {
        kind: params.one_of("type", &types)?,
        ..notes
    };
    let external = params.below("external_account")?;
    let external = external.map(|details| bank_account(new.currency, &details));
    let external = external.transpose();
    let external = external.map_err(|error| error.below("external_account"))?;
    let no = desk.world.open_account(new);
    desk.world.note_account(no, notes);
    if let Some(external) = external {
        let cause = desk.cause.clone();
        let external = desk.world.add_external(no, external)?;
        desk.world.external_created(external, &cause);
    }
    desk.answer(account_object(&desk.world, no), &expand)
}

fn new_account(params: &Params) -> Result<NewAccount, ApiError> {
    let code = params.text("country")?.unwrap_or("US");
    let unknown = || ApiError::invalid(format!("Country '{code}' is unknown.")).param("country");
    let country = Country::parse(code).ok_or_else(unknown)?;
    let usual = match country.code() {
        "CA" => Currency::parse("cad").unwrap_or(Currency::USD),
        "GB" => Currency::parse("gbp").unwrap_or(Currency::USD),
        "DE" | "ES" | "FR" | "IE" | "IT" | "NL" => Currency::parse("eur").unwrap_or(Currency::USD),
        _ => Currency::USD,
    };
    Ok(NewAccount {
        country,
        currency: params.currency("default_currency")?.unwrap_or(usual),
        losses: losses(params)?,
        schedule: schedule(params)?,
        payouts_enabled: true,
        transfers: requested(params, "transfers")?,
    })
}

/// Who bears negative balances: what the controller says, or what goes with the type of the account.
fn losses(params: &Params) -> Result<Losses, ApiError> {
    let types = [
        ("custom", Losses::Platform),
        ("express", Losses::Platform),
        ("standard", Losses::Processor),
    ];
    let bearers = [
        ("application", Losses::Platform),
        ("stripe", Losses::Processor),
    ];
    let controller = params.below("controller")?;
    let losses = controller.as_ref().map(|it| it.below("losses"));
    let said = match losses.transpose()?.flatten() {
        Some(losses) => losses.one_of("payments", &bearers),
        None => Ok(None),
    };
    let said = said.map_err(|error| error.below("losses").below("controller"))?;
    let by_type = params.one_of("type", &types)?;
    Ok(said.or(by_type).unwrap_or(Losses::Processor))
}

fn schedule(params: &Params) -> Result<Schedule, ApiError> {
    let intervals = [("daily", Schedule::Daily), ("manual", Schedule::Manual)];
    let mut inner = params.below("settings")?;
    for name in ["payouts", "schedule"] {
        inner = match inner {
            Some(outer) => outer.below(name)?,
            None => None,
        };
    }
    let interval = match inner {
        Some(schedule) => schedule.one_of("interval", &intervals),
        None => Ok(None),
    };
    let interval = interval.map_err(|error| error.below("schedule").below("payouts"));
    let interval = interval.map_err(|error| error.below("settings"))?;
    Ok(interval.unwrap_or(Schedule::Daily))
}

fn requested(params: &Params, capability: &str) -> Result<bool, ApiError> {
    let capabilities = params.below("capabilities")?;
    let asked = capabilities.map(|it| it.below(capability)).transpose()?;
    let requested = match asked.flatten() {
        Some(asked) => asked.flag("requested"),
        None => Ok(None),
    };
    let below = |error: ApiError| error.below(capability).below("capabilities");
    Ok(requested.map_err(below)?.unwrap_or_default())
}

const LIST: List = List {
    url: "/v1/accounts",
    node: Node::Account,
    noun: "account",
    filters: &["created"],
};

/// `GET /v1/accounts`: the connected accounts.
pub fn list_all(call: &Call) -> Answer {
    let is_platform = |desk: &Desk<'_>| desk.account == AccountNo::PLATFORM;
    LIST.answer(
        call,
        |desk, id| {
            let no = desk.world.account_named(id)?;
            (is_platform(desk) && no != AccountNo::PLATFORM).then_some(no.0)
        },
        |desk, params, paging| {
            let created = params.range("created")?;
            Ok(if is_platform(desk) {
                desk.world.connected_page(created, &paging)
            } else {
                paging.nothing()
            })
        },
        |world, place| account_object(world, AccountNo(place)),
    )
}

/// An account on the wire, as far as it matters to payouts.
pub fn account_object(world: &World, no: AccountNo) -> Value {
    let account = world.account(no);
    let id = world.account_id(no);
    let shown = world.externals_page(no, None, &Paging::newest(10));
    let places = shown.places.iter();
    let externals: Vec<Value> = places
        .map(|number| external_now(world, ExternalNo(*number)))
        .collect();
    let url = format!("/v1/accounts/{id}/external_accounts");
    let losses = match account.owner {
        Owner::Platform | Owner::Connected(Losses::Processor) => "stripe",
        Owner::Connected(Losses::Platform) => "application",
    };
    let interval = match account.schedule {
        Schedule::Manual => "manual",
        Schedule::Daily => "daily",
    };
    json!({
        "id": id,
        "object": "account",
        "capabilities": {"transfers": if account.transfers { "active" } else { "inactive" }},
        "charges_enabled": true,
        "controller": {
            "is_controller": no != AccountNo::PLATFORM,
            "losses": {"payments": losses},
            "type": if no == AccountNo::PLATFORM { "account" } else { "application" },
        },
        "country": account.country.code(),
        "created": account.created.unix(),
        "default_currency": account.currency.code(),
        "details_submitted": true,
        "email": account.notes.email,
        "external_accounts": wire::list(&url, &externals, shown.has_more),
        "metadata": account.notes.metadata.wire(),
        "payouts_enabled": account.payouts_enabled,
        "settings": {"payouts": {
            "debit_negative_balances": losses == "stripe",
            "schedule": {"delay_days": 2, "interval": interval},
            "statement_descriptor": null,
        }},
        "type": account.notes.kind.unwrap_or("none"),
    })
}
