//! The documented objects, member by member.
//!
//! `optional` are the members that the published schema neither requires nor shows as `null` in its examples, and those
//! that are newer than the documents: a target without them lacks nothing. `deleted` may stand in any object's stub.

use super::documented::{
    Member, amount, amounts, loose, masked, metadata, part, prose, time, value,
};
use super::treasury::{
    DEBIT_REVERSAL, FINANCIAL_ACCOUNT, RECEIVED_DEBIT, TREASURY_ENTRY, TREASURY_TRANSACTION,
};

/// Every documented object by the value of its member `object`.
pub(super) const OBJECTS: &[(&str, &[Member])] = &[
    ("payout", PAYOUT),
    ("balance_transaction", BALANCE_TRANSACTION),
    ("balance", BALANCE),
    ("event", EVENT),
    ("list", LIST),
    ("bank_account", BANK_ACCOUNT),
    ("webhook_endpoint", WEBHOOK_ENDPOINT),
    ("transfer", TRANSFER),
    ("transfer_reversal", TRANSFER_REVERSAL),
    ("topup", TOPUP),
    ("application_fee", APPLICATION_FEE),
    ("fee_refund", FEE_REFUND),
    ("treasury.received_debit", RECEIVED_DEBIT),
    ("treasury.debit_reversal", DEBIT_REVERSAL),
    ("debit_reversal", DEBIT_REVERSAL),
    ("treasury.financial_account", FINANCIAL_ACCOUNT),
    ("treasury.transaction", TREASURY_TRANSACTION),
    ("treasury.transaction_entry", TREASURY_ENTRY),
];

/// An answer that is an error has no `object` of its own.
pub(super) const ANSWER_OF_ERROR: &[Member] = &[part("error", ERROR)];

const ERROR: &[Member] = &[
    value("advice_code").optional(),
    value("charge").optional(),
    value("code").optional(),
    value("decline_code").optional(),
    masked("doc_url", "<url>").optional(),
    prose("message").optional(),
    value("network_advice_code").optional(),
    value("network_decline_code").optional(),
    value("param").optional(),
    loose("payment_intent").optional(),
    loose("payment_method").optional(),
    value("payment_method_type").optional(),
    masked("request_log_url", "<url>").optional(),
    loose("setup_intent").optional(),
    loose("source").optional(),
    value("type"),
    prose("user_message").optional(),
];

const LIST: &[Member] = &[
    value("data"),
    value("has_more"),
    value("object"),
    value("url"),
];

const PAYOUT: &[Member] = &[
    amount("amount"),
    value("application_fee").optional(),
    amount("application_fee_amount").optional(),
    time("arrival_date"),
    value("automatic"),
    value("balance_transaction"),
    time("created"),
    value("currency"),
    value("description"),
    value("destination"),
    value("failure_balance_transaction"),
    value("failure_code"),
    value("failure_message"),
    value("id"),
    value("livemode"),
    metadata(),
    value("method"),
    value("object"),
    value("original_payout"),
    value("payout_method").optional(),
    value("reconciliation_status"),
    value("reversed_by"),
    value("source_type"),
    value("statement_descriptor"),
    value("status"),
    part("trace_id", &[value("status"), value("value")]).optional(),
    value("type"),
];

const BALANCE_TRANSACTION: &[Member] = &[
    amount("amount"),
    time("available_on"),
    value("balance_type").optional(),
    time("created"),
    value("currency"),
    value("description"),
    value("exchange_rate"),
    amount("fee"),
    part(
        "fee_details",
        &[
            amount("amount"),
            value("application"),
            value("currency"),
            value("description"),
            value("type"),
        ],
    ),
    value("id"),
    amount("net"),
    value("object"),
    value("reporting_category"),
    value("source"),
    value("status"),
    value("type"),
];

