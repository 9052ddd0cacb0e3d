//! The objects of treasury as they look on the wire.

mod flows;

use serde_json::{Value, json};

pub use self::flows::{entry, included, transaction};
use crate::clock::Time;
use crate::reference::defect::Defect;
use crate::reference::readings::{MoneyBack, ReversalObject};
use crate::reference::world::World;
use crate::reference::world::treasury::debits::Counterparty;
use crate::reference::world::treasury::reversals::DebitReversalState;
use crate::reference::world::treasury::{CreditNo, DebitNo, DebitReversalNo, FinancialNo};
use crate::reversal::debit::{Network, Outcome, Restriction, Status, WINDOW_SECONDS};

/// A financial account as it is now (`RD-04`, `DR-17`).
pub fn financial_account(world: &World, no: FinancialNo) -> Value {
    let account = world.financial_account(no);
    let currency = account.currency.code();
    let first = world.financial_accounts_of(account.owner).first();
    json!({
        "id": world.financial_id(no),
        "object": "treasury.financial_account",
        "active_features": ["financial_addresses.aba"],
        "balance": {
            "cash": {currency: world.cash(no).minor()},
            "inbound_pending": {currency: 0},
            "outbound_pending": {currency: 0},
        },
        "country": world.account(account.owner).country.code(),
        "created": account.created.unix(),
        "financial_addresses": [address(&world.financial_id(no))],
        "is_default": first == Some(&no),
        "livemode": false,
        "metadata": {},
        "nickname": null,
        "pending_features": [],
        "platform_restrictions": null,
        "restricted_features": [],
        "status": "open",
        "status_details": {"closed": null},
        "supported_currencies": [currency],
    })
}

/// A received credit, which never changes.
pub fn received_credit(world: &World, no: CreditNo) -> Value {
    let credit = world.received_credit(no);
    json!({
        "id": world.credit_id(no),
        "object": "treasury.received_credit",
        "amount": credit.amount.minor(),
        "created": credit.created.unix(),
        "currency": world.financial_account(credit.account).currency.code(),
        "description": credit.description,
        "failure_code": null,
        "financial_account": world.financial_id(credit.account),
        "hosted_regulatory_receipt_url": receipt(&world.credit_id(no)),
        "initiating_payment_method_details": bank_details(&credit.counterparty),
        "linked_flows": {
            "credit_reversal": null,
            "issuing_authorization": null,
            "issuing_transaction": null,
            "source_flow": null,
            "source_flow_details": null,
            "source_flow_type": null,
        },
        "livemode": false,
        "network": credit.network,
        "reversal_details": null,
        "status": "succeeded",
        "transaction": world.flow_transaction_id(credit.transaction),
    })
}

/// A received debit as it was at a time, with the reversal that it had then (`RD-01`, `RD-05` to `RD-08`).
pub fn received_debit(
    world: &World,
    no: DebitNo,
    (at, reversal): (Time, Option<DebitReversalNo>),
) -> Value {
    let debit = world.received_debit(no);
    let failed = debit.outcome == Outcome::Failed;
    let code = failed && !world.has(Defect::UnfundedDebitWithoutCode);
    let linked = reversal.filter(|_| !world.has(Defect::ReversedDebitWithoutLink));
    let shown = debit
        .transaction
        .filter(|_| !world.has(Defect::DebitWithoutTransaction));
    let details = match debit.network {
        Network::Ach => bank_details(&debit.counterparty),
        Network::Card => json!({
            "billing_details": billing(None),
            "issuing_card": same_number(&world.debit_id(no), "ic"),
            "type": "issuing_card",
        }),
    };
    json!({
        "id": world.debit_id(no),
        "object": "treasury.received_debit",
        "amount": debit.amount.minor(),
        "created": debit.created.unix(),
        "currency": world.financial_account(debit.account).currency.code(),
        "description": debit.description,
        "failure_code": code.then_some("insufficient_funds"),
        "financial_account": world.financial_id(debit.account),
        "hosted_regulatory_receipt_url": receipt(&world.debit_id(no)),
        "initiating_payment_method_details": details,
        "linked_flows": {
            "debit_reversal": linked.map(|no| world.debit_reversal_id(no)),
            "inbound_transfer": null,
            "issuing_authorization": null,
            "issuing_transaction": null,
            "payout": null,
            "topup": null,
        },
        "livemode": false,
        "network": debit.network.name(),
        "reversal_details": reversal_details(world, no, (at, reversal)),
        "status": debit.outcome.name(),
        "transaction": shown.map(|no| world.flow_transaction_id(no)),
    })
}

