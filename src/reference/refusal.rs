//! The words and codes in which the API says no.

use super::error::ApiError;
use crate::reversal::Refusal;

impl From<Refusal> for ApiError {
    fn from(refusal: Refusal) -> Self {
        let error = Self::invalid(message(refusal));
        // An id that names nothing is wrong in itself; any other refusal depends on how things stand.
        let wrong = matches!(
            refusal,
            Refusal::UnknownDestination | Refusal::UnknownRecipient
        );
        let error = if wrong { error } else { error.carried_out() };
        match (code(refusal), param(refusal)) {
            (None, None) => error,
            (Some(code), None) => error.code(code),
            (None, Some(param)) => error.param(param),
            (Some(code), Some(param)) => error.code(code).param(param),
        }
    }
}

/// The published code, where there is one: none is for canceling and reversing.
const fn code(refusal: Refusal) -> Option<&'static str> {
    match refusal {
        Refusal::PayoutsDisabled => Some("payouts_not_allowed"),
        Refusal::UnknownDestination | Refusal::UnknownRecipient => Some("resource_missing"),
        Refusal::ErroredDestination => Some("bank_account_unusable"),
        Refusal::InstantUnsupported => Some("instant_payouts_unsupported"),
        Refusal::BalanceInsufficient
        | Refusal::SourceInsufficient
        | Refusal::TransferInsufficient
        | Refusal::GroupShort
        | Refusal::RecipientShort => Some("balance_insufficient"),
        Refusal::RefundOfPayment => Some("charge_not_refundable"),
        Refusal::ChargeRefunded => Some("charge_already_refunded"),
        Refusal::NoDestination
        | Refusal::AlreadyCanceled
        | Refusal::ReversalUnderWay
        | Refusal::CancelOfReversal
        | Refusal::CancelAutomatic
        | Refusal::CancelInTransit
        | Refusal::CancelPaid
        | Refusal::CancelFailed
        | Refusal::ReversePlatformPayout
        | Refusal::ReverseWithoutLiability
        | Refusal::ReverseDebit
        | Refusal::ReverseInstant
        | Refusal::ReverseCard
        | Refusal::ReverseAbroad
        | Refusal::ReverseCanada
        | Refusal::AlreadyReversed
        | Refusal::ReversalFailed
        | Refusal::ReverseFailed
        | Refusal::ReverseCanceled
        | Refusal::ReverseManualPending
        | Refusal::ReverseAutomaticPending
        | Refusal::ReverseInTransit
        | Refusal::ReverseTooLate
        | Refusal::ReverseFailedDebit
        | Refusal::ReverseRestrictedSource
        | Refusal::ReverseRestrictedNetwork
        | Refusal::DebitAlreadyReversed
        | Refusal::DebitDeadlinePassed
        | Refusal::RecipientIncapable
        | Refusal::TransferAboveCharge
        | Refusal::TransferReversed
        | Refusal::PartialNeedsAmount
        | Refusal::ReversalAboveCharge
        | Refusal::ReversalAboveRest
        | Refusal::RefundAboveRest
        | Refusal::FeeRefunded
        | Refusal::FeeAboveRest
        | Refusal::TopUpNotPending => None,
    }
}

/// The parameter at fault, where it is one.
const fn param(refusal: Refusal) -> Option<&'static str> {
    match refusal {
        Refusal::UnknownDestination | Refusal::UnknownRecipient => Some("destination"),
        Refusal::ReverseFailedDebit
        | Refusal::ReverseRestrictedSource
        | Refusal::ReverseRestrictedNetwork
        | Refusal::DebitAlreadyReversed
        | Refusal::DebitDeadlinePassed => Some("received_debit"),
        Refusal::TransferAboveCharge
        | Refusal::PartialNeedsAmount
        | Refusal::ReversalAboveCharge
        | Refusal::ReversalAboveRest
        | Refusal::RefundAboveRest
        | Refusal::FeeAboveRest => Some("amount"),
        _ => None,
    }
}

fn said(refusal: Refusal) -> Option<&'static str> {
    of_payouts(refusal)
        .or_else(|| of_transfers(refusal))
        .or_else(|| of_debits(refusal))
}

fn message(refusal: Refusal) -> &'static str {
    let message = said(refusal);
    message.unwrap_or("The request cannot be fulfilled.")
}

