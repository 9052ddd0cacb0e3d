//! `/v1/transfers`: made, listed, retrieved, updated (`TR-01` to `TR-12`).

use axum::response::Response;

use super::call::{Call, Desk, PathIds};
use super::defect::Defect;
use super::error::ApiError;
use super::expand::{Expand, Node, Root};
use super::listing::List;
use super::metadata::Change;
use super::params::{Params, required};
use super::wire::transfers::transfer_now;
use super::world::charges::ChargeKind;
use super::world::connect::{ChargeNo, TransferNo};
use super::world::index::TransferFilter;
use super::world::source::Source;
use super::world::transfers::{NewTransfer, TransferUpdate};
use super::world::{AccountNo, World};
use crate::money::{Currency, SourceType};

const URL: &str = "/v1/transfers";
/// The longest description or group (`ENC-07`).
const LONGEST: usize = 5_000;

type Answer = Result<Response, ApiError>;

/// `POST /v1/transfers` (`TR-01` to `TR-09`).
pub fn create(call: &Call) -> Answer {
    let mut desk = call.desk()?;
    let params = &call.params;
    params.only(&[
        "amount",
        "currency",
        "description",
        "destination",
        "expand",
        "metadata",
        "source_transaction",
        "source_type",
        "transfer_group",
    ])?;
    let expand = Expand::read(params, Root::One(Node::Transfer))?;
    let new = new_transfer(&desk, params)?;
    let (account, cause) = (desk.account, desk.cause.clone());
    let no = desk.world.create_transfer(account, new, &cause)?;
    desk.answer(transfer_now(&desk.world, no), &expand)
}

fn new_transfer(desk: &Desk<'_>, params: &Params) -> Result<NewTransfer, ApiError> {
    let world = &desk.world;
    let given = params.currency("currency")?;
    let currency = if world.has(Defect::TransferCurrencyOptional) {
        given.unwrap_or(Currency::USD)
    } else {
        required(given, "currency")?
    };
    let given = params.text("destination")?.map(str::to_owned);
    let destination = if world.has(Defect::TransferDestinationOptional) {
        given.unwrap_or_else(|| world.account_id(AccountNo(1)))
    } else {
        required(given, "destination")?
    };
    let charge = source_charge(desk, params)?;
    // Without an amount, the whole of the charge that pays for it is transferred.
    let whole = charge.map(|charge| world.charge(charge).amount);
    let amount = required(params.amount("amount")?.or(whole), "amount")?;
    let sources = SourceType::ALL.map(|source| (source.name(), source));
    let source_type = params.one_of("source_type", &sources)?;
    Ok(NewTransfer {
        destination,
        amount,
        currency,
        source_type: source_type.unwrap_or(SourceType::Card),
        group: params.short("transfer_group", LONGEST)?,
        charge,
        description: params.short("description", LONGEST)?,
        metadata: params.metadata()?,
    })
}

/// The charge that is to pay for a transfer.
fn source_charge(desk: &Desk<'_>, params: &Params) -> Result<Option<ChargeNo>, ApiError> {
    let Some(id) = params.text("source_transaction")? else {
        return Ok(None);
    };
    let world = &desk.world;
    let source = world.source_named(desk.account, id);
    let charge = source.and_then(Source::charge);
    match charge.filter(|no| world.charge(*no).kind == ChargeKind::Charge) {
        Some(no) => Ok(Some(no)),
        None => Err(ApiError::missing_reference(
            "charge",
            id,
            "source_transaction",
        )),
    }
}

/// `GET /v1/transfers/{transfer}`.
pub fn retrieve(PathIds(id): &PathIds<String>, call: &Call) -> Answer {
    let desk = call.desk()?;
    call.params.only(&["expand"])?;
    let expand = Expand::read(&call.params, Root::One(Node::Transfer))?;
    let no = named(&desk, id, "transfer")?;
    desk.answer(transfer_now(&desk.world, no), &expand)
}

/// `POST /v1/transfers/{transfer}`: description and metadata, and nothing else (`TR-10`).
pub fn update(PathIds(id): &PathIds<String>, call: &Call) -> Answer {
    let mut desk = call.desk()?;
    let params = &call.params;
    if desk.world.has(Defect::TransferUpdateTakesAmount) {
        params.only(&["amount", "description", "expand", "metadata"])?;
    } else {
        params.only(&["description", "expand", "metadata"])?;
    }
    let expand = Expand::read(params, Root::One(Node::Transfer))?;
    let metadata = match params.metadata()? {
        Change::Merge { changes, most } if desk.world.has(Defect::TransferFullMetadataRefused) => {
            let most = most - 1;
            Change::Merge { changes, most }
        }
        change => change,
    };
    let update = TransferUpdate {
        description: params.note("description", LONGEST)?,
        metadata,
    };
    let no = named(&desk, id, "transfer")?;
    let cause = desk.cause.clone();
    desk.world.update_transfer(no, update, &cause)?;
    desk.answer(transfer_now(&desk.world, no), &expand)
}

const LIST: List = List {
    url: URL,
    node: Node::Transfer,
    noun: "transfer",
    filters: &["created", "destination", "transfer_group"],
};

/// `GET /v1/transfers` (`TR-11`).
pub fn list(call: &Call) -> Answer {
    LIST.answer(
        call,
        |desk, id| transfer_named(&desk.world, desk.account, id).map(|no| no.0),
        |desk, params, paging| {
            Ok(match filter(desk, params)? {
                Some(filter) => desk.world.transfers_page(&filter, &paging),
                None => paging.nothing(),
            })
        },
        |world, place| transfer_now(world, TransferNo(place)),
    )
}

/// The filter of a list; none where it can match nothing, as for an account, which makes no transfers.
fn filter<'a>(desk: &Desk<'_>, params: &'a Params) -> Result<Option<TransferFilter<'a>>, ApiError> {
    let created = params.range("created")?;
    let world = &desk.world;
    let group = params
        .text("transfer_group")?
        .filter(|_| !world.has(Defect::TransferGroupIgnored));
    let destination = match params.text("destination")? {
        None => None,
        Some(_) if world.has(Defect::TransferDestinationIgnored) => None,
        Some(id) => match world.account_named(id) {
            Some(no) => Some(no),
            None => return Ok(None),
        },
    };
    let filter = TransferFilter {
        destination,
        group,
        created,
    };
    Ok((desk.account == AccountNo::PLATFORM).then_some(filter))
}

fn transfer_named(world: &World, account: AccountNo, id: &str) -> Option<TransferNo> {
    let source = world.source_named(account, id);
    source.and_then(Source::transfer)
}

/// The account's transfer with this id; to anybody but the platform it does not exist (`TRR-21`).
pub fn named(desk: &Desk<'_>, id: &str, param: &'static str) -> Result<TransferNo, ApiError> {
    let found = transfer_named(&desk.world, desk.account, id);
    found.ok_or_else(|| ApiError::not_found("transfer", id, param))
}
