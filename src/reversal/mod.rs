//! The rules of paying out and of taking money back: pure functions of facts and a time.
//!
//! A rule that forbids something is a [`Refusal`]. The checks list every refusal that applies and
//! answer the first of them in the order of the enum, so that the precedence stands in one place.

pub mod charge;
pub mod debit;
pub mod payout;
pub mod topup;
pub mod transfer;

/// Why the API says no, in order of precedence: who asks for what comes before what state it is in,
/// and what will never change comes before what may.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Refusal {
    /// The account may not pay out (`PAY-CREATE-12`).
    PayoutsDisabled,
    /// The destination is not an external account of the payout's owner (`PAY-CREATE-05`).
    UnknownDestination,
    /// The owner has no external account in the currency (`PAY-CREATE-06`).
    NoDestination,
    /// A payout to the destination has failed and it has not been updated since (`PAY-CREATE-13`).
    ErroredDestination,
    /// The destination cannot take an instant payout (`PAY-CREATE-14`).
    InstantUnsupported,
    /// The amount is above the available balance (`PAY-CREATE-07`).
    BalanceInsufficient,
    /// The amount is above the part of the balance that it is to come from (`PAY-CREATE-11`).
    SourceInsufficient,

    /// The payout is canceled already (`PAY-CANCEL-05`).
    AlreadyCanceled,
    /// The payout is being reversed (`PAY-CANCEL-11`).
    ReversalUnderWay,
    /// The payout is a reversing payout, under the reading that the API cannot cancel those (`PAY-CANCEL-12`).
    CancelOfReversal,
    /// The payout was made by the schedule (`PAY-CANCEL-07`).
    CancelAutomatic,
    /// The payout is at the bank (`PAY-CANCEL-06`).
    CancelInTransit,
    /// The payout is paid (`PAY-CANCEL-06`).
    CancelPaid,
    /// The payout has failed (`PAY-CANCEL-06`).
    CancelFailed,

    /// The payout is the platform's own (`PAY-REV-23`).
    ReversePlatformPayout,
    /// The platform does not bear the negative balances of the connected account (`PAY-REV-24`).
    ReverseWithoutLiability,
    /// The payout is a debit: a reversing payout itself (`PAY-REV-11`).
    ReverseDebit,
    /// The payout is an instant one (`PAY-REV-12`).
    ReverseInstant,
    /// The payout went to a debit card (`PAY-REV-13`).
    ReverseCard,
    /// The bank account is in a country that no document names (`PAY-REV-15`).
    ReverseAbroad,
    /// The bank account is in Canada, under the reading that only the United States count (`PAY-REV-14`).
    ReverseCanada,
    /// The payout has been reversed (`PAY-REV-10`).
    AlreadyReversed,
    /// The payout's reversal has failed (`PAY-REV-32`).
    ReversalFailed,
    /// The payout has failed, so that nothing is left to take back (`PAY-REV-22`).
    ReverseFailed,
    /// The payout is canceled, so that nothing is left to take back (`PAY-REV-22`).
    ReverseCanceled,
    /// The payout is manual and pending, so that it is to be canceled instead (`PAY-REV-19`).
    ReverseManualPending,
    /// The payout is automatic and pending, under the reading that it has to leave first (`PAY-REV-20`).
    ReverseAutomaticPending,
    /// The payout is at the bank, under the reading that it has to arrive first (`PAY-REV-21`).
    ReverseInTransit,
    /// The payout was expected to arrive too long ago (`PAY-REV-17`, `PAY-REV-18`).
    ReverseTooLate,

    /// The debit has failed, so that nothing is left to take back (`DR-11`).
    ReverseFailedDebit,
    /// What caused the debit cannot be taken back (`DR-10`).
    ReverseRestrictedSource,
    /// The debit came over a network whose debits cannot be taken back here (`DR-10`).
    ReverseRestrictedNetwork,
    /// The debit has been reversed (`DR-06`, `DR-20`).
    DebitAlreadyReversed,
    /// The debit's deadline has passed (`DR-07`, `DR-09`).
    DebitDeadlinePassed,
    /// The destination of a transfer is no account of the platform (`TR-08`).
    UnknownRecipient,
    /// The destination may not receive transfers (`TR-07`).
    RecipientIncapable,
    /// The amount is above what the charge that pays for the transfer has left.
    TransferAboveCharge,
    /// The amount is above what the platform has available (`TR-03`).
    TransferInsufficient,

    /// The transfer has been reversed in full (`TRR-06`).
    TransferReversed,
    /// A part was reversed, under the reading that an amount has to be given then (`TRR-04`).
    PartialNeedsAmount,
    /// The amount is above that of the destination charge that the transfer was made for (`FEE-04`).
    ReversalAboveCharge,
    /// The amount is above what is left of the transfer (`TRR-05`).
    ReversalAboveRest,
    /// The destination cannot cover the reversal of a transfer that belongs to a group (`TRR-13`).
    GroupShort,
    /// The destination cannot cover the reversal, under the reading that it has to (`TRR-12`).
    RecipientShort,

    /// The charge is the payment that a transfer arrived as.
    RefundOfPayment,
    /// The charge has been refunded in full.
    ChargeRefunded,
    /// The amount is above what is left of the charge.
    RefundAboveRest,
    /// The application fee has been refunded in full.
    FeeRefunded,
    /// The amount is above what is left of the application fee.
    FeeAboveRest,
    /// The top-up is not pending any more (`TOP-02`).
    TopUpNotPending,
}

