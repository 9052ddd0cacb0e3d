//! `/v1/accounts/{account}/external_accounts`: where payouts go (`ACC-01` to `ACC-04`).

use axum::response::Response;
use serde_json::{Value, json};

use super::call::{Call, Desk, PathIds};
use super::defect::Defect;
use super::error::ApiError;
use super::expand::{Expand, Node, Root};
use super::failure::Fate;
use super::listing;
use super::params::{Params, required};
use super::world::accounts::{External, ExternalKind, ExternalState, ExternalUpdate, NewExternal};
use super::world::{ExternalNo, World};
use crate::money::Currency;
use crate::reversal::payout::Country;

/// The longest text of an external account.
const LONGEST: usize = 5_000;

const EXTERNAL: &str = "external_account";
const BANK: &str = "bank_account";

type Answer = Result<Response, ApiError>;

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
    let paging = listing::paging(params, "external account", |id| {
        let no = world.external_named(id)?;
        world.has_external(desk.account, no).then_some(no.0)
    })?;
    let page = world.externals_page(desk.account, kind, &paging);
    let show = |number| external_now(world, ExternalNo(number));
    let url = format!("/v1/accounts/{account}/external_accounts");
    listing::answer(&desk, &url, &page, (&expand, show))
}

/// `POST /v1/accounts/{account}/external_accounts`, with the details of a bank account (`ACC-01`, `ACC-02`).
pub fn create(PathIds(account): &PathIds<String>, call: &Call) -> Answer {
    let mut desk = call.desk_of(account)?;
    let params = &call.params;
    params.only(&[
        "bank_account",
        "default_for_currency",
        "expand",
        "external_account",
        "metadata",
    ])?;
    let expand = Expand::read(params, Root::One(Node::External))?;
    let (external, bank) = (params.below(EXTERNAL)?, params.below(BANK)?);
    let (name, details) = match (external, bank) {
        (Some(_), Some(_)) => {
            let message =
                "You may only specify one of these parameters: external_account, bank_account.";
            return Err(ApiError::invalid(message).code("parameters_exclusive"));
        }
        (None, Some(details)) => (BANK, details),
        (details, None) => (EXTERNAL, required(details, EXTERNAL)?),
    };
    let currency = desk.world.account(desk.account).currency;
    let new = bank_account(currency, &details);
    let mut new = new.map_err(|error| error.below(name))?;
    new.default = params.flag("default_for_currency")?.unwrap_or_default();
    new.update.metadata = params.metadata()?;
    let (account, cause) = (desk.account, desk.cause.clone());
    let no = desk.world.add_external(account, new)?;
    desk.world.external_created(no, &cause);
    desk.answer(external_now(&desk.world, no), &expand)
}

/// Reads the details of a bank account; its currency is the usual one where none is given.
pub fn bank_account(usual: Currency, details: &Params) -> Result<NewExternal, ApiError> {
    details.only(&[
        "account_holder_name",
        "account_holder_type",
        "account_number",
        "account_type",
        "country",
        "currency",
        "object",
        "routing_number",
    ])?;
    let bank = (ExternalKind::BankAccount.name(), ExternalKind::BankAccount);
    let kind = details.one_of("object", &[bank])?;
    let code = required(details.text("country")?, "country")?;
    let unknown = || ApiError::invalid(format!("Country '{code}' is unknown.")).param("country");
    let number = required(details.short("account_number", LONGEST)?, "account_number")?;
    let currency = details.currency("currency")?;
    let routing_number = details.short("routing_number", LONGEST)?;
    Ok(NewExternal {
        kind: kind.unwrap_or(ExternalKind::BankAccount),
        country: Country::parse(code).ok_or_else(unknown)?,
        currency: currency.unwrap_or(usual),
        instant: Fate::of(&number) != Some(Fate::PaysSlowly),
        default: false,
        by_request: true,
        number: Some(number.into_string()),
        routing_number: routing_number.map(str::into_string),
        update: noted(details)?,
    })
}

