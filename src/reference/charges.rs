//! `/v1/charges` and `/v1/refunds`: charges and payments to be read, refunds to be made (`TR-06`, `FEE-05`).

use axum::response::Response;

use super::call::{Call, Desk, PathIds};
use super::defect::Defect;
use super::error::ApiError;
use super::expand::{Expand, Node, Root};
use super::params::required;
use super::wire::charges;
use super::world::charges::ChargeKind;
use super::world::refunds::NewRefund;
use super::world::source::Source;

/// Why a charge can be said to be refunded.
const REASONS: [(&str, &str); 3] = [
    ("duplicate", "duplicate"),
    ("fraudulent", "fraudulent"),
    ("requested_by_customer", "requested_by_customer"),
];

type Answer = Result<Response, ApiError>;

/// `GET /v1/charges/{charge}`: a charge of the platform, or a payment of an account.
pub fn retrieve(PathIds(id): &PathIds<String>, call: &Call) -> Answer {
    let desk = call.desk()?;
    call.params.only(&["expand"])?;
    let expand = Expand::read(&call.params, Root::One(Node::Charge))?;
    let Some(Source::Charge(no)) = own(&desk, id) else {
        return Err(ApiError::not_found("charge", id, "charge"));
    };
    let is_payment = desk.world.charge(no).kind == ChargeKind::Payment;
    if is_payment && desk.world.has(Defect::PaymentHidden) {
        return Err(ApiError::not_found("charge", id, "charge"));
    }
    desk.answer(charges::charge_now(&desk.world, no), &expand)
}

/// `POST /v1/refunds` (`FEE-05`).
pub fn refund(call: &Call) -> Answer {
    let mut desk = call.desk()?;
    let params = &call.params;
    params.only(&[
        "amount",
        "charge",
        "expand",
        "metadata",
        "payment_intent",
        "reason",
        "refund_application_fee",
        "reverse_transfer",
    ])?;
    let expand = Expand::read(params, Root::One(Node::Refund))?;
    if let Some(intent) = params.text("payment_intent")? {
        return Err(ApiError::not_found("payment_intent", intent, "id"));
    }
    let charge = required(params.text("charge")?, "charge")?;
    let (transfer, fee) = ("reverse_transfer", "refund_application_fee");
    let new = NewRefund {
        amount: params.amount("amount")?,
        reason: params.one_of("reason", &REASONS)?,
        metadata: params.metadata()?,
        reverse_transfer: params.flag(transfer)?.unwrap_or_default(),
        refund_fee: params.flag(fee)?.unwrap_or_default(),
    };
    let Some(Source::Charge(no)) = own(&desk, charge) else {
        return Err(ApiError::not_found("charge", charge, "id"));
    };
    let cause = desk.cause.clone();
    let refund = desk.world.refund_charge(no, &new, &cause)?;
    desk.answer(charges::refund(&desk.world, refund), &expand)
}

/// `GET /v1/refunds/{refund}`: the refund of a charge, or of a payment.
pub fn retrieve_refund(PathIds(id): &PathIds<String>, call: &Call) -> Answer {
    let desk = call.desk()?;
    call.params.only(&["expand"])?;
    let expand = Expand::read(&call.params, Root::One(Node::Refund))?;
    let Some(Source::Refund(no)) = own(&desk, id) else {
        return Err(ApiError::not_found("refund", id, "refund"));
    };
    desk.answer(charges::refund(&desk.world, no), &expand)
}

fn own(desk: &Desk<'_>, id: &str) -> Option<Source> {
    desk.world.source_named(desk.account, id)
}
