//! The documented objects of treasury, member by member.

use super::documented::{
    Member, amount, amounts, flag, loose, loose_list, masked, metadata, object, part, reference,
    text, texts, time,
};

pub(super) const RECEIVED_DEBIT: &[Member] = &[
    amount("amount"),
    time("created"),
    text("currency"),
    text("description"),
    text("failure_code").nullable(),
    text("financial_account").nullable(),
    masked("hosted_regulatory_receipt_url", "<url>").nullable(),
    text("id"),
    loose("initiating_payment_method_details").optional(),
    part("linked_flows", RECEIVED_DEBIT_FLOWS),
    flag("livemode"),
    text("network"),
    text("object"),
    part(
        "reversal_details",
        &[
            time("deadline").nullable(),
            text("restricted_reason").nullable(),
        ],
    )
    .nullable(),
    text("status"),
    reference("transaction").nullable(),
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
    text("network"),
    text("object"),
    text("received_debit"),
    text("resolution").nullable().optional(),
    text("status"),
    part(
        "status_transitions",
        &[
            time("canceled_at").nullable().optional(),
            time("completed_at").nullable(),
            time("processing_at").nullable().optional(),
        ],
    ),
    reference("transaction").nullable(),
];

pub(super) const FINANCIAL_ACCOUNT: &[Member] = &[
    texts("active_features").optional(),
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
    texts("pending_features").optional(),
    loose("platform_restrictions").nullable().optional(),
    texts("restricted_features").optional(),
    text("status"),
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
    object("entries").nullable(),
    text("financial_account"),
    text("flow").nullable(),
    loose("flow_details").nullable(),
    text("flow_type"),
    text("id"),
    flag("livemode"),
    text("object"),
    text("status"),
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
    text("flow_type"),
    text("id"),
    flag("livemode"),
    text("object"),
    reference("transaction"),
    text("type"),
];
