//! The examples of the documents, route by route: what a server that knows nothing but them would answer.
//!
//! Members are theirs; the values are of our own making where theirs are placeholders.

use serde_json::{Value, json};

use super::levers::{BANK, PAYOUT, TRANSFER};
use super::server::Asked;

/// Answers every route with its example.
pub fn echo(asked: &Asked) -> (u16, Value) {
    let parts: Vec<&str> = asked.path.split('/').skip(2).collect();
    let one = match parts.as_slice() {
        ["payouts", _, "cancel"] => payout(&[("status", json!("canceled")), undone()]),
        ["payouts", _, "reverse"] => payout(&[
            ("id", json!("po_1Oj6B8rU4sY9X3L2mQ6T5fZ1")),
            ("amount", json!(-1100)),
            ("original_payout", json!(PAYOUT)),
        ]),
        ["payouts", _] if asked.method == "POST" => {
            payout(&[("metadata", json!({"order_id": "6735"}))])
        }
        ["payouts", ..] => payout(&[]),
        ["transfers", _, "reversals", _] if asked.method == "POST" => {
            reversal(json!({"order_id": "6735"}))
        }
        ["transfers", _, "reversals", ..] => reversal(json!({})),
        ["transfers", ..] => transfer(),
        ["treasury", "debit_reversals", ..] => debit_reversal(),
        ["treasury", "received_debits", ..] => received_debit(),
        ["balance"] => {
            json!({"object": "balance", "available": [], "pending": [], "livemode": false})
        }
        ["balance_transactions" | "events"] => return (200, list(&asked.path, &[])),
        _ => return (404, missing()),
    };
    let is_list = matches!(
        parts.as_slice(),
        ["payouts" | "transfers"] | ["treasury", _] | ["transfers", _, "reversals"]
    );
    match asked.method.as_str() {
        "GET" if is_list => (200, list(&asked.path, &[one])),
        _ => (200, one),
    }
}

/// What an API says of an object or a route that it does not have.
pub fn missing() -> Value {
    json!({"error": {"type": "invalid_request_error", "code": "resource_missing", "param": "id", "message": "There is no such object."}})
}

/// A list with these items, of which there are no more.
pub fn list(path: &str, items: &[Value]) -> Value {
    json!({"object": "list", "url": path, "has_more": false, "data": items})
}

fn undone() -> (&'static str, Value) {
    (
        "failure_balance_transaction",
        json!("txn_1OaFJKEcg9tTZuTg2RdsWQhi"),
    )
}

fn payout(changes: &[(&str, Value)]) -> Value {
    let mut example = json!({
        "id": PAYOUT, "object": "payout", "amount": 1100, "arrival_date": 1_680_652_800, "automatic": false,
        "balance_transaction": "txn_1OaFDcEcg9tTZuTgYMR25tSe", "created": 1_680_648_691, "currency": "usd",
        "description": null, "destination": BANK, "failure_balance_transaction": null, "failure_code": null,
        "failure_message": null, "livemode": false, "metadata": {}, "method": "standard", "original_payout": null,
        "reconciliation_status": "not_applicable", "reversed_by": null, "source_type": "card",
        "statement_descriptor": null, "status": "pending", "type": "bank_account",
    });
    for (member, value) in changes {
        example[*member] = value.clone();
    }
    example
}

fn reversal(metadata: Value) -> Value {
    let mut example = json!({
        "id": "trr_1Mio2eLkdIwHu7ixN5LPJS4a", "object": "transfer_reversal", "amount": 400,
        "balance_transaction": "txn_1Mio2eLkdIwHu7ixosfrbjhW", "created": 1_678_147_568, "currency": "usd",
        "destination_payment_refund": "pyr_1Mio2eQ9PRzxEwkZYewpaIFB", "source_refund": null, "transfer": TRANSFER,
    });
    example["metadata"] = metadata;
    example
}

fn transfer() -> Value {
    json!({
        "id": TRANSFER, "object": "transfer", "amount": 400, "amount_reversed": 0,
        "balance_transaction": "txn_1Mio2dLkdIwHu7ixTs0nDrCR", "created": 1_678_147_568, "currency": "usd",
        "description": null, "destination": "acct_1MTfjCQ9PRzxEwkZ", "destination_payment": "py_1Mio2dQ9PRzxEwkZY",
        "livemode": false, "metadata": {},
        "reversals": {"object": "list", "data": [], "has_more": false, "total_count": 0, "url": "/v1/transfers/x/reversals"},
        "reversed": false, "source_transaction": null, "source_type": "card", "transfer_group": null,
    })
}

fn debit_reversal() -> Value {
    json!({
        "id": "debrev_1", "object": "debit_reversal", "amount": 1000, "currency": "usd", "financial_account": "fa_1",
        "hosted_regulatory_receipt_url": "https://example.com/receipt", "linked_flows": null, "livemode": false,
        "metadata": {}, "network": "ach", "received_debit": "rd_1", "resolution": null, "status": "processing",
        "status_transitions": {"completed_at": null}, "transaction": "trxn_1",
    })
}

fn received_debit() -> Value {
    json!({
        "id": "rd_1", "object": "treasury.received_debit", "amount": 1000, "currency": "usd", "financial_account": "fa_1",
        "network": "ach", "reversal_details": {"deadline": 7_940_828_047_i64, "restricted_reason": null},
        "status": "succeeded", "transaction": "trxn_1",
    })
}
