//! `/v1/accounts` and their external accounts, as far as paying out needs them.

use axum::response::Response;
use serde_json::{Value, json};

use super::call::{Call, Desk, PathIds};
use super::error::ApiError;
use super::expand::{Expand, Node, Root};
use super::failure::Fate;
use super::page::Page;
use super::params::{Params, required};
use super::world::accounts::{ExternalKind, ExternalState, ExternalUpdate, NewExternal, Schedule};
use super::world::{AccountNo, ExternalNo, World};
use super::{listing, wire};
use crate::reversal::payout::{Country, Losses, Owner};

/// The longest text of an external account.
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

/// `GET /v1/accounts/{account}/external_accounts`.
pub fn list(PathIds(account): &PathIds<String>, call: &Call) -> Answer {
    let desk = call.desk_of(account)?;
    let params = &call.params;
    params.only(&[
        "ending_before",
        "expand",
        "limit",
        "object",
        "starting_after",
    ])?;
    let expand = Expand::read(params, Root::List(Node::External))?;
    let kinds = [ExternalKind::BankAccount, ExternalKind::Card].map(|kind| (kind.name(), kind));
    let kind = params.one_of("object", &kinds)?;
    let world = &*desk.world;
    let own = &world.account(desk.account).externals;
    let paging = listing::paging(params, "external account", |id| {
        let no = world.external_named(id)?;
        own.iter().position(|own| *own == no)
    })?;
    let page: Page = paging.take(paging.window(own.len()), |place| {
        kind.is_none_or(|kind| world.external(own[place]).kind == kind)
    });
    let show = |place: usize| external(world, own[place]);
    let url = format!("/v1/accounts/{account}/external_accounts");
    listing::answer(&desk, &url, &page, (&expand, show))
}

/// `POST /v1/accounts/{account}/external_accounts`, with the details of a bank account.
pub fn create(PathIds(account): &PathIds<String>, call: &Call) -> Answer {
    let mut desk = call.desk_of(account)?;
    let params = &call.params;
    params.only(&[
        "default_for_currency",
        "expand",
        "external_account",
        "metadata",
    ])?;
    let expand = Expand::read(params, Root::One(Node::External))?;
    let details = required(params.below("external_account")?, "external_account")?;
    let new = bank_account(&desk, params, &details)?;
    let (account, cause) = (desk.account, desk.cause.clone());
    let no = desk.world.add_external(account, new)?;
    desk.world.external_created(no, &cause);
    desk.answer(external(&desk.world, no), &expand)
}

fn bank_account(
    desk: &Desk<'_>,
    params: &Params,
    details: &Params,
) -> Result<NewExternal, ApiError> {
    details.only(&[
        "account_holder_name",
        "account_holder_type",
        "account_number",
        "country",
        "currency",
        "object",
        "routing_number",
    ])?;
    let bank = (ExternalKind::BankAccount.name(), ExternalKind::BankAccount);
    let kind = required(
        details.one_of("object", &[bank])?,
        "external_account[object]",
    )?;
    let code = required(details.text("country")?, "external_account[country]")?;
    let unknown = || ApiError::invalid(format!("Country '{code}' is unknown.")).param("country");
    let number = required(
        details.short("account_number", LONGEST)?,
        "external_account[account_number]",
    )?;
    let currency = details.currency("currency")?;
    Ok(NewExternal {
        kind,
        country: Country::parse(code).ok_or_else(unknown)?,
        currency: currency.unwrap_or(desk.world.account(desk.account).currency),
        instant: Fate::of(&number) != Some(Fate::PaysSlowly),
        default: params.flag("default_for_currency")?.unwrap_or_default(),
        number: Some(number.into_string()),
        routing_number: details.text("routing_number")?.map(str::to_owned),
        update: ExternalUpdate {
            default: false,
            metadata: params.metadata()?,
            ..holder(details)?
        },
    })
}

