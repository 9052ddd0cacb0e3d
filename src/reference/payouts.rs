//! `/v1/payouts`: making, reading, updating, listing, canceling and reversing payouts.

use axum::http::StatusCode;
use axum::response::Response;
use serde_json::Value;

use super::call::{Call, Desk, PathIds};
use super::defect::Defect;
use super::error::ApiError;
use super::expand::{Expand, Node, Root};
use super::listing::List;
use super::params::{Params, Range, required};
use super::wire;
use super::world::index::PayoutFilter;
use super::world::payouts::NewPayout;
use super::world::{PayoutNo, World};
use crate::money::{Amount, Currency, SourceType};
use crate::reversal::payout::{Method, Status};

const URL: &str = "/v1/payouts";
/// The longest description (`ENC-07`).
const LONGEST_DESCRIPTION: usize = 5_000;
/// The longest statement descriptor (`ENC-06`).
const LONGEST_DESCRIPTOR: usize = 22;

type Answer = Result<Response, ApiError>;

/// `POST /v1/payouts` (`PAY-CREATE-01` to `PAY-CREATE-15`).
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
        "method",
        "payout_method",
        "source_type",
        "statement_descriptor",
    ])?;
    let expand = Expand::read(params, Root::One(Node::Payout))?;
    let new = new_payout(&desk, params)?;
    let (account, cause) = (desk.account, desk.cause.clone());
    let no = desk.world.create_payout(account, new, &cause)?;
    let mut object = payout(&desk.world, no);
    if desk.world.has(Defect::CreateAnswersInTransit)
        && let Some(status) = object.get_mut("status")
    {
        *status = Status::InTransit.name().into();
    }
    desk.answer(object, &expand)
}

/// Whether a payout could be made, without making it.
pub fn look_at_create(call: &Call) -> Result<(), ApiError> {
    let desk = call.desk()?;
    let new = new_payout(&desk, &call.params)?;
    desk.world.check_payout(desk.account, &new)
}

/// Whether a payout could be canceled, without canceling it.
pub fn look_at_cancel(PathIds(id): &PathIds<String>, call: &Call) -> Result<(), ApiError> {
    let desk = call.desk()?;
    desk.world.check_cancellation(named(&desk, id, None)?)
}

/// Whether a payout could be reversed, without reversing it.
pub fn look_at_reverse(PathIds(id): &PathIds<String>, call: &Call) -> Result<(), ApiError> {
    let desk = call.desk()?;
    desk.world.check_reversal(named(&desk, id, None)?)
}

fn new_payout(desk: &Desk<'_>, params: &Params) -> Result<NewPayout, ApiError> {
    let world = &desk.world;
    let given = params.currency("currency")?;
    let currency = if world.has(Defect::CurrencyOptional) {
        given.unwrap_or(Currency::USD)
    } else {
        required(given, "currency")?
    };
    let given = params.amount("amount")?;
    let amount = if world.has(Defect::AmountOptional) {
        let holder = desk.account.holder();
        let everything = world.ledger().total(holder, currency, world.now());
        given.unwrap_or(everything.available)
    } else {
        required(given, "amount")?
    };
    if let Some(method) = params.text("payout_method")? {
        let missing = ApiError::missing_reference("payout method", method, "payout_method");
        return Err(missing);
    }
    let methods = Method::ALL.map(|method| (method.name(), method));
    let sources = SourceType::ALL.map(|source| (source.name(), source));
    Ok(NewPayout {
        amount,
        currency,
        method: params
            .one_of("method", &methods)?
            .unwrap_or(Method::Standard),
        source_type: params
            .one_of("source_type", &sources)?
            .unwrap_or(SourceType::Card),
        destination: params.text("destination")?.map(str::to_owned),
        automatic: false,
        description: params.short("description", LONGEST_DESCRIPTION)?,
        statement_descriptor: params.short("statement_descriptor", LONGEST_DESCRIPTOR)?,
        metadata: params.metadata()?,
    })
}

/// `GET /v1/payouts/{payout}`.
pub fn retrieve(PathIds(id): &PathIds<String>, call: &Call) -> Answer {
    let desk = call.desk()?;
    call.params.only(&["expand"])?;
    let expand = Expand::read(&call.params, Root::One(Node::Payout))?;
    let found = named(&desk, id, Some(Defect::ForeignPayoutShown));
    let foreign = desk.world.any_payout_named(id).is_some();
    let no = found.map_err(|error| {
        if foreign && desk.world.has(Defect::ForeignPayoutForbidden) {
            error.status(StatusCode::FORBIDDEN)
        } else {
            error
        }
    })?;
    desk.answer(payout(&desk.world, no), &expand)
}

/// `POST /v1/payouts/{payout}`: metadata and nothing else (`PAY-UPD-01`).
pub fn update(PathIds(id): &PathIds<String>, call: &Call) -> Answer {
    let mut desk = call.desk()?;
    let params = &call.params;
    let mut description = None;
    if desk.world.has(Defect::UpdateTakesDescription) {
        params.only(&["description", "expand", "metadata"])?;
        description = params.short("description", LONGEST_DESCRIPTION)?;
    } else {
        params.only(&["expand", "metadata"])?;
    }
    let expand = Expand::read(params, Root::One(Node::Payout))?;
    let change = params.metadata()?;
    let no = named(&desk, id, Some(Defect::ForeignPayoutUpdated))?;
    let cause = desk.cause.clone();
    desk.world.update_payout(no, &change, description, &cause)?;
    desk.answer(payout(&desk.world, no), &expand)
}

