//! The rules of charges and their application fees, as far as they are given back.

use super::{Policy, Refusal};
use crate::money::Amount;

/// What the rules of giving back have to know of a charge or of a fee.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Facts {
    /// How much it is.
    pub amount: Amount,
    /// How much of that has been given back.
    pub refunded: Amount,
}

impl Facts {
    /// What is left to give back.
    #[must_use]
    pub fn left(&self) -> Amount {
        let left = self.amount.checked_add(self.refunded.negated());
        left.unwrap_or(Amount::ZERO)
    }
}

/// Whether so much of a charge can be refunded.
///
/// # Errors
/// The first refusal that applies.
pub fn check_refund(
    charge: &Facts,
    is_payment: bool,
    amount: Amount,
    policy: &Policy,
) -> Result<(), Refusal> {
    policy.enforce([
        (is_payment, Refusal::RefundOfPayment),
        (charge.refunded >= charge.amount, Refusal::ChargeRefunded),
        (amount > charge.left(), Refusal::RefundAboveRest),
    ])
}

/// Whether so much of an application fee can be refunded by itself.
///
/// # Errors
/// The first refusal that applies.
pub fn check_fee_refund(fee: &Facts, amount: Amount, policy: &Policy) -> Result<(), Refusal> {
    policy.enforce([
        (fee.refunded >= fee.amount, Refusal::FeeRefunded),
        (amount > fee.left(), Refusal::FeeAboveRest),
    ])
}

/// A piece that is taken back of something, after others.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Piece {
    /// How much the whole of it is.
    pub of: Amount,
    /// How much was taken back before.
    pub before: Amount,
    /// How much is taken back now.
    pub amount: Amount,
}

impl Piece {
    /// What goes with the piece of another amount: so much that all pieces of the whole bring back
    /// all of it, to the cent and in whatever pieces (`FEE-01`, `FEE-02`, `FEE-05`, `FEE-06`).
    #[must_use]
    pub fn share(&self, other: Amount) -> Amount {
        let up_to = |taken: i128| {
            let whole = i128::from(self.of.minor()).max(1);
            i128::from(other.minor()) * taken / whole
        };
        let before = i128::from(self.before.minor());
        let after = before + i128::from(self.amount.minor());
        // A share of an amount is never more than can be told, unless more than the whole is taken.
        let share = i64::try_from(up_to(after) - up_to(before));
        share.map_or(other, Amount::new)
    }

    /// Whether its part of another amount is a whole number of cents, whatever came before.
    #[must_use]
    pub fn divides(&self, other: Amount) -> bool {
        let product = i128::from(other.minor()) * i128::from(self.amount.minor());
        product % i128::from(self.of.minor()).max(1) == 0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cents(minor: i64) -> Amount {
        Amount::new(minor)
    }

    fn shares(of: i64, pieces: &[i64], other: i64) -> Vec<i64> {
        let mut before = 0;
        let mut shares = Vec::new();
        for piece in pieces {
            let taken = Piece {
                of: cents(of),
                before: cents(before),
                amount: cents(*piece),
            };
            shares.push(taken.share(cents(other)).minor());
            before += piece;
        }
        shares
    }

    #[test]
    fn pieces_bring_back_their_part_and_together_the_whole() {
        assert_eq!(shares(2000, &[2000], 200), [200]);
        assert_eq!(shares(2000, &[1000, 500, 500], 200), [100, 50, 50]);
        assert_eq!(shares(1000, &[333, 333, 334], 100), [33, 33, 34]);
        assert_eq!(shares(1000, &[10; 10], 50), [0, 1, 0, 1, 0, 1, 0, 1, 0, 1]);
        assert_eq!(shares(1000, &[4], 100), [0]);
        let piece = Piece {
            of: cents(1000),
            before: cents(333),
            amount: cents(10),
        };
        assert!(piece.divides(cents(100)) && !piece.divides(cents(50)));
    }

    #[test]
    fn the_largest_amounts_have_shares() {
        let most = Amount::MOST.minor();
        assert_eq!(shares(most, &[most - 1, 1], most), [most - 1, 1]);
        assert_eq!(shares(0, &[1], 5), [5]);
    }
}
