//! The documented objects, member by member.
//!
//! `optional` are the members that the published schema neither requires nor shows as `null` in its examples, and those
//! that are newer than the documents: a target without them lacks nothing. `nullable` is what the schema calls so; of
//! newer members, where nothing says that they are not. Words are closed where the documents close them: the words of all
//! documents together, where a newer one names others.

use super::connect::{ACCOUNT, APPLICATION_FEE, CARD, CHARGE, FEE_REFUND, REFUND};
use super::documented::{
    KEY, Member, amount, amounts, count, flag, loose, masked, metadata, number, object, objects,
    page, part, parts, prose, reference, text, texts, time, word, words,
};
use super::enums::{
    BANK_ACCOUNT_STATUSES, ERROR_TYPES, PAYOUT_FAILURES, PAYOUT_STATUSES, SOURCE_TYPES,
    TRANSACTION_TYPES,
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
    ("card", CARD),
    ("account", ACCOUNT),
    ("webhook_endpoint", WEBHOOK_ENDPOINT),
    ("transfer", TRANSFER),
    ("transfer_reversal", TRANSFER_REVERSAL),
    ("charge", CHARGE),
    ("refund", REFUND),
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

// What has no value is left out of an error, not null.
const ERROR: &[Member] = &[
    text("advice_code").optional(),
    text("charge").optional(),
    text("code").optional(),
    text("decline_code").optional(),
    page("doc_url").optional(),
    prose("message").optional(),
    text("network_advice_code").optional(),
    text("network_decline_code").optional(),
    text("param").optional(),
    loose("payment_intent").optional(),
    loose("payment_method").optional(),
    text("payment_method_type").optional(),
    masked("request_log_url", "<url>").optional(),
    loose("setup_intent").optional(),
    loose("source").optional(),
    word("type", ERROR_TYPES),
    prose("user_message").optional(),
];

const LIST: &[Member] = &[
    objects("data"),
    flag("has_more"),
    text("object"),
    number("total_count").optional(),
    text("url"),
];

const PAYOUT: &[Member] = &[
    amount("amount"),
    reference("application_fee", &["application_fee"])
        .nullable()
        .optional(),
    amount("application_fee_amount").nullable().optional(),
    time("arrival_date"),
    flag("automatic"),
    reference("balance_transaction", &["balance_transaction"]).nullable(),
    time("created"),
    text("currency"),
    text("description").nullable(),
    reference("destination", &["bank_account", "card"]).nullable(),
    reference("failure_balance_transaction", &["balance_transaction"]).nullable(),
    word("failure_code", PAYOUT_FAILURES).nullable(),
    masked("failure_message", "<text>").nullable(),
    text("id"),
    flag("livemode"),
    metadata().nullable(),
    word("method", &["instant", "standard"]),
    text("object"),
    reference("original_payout", &["payout"]).nullable(),
    text("payout_method").nullable().optional(),
    word(
        "reconciliation_status",
        &["completed", "in_progress", "not_applicable"],
    ),
    reference("reversed_by", &["payout"]).nullable(),
    word("source_type", SOURCE_TYPES),
    text("statement_descriptor").nullable(),
    word("status", PAYOUT_STATUSES),
    part("trace_id", TRACE).nullable().optional(),
    word("type", &["bank_account", "card"]),
];

const TRACE: &[Member] = &[
    word("status", &["pending", "supported", "unsupported"]),
    text("value").nullable(),
];

const BALANCE_TRANSACTION: &[Member] = &[
    amount("amount"),
    time("available_on"),
    text("balance_type").nullable().optional(),
    time("created"),
    text("currency"),
    text("description").nullable(),
    number("exchange_rate").nullable(),
    amount("fee"),
    parts(
        "fee_details",
        &[
            amount("amount"),
            text("application").nullable(),
            text("currency"),
            text("description").nullable(),
            text("type"),
        ],
    ),
    text("id"),
    amount("net"),
    text("object"),
    text("reporting_category"),
    reference("source", &[]).nullable(),
    word("status", &["available", "pending"]),
    word("type", TRANSACTION_TYPES),
];

const BALANCE: &[Member] = &[
    parts("available", BALANCE_AMOUNT),
    parts("connect_reserved", BALANCE_AMOUNT).optional(),
    parts("instant_available", BALANCE_AMOUNT).optional(),
    part("issuing", &[parts("available", BALANCE_AMOUNT)]).optional(),
    flag("livemode"),
    text("object"),
    parts("pending", BALANCE_AMOUNT),
    part(
        "refund_and_dispute_prefunding",
        &[
            parts("available", BALANCE_AMOUNT),
            parts("pending", BALANCE_AMOUNT),
        ],
    )
    .nullable()
    .optional(),
];

const BALANCE_AMOUNT: &[Member] = &[
    amount("amount"),
    text("currency"),
    parts(
        "net_available",
        &[
            amount("amount"),
            text("destination"),
            amounts("source_types").optional(),
        ],
    )
    .nullable()
    .optional(),
    amounts("source_types").optional(),
];

const EVENT: &[Member] = &[
    // Of the events of a connected account.
    text("account").where_due(),
    masked("api_version", "<version>").nullable(),
    text("context").nullable().optional(),
    time("created"),
    part(
        "data",
        &[
            object("object", &[]),
            // Of the events that tell a change.
            loose("previous_attributes").where_due(),
        ],
    ),
    text("id"),
    flag("livemode"),
    text("object"),
    count("pending_webhooks"),
    part(
        "request",
        &[
            text("id").nullable(),
            masked("idempotency_key", KEY).nullable(),
        ],
    )
    .nullable(),
    text("type"),
];

const BANK_ACCOUNT: &[Member] = &[
    reference("account", &["account"]).nullable().optional(),
    text("account_holder_name").nullable(),
    word("account_holder_type", &["company", "individual"]).nullable(),
    text("account_type").nullable().optional(),
    words("available_payout_methods", &["instant", "standard"])
        .nullable()
        .optional(),
    text("bank_name").nullable(),
    text("country"),
    text("currency"),
    reference("customer", &["customer"]).nullable().optional(),
    flag("default_for_currency").nullable().optional(),
    flag("deleted").optional(),
    masked("fingerprint", "<fingerprint>").nullable(),
    loose("future_requirements").nullable().optional(),
    text("id"),
    text("last4"),
    metadata().nullable().optional(),
    text("object"),
    loose("requirements").nullable().optional(),
    text("routing_number").nullable(),
    word("status", BANK_ACCOUNT_STATUSES),
];

const WEBHOOK_ENDPOINT: &[Member] = &[
    masked("api_version", "<version>").nullable(),
    text("application").nullable(),
    time("created"),
    flag("deleted").optional(),
    text("description").nullable(),
    texts("enabled_events"),
    text("id"),
    flag("livemode"),
    metadata(),
    text("object"),
    masked("secret", "<secret>").optional(),
    word("status", &["disabled", "enabled"]),
    masked("url", "<url>"),
];

const TRANSFER: &[Member] = &[
    amount("amount"),
    amount("amount_reversed"),
    reference("balance_transaction", &["balance_transaction"]).nullable(),
    time("created"),
    text("currency"),
    text("description").nullable(),
    reference("destination", &["account"]).nullable(),
    reference("destination_payment", &["charge"]).optional(),
    text("id"),
    flag("livemode"),
    metadata(),
    text("object"),
    object("reversals", &["list"]),
    flag("reversed"),
    reference("source_transaction", &["charge"]).nullable(),
    word("source_type", SOURCE_TYPES).optional(),
    text("transfer_group").nullable(),
];

const TRANSFER_REVERSAL: &[Member] = &[
    amount("amount"),
    reference("balance_transaction", &["balance_transaction"]).nullable(),
    time("created"),
    text("currency"),
    reference("destination_payment_refund", &["refund"]).nullable(),
    text("id"),
    metadata().nullable(),
    text("object"),
    reference("source_refund", &["refund"]).nullable(),
    reference("transfer", &["transfer"]),
];

const TOPUP: &[Member] = &[
    amount("amount"),
    reference("balance_transaction", &["balance_transaction"]).nullable(),
    time("created"),
    text("currency"),
    text("description").nullable(),
    time("expected_availability_date").nullable(),
    text("failure_code").nullable(),
    masked("failure_message", "<text>").nullable(),
    text("id"),
    text("initiated_by").nullable().optional(),
    flag("livemode"),
    metadata(),
    text("object"),
    reference("payment_method", &["payment_method"])
        .nullable()
        .optional(),
    loose("payment_method_options").nullable().optional(),
    loose("source").nullable(),
    text("statement_descriptor").nullable(),
    word(
        "status",
        &["canceled", "failed", "pending", "reversed", "succeeded"],
    ),
    text("transfer_group").nullable(),
];
