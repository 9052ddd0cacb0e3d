//! Transfers and their reversals as they look on the wire.

use serde_json::{Map, Value, json};

use super::list;
use crate::money::Amount;
use crate::reference::defect::Defect;
use crate::reference::metadata::Metadata;
use crate::reference::world::World;
use crate::reference::world::connect::{TransferNo, TransferReversalNo};
use crate::reference::world::transfers::{Transfer, TransferView};

/// A transfer as it looked at some time (`TR-02`, `TR-12`).
pub fn transfer(world: &World, no: TransferNo, view: &TransferView) -> Value {
    let transfer = world.transfer(no);
    let (terms, state) = (&transfer.terms, &view.state);
    let charge = terms.charge.map(|charge| world.charge_id(charge));
    let id = world.transfer_id(no);
    let mut object = json!({
        "object": "transfer",
        "amount": terms.amount.minor(),
        "amount_reversed": state.reversed.minor(),
        "balance_transaction": world.transaction_id(transfer.booked),
        "created": transfer.created.unix(),
        "currency": terms.currency.code(),
        "description": state.description,
        "destination": world.account_id(terms.destination),
        "destination_payment": world.charge_id(transfer.payment),
        "livemode": false,
        "metadata": state.metadata.wire(),
        "reversals": reversals(world, &id, view),
        "reversed": state.reversed >= terms.amount,
        "source_transaction": charge,
        "source_type": terms.source_type.name(),
        "transfer_group": terms.group.as_deref(),
        "id": id,
    });
    if let Some(defect) = world.defect()
        && let Value::Object(members) = &mut object
    {
        distort(members, (transfer, view), defect);
    }
    object
}

/// Shows a transfer as a defect has it, where the defect is in what is shown.
fn distort(
    object: &mut Map<String, Value>,
    (transfer, view): (&Transfer, &TransferView),
    defect: Defect,
) {
    let reversed = view.state.reversed;
    let untouched = reversed == Amount::ZERO;
    let in_parts = view.reversals.shown.len() > 1;
    let mut show = |member: &str, value: Value| {
        object.insert(member.to_owned(), value);
    };
    match defect {
        Defect::TransferMetadataNull if view.state.metadata == Metadata::default() => {
            show("metadata", Value::Null);
        }
        Defect::TransferReversedUnset if untouched => show("amount_reversed", Value::Null),
        Defect::TransferReversalsUnset if untouched => show("reversals", Value::Null),
        Defect::TransferWithoutPayment => show("destination_payment", Value::Null),
        Defect::PartShownReversed => show("reversed", (!untouched).into()),
        Defect::AmountReversedStays => show("amount_reversed", 0.into()),
        Defect::LastPartNotReversed => {
            let whole = reversed >= transfer.terms.amount && !in_parts;
            show("reversed", whole.into());
        }
        _ => {}
    }
}

/// The list of reversals that a transfer shows (`TR-12`).
fn reversals(world: &World, id: &str, view: &TransferView) -> Value {
    let shown = view.reversals.shown.iter();
    let items: Vec<Value> = shown
        .map(|(no, metadata)| reversal(world, *no, metadata))
        .collect();
    let more = view.reversals.more && !world.has(Defect::InlineWithoutMore);
    list(&reversals_url(id), &items, more)
}

/// The path of the reversals of a transfer.
pub fn reversals_url(id: &str) -> String {
    format!("/v1/transfers/{id}/reversals")
}

/// A transfer reversal with the metadata given, which is its own or was (`TRR-08`).
pub fn reversal(world: &World, no: TransferReversalNo, metadata: &Metadata) -> Value {
    let reversal = world.transfer_reversal(no);
    let transfer = world.transfer(reversal.transfer);
    let mut object = json!({
        "id": world.transfer_reversal_id(no),
        "object": "transfer_reversal",
        "amount": reversal.amount.minor(),
        "balance_transaction": world.transaction_id(reversal.booked),
        "created": reversal.created.unix(),
        "currency": transfer.terms.currency.code(),
        "destination_payment_refund": world.refund_id(reversal.refund),
        "metadata": metadata.wire(),
        "source_refund": reversal.source_refund.map(|refund| world.refund_id(refund)),
        "transfer": world.transfer_id(reversal.transfer),
    });
    match world.defect() {
        Some(Defect::TransferReversalForgetsTransfer) => object["transfer"] = Value::Null,
        Some(Defect::TransferReversalWithoutRefund) => {
            object["destination_payment_refund"] = Value::Null;
        }
        Some(Defect::TransferReversalShowsDescription) => {
            object["description"] = reversal.description.as_deref().into();
        }
        Some(Defect::ReversalForgetsRefund) => object["source_refund"] = Value::Null,
        _ => {}
    }
    object
}

/// A transfer as it is now.
pub fn transfer_now(world: &World, no: TransferNo) -> Value {
    transfer(world, no, &world.transfer_view(no))
}

/// A transfer reversal as it is now.
pub fn reversal_now(world: &World, no: TransferReversalNo) -> Value {
    reversal(world, no, &world.transfer_reversal(no).metadata)
}