/// What is said of the holder of an external account.
fn holder(params: &Params) -> Result<ExternalUpdate, ApiError> {
    let types = [("company", "company"), ("individual", "individual")];
    let name = params.short("account_holder_name", LONGEST)?;
    Ok(ExternalUpdate {
        holder_name: name.map(str::into_string),
        holder_type: params.one_of("account_holder_type", &types)?,
        ..ExternalUpdate::default()
    })
}

/// `GET /v1/accounts/{account}/external_accounts/{id}`.
pub fn retrieve_external(PathIds(ids): &PathIds<(String, String)>, call: &Call) -> Answer {
    let desk = call.desk_of(&ids.0)?;
    call.params.only(&["expand"])?;
    let expand = Expand::read(&call.params, Root::One(Node::External))?;
    let no = named(&desk, &ids.1)?;
    desk.answer(external(&desk.world, no), &expand)
}

/// `POST /v1/accounts/{account}/external_accounts/{id}`: an errored one is usable again (`ACC-04`).
pub fn update(PathIds(ids): &PathIds<(String, String)>, call: &Call) -> Answer {
    let mut desk = call.desk_of(&ids.0)?;
    let params = &call.params;
    params.only(&[
        "account_holder_name",
        "account_holder_type",
        "default_for_currency",
        "expand",
        "metadata",
    ])?;
    let expand = Expand::read(params, Root::One(Node::External))?;
    let update = ExternalUpdate {
        default: params.flag("default_for_currency")?.unwrap_or_default(),
        metadata: params.metadata()?,
        ..holder(params)?
    };
    let no = named(&desk, &ids.1)?;
    let cause = desk.cause.clone();
    desk.world.update_external(no, &update, &cause)?;
    desk.answer(external(&desk.world, no), &expand)
}

fn named(desk: &Desk<'_>, id: &str) -> Result<ExternalNo, ApiError> {
    let found = desk.world.external_named(id);
    found
        .filter(|no| desk.world.external(*no).owner == desk.account)
        .ok_or_else(|| ApiError::not_found("external account", id, "id"))
}

fn external(world: &World, no: ExternalNo) -> Value {
    external_object(world, no, &world.external(no).state)
}

/// An external account in the state given; its number is never shown in full (`ACC-03`).
pub fn external_object(world: &World, no: ExternalNo, state: &ExternalState) -> Value {
    let external = world.external(no);
    let methods: &[&str] = if external.instant {
        &["standard", "instant"]
    } else {
        &["standard"]
    };
    let mut object = json!({
        "id": world.external_id(no),
        "object": external.kind.name(),
        "account": world.account_id(external.owner),
        "available_payout_methods": methods,
        "country": external.country.code(),
        "currency": external.currency.code(),
        "default_for_currency": state.default,
        "fingerprint": null,
        "last4": external.last4,
        "metadata": state.metadata.wire(),
        "status": if state.errored { "errored" } else { "new" },
    });
    match external.kind {
        ExternalKind::BankAccount => {
            object["account_holder_name"] = state.holder_name.as_deref().into();
            object["account_holder_type"] = state.holder_type.into();
            object["account_type"] = Value::Null;
            object["bank_name"] = "RECOUP TEST BANK".into();
            object["routing_number"] = external.routing_number.as_deref().into();
        }
        ExternalKind::Card => {
            object["brand"] = "Visa".into();
            object["exp_month"] = 12.into();
            object["exp_year"] = 2034.into();
            object["funding"] = "debit".into();
            object["name"] = state.holder_name.as_deref().into();
        }
    }
    object
}

/// An account on the wire, as far as it matters to payouts.
pub fn account_object(world: &World, no: AccountNo) -> Value {
    let account = world.account(no);
    let id = world.account_id(no);
    let externals = account.externals.iter().rev().take(10);
    let externals: Vec<Value> = externals.map(|no| external(world, *no)).collect();
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
        "email": null,
        "external_accounts": wire::list(&url, &externals, account.externals.len() > 10),
        "metadata": {},
        "payouts_enabled": account.payouts_enabled,
        "settings": {"payouts": {
            "debit_negative_balances": losses == "stripe",
            "schedule": {"delay_days": 2, "interval": interval},
            "statement_descriptor": null,
        }},
        "type": "none",
    })
}
