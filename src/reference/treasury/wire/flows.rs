//! Treasury transactions and their entries as they look on the wire.

use serde_json::{Value, json};

use super::{debit_reversal, received_credit, received_debit};
use crate::clock::Time;
use crate::money::Amount;
use crate::reference::defect::Defect;
use crate::reference::treasury::flows::ENTRIES;
use crate::reference::wire::list;
use crate::reference::world::World;
use crate::reference::world::treasury::postings::{Flow, TreasuryTransaction};
use crate::reference::world::treasury::{FlowEntryNo, FlowTransactionNo};

/// A treasury transaction as it is now (`TRX-01` to `TRX-03`).
pub fn transaction(world: &World, no: FlowTransactionNo) -> Value {
    let transaction = world.flow_transaction(no);
    let standing = transaction.standing;
    let posted = standing.posted_at();
    let void = if world.has(Defect::PostedAndVoid) {
        standing.void_at().or(posted)
    } else {
        standing.void_at()
    };
    let posted = posted.filter(|_| !world.has(Defect::PostedWithoutTime));
    json!({
        "id": world.flow_transaction_id(no),
        "object": "treasury.transaction",
        "amount": transaction.amount.minor(),
        "balance_impact": impact(world.flow_impact(no)),
        "created": transaction.created.unix(),
        "currency": world.financial_account(transaction.account).currency.code(),
        "description": description(world, transaction.flow),
        "entries": null,
        "financial_account": world.financial_id(transaction.account),
        "flow": flow(world, transaction),
        "flow_details": null,
        "flow_type": flow_type(world, transaction),
        "livemode": false,
        "status": standing.name(),
        "status_transitions": {
            "posted_at": posted.map(Time::unix),
            "void_at": void.map(Time::unix),
        },
    })
}

/// An entry of a treasury transaction (`TRX-03`).
pub fn entry(world: &World, no: FlowEntryNo) -> Value {
    let entry = world.flow_entry(no);
    let transaction = world.flow_transaction(entry.transaction);
    let at = world.ledger().entry(entry.entry).at.unix();
    let more = i64::from(world.has(Defect::EntriesOffByOne));
    let amount = Amount::new(world.flow_entry_amount(no).minor() + more);
    json!({
        "id": world.flow_entry_id(no),
        "object": "treasury.transaction_entry",
        "balance_impact": impact(amount),
        "created": at,
        "currency": world.financial_account(transaction.account).currency.code(),
        "effective_at": at,
        "financial_account": world.financial_id(transaction.account),
        "flow": flow(world, transaction),
        "flow_details": null,
        "flow_type": flow_type(world, transaction),
        "livemode": false,
        "transaction": world.flow_transaction_id(entry.transaction),
        "type": transaction.flow.name(),
    })
}

/// What `entries` and `flow_details` of a transaction or an entry are when they are asked for; both are null else.
pub fn included(world: &World, owner: &str, member: &str) -> Option<Value> {
    let transaction = world.any_flow_transaction_named(owner);
    match (member, transaction) {
        ("entries", Some(no)) => {
            let entries = world.flow_transaction(no).entries.iter().rev();
            let items: Vec<Value> = entries.map(|no| entry(world, *no)).collect();
            let url = format!("{ENTRIES}?transaction={owner}");
            Some(list(&url, &items, false))
        }
        ("flow_details", Some(no)) => Some(flow_details(world, no)),
        ("flow_details", None) => {
            let no = world.any_flow_entry_named(owner)?;
            Some(flow_details(world, world.flow_entry(no).transaction))
        }
        _ => None,
    }
}

fn flow_details(world: &World, no: FlowTransactionNo) -> Value {
    let flow = world.flow_transaction(no).flow;
    let object = match flow {
        Flow::Credit(no) => received_credit(world, no),
        Flow::Debit(no) => {
            let reversal = world.received_debit(no).reversal;
            received_debit(world, no, (world.now(), reversal))
        }
        Flow::Reversal(no) => debit_reversal(world, no, &world.debit_reversal(no).state),
    };
    json!({"type": flow.name(), (flow.name()): object})
}

/// The id of a flow.
fn flow_id(world: &World, flow: Flow) -> String {
    match flow {
        Flow::Credit(no) => world.credit_id(no),
        Flow::Debit(no) => world.debit_id(no),
        Flow::Reversal(no) => world.debit_reversal_id(no),
    }
}

fn flow(world: &World, transaction: &TreasuryTransaction) -> Option<String> {
    let unsaid = world.has(Defect::TransactionWithoutFlow);
    (!unsaid).then(|| flow_id(world, transaction.flow))
}

fn flow_type(world: &World, transaction: &TreasuryTransaction) -> &'static str {
    if world.has(Defect::TransactionOfOtherType) {
        "other"
    } else {
        transaction.flow.name()
    }
}

fn description(world: &World, flow: Flow) -> &str {
    match flow {
        Flow::Credit(no) => &world.received_credit(no).description,
        Flow::Debit(no) => &world.received_debit(no).description,
        Flow::Reversal(no) => {
            let debit = world.debit_reversal(no).debit;
            &world.received_debit(debit).description
        }
    }
}

fn impact(cash: Amount) -> Value {
    json!({"cash": cash.minor(), "inbound_pending": 0, "outbound_pending": 0})
}
