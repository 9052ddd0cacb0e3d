//! `/v1/application_fees` and their refunds (`FEE-01` to `FEE-03`).

use axum::response::Response;

use super::call::{Call, Desk, PathIds};
use super::error::ApiError;
use super::expand::{Expand, Node, Root};
use super::listing::{self, List};
use super::wire::charges;
use super::world::AccountNo;
use super::world::connect::{FeeNo, FeeRefundNo};
use super::world::fees::NewFeeRefund;
use super::world::source::Source;

const URL: &str = "/v1/application_fees";

type Answer = Result<Response, ApiError>;

/// `GET /v1/application_fees/{id}`.
pub fn retrieve(PathIds(id): &PathIds<String>, call: &Call) -> Answer {
    let desk = call.desk()?;
    call.params.only(&["expand"])?;
    let expand = Expand::read(&call.params, Root::One(Node::Fee))?;
    let no = named(&desk, id, "id")?;
    desk.answer(charges::fee_now(&desk.world, no), &expand)
}

const LIST: List = List {
    url: URL,
    node: Node::Fee,
    noun: "application fee",
    filters: &["charge", "created"],
};

/// `GET /v1/application_fees`.
pub fn list(call: &Call) -> Answer {
    LIST.answer(
        call,
        |desk, id| Some(found(desk, id)?.0),
        |desk, params, paging| {
            let world = &desk.world;
            let charge = params.text("charge")?.map(|id| {
                let named = world.any_source_named(id).and_then(Source::charge);
                named.and_then(|no| world.charge(no).fee)
            });
            let created = params.range("created")?;
            Ok(match (desk.account, charge) {
                (AccountNo::PLATFORM, None) => world.fees_page(None, created, &paging),
                (AccountNo::PLATFORM, Some(Some(fee))) => {
                    world.fees_page(Some(fee), created, &paging)
                }
                // A charge without a fee; and fees are the platform's: an account that pays them has none.
                _ => paging.nothing(),
            })
        },
        |world, place| charges::fee_now(world, FeeNo(place)),
    )
}

/// `POST /v1/application_fees/{id}/refunds`.
pub fn refund(PathIds(id): &PathIds<String>, call: &Call) -> Answer {
    let mut desk = call.desk()?;
    let params = &call.params;
    params.only(&["amount", "expand", "metadata"])?;
    let expand = Expand::read(params, Root::One(Node::FeeRefund))?;
    let new = NewFeeRefund {
        amount: params.amount("amount")?,
        metadata: params.metadata()?,
    };
    let fee = named(&desk, id, "id")?;
    let cause = desk.cause.clone();
    let no = desk.world.refund_fee(fee, &new, &cause)?;
    desk.answer(charges::fee_refund_now(&desk.world, no), &expand)
}

/// `GET /v1/application_fees/{id}/refunds`.
pub fn refunds(PathIds(id): &PathIds<String>, call: &Call) -> Answer {
    let desk = call.desk()?;
    let params = &call.params;
    params.only(&["ending_before", "expand", "limit", "starting_after"])?;
    let expand = Expand::read(params, Root::List(Node::FeeRefund))?;
    let world = &*desk.world;
    let fee = named(&desk, id, "id")?;
    let own = &world.fee(fee).refunds;
    let paging = listing::paging(params, "application fee refund", |id| {
        own.binary_search(&refund_under(&desk, fee, id)?).ok()
    })?;
    let page = paging.take(paging.window(own.len()));
    let show = |place: usize| charges::fee_refund_now(world, own[place]);
    let url = charges::fee_refunds_url(id);
    listing::answer(&desk, &url, &page, (&expand, show))
}

/// `GET /v1/application_fees/{fee}/refunds/{id}`.
pub fn retrieve_refund(PathIds(ids): &PathIds<(String, String)>, call: &Call) -> Answer {
    let desk = call.desk()?;
    call.params.only(&["expand"])?;
    let expand = Expand::read(&call.params, Root::One(Node::FeeRefund))?;
    let no = refund_named(&desk, ids)?;
    desk.answer(charges::fee_refund_now(&desk.world, no), &expand)
}

/// `POST /v1/application_fees/{fee}/refunds/{id}`: metadata and nothing else.
pub fn update_refund(PathIds(ids): &PathIds<(String, String)>, call: &Call) -> Answer {
    let mut desk = call.desk()?;
    let params = &call.params;
    params.only(&["expand", "metadata"])?;
    let expand = Expand::read(params, Root::One(Node::FeeRefund))?;
    let change = params.metadata()?;
    let no = refund_named(&desk, ids)?;
    desk.world.update_fee_refund(no, &change)?;
    desk.answer(charges::fee_refund_now(&desk.world, no), &expand)
}

/// The account's fee with this id.
fn found(desk: &Desk<'_>, id: &str) -> Option<FeeNo> {
    let source = desk.world.source_named(desk.account, id);
    source.and_then(Source::fee)
}

fn named(desk: &Desk<'_>, id: &str, param: &'static str) -> Result<FeeNo, ApiError> {
    found(desk, id).ok_or_else(|| ApiError::not_found("application fee", id, param))
}

fn refund_named(desk: &Desk<'_>, ids: &(String, String)) -> Result<FeeRefundNo, ApiError> {
    let (fee, id) = ids;
    let fee = named(desk, fee, "fee")?;
    let found = refund_under(desk, fee, id);
    found.ok_or_else(|| ApiError::not_found("application fee refund", id, "id"))
}

/// The refund with this id of that fee.
fn refund_under(desk: &Desk<'_>, fee: FeeNo, id: &str) -> Option<FeeRefundNo> {
    let source = desk.world.source_named(desk.account, id);
    let refund = source.and_then(Source::fee_refund);
    refund.filter(|no| desk.world.fee_refund(*no).fee == fee)
}