const BALANCE: &[Member] = &[
    part("available", BALANCE_AMOUNT),
    part("connect_reserved", BALANCE_AMOUNT).optional(),
    part("instant_available", BALANCE_AMOUNT).optional(),
    part("issuing", &[part("available", BALANCE_AMOUNT)]).optional(),
    value("livemode"),
    value("object"),
    part("pending", BALANCE_AMOUNT),
    part(
        "refund_and_dispute_prefunding",
        &[
            part("available", BALANCE_AMOUNT),
            part("pending", BALANCE_AMOUNT),
        ],
    )
    .optional(),
];

const BALANCE_AMOUNT: &[Member] = &[
    amount("amount"),
    value("currency"),
    part(
        "net_available",
        &[
            amount("amount"),
            value("destination"),
            amounts("source_types").optional(),
        ],
    )
    .optional(),
    amounts("source_types").optional(),
];

const EVENT: &[Member] = &[
    value("account").optional(),
    masked("api_version", "<version>"),
    value("context").optional(),
    time("created"),
    part(
        "data",
        &[value("object"), loose("previous_attributes").optional()],
    ),
    value("id"),
    value("livemode"),
    value("object"),
    value("pending_webhooks"),
    part(
        "request",
        &[value("id"), masked("idempotency_key", "<key>")],
    ),
    value("type"),
];

const BANK_ACCOUNT: &[Member] = &[
    value("account").optional(),
    value("account_holder_name"),
    value("account_holder_type"),
    value("account_type").optional(),
    value("available_payout_methods").optional(),
    value("bank_name"),
    value("country"),
    value("currency"),
    value("customer").optional(),
    value("default_for_currency").optional(),
    masked("fingerprint", "<fingerprint>"),
    loose("future_requirements").optional(),
    value("id"),
    value("last4"),
    metadata().optional(),
    value("object"),
    loose("requirements").optional(),
    value("routing_number"),
    value("status"),
];

const WEBHOOK_ENDPOINT: &[Member] = &[
    masked("api_version", "<version>"),
    value("application"),
    time("created"),
    value("description"),
    value("enabled_events"),
    value("id"),
    value("livemode"),
    metadata(),
    value("object"),
    masked("secret", "<secret>").optional(),
    value("status"),
    value("url"),
];

const TRANSFER: &[Member] = &[
    amount("amount"),
    amount("amount_reversed"),
    value("balance_transaction"),
    time("created"),
    value("currency"),
    value("description"),
    value("destination"),
    value("destination_payment").optional(),
    value("id"),
    value("livemode"),
    metadata(),
    value("object"),
    value("reversals"),
    value("reversed"),
    value("source_transaction"),
    value("source_type").optional(),
    value("transfer_group"),
];

const TRANSFER_REVERSAL: &[Member] = &[
    amount("amount"),
    value("balance_transaction"),
    time("created"),
    value("currency"),
    value("destination_payment_refund"),
    value("id"),
    metadata(),
    value("object"),
    value("source_refund"),
    value("transfer"),
];

const TOPUP: &[Member] = &[
    amount("amount"),
    value("balance_transaction"),
    time("created"),
    value("currency"),
    value("description"),
    time("expected_availability_date"),
    value("failure_code"),
    value("failure_message"),
    value("id"),
    value("initiated_by").optional(),
    value("livemode"),
    metadata(),
    value("object"),
    value("payment_method").optional(),
    loose("payment_method_options").optional(),
    loose("source"),
    value("statement_descriptor"),
    value("status"),
    value("transfer_group"),
];

const APPLICATION_FEE: &[Member] = &[
    value("account"),
    amount("amount"),
    amount("amount_refunded"),
    value("application"),
    value("balance_transaction"),
    value("charge"),
    time("created"),
    value("currency"),
    part(
        "fee_source",
        &[
            value("charge").optional(),
            value("payout").optional(),
            value("type"),
        ],
    )
    .optional(),
    value("id"),
    value("livemode"),
    value("object"),
    value("originating_transaction"),
    value("refunded"),
    value("refunds"),
];

const FEE_REFUND: &[Member] = &[
    amount("amount"),
    value("balance_transaction"),
    time("created"),
    value("currency"),
    value("fee"),
    value("id"),
    metadata(),
    value("object"),
];
