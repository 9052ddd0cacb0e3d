//! Objects as they look on the wire.

pub mod charges;
pub mod transfers;

use serde_json::{Map, Value, json};

use super::defect::Defect;
use super::failure::FailureCode;
use super::metadata::Metadata;
use super::topups;
use super::world::payouts::PayoutState;
use super::world::reconciliation::Reconciliation;
use super::world::source::Source;
use super::world::{PayoutNo, TransactionNo, World};
use crate::clock::Time;
use crate::money::{Amount, Currency};
use crate::reversal::payout::Status;

/// A payout in the state given, which is its own or an older one (`PAY-OBJ-01`).
pub fn payout(world: &World, no: PayoutNo, state: &PayoutState) -> Value {
    let payout = world.payout(no);
    let terms = &payout.terms;
    let id_of = |other: Option<PayoutNo>| other.map(|no| world.payout_id(no));
    let transaction = |no: Option<TransactionNo>| no.map(|no| world.transaction_id(no));
    let destination = world.external(terms.destination);
    let reconciliation = match Reconciliation::of(terms, state.status) {
        Reconciliation::NotApplicable => "not_applicable",
        Reconciliation::InProgress => "in_progress",
        Reconciliation::Completed => "completed",
    };
    let mut object = json!({
        "id": world.payout_id(no),
        "object": "payout",
        "amount": terms.amount.minor(),
        "application_fee": null,
        "application_fee_amount": null,
        "arrival_date": payout.arrival.unix(),
        "automatic": terms.automatic,
        "balance_transaction": world.transaction_id(state.booked),
        "created": payout.created.unix(),
        "currency": terms.currency.code(),
        "description": state.description.as_deref(),
        "destination": world.external_id(terms.destination),
        "failure_balance_transaction": transaction(state.undone),
        "failure_code": state.failure.map(FailureCode::name),
        "failure_message": state.failure.map(FailureCode::message),
        "livemode": false,
        "metadata": state.metadata.wire(),
        "method": terms.method.name(),
        "original_payout": id_of(terms.original),
        "payout_method": null,
        "reconciliation_status": reconciliation,
        "reversed_by": id_of(state.reversed_by),
        "source_type": terms.source_type.name(),
        "statement_descriptor": terms.statement_descriptor,
        "status": state.status.name(),
        "trace_id": null,
        "type": destination.kind.name(),
    });
    if let Some(defect) = world.defect()
        && let Value::Object(members) = &mut object
    {
        distort(members, world, (no, state), defect);
    }
    object
}

/// Shows a payout as a defect has it, where the defect is in what is shown.
fn distort(
    object: &mut Map<String, Value>,
    world: &World,
    (no, state): (PayoutNo, &PayoutState),
    defect: Defect,
) {
    let terms = &world.payout(no).terms;
    let is = |other| defect == other;
    let stands = |status| state.status == status;
    let mut show = |member: &str, value: Value| {
        object.insert(member.to_owned(), value);
    };
    if let Some(original) = terms.original {
        distort_reversal(&mut show, world, original, defect);
    } else if is(Defect::TransactionHiddenWhilePending) && stands(Status::Pending) {
        show("balance_transaction", Value::Null);
    }
    if is(Defect::MetadataNull) && state.metadata == Metadata::default() {
        show("metadata", Value::Null);
    }
    if is(Defect::ManualPayoutReconcilable) && !terms.automatic {
        show("reconciliation_status", "completed".into());
    }
    if is(Defect::SchedulePayoutNotAutomatic) {
        show("automatic", false.into());
    }
    if is(Defect::CanceledShownFailed) && stands(Status::Canceled) {
        show("status", Status::Failed.name().into());
    }
    if is(Defect::CancelHidesTransaction) && stands(Status::Canceled) {
        show("failure_balance_transaction", Value::Null);
    }
    if is(Defect::FailureWithoutCode) {
        show("failure_code", Value::Null);
    }
    if is(Defect::FailureWithoutMessage) {
        show("failure_message", Value::Null);
    }
    if is(Defect::OriginalForgetsReversal) {
        show("reversed_by", Value::Null);
    }
    let over = stands(Status::Failed) || stands(Status::Canceled);
    if is(Defect::ReverseChangesStatus) && state.reversed_by.is_some() && !over {
        show("status", Status::Canceled.name().into());
    }
    if is(Defect::PayoutNullsOmitted) {
        object.retain(|_, value| !value.is_null());
    }
}

