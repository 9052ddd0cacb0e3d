//! `/v1/transfers/{id}/reversals`: what is taken back of a transfer (`TRR-01` to `TRR-22`).

use axum::response::Response;

use super::call::{Call, Desk, PathIds};
use super::defect::Defect;
use super::error::ApiError;
use super::expand::{Expand, Node, Root};
use super::page::Cursor;
use super::params::{Params, required};
use super::wire::transfers::{reversal_now, reversals_url};
use super::world::connect::{TransferNo, TransferReversalNo};
use super::world::source::Source;
use super::world::transfer_reversals::NewTransferReversal;
use super::{listing, transfers};
use crate::money::Amount;
use crate::reversal::Stance;

/// The longest description (`ENC-07`).
const LONGEST: usize = 5_000;

type Answer = Result<Response, ApiError>;

/// `POST /v1/transfers/{id}/reversals` (`TRR-01` to `TRR-15`, `FEE-01` to `FEE-04`).
pub fn create(PathIds(id): &PathIds<String>, call: &Call) -> Answer {
    let mut desk = call.desk()?;
    let params = &call.params;
    params.only(&[
        "amount",
        "description",
        "expand",
        "metadata",
        "refund_application_fee",
    ])?;
    let expand = Expand::read(params, Root::One(Node::TransferReversal))?;
    let new = new_reversal(&desk, params)?;
    let transfer = to_reverse(&desk, id)?;
    let cause = desk.cause.clone();
    let no = desk.world.reverse_transfer(transfer, new, &cause)?;
    desk.answer(reversal_now(&desk.world, no), &expand)
}

/// Whether so much of a transfer could be reversed, without reversing it.
pub fn look(PathIds(id): &PathIds<String>, call: &Call) -> Result<(), ApiError> {
    let desk = call.desk()?;
    let amount = call.params.amount("amount")?;
    let transfer = to_reverse(&desk, id)?;
    desk.world.check_transfer_reversal(transfer, amount)
}

fn new_reversal(desk: &Desk<'_>, params: &Params) -> Result<NewTransferReversal, ApiError> {
    let fee = params.flag("refund_application_fee")?;
    let amount = match (desk.world.defect(), params.integer("amount")?) {
        (Some(Defect::TransferReversalOfNothing), Some(0)) => Some(Amount::ZERO),
        (Some(Defect::TransferReversalNegative), Some(less)) if less < 0 => Some(Amount::new(less)),
        _ => params.amount("amount")?,
    };
    if desk.world.has(Defect::TransferReversalNeedsAmount) {
        required(amount, "amount")?;
    }
    Ok(NewTransferReversal {
        amount,
        description: params.note("description", LONGEST)?,
        metadata: params.metadata()?,
        refund_fee: fee.unwrap_or_default(),
    })
}

/// The transfer that is to be reversed, which is the platform's (`TRR-21`).
fn to_reverse(desk: &Desk<'_>, id: &str) -> Result<TransferNo, ApiError> {
    let source = desk.world.any_source_named(id);
    match source.and_then(Source::transfer) {
        Some(no) if desk.world.has(Defect::TransferReversalByAccount) => Ok(no),
        Some(_) | None => transfers::named(desk, id, "id"),
    }
}

/// `GET /v1/transfers/{transfer}/reversals/{id}` (`TRR-16`, `TRR-17`).
pub fn retrieve(PathIds(ids): &PathIds<(String, String)>, call: &Call) -> Answer {
    let desk = call.desk()?;
    call.params.only(&["expand"])?;
    let expand = Expand::read(&call.params, Root::One(Node::TransferReversal))?;
    let no = named(&desk, ids)?;
    let transfer = desk.world.transfer_reversal(no).transfer;
    let newest = desk.world.transfer(transfer).reversals.last();
    let shown = newest.filter(|_| desk.world.has(Defect::TransferReversalRetrievesNewest));
    desk.answer(reversal_now(&desk.world, *shown.unwrap_or(&no)), &expand)
}

/// `POST /v1/transfers/{transfer}/reversals/{id}`: metadata, and a description where it is read so (`TRR-19`, `TRR-20`).
pub fn update(PathIds(ids): &PathIds<(String, String)>, call: &Call) -> Answer {
    let mut desk = call.desk()?;
    let params = &call.params;
    let mut known = vec!["expand", "metadata"];
    if desk.world.reading().description == Stance::Accepted {
        known.push("description");
    }
    if desk.world.has(Defect::TransferReversalUpdateTakesAmount) {
        known.push("amount");
    }
    params.only(&known)?;
    let expand = Expand::read(params, Root::One(Node::TransferReversal))?;
    let change = params.metadata()?;
    let description = params.note("description", LONGEST)?;
    let no = named(&desk, ids)?;
    desk.world
        .update_transfer_reversal(no, &change, description)?;
    desk.answer(reversal_now(&desk.world, no), &expand)
}

/// `GET /v1/transfers/{id}/reversals` (`TRR-18`).
pub fn list(PathIds(id): &PathIds<String>, call: &Call) -> Answer {
    let desk = call.desk()?;
    let params = &call.params;
    params.only(&["ending_before", "expand", "limit", "starting_after"])?;
    let expand = Expand::read(params, Root::List(Node::TransferReversal))?;
    let world = &*desk.world;
    let transfer = transfers::named(&desk, id, "id")?;
    let own = &world.transfer(transfer).reversals;
    let mut paging = listing::paging(params, "transfer reversal", |id| {
        own.binary_search(&under(&desk, transfer, id)?).ok()
    })?;
    if world.has(Defect::TransferReversalsCursorIgnored) {
        paging.cursor = Cursor::Newest;
    }
    let page = paging.take(paging.window(own.len()));
    let oldest_first = world.has(Defect::TransferReversalsOldestFirst);
    let show = |place: usize| {
        let turned = own.len() - 1 - place;
        let place = if oldest_first { turned } else { place };
        reversal_now(world, own[place])
    };
    listing::answer(&desk, &reversals_url(id), &page, (&expand, show))
}

/// The reversal with this id of the transfer with that one (`TRR-17`).
fn named(desk: &Desk<'_>, ids: &(String, String)) -> Result<TransferReversalNo, ApiError> {
    let (transfer, id) = ids;
    let transfer = transfers::named(desk, transfer, "transfer")?;
    let found = under(desk, transfer, id);
    found.ok_or_else(|| ApiError::not_found("transfer reversal", id, "id"))
}

fn under(desk: &Desk<'_>, transfer: TransferNo, id: &str) -> Option<TransferReversalNo> {
    let world = &desk.world;
    let under = |no| world.transfer_reversal(no).transfer == transfer;
    let source = world.source_named(desk.account, id);
    let reversal = source.and_then(Source::transfer_reversal);
    reversal.filter(|no| under(*no) || world.has(Defect::TransferReversalUnderAny))
}
