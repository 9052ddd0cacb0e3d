//! The words and codes in which the API says no.

use super::error::ApiError;
use crate::reversal::Refusal;

/// How a refusal is answered.
struct Words {
    message: &'static str,
    /// The published code, where there is one: none is for canceling and reversing.
    code: Option<&'static str>,
    /// The parameter at fault, where it is one.
    param: Option<&'static str>,
    /// Whether the request is wrong however things stand, as its id names nothing.
    of_nothing: bool,
}

impl From<Refusal> for ApiError {
    fn from(refusal: Refusal) -> Self {
        let words = words(refusal);
        let mut error = Self::invalid(words.message);
        if let Some(code) = words.code {
            error = error.code(code);
        }
        if let Some(param) = words.param {
            error = error.param(param);
        }
        if words.of_nothing {
            error
        } else {
            error.carried_out()
        }
    }
}

/// Writes the one match of all refusals: a row has the message, and what else there is to say.
macro_rules! words {
    ($($($refusal:ident)|+ => $message:literal
        $(, code $code:literal)? $(, param $param:literal)? $(, of $nothing:ident object)?;)*) => {
        const fn words(refusal: Refusal) -> Words {
            match refusal {
                $($(Refusal::$refusal)|+ => Words {
                    message: $message,
                    code: words!(@ $($code)?),
                    param: words!(@ $($param)?),
                    of_nothing: words!(@is $($nothing)?),
                },)*
            }
        }
    };
    (@) => { None };
    (@ $said:literal) => { Some($said) };
    (@is) => { false };
    (@is no) => { true };
}

words! {
    // Making payouts.
    PayoutsDisabled => "Payouts are disabled on this account.", code "payouts_not_allowed";
    UnknownDestination => "The destination is not an external account of this account in the currency of the payout.",
        code "resource_missing", param "destination", of no object;
    NoDestination => "Sorry, you don't have any external accounts in that currency.";
    ErroredDestination =>
        "A payout to this destination has failed. Update the external account before paying out to it again.",
        code "bank_account_unusable";
    InstantUnsupported => "The destination does not support instant payouts.", code "instant_payouts_unsupported";
    BalanceInsufficient =>
        "You have insufficient funds in your account for this payout.", code "balance_insufficient";
    SourceInsufficient => "You have insufficient funds of that source type in your account for this payout.",
        code "balance_insufficient";
    // Canceling them.
    AlreadyCanceled | CancelInTransit | CancelPaid | CancelFailed =>
        "Payouts can only be canceled while they are pending.";
    ReversalUnderWay => "This payout is being reversed and cannot be canceled.";
    CancelOfReversal => "Reversing payouts cannot be canceled.";
    CancelAutomatic => "Automatic payouts cannot be canceled.";
    // Reversing them.
    ReversePlatformPayout => "Only payouts of connected accounts can be reversed.";
    ReverseWithoutLiability => "Payouts can only be reversed when the platform is responsible for negative balances.";
    ReverseDebit => "Reversing payouts cannot be reversed.";
    ReverseInstant => "Instant payouts cannot be reversed.";
    ReverseCard => "Only payouts to bank accounts can be reversed.";
    ReverseAbroad | ReverseCanada => "Payouts to bank accounts in this country cannot be reversed.";
    AlreadyReversed => "This payout has already been reversed.";
    ReversalFailed => "The reversal of this payout has failed; it cannot be reversed again.";
    ReverseFailed => "This payout has failed and cannot be reversed.";
    ReverseCanceled => "This payout is canceled and cannot be reversed.";
    ReverseManualPending => "This payout is still pending: cancel it instead of reversing it.";
    ReverseAutomaticPending => "This payout is still pending and cannot be reversed.";
    ReverseInTransit => "This payout has not arrived yet and cannot be reversed.";
    ReverseTooLate => "This payout was expected to arrive too long ago to be reversed.";
    // Reversing received debits.
    ReverseFailedDebit => "This received debit has failed and cannot be reversed.", param "received_debit";
    ReverseRestrictedSource => "The source flow of this received debit cannot be reversed.", param "received_debit";
    ReverseRestrictedNetwork => "Received debits over this network cannot be reversed here.", param "received_debit";
    DebitAlreadyReversed => "This received debit has already been reversed.", param "received_debit";
    DebitDeadlinePassed => "The deadline for reversing this received debit has passed.", param "received_debit";
    // Transfers.
    UnknownRecipient => "No such destination: it is no account of this platform.",
        code "resource_missing", param "destination", of no object;
    RecipientIncapable => "Your destination account needs to have the capability transfers enabled.";
    TransferAboveCharge => "The amount is more than the source charge has left.", param "amount";
    TransferInsufficient =>
        "You have insufficient funds in your account for this transfer.", code "balance_insufficient";
    // Reversing them.
    TransferReversed => "This transfer is already fully reversed.";
    PartialNeedsAmount =>
        "A part of this transfer has been reversed: say how much of the rest to reverse.", param "amount";
    ReversalAboveCharge =>
        "The amount is more than what is left of the charge that the transfer was made for.", param "amount";
    ReversalAboveRest => "The amount is more than what is left of the transfer.", param "amount";
    GroupShort | RecipientShort =>
        "The destination account has insufficient funds for this reversal.", code "balance_insufficient";
    // Charges, fees and top-ups.
    RefundOfPayment => "This payment came by a transfer: reverse the transfer instead of refunding it.",
        code "charge_not_refundable";
    ChargeRefunded => "This charge has already been refunded.", code "charge_already_refunded";
    RefundAboveRest => "The amount is more than what is left of the charge.", param "amount";
    FeeRefunded => "This application fee has already been refunded.";
    FeeAboveRest => "The amount is more than what is left of the application fee.", param "amount";
    TopUpNotPending => "Top-ups can only be canceled while they are pending.";
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_refusal_says_why() {
        for refusal in Refusal::ALL {
            let message = words(refusal).message;
            assert!(message.ends_with('.'), "{refusal:?}: {message}");
        }
    }

    #[test]
    fn only_an_id_of_nothing_is_wrong_however_things_stand() {
        let wrong = Refusal::ALL
            .into_iter()
            .filter(|refusal| words(*refusal).of_nothing);
        let codes = wrong.map(|refusal| (refusal, words(refusal).code, words(refusal).param));
        let missing = Some("resource_missing");
        let expected = [Refusal::UnknownDestination, Refusal::UnknownRecipient];
        let expected = expected.map(|refusal| (refusal, missing, Some("destination")));
        assert_eq!(codes.collect::<Vec<_>>(), expected);
    }
}
