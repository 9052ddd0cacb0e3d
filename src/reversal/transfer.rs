//! The rules of transfers: what may be transferred, and how much of it may be taken back.

use super::{Policy, Refusal, Stance};
use crate::money::Amount;

/// How the documents on transfers are read where they disagree.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Reading {
    /// Reversing without an amount when a part was reversed before (`TRR-04`).
    pub after_partial: Stance,
    /// Reversing more than the destination of a plain transfer has available (`TRR-12`).
    pub shortfall: Stance,
    /// Giving a description to update a reversal (`TRR-20`).
    pub description: Stance,
}

/// Who is to receive a transfer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Recipient {
    /// A connected account that may receive transfers.
    Able,
    /// A connected account that may not.
    Incapable,
    /// Nobody that the platform knows.
    Unknown,
}

/// What the rules of making a transfer have to know.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Plan {
    /// Who is to receive it.
    pub recipient: Recipient,
    /// How much.
    pub amount: Amount,
    /// What the platform has available in the currency, over all source types.
    pub available: Amount,
    /// What of that is in the part that the transfer is to come from.
    pub available_in_source: Amount,
    /// What is left of the charge that pays for it, where one was named.
    pub left_of_charge: Option<Amount>,
}

/// What a transfer was made for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Purpose {
    /// Nothing that the API knows of.
    Plain,
    /// A group of charges and transfers (`TRR-13`).
    Group,
    /// A destination charge of this amount (`FEE-04`).
    Charge(Amount),
}

/// What the rules of reversing have to know of a transfer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Facts {
    /// How much was transferred.
    pub amount: Amount,
    /// How much of that has been reversed.
    pub reversed: Amount,
    /// What it was made for.
    pub purpose: Purpose,
    /// What the destination has available in the currency.
    pub available: Amount,
}

impl Facts {
    /// What is left to reverse.
    #[must_use]
    pub fn left(&self) -> Amount {
        less(self.amount, self.reversed)
    }

    /// How much a request takes back: what it says, or else whatever is left (`TRR-01`, `TRR-04`).
    #[must_use]
    pub fn wanted(&self, amount: Option<Amount>) -> Amount {
        let left = self.left();
        let rest = if left > Amount::ZERO {
            left
        } else {
            self.amount
        };
        amount.unwrap_or(rest)
    }
}

/// Whether a transfer can be made (`TR-03`, `TR-07`, `TR-08`).
///
/// # Errors
/// The first refusal that applies.
pub fn check_create(plan: &Plan, policy: &Policy) -> Result<(), Refusal> {
    let above_charge = plan.left_of_charge.is_some_and(|left| plan.amount > left);
    let short = plan.amount > plan.available || plan.amount > plan.available_in_source;
    policy.enforce([
        (
            plan.recipient == Recipient::Unknown,
            Refusal::UnknownRecipient,
        ),
        (
            plan.recipient == Recipient::Incapable,
            Refusal::RecipientIncapable,
        ),
        (above_charge, Refusal::TransferAboveCharge),
        (short, Refusal::TransferInsufficient),
    ])
}

/// Whether a transfer, or this much of it, can be reversed (`TRR-01` to `TRR-06`, `TRR-12`, `TRR-13`, `FEE-04`).
///
/// # Errors
/// The first refusal that applies.
pub fn check_reverse(
    transfer: &Facts,
    amount: Option<Amount>,
    policy: &Policy,
) -> Result<(), Refusal> {
    let wanted = transfer.wanted(amount);
    let untold = amount.is_none() && transfer.reversed > Amount::ZERO;
    let short = wanted > transfer.available;
    let (above_charge, group_short, plain_short) = match transfer.purpose {
        Purpose::Charge(charge) => (wanted > less(charge, transfer.reversed), false, false),
        Purpose::Group => (false, short, false),
        Purpose::Plain => (false, false, short),
    };
    let reading = &policy.transfers;
    policy.enforce([
        (
            transfer.reversed >= transfer.amount,
            Refusal::TransferReversed,
        ),
        (
            untold && reading.after_partial == Stance::Refused,
            Refusal::PartialNeedsAmount,
        ),
        (above_charge, Refusal::ReversalAboveCharge),
        (wanted > transfer.left(), Refusal::ReversalAboveRest),
        (group_short, Refusal::GroupShort),
        (
            plain_short && reading.shortfall == Stance::Refused,
            Refusal::RecipientShort,
        ),
    ])
}

/// The difference of two amounts that a transfer can have.
fn less(amount: Amount, part: Amount) -> Amount {
    amount.checked_add(part.negated()).unwrap_or(Amount::ZERO)
}

#[cfg(test)]
mod tests;