/// What there is to say about payouts.
const fn of_payouts(refusal: Refusal) -> Option<&'static str> {
    Some(match refusal {
        Refusal::PayoutsDisabled => "Payouts are disabled on this account.",
        Refusal::UnknownDestination => {
            "The destination is not an external account of this account in the currency of the payout."
        }
        Refusal::NoDestination => "Sorry, you don't have any external accounts in that currency.",
        Refusal::ErroredDestination => {
            "A payout to this destination has failed. Update the external account before paying out to it again."
        }
        Refusal::InstantUnsupported => "The destination does not support instant payouts.",
        Refusal::BalanceInsufficient => {
            "You have insufficient funds in your account for this payout."
        }
        Refusal::SourceInsufficient => {
            "You have insufficient funds of that source type in your account for this payout."
        }
        Refusal::AlreadyCanceled
        | Refusal::CancelInTransit
        | Refusal::CancelPaid
        | Refusal::CancelFailed => "Payouts can only be canceled while they are pending.",
        Refusal::ReversalUnderWay => "This payout is being reversed and cannot be canceled.",
        Refusal::CancelOfReversal => "Reversing payouts cannot be canceled.",
        Refusal::CancelAutomatic => "Automatic payouts cannot be canceled.",
        Refusal::ReversePlatformPayout => "Only payouts of connected accounts can be reversed.",
        Refusal::ReverseWithoutLiability => {
            "Payouts can only be reversed when the platform is responsible for negative balances."
        }
        Refusal::ReverseDebit => "Reversing payouts cannot be reversed.",
        Refusal::ReverseInstant => "Instant payouts cannot be reversed.",
        Refusal::ReverseCard => "Only payouts to bank accounts can be reversed.",
        Refusal::ReverseAbroad | Refusal::ReverseCanada => {
            "Payouts to bank accounts in this country cannot be reversed."
        }
        Refusal::AlreadyReversed => "This payout has already been reversed.",
        Refusal::ReversalFailed => {
            "The reversal of this payout has failed; it cannot be reversed again."
        }
        Refusal::ReverseFailed => "This payout has failed and cannot be reversed.",
        Refusal::ReverseCanceled => "This payout is canceled and cannot be reversed.",
        Refusal::ReverseManualPending => {
            "This payout is still pending: cancel it instead of reversing it."
        }
        Refusal::ReverseAutomaticPending => "This payout is still pending and cannot be reversed.",
        Refusal::ReverseInTransit => "This payout has not arrived yet and cannot be reversed.",
        Refusal::ReverseTooLate => {
            "This payout was expected to arrive too long ago to be reversed."
        }
        _ => return None,
    })
}

/// What there is to say about transfers, charges, fees and top-ups.
const fn of_transfers(refusal: Refusal) -> Option<&'static str> {
    Some(match refusal {
        Refusal::UnknownRecipient => "No such destination: it is no account of this platform.",
        Refusal::RecipientIncapable => {
            "Your destination account needs to have the capability transfers enabled."
        }
        Refusal::TransferAboveCharge => "The amount is more than the source charge has left.",
        Refusal::TransferInsufficient => {
            "You have insufficient funds in your account for this transfer."
        }
        Refusal::TransferReversed => "This transfer is already fully reversed.",
        Refusal::PartialNeedsAmount => {
            "A part of this transfer has been reversed: say how much of the rest to reverse."
        }
        Refusal::ReversalAboveCharge => {
            "The amount is more than what is left of the charge that the transfer was made for."
        }
        Refusal::ReversalAboveRest => "The amount is more than what is left of the transfer.",
        Refusal::GroupShort | Refusal::RecipientShort => {
            "The destination account has insufficient funds for this reversal."
        }
        Refusal::RefundOfPayment => {
            "This payment came by a transfer: reverse the transfer instead of refunding it."
        }
        Refusal::ChargeRefunded => "This charge has already been refunded.",
        Refusal::RefundAboveRest => "The amount is more than what is left of the charge.",
        Refusal::FeeRefunded => "This application fee has already been refunded.",
        Refusal::FeeAboveRest => "The amount is more than what is left of the application fee.",
        Refusal::TopUpNotPending => "Top-ups can only be canceled while they are pending.",
        _ => return None,
    })
}

/// What there is to say about received debits.
const fn of_debits(refusal: Refusal) -> Option<&'static str> {
    Some(match refusal {
        Refusal::ReverseFailedDebit => "This received debit has failed and cannot be reversed.",
        Refusal::ReverseRestrictedSource => {
            "The source flow of this received debit cannot be reversed."
        }
        Refusal::ReverseRestrictedNetwork => {
            "Received debits over this network cannot be reversed here."
        }
        Refusal::DebitAlreadyReversed => "This received debit has already been reversed.",
        Refusal::DebitDeadlinePassed => {
            "The deadline for reversing this received debit has passed."
        }
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_refusal_says_why() {
        for refusal in Refusal::ALL {
            let message = said(refusal);
            assert!(message.is_some(), "{refusal:?}");
        }
    }
}
