//! Charges, payments, application fees and the refunds of all three as they look on the wire.

use serde_json::{Value, json};

use super::list;
use crate::reference::defect::Defect;
use crate::reference::metadata::Metadata;
use crate::reference::world::World;
use crate::reference::world::charges::{ChargeKind, ChargeState};
use crate::reference::world::connect::{ChargeNo, FeeNo, FeeRefundNo, RefundNo};
use crate::reference::world::fees::FeeView;

/// What a charge has no value of here: nobody pays it by a method.
const UNSAID: [&str; 13] = [
    "calculated_statement_descriptor",
    "fraud_details",
    "outcome",
    "payment_method",
    "payment_method_details",
    "receipt_email",
    "receipt_number",
    "receipt_url",
    "review",
    "shipping",
    "source",
    "statement_descriptor",
    "statement_descriptor_suffix",
];

/// A charge, or the payment that a transfer is, in the state given (`TR-06`).
pub fn charge(world: &World, no: ChargeNo, state: ChargeState) -> Value {
    let charge = world.charge(no);
    let transfer = charge.transfer.map(|transfer| world.transfer_id(transfer));
    let mut object = json!({
        "id": world.charge_id(no),
        "object": "charge",
        "amount": charge.amount.minor(),
        "amount_captured": charge.amount.minor(),
        "amount_refunded": state.refunded.minor(),
        "application": null,
        "application_fee": charge.fee.map(|fee| world.fee_id(fee)),
        "application_fee_amount": charge.fee.map(|fee| world.fee(fee).amount.minor()),
        "balance_transaction": world.transaction_id(charge.booked),
        "billing_details": {"address": null, "email": null, "name": null, "phone": null},
        "captured": true,
        "created": charge.created.unix(),
        "currency": charge.currency.code(),
        "customer": null,
        "description": null,
        "destination": null,
        "disputed": false,
        "failure_balance_transaction": null,
        "failure_code": null,
        "failure_message": null,
        "livemode": false,
        "metadata": {},
        "on_behalf_of": null,
        "paid": true,
        "payment_intent": null,
        "refunded": state.refunded >= charge.amount,
        "source_transfer": null,
        "status": "succeeded",
        "transfer_data": null,
        "transfer_group": null,
    });
    for name in UNSAID {
        object[name] = Value::Null;
    }
    if charge.fee.is_some() {
        object["application"] = world.application_id().into();
    }
    match (charge.kind, charge.transfer) {
        (ChargeKind::Payment, Some(brought)) => {
            object["source_transfer"] = transfer.into();
            object["transfer_group"] = world.transfer(brought).terms.group.as_deref().into();
        }
        (ChargeKind::Charge, Some(passed_on)) => {
            let terms = &world.transfer(passed_on).terms;
            let destination = world.account_id(terms.destination);
            // The whole of a charge is passed on where nothing is said.
            let part = (terms.amount != charge.amount).then(|| terms.amount.minor());
            object["transfer"] = transfer.into();
            object["transfer_data"] = json!({"amount": part, "destination": destination});
            object["destination"] = destination.into();
        }
        (ChargeKind::Charge | ChargeKind::Payment, None) => {}
    }
    object
}

/// The refund of a charge or of a payment (`FEE-05`).
pub fn refund(world: &World, no: RefundNo) -> Value {
    let refund = world.refund(no);
    let charge = world.charge(refund.charge);
    let reversal = refund.reversal.map(|no| world.transfer_reversal_id(no));
    let (made, made_by) = match charge.kind {
        ChargeKind::Charge if world.has(Defect::RefundForgetsReversal) => (None, None),
        ChargeKind::Charge => (reversal, None),
        ChargeKind::Payment => (None, reversal),
    };
    json!({
        "id": world.refund_id(no),
        "object": "refund",
        "amount": refund.amount.minor(),
        "balance_transaction": world.transaction_id(refund.booked),
        "charge": world.charge_id(refund.charge),
        "created": refund.created.unix(),
        "currency": charge.currency.code(),
        "metadata": refund.metadata.wire(),
        "payment_intent": null,
        "reason": refund.reason,
        "receipt_number": null,
        "source_transfer_reversal": made_by,
        "status": "succeeded",
        "transfer_reversal": made,
    })
}

/// An application fee as it looked at some time (`FEE-01` to `FEE-03`).
pub fn fee(world: &World, no: FeeNo, view: &FeeView) -> Value {
    let fee = world.fee(no);
    let id = world.fee_id(no);
    let refunded = view.refunded >= fee.amount && !world.has(Defect::FeeNotShownRefunded);
    let shown = view.refunds.shown.iter();
    let refunds: Vec<Value> = shown
        .map(|(no, metadata)| fee_refund(world, *no, metadata))
        .collect();
    json!({
        "object": "application_fee",
        "account": world.account_id(fee.account),
        "amount": fee.amount.minor(),
        "amount_refunded": view.refunded.minor(),
        "application": world.application_id(),
        "balance_transaction": world.transaction_id(fee.booked),
        "charge": world.charge_id(fee.payment),
        "created": fee.created.unix(),
        "currency": fee.currency.code(),
        "fee_source": {"charge": world.charge_id(fee.payment), "type": "charge"},
        "livemode": false,
        "originating_transaction": world.charge_id(fee.charge),
        "refunded": refunded,
        "refunds": list(&fee_refunds_url(&id), &refunds, view.refunds.more),
        "id": id,
    })
}

/// The path of the refunds of an application fee.
pub fn fee_refunds_url(id: &str) -> String {
    format!("/v1/application_fees/{id}/refunds")
}

/// The refund of an application fee with the metadata given, which is its own or was.
pub fn fee_refund(world: &World, no: FeeRefundNo, metadata: &Metadata) -> Value {
    let refund = world.fee_refund(no);
    let fee = world.fee(refund.fee);
    json!({
        "id": world.fee_refund_id(no),
        "object": "fee_refund",
        "amount": refund.amount.minor(),
        "balance_transaction": world.transaction_id(refund.booked[0]),
        "created": refund.created.unix(),
        "currency": fee.currency.code(),
        "fee": world.fee_id(refund.fee),
        "metadata": metadata.wire(),
    })
}

/// A charge or payment as it is now.
pub fn charge_now(world: &World, no: ChargeNo) -> Value {
    charge(world, no, world.charge(no).state)
}

/// An application fee as it is now.
pub fn fee_now(world: &World, no: FeeNo) -> Value {
    fee(world, no, &world.fee_view(no))
}

/// The refund of an application fee as it is now.
pub fn fee_refund_now(world: &World, no: FeeRefundNo) -> Value {
    fee_refund(world, no, &world.fee_refund(no).metadata)
}

/// The platform as the application that takes fees.
pub fn application(world: &World) -> Value {
    json!({"id": world.application_id(), "object": "application", "name": "recoup"})
}
