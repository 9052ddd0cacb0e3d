//! The documented objects of treasury, member by member.

use super::documented::{
    Member, amount, amounts, flag, loose, loose_list, masked, metadata, object, part, reference,
    text, texts, time, word, words,
};

use super::enums::{
    DEBIT_FAILURES, DEBIT_REVERSAL_STATUSES, ENTRY_TYPES, FEATURES, FLOW_TYPES, RESTRICTED_REASONS,
};

pub(super) const RECEIVED_DEBIT: &[Member] = &[
    amount("amount"),
    time("created"),
    text("currency"),
    text("description"),
    word("failure_code", DEBIT_FAILURES).nullable(),
    text("financial_account").nullable(),
    masked("hosted_regulatory_receipt_url", "<url>").nullable(),
    text("id"),
    part("initiating_payment_method_details", INITIATED_BY).optional(),
    part("linked_flows", RECEIVED_DEBIT_FLOWS),
    flag("livemode"),
    word("network", &["ach", "card", "stripe"]),
    text("object"),
    part(
        "reversal_details",
        &[
            time("deadline").nullable(),
            word("restricted_reason", RESTRICTED_REASONS).nullable(),
        ],
    )
    .nullable(),
    word("status", &["failed", "succeeded"]),
    reference("transaction", &["treasury.transaction"]).nullable(),
];

const INITIATED_BY: &[Member] = &[
    word("balance", &["payments"]).optional(),
    loose("billing_details"),
    loose("financial_account").optional(),
    text("issuing_card").optional(),
    word(
        "type",
        &[
            "balance",
            "financial_account",
            "issuing_card",
            "stripe",
            "us_bank_account",
        ],
    ),
    part(
        "us_bank_account",
        &[
            text("bank_name").nullable(),
            text("last4").nullable(),
            text("routing_number").nullable(),
        ],
    )
    .optional(),
];

const RECEIVED_DEBIT_FLOWS: &[Member] = &[
    text("debit_reversal").nullable(),
    text("inbound_transfer").nullable(),
    text("issuing_authorization").nullable(),
    text("issuing_transaction").nullable(),
    text("payout").nullable().optional(),
    text("topup").nullable().optional(),
];

// The guide knows `resolution` and two transitions that the schema does not.
pub(super) const DEBIT_REVERSAL: &[Member] = &[
    amount("amount"),
    time("created"),
    text("currency"),
    text("financial_account").nullable(),
    masked("hosted_regulatory_receipt_url", "<url>").nullable(),
    text("id"),
    part("linked_flows", &[text("issuing_dispute").nullable()]).nullable(),
    flag("livemode"),
    metadata(),
    word("network", &["ach", "card"]),
    text("object"),
    text("received_debit"),
    word("resolution", &["lost", "won"]).nullable().optional(),
    word("status", DEBIT_REVERSAL_STATUSES),
    part(
        "status_transitions",
        &[
            time("canceled_at").nullable().optional(),
            time("completed_at").nullable(),
            time("processing_at").nullable().optional(),
        ],
    ),
    reference("transaction", &["treasury.transaction"]).nullable(),
];

pub(super) const FINANCIAL_ACCOUNT: &[Member] = &[
    words("active_features", FEATURES).optional(),
    part(
        "balance",
        &[
            amounts("cash"),
            amounts("inbound_pending"),
            amounts("outbound_pending"),
        ],
    ),
    text("country"),
    time("created"),
    loose("features").optional(),
    loose_list("financial_addresses"),
    text("id"),
    flag("is_default").nullable().optional(),
    flag("livemode"),
    metadata().nullable(),
    text("nickname").nullable().optional(),
    text("object"),
    words("pending_features", FEATURES).optional(),
    loose("platform_restrictions").nullable().optional(),
    words("restricted_features", FEATURES).optional(),
    word("status", &["closed", "open"]),
    loose("status_details"),
    texts("supported_currencies"),
];

const BALANCE_IMPACT: &[Member] = &[
    amount("cash"),
    amount("inbound_pending"),
    amount("outbound_pending"),
];

pub(super) const TREASURY_TRANSACTION: &[Member] = &[
    amount("amount"),
    part("balance_impact", BALANCE_IMPACT),
    time("created"),
    text("currency"),
    text("description"),
    object("entries", &["list"]).nullable(),
    text("financial_account"),
    text("flow").nullable(),
    loose("flow_details").nullable(),
    word("flow_type", FLOW_TYPES),
    text("id"),
    flag("livemode"),
    text("object"),
    word("status", &["open", "posted", "void"]),
    part(
        "status_transitions",
        &[time("posted_at").nullable(), time("void_at").nullable()],
    ),
];

pub(super) const TREASURY_ENTRY: &[Member] = &[
    part("balance_impact", BALANCE_IMPACT),
    time("created"),
    text("currency"),
    time("effective_at"),
    text("financial_account"),
    text("flow").nullable(),
    loose("flow_details").nullable(),
    word("flow_type", FLOW_TYPES),
    text("id"),
    flag("livemode"),
    text("object"),
    reference("transaction", &["treasury.transaction"]),
    word("type", ENTRY_TYPES),
];