/// Whether and until when a debit can be reversed; nothing of the kind where it has failed (`RD-05` to `RD-08`, `DR-20`).
fn reversal_details(
    world: &World,
    no: DebitNo,
    (at, reversal): (Time, Option<DebitReversalNo>),
) -> Value {
    let debit = world.received_debit(no);
    if debit.outcome == Outcome::Failed {
        return Value::Null;
    }
    let mut deadline = debit.deadline;
    let mut restriction = world.debit_restriction(no, at, reversal);
    let has = |defect| world.has(defect);
    match restriction {
        Some(Restriction::SourceFlow) if has(Defect::RestrictedSourceHasDeadline) => {
            deadline = Some(debit.created.plus_seconds(WINDOW_SECONDS));
        }
        Some(Restriction::SourceFlow) if has(Defect::RestrictedSourceUnsaid) => restriction = None,
        Some(Restriction::AlreadyReversed) if has(Defect::ReversedReasonNotUpdated) => {
            restriction = None;
        }
        Some(Restriction::AlreadyReversed) if has(Defect::DeadlineBeforeReversed) => {
            restriction = world.debit_restriction(no, at, None).or(restriction);
        }
        Some(Restriction::DeadlinePassed) if has(Defect::DeadlineReasonNotUpdated) => {
            restriction = None;
        }
        Some(Restriction::DeadlinePassed) if has(Defect::PassedDeadlineForgotten) => {
            deadline = None;
        }
        Some(
            Restriction::SourceFlow
            | Restriction::Network
            | Restriction::AlreadyReversed
            | Restriction::DeadlinePassed,
        )
        | None => {}
    }
    if has(Defect::DebitWithoutDeadline) {
        deadline = None;
    }
    json!({
        "deadline": deadline.map(Time::unix),
        "restricted_reason": restriction.map(Restriction::name),
    })
}

/// A debit reversal in the state given, which is its own or an older one (`DR-01`, `DR-03`).
pub fn debit_reversal(world: &World, no: DebitReversalNo, state: &DebitReversalState) -> Value {
    let reversal = world.debit_reversal(no);
    let debit = world.received_debit(reversal.debit);
    let has = |defect| world.has(defect);
    let amount = if has(Defect::DebitReversalNegative) {
        debit.amount.negated()
    } else {
        debit.amount
    };
    let account =
        (!has(Defect::DebitReversalWithoutAccount)).then(|| world.financial_id(reversal.account));
    let transaction = (!has(Defect::DebitReversalWithoutTransaction))
        .then(|| world.flow_transaction_id(reversal.transaction));
    let completed_at = state
        .completed_at
        .filter(|_| !has(Defect::CompletionWithoutTime));
    json!({
        "id": world.debit_reversal_id(no),
        "object": reversal_object(world),
        "amount": amount.minor(),
        "created": reversal.created.unix(),
        "currency": world.financial_account(reversal.account).currency.code(),
        "financial_account": account,
        "hosted_regulatory_receipt_url": receipt(&world.debit_reversal_id(no)),
        "linked_flows": null,
        "livemode": false,
        "metadata": reversal.metadata.wire(),
        "network": debit.network.name(),
        "received_debit": world.debit_id(reversal.debit),
        "resolution": null,
        "status": reversal_status(world, state.status),
        "status_transitions": {"completed_at": completed_at.map(Time::unix)},
        "transaction": transaction,
    })
}

/// What kind of object a debit reversal says that it is (`DR-04`).
fn reversal_object(world: &World) -> &'static str {
    match (
        world.readings().reversal_object,
        world.has(Defect::DebitReversalMisnamed),
    ) {
        (ReversalObject::Qualified, false) | (ReversalObject::Bare, true) => {
            ReversalObject::Qualified.word()
        }
        (ReversalObject::Bare, false) | (ReversalObject::Qualified, true) => {
            ReversalObject::Bare.word()
        }
    }
}

/// The status of a debit reversal in the words that are read (`DR-14`).
pub fn reversal_status(world: &World, status: Status) -> &'static str {
    match status {
        Status::Processing => "processing",
        Status::Canceled => "canceled",
        Status::Completed => {
            match (
                world.readings().money_back,
                world.has(Defect::CompletedMisnamed),
            ) {
                (MoneyBack::Completed, false) | (MoneyBack::Succeeded, true) => {
                    MoneyBack::Completed.word()
                }
                (MoneyBack::Succeeded, false) | (MoneyBack::Completed, true) => {
                    MoneyBack::Succeeded.word()
                }
            }
        }
    }
}

fn bank_details(counterparty: &Counterparty) -> Value {
    json!({
        "billing_details": billing(counterparty.holder.as_deref()),
        "type": "us_bank_account",
        "us_bank_account": {
            "bank_name": "STRIPE TEST BANK",
            "last4": counterparty.last4,
            "routing_number": counterparty.routing_number,
        },
    })
}

/// The address that money is sent to, which the account's feature asks for.
fn address(id: &str) -> Value {
    json!({
        "aba": {
            "account_holder_name": "Recoup",
            "account_number_last4": &id[id.len().saturating_sub(4)..],
            "bank_name": "STRIPE TEST BANK",
            "routing_number": "110000000",
        },
        "supported_networks": ["ach", "us_domestic_wire"],
        "type": "aba",
    })
}

/// An id for something that this world has no more of than the name, after what it belongs to.
fn same_number(id: &str, prefix: &str) -> String {
    let number = id.split_once('_').map_or(id, |(_, number)| number);
    format!("{prefix}_{number}")
}

fn billing(name: Option<&str>) -> Value {
    let address = json!({
        "city": null, "country": null, "line1": null,
        "line2": null, "postal_code": null, "state": null,
    });
    json!({"address": address, "email": null, "name": name})
}

fn receipt(id: &str) -> String {
    format!("https://payments.stripe.com/regulatory-receipt/{id}")
}