/// `POST /v1/payouts/{payout}/cancel` (`PAY-CANCEL-08`).
pub fn cancel(PathIds(id): &PathIds<String>, call: &Call) -> Answer {
    let mut desk = call.desk()?;
    let params = &call.params;
    let takes_metadata = desk.world.has(Defect::CancelTakesMetadata);
    if takes_metadata {
        params.only(&["expand", "metadata"])?;
    } else {
        params.only(&["expand"])?;
    }
    let expand = Expand::read(params, Root::One(Node::Payout))?;
    let no = named(&desk, id, Some(Defect::CancelAcrossAccounts))?;
    let cause = desk.cause.clone();
    desk.world.cancel_payout(no, &cause)?;
    if takes_metadata {
        let change = params.metadata()?;
        desk.world.update_payout(no, &change, None, &cause)?;
    }
    desk.answer(payout(&desk.world, no), &expand)
}

/// `POST /v1/payouts/{payout}/reverse`: answers the reversing payout (`PAY-REV-01`, `PAY-REV-09`).
pub fn reverse(PathIds(id): &PathIds<String>, call: &Call) -> Answer {
    let mut desk = call.desk()?;
    let params = &call.params;
    let mut amount: Option<Amount> = None;
    if desk.world.has(Defect::ReverseTakesAmount) {
        params.only(&["amount", "expand", "metadata"])?;
        amount = params.amount("amount")?;
    } else {
        params.only(&["expand", "metadata"])?;
    }
    let expand = Expand::read(params, Root::One(Node::Payout))?;
    let change = params.metadata()?;
    let no = named(&desk, id, Some(Defect::ReverseAcrossAccounts))?;
    let cause = desk.cause.clone();
    let reversing = desk.world.reverse_payout(no, &change, amount, &cause)?;
    let answered = if desk.world.has(Defect::ReverseAnswersOriginal) {
        no
    } else {
        reversing
    };
    desk.answer(payout(&desk.world, answered), &expand)
}

const LIST: List = List {
    url: URL,
    node: Node::Payout,
    noun: "payout",
    filters: &["arrival_date", "created", "destination", "status"],
};

/// `GET /v1/payouts` (`PAY-LIST-01` to `PAY-LIST-05`).
pub fn list(call: &Call) -> Answer {
    LIST.answer(
        call,
        |desk, id| desk.world.payout_named(desk.account, id).map(|no| no.0),
        |desk, params, paging| {
            Ok(match filter(&desk.world, params)? {
                Some(filter) => desk.world.payouts_page(desk.account, &filter, &paging),
                None => paging.nothing(),
            })
        },
        |world, place| payout(world, PayoutNo(place)),
    )
}

/// The filter of a list; none where it can match nothing.
fn filter(world: &World, params: &Params) -> Result<Option<PayoutFilter>, ApiError> {
    let statuses = Status::ALL.map(|status| (status.name(), status));
    let status = params
        .one_of("status", &statuses)?
        .filter(|status| match status {
            Status::InTransit => !world.has(Defect::InTransitFilterIgnored),
            Status::Pending | Status::Paid | Status::Failed | Status::Canceled => true,
        })
        .filter(|_| !world.has(Defect::StatusFilterIgnored));
    let mut arrival = params.range("arrival_date")?;
    if world.has(Defect::ArrivalEdgesExclusive) {
        arrival.from = arrival.from.saturating_add(1);
        arrival.to = arrival.to.saturating_sub(1);
    }
    if world.has(Defect::ArrivalFilterIgnored) {
        arrival = Range::ALL;
    }
    let destination = match params.text("destination")? {
        Some(_) if world.has(Defect::DestinationFilterIgnored) => None,
        Some(id) => match world.external_named(id) {
            Some(no) => Some(no),
            None => return Ok(None),
        },
        None => None,
    };
    Ok(Some(PayoutFilter {
        status,
        destination,
        arrival,
        created: params.range("created")?,
        reversals: !world.has(Defect::ReversalsNotListed),
    }))
}

/// A payout as it is now.
fn payout(world: &World, no: PayoutNo) -> Value {
    wire::payout(world, no, &world.payout(no).state)
}

/// The account's payout with this id, or any account's under the defect that looks no closer (`HDR-03`, `PAY-CANCEL-10`,
/// `PAY-REV-25`).
fn named(desk: &Desk<'_>, id: &str, across: Option<Defect>) -> Result<PayoutNo, ApiError> {
    let world = &desk.world;
    let found = if across.is_some_and(|defect| world.has(defect)) {
        world.any_payout_named(id)
    } else {
        world.payout_named(desk.account, id)
    };
    found.ok_or_else(|| ApiError::not_found("payout", id, "payout"))
}
