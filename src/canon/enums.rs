//! The words that the documents close, where they are many or stand in several objects.

use super::kind::Names;

/// The types of errors.
pub(super) const ERROR_TYPES: Names = &[
    "api_error",
    "card_error",
    "idempotency_error",
    "invalid_request_error",
];

/// The statuses of a payout.
pub(super) const PAYOUT_STATUSES: Names = &["canceled", "failed", "in_transit", "paid", "pending"];

/// Why a payout failed.
pub(super) const PAYOUT_FAILURES: Names = &[
    "account_closed",
    "account_frozen",
    "bank_account_restricted",
    "bank_ownership_changed",
    "could_not_process",
    "debit_not_authorized",
    "declined",
    "incorrect_account_holder_address",
    "incorrect_account_holder_name",
    "incorrect_account_holder_tax_id",
    "insufficient_funds",
    "invalid_account_number",
    "invalid_currency",
    "no_account",
    "unsupported_card",
];

/// The balances that money is sent from.
pub(super) const SOURCE_TYPES: Names = &["bank_account", "card", "fpx"];

/// The types of balance transactions, those that the newest document has dropped too.
pub(super) const TRANSACTION_TYPES: Names = &[
    "adjustment",
    "advance",
    "advance_funding",
    "anticipation_repayment",
    "application_fee",
    "application_fee_refund",
    "charge",
    "climate_order_purchase",
    "climate_order_refund",
    "connect_collection_transfer",
    "contribution",
    "fee_credit_funding",
    "inbound_transfer",
    "inbound_transfer_reversal",
    "issuing_authorization_hold",
    "issuing_authorization_release",
    "issuing_dispute",
    "issuing_dispute_provisional_credit",
    "issuing_dispute_provisional_credit_reversal",
    "issuing_transaction",
    "obligation_inbound",
    "obligation_outbound",
    "obligation_payout",
    "obligation_payout_failure",
    "obligation_reversal_inbound",
    "obligation_reversal_outbound",
    "payment",
    "payment_failure_refund",
    "payment_network_reserve_hold",
    "payment_network_reserve_release",
    "payment_refund",
    "payment_reversal",
    "payment_unreconciled",
    "payout",
    "payout_cancel",
    "payout_failure",
    "payout_minimum_balance_hold",
    "payout_minimum_balance_release",
    "refund",
    "refund_failure",
    "reserve_hold",
    "reserve_release",
    "reserve_transaction",
    "reserved_funds",
    "stripe_balance_payment_debit",
    "stripe_balance_payment_debit_reversal",
    "stripe_fee",
    "stripe_fx_fee",
    "tax_fee",
    "tax_fund",
    "topup",
    "topup_reversal",
    "transfer",
    "transfer_cancel",
    "transfer_failure",
    "transfer_refund",
];

/// The statuses of a bank account, an external one or not.
pub(super) const BANK_ACCOUNT_STATUSES: Names = &[
    "errored",
    "new",
    "tokenized_account_number_deactivated",
    "validated",
    "verification_failed",
    "verified",
];

/// Why a charge was refunded.
pub(super) const REFUND_REASONS: Names = &[
    "duplicate",
    "expired_uncaptured_charge",
    "fraudulent",
    "requested_by_customer",
];

/// Why a received debit failed.
pub(super) const DEBIT_FAILURES: Names = &[
    "account_closed",
    "account_frozen",
    "insufficient_funds",
    "international_transaction",
    "other",
];

/// Why a received debit cannot be reversed.
pub(super) const RESTRICTED_REASONS: Names = &[
    "already_reversed",
    "deadline_passed",
    "network_restricted",
    "other",
    "source_flow_restricted",
];

/// The statuses of a debit reversal: the schema and the guide name different ones, and which is a reading.
pub(super) const DEBIT_REVERSAL_STATUSES: Names =
    &["canceled", "completed", "failed", "processing", "succeeded"];

/// The features of a financial account.
pub(super) const FEATURES: Names = &[
    "card_issuing",
    "deposit_insurance",
    "financial_addresses.aba",
    "financial_addresses.aba.forwarding",
    "inbound_transfers.ach",
    "intra_stripe_flows",
    "outbound_payments.ach",
    "outbound_payments.us_domestic_wire",
    "outbound_transfers.ach",
    "outbound_transfers.us_domestic_wire",
    "remote_deposit_capture",
];

/// What moves money of a financial account.
pub(super) const FLOW_TYPES: Names = &[
    "credit_reversal",
    "debit_reversal",
    "inbound_transfer",
    "issuing_authorization",
    "other",
    "outbound_payment",
    "outbound_transfer",
    "received_credit",
    "received_debit",
];

/// The types of the entries of such a flow.
pub(super) const ENTRY_TYPES: Names = &[
    "credit_reversal",
    "credit_reversal_posting",
    "debit_reversal",
    "inbound_transfer",
    "inbound_transfer_return",
    "issuing_authorization_hold",
    "issuing_authorization_release",
    "other",
    "outbound_payment",
    "outbound_payment_cancellation",
    "outbound_payment_failure",
    "outbound_payment_posting",
    "outbound_payment_return",
    "outbound_transfer",
    "outbound_transfer_cancellation",
    "outbound_transfer_failure",
    "outbound_transfer_posting",
    "outbound_transfer_return",
    "received_credit",
    "received_debit",
];
