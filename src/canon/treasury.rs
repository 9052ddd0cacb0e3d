//! The documented objects of treasury, member by member.

use super::documented::{Member, amount, amounts, loose, masked, metadata, part, time, value};

pub(super) const RECEIVED_DEBIT: &[Member] = &[
    amount("amount"),
    time("created"),
    value("currency"),
    value("description"),
    value("failure_code"),
    value("financial_account"),
    masked("hosted_regulatory_receipt_url", "<url>"),
    value("id"),
    loose("initiating_payment_method_details").optional(),
    part("linked_flows", RECEIVED_DEBIT_FLOWS),
    value("livemode"),
    value("network"),
    value("object"),
    part(
        "reversal_details",
        &[time("deadline"), value("restricted_reason")],
    ),
    value("status"),
    value("transaction"),
];

const RECEIVED_DEBIT_FLOWS: &[Member] = &[
    value("debit_reversal"),
    value("inbound_transfer"),
    value("issuing_authorization"),
    value("issuing_transaction"),
    value("payout").optional(),
    value("topup").optional(),
];

// The guide knows `resolution` and two transitions that the schema does not.
pub(super) const DEBIT_REVERSAL: &[Member] = &[
    amount("amount"),
    time("created"),
    value("currency"),
    value("financial_account"),
    masked("hosted_regulatory_receipt_url", "<url>"),
    value("id"),
    part("linked_flows", &[value("issuing_dispute")]),
    value("livemode"),
    metadata(),
    value("network"),
    value("object"),
    value("received_debit"),
    value("resolution").optional(),
    value("status"),
    part(
        "status_transitions",
        &[
            time("canceled_at").optional(),
            time("completed_at"),
            time("processing_at").optional(),
        ],
    ),
    value("transaction"),
];

pub(super) const FINANCIAL_ACCOUNT: &[Member] = &[
    value("active_features").optional(),
    part(
        "balance",
        &[
            amounts("cash"),
            amounts("inbound_pending"),
            amounts("outbound_pending"),
        ],
    ),
    value("country"),
    time("created"),
    loose("features").optional(),
    loose("financial_addresses"),
    value("id"),
    value("is_default").optional(),
    value("livemode"),
    metadata(),
    value("nickname").optional(),
    value("object"),
    value("pending_features").optional(),
    loose("platform_restrictions").optional(),
    value("restricted_features").optional(),
    value("status"),
    loose("status_details"),
    value("supported_currencies"),
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
    value("currency"),
    value("description"),
    value("entries"),
    value("financial_account"),
    value("flow"),
    loose("flow_details"),
    value("flow_type"),
    value("id"),
    value("livemode"),
    value("object"),
    value("status"),
    part("status_transitions", &[time("posted_at"), time("void_at")]),
];

pub(super) const TREASURY_ENTRY: &[Member] = &[
    part("balance_impact", BALANCE_IMPACT),
    time("created"),
    value("currency"),
    time("effective_at"),
    value("financial_account"),
    value("flow"),
    loose("flow_details"),
    value("flow_type"),
    value("id"),
    value("livemode"),
    value("object"),
    value("transaction"),
    value("type"),
];