/// What a request says of the holder of an external account and of its type; an empty type of holder unsets it.
fn noted(params: &Params) -> Result<ExternalUpdate, ApiError> {
    let holders = [("company", "company"), ("individual", "individual")];
    let types = ["checking", "futsu", "savings", "toza"].map(|name| (name, name));
    let unset = params.note("account_holder_type", LONGEST)?;
    let holder_type = match unset.as_deref() {
        Some("") => Some(""),
        Some(_) | None => params.one_of("account_holder_type", &holders)?,
    };
    let name = params.short("account_holder_name", LONGEST)?;
    Ok(ExternalUpdate {
        holder_name: name.map(str::into_string),
        holder_type,
        account_type: params.one_of("account_type", &types)?,
        ..ExternalUpdate::default()
    })
}

/// `GET /v1/accounts/{account}/external_accounts/{id}`.
pub fn retrieve(PathIds(ids): &PathIds<(String, String)>, call: &Call) -> Answer {
    let desk = call.desk_of(&ids.0)?;
    call.params.only(&["expand"])?;
    let expand = Expand::read(&call.params, Root::One(Node::External))?;
    let no = named(&desk, &ids.1)?;
    desk.answer(external_now(&desk.world, no), &expand)
}

/// `POST /v1/accounts/{account}/external_accounts/{id}`: an errored one is usable again (`ACC-04`).
pub fn update(PathIds(ids): &PathIds<(String, String)>, call: &Call) -> Answer {
    let mut desk = call.desk_of(&ids.0)?;
    let params = &call.params;
    params.only(&[
        "account_holder_name",
        "account_holder_type",
        "account_type",
        "default_for_currency",
        "expand",
        "metadata",
        "name",
    ])?;
    let expand = Expand::read(params, Root::One(Node::External))?;
    let noted = noted(params)?;
    let name = params.short("name", LONGEST)?.map(str::into_string);
    let update = ExternalUpdate {
        default: params.flag("default_for_currency")?.unwrap_or_default(),
        metadata: params.metadata()?,
        holder_name: noted.holder_name.or(name),
        ..noted
    };
    let no = named(&desk, &ids.1)?;
    let cause = desk.cause.clone();
    desk.world.update_external(no, &update, &cause)?;
    desk.answer(external_now(&desk.world, no), &expand)
}

/// `DELETE /v1/accounts/{account}/external_accounts/{id}`.
pub fn delete(PathIds(ids): &PathIds<(String, String)>, call: &Call) -> Answer {
    let mut desk = call.desk_of(&ids.0)?;
    call.params.only(&[])?;
    let no = named(&desk, &ids.1)?;
    let object = json!({
        "id": ids.1,
        "object": desk.world.external(no).kind.name(),
        "currency": desk.world.external(no).currency.code(),
        "deleted": true,
    });
    let cause = desk.cause.clone();
    desk.world.delete_external(no, &cause);
    desk.answer(object, &Expand::default())
}

fn named(desk: &Desk<'_>, id: &str) -> Result<ExternalNo, ApiError> {
    let found = desk.world.external_named(id);
    found
        .filter(|no| desk.world.has_external(desk.account, *no))
        .ok_or_else(|| ApiError::not_found("external account", id, "id"))
}

/// An external account as it is now.
pub fn external_now(world: &World, no: ExternalNo) -> Value {
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
    let stays = external.failed_once && world.has(Defect::UpdatedShownErrored);
    let errored = state.errored || stays;
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
        "status": if errored { "errored" } else { "new" },
    });
    match external.kind {
        ExternalKind::BankAccount => {
            object["account_holder_name"] = state.holder_name.as_deref().into();
            object["account_holder_type"] = state.holder_type.into();
            object["account_type"] = state.account_type.into();
            object["bank_name"] = "STRIPE TEST BANK".into();
            let routing = external.routing_number.as_deref();
            object["routing_number"] = routing.or_else(|| test_routing(external)).into();
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

/// The documented test routing number of a bank account that was arranged without one.
fn test_routing(external: &External) -> Option<&'static str> {
    match external.country.code() {
        "US" => Some("110000000"),
        "CA" => Some("11000-000"),
        _ => None,
    }
}