impl Refusal {
    /// All of them, in order of precedence.
    pub const ALL: [Self; 50] = [
        Self::PayoutsDisabled,
        Self::UnknownDestination,
        Self::NoDestination,
        Self::ErroredDestination,
        Self::InstantUnsupported,
        Self::BalanceInsufficient,
        Self::SourceInsufficient,
        Self::AlreadyCanceled,
        Self::ReversalUnderWay,
        Self::CancelOfReversal,
        Self::CancelAutomatic,
        Self::CancelInTransit,
        Self::CancelPaid,
        Self::CancelFailed,
        Self::ReversePlatformPayout,
        Self::ReverseWithoutLiability,
        Self::ReverseDebit,
        Self::ReverseInstant,
        Self::ReverseCard,
        Self::ReverseAbroad,
        Self::ReverseCanada,
        Self::AlreadyReversed,
        Self::ReversalFailed,
        Self::ReverseFailed,
        Self::ReverseCanceled,
        Self::ReverseManualPending,
        Self::ReverseAutomaticPending,
        Self::ReverseInTransit,
        Self::ReverseTooLate,
        Self::ReverseFailedDebit,
        Self::ReverseRestrictedSource,
        Self::ReverseRestrictedNetwork,
        Self::DebitAlreadyReversed,
        Self::DebitDeadlinePassed,
        Self::UnknownRecipient,
        Self::RecipientIncapable,
        Self::TransferAboveCharge,
        Self::TransferInsufficient,
        Self::TransferReversed,
        Self::PartialNeedsAmount,
        Self::ReversalAboveCharge,
        Self::ReversalAboveRest,
        Self::GroupShort,
        Self::RecipientShort,
        Self::RefundOfPayment,
        Self::ChargeRefunded,
        Self::RefundAboveRest,
        Self::FeeRefunded,
        Self::FeeAboveRest,
        Self::TopUpNotPending,
    ];
}

/// How a question that the documents leave open is answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Stance {
    /// The request goes through.
    Accepted,
    /// The request is refused.
    Refused,
}

impl Stance {
    /// The word used in readings.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Accepted => "accepted",
            Self::Refused => "refused",
        }
    }
}

/// How the rules are read, and which of them is left out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Policy {
    /// Reversing a payout to a Canadian bank account (`PAY-REV-14`).
    pub canada: Stance,
    /// The last whole day after the expected arrival on which a payout can be reversed (`PAY-REV-16` to `PAY-REV-18`).
    pub last_day: i64,
    /// Reversing a manual payout that is pending (`PAY-REV-19`).
    pub manual_pending: Stance,
    /// Reversing an automatic payout that is pending (`PAY-REV-20`).
    pub automatic_pending: Stance,
    /// Reversing a payout that is in transit (`PAY-REV-21`).
    pub in_transit: Stance,
    /// Canceling a reversing payout (`PAY-CANCEL-12`).
    pub cancel_of_reversal: Stance,
    /// Reversing a payout whose reversal has failed (`PAY-REV-32`).
    pub after_failed_reversal: Stance,
    /// How long received debits can be reversed (`RD-12`, `DR-09`).
    pub debits: debit::Window,
    /// The documents on transfers.
    pub transfers: transfer::Reading,
    /// Whether nothing is enforced, as the checks count as made (`CON-01` to `CON-03`, `TRR-22`).
    pub waived: bool,
    /// The rule that is not enforced: where its refusal comes first, the request goes through.
    pub unenforced: Option<Refusal>,
}

/// The policy of the default readings, everything enforced.
#[cfg(test)]
const STRICT: Policy = Policy {
    canada: Stance::Accepted,
    last_day: 89,
    manual_pending: Stance::Refused,
    automatic_pending: Stance::Accepted,
    in_transit: Stance::Accepted,
    cancel_of_reversal: Stance::Accepted,
    after_failed_reversal: Stance::Refused,
    debits: debit::Window {
        seconds: debit::WINDOW_SECONDS,
        at_deadline: Stance::Refused,
    },
    transfers: transfer::Reading {
        after_partial: Stance::Accepted,
        shortfall: Stance::Refused,
        description: Stance::Accepted,
    },
    waived: false,
    unenforced: None,
};

impl Policy {
    /// Answers with the first refusal that applies.
    ///
    /// # Errors
    /// The first of the refusals in order of precedence, unless it is the one not enforced.
    fn enforce<const N: usize>(&self, refusals: [(bool, Refusal); N]) -> Result<(), Refusal> {
        let applying = refusals.into_iter().filter(|(applies, _)| *applies);
        match applying.map(|(_, refusal)| refusal).min() {
            Some(first) if !self.waived && self.unenforced != Some(first) => Err(first),
            Some(_) | None => Ok(()),
        }
    }
}