/// The same where only reversing payouts are shown otherwise.
fn distort_reversal(
    show: &mut impl FnMut(&str, Value),
    world: &World,
    original: PayoutNo,
    defect: Defect,
) {
    let original = world.payout(original);
    if defect == Defect::ReversalNotNegated {
        show("amount", original.terms.amount.minor().into());
    }
    if defect == Defect::ReversalForgetsOriginal {
        show("original_payout", Value::Null);
    }
    if defect == Defect::ReversalAutomatic {
        show("automatic", true.into());
    }
    if defect == Defect::ReversalWithoutDestination {
        show("destination", Value::Null);
    }
    if defect == Defect::ReversalSharesTransaction {
        let shared = world.transaction_id(original.state.booked);
        show("balance_transaction", shared.into());
    }
}

/// A balance transaction as it is at a time (`LED-01`, `LED-02`).
pub fn transaction(world: &World, no: TransactionNo, now: Time) -> Value {
    let transaction = world.transaction(no);
    let holder = transaction.owner.holder();
    let entry = world.ledger().entry(transaction.entry);
    let amount = entry.amount_for(holder);
    let mut available = entry.available_on <= now;
    if world.has(Defect::TransactionStaysPending) {
        available = entry.available_on == entry.at;
    }
    let taken = |fee| world.ledger().entry(fee).amount_for(holder).negated();
    let fee = transaction.fee.map(taken);
    let mut net = amount.minor() - fee.map_or(0, Amount::minor);
    if world.has(Defect::NetUnsigned) {
        net = net.abs();
    }
    let is_undoing = transaction.kind.category() == "payout_reversal";
    let category = if is_undoing && world.has(Defect::UndoCategoryPayout) {
        "payout"
    } else {
        transaction.kind.category()
    };
    json!({
        "id": world.transaction_id(no),
        "object": "balance_transaction",
        "amount": amount.minor(),
        "available_on": entry.available_on.unix(),
        "balance_type": "payments",
        "created": entry.at.unix(),
        "currency": entry.currency.code(),
        "description": null,
        "exchange_rate": null,
        "fee": fee.map_or(0, Amount::minor),
        "fee_details": fee_details(world, fee, entry.currency),
        "net": net,
        "reporting_category": category,
        "source": transaction.source.map(|source| world.source_id(source)),
        "status": if available { "available" } else { "pending" },
        "type": transaction.kind.name(),
    })
}

/// What the fee of a balance transaction is for: the platform takes it, nobody else does.
fn fee_details(world: &World, fee: Option<Amount>, currency: Currency) -> Vec<Value> {
    let detail = |fee: Amount| {
        json!({
            "amount": fee.minor(),
            "application": world.application_id(),
            "currency": currency.code(),
            "description": "application fee",
            "type": "application_fee",
        })
    };
    fee.map(detail).into_iter().collect()
}

/// An object that has moved money, as it is now.
pub fn source_now(world: &World, source: Source) -> Value {
    match source {
        Source::Payout(no) => payout(world, no, &world.payout(no).state),
        Source::Transfer(no) => transfers::transfer_now(world, no),
        Source::TransferReversal(no) => transfers::reversal_now(world, no),
        Source::Charge(no) => charges::charge_now(world, no),
        Source::Refund(no) => charges::refund(world, no),
        Source::Fee(no) => charges::fee_now(world, no),
        Source::FeeRefund(no) => charges::fee_refund_now(world, no),
        Source::TopUp(no) => topups::now(world, no),
    }
}

/// A page of a list (`PAGE-01`).
pub fn list(url: &str, items: &[Value], has_more: bool) -> Value {
    json!({"object": "list", "url": url, "has_more": has_more, "data": items})
}
