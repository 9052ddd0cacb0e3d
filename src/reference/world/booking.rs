//! Balance transactions: what an account sees of the ledger's entries.

use super::{AccountNo, PayoutNo, TransactionNo, World};
use crate::clock::Time;
use crate::ledger::{Book, Draft, EntryNo, Leg, PostError};
use crate::money::{Amount, Currency, SourceType};

/// Why money moved.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum TransactionType {
    /// Money that a lever put there, or took away.
    Adjustment,
    /// A payout, or the reversal of one.
    Payout,
    /// A payout that was canceled.
    PayoutCancel,
    /// A payout that failed.
    PayoutFailure,
}

impl TransactionType {
    /// All of them, in wire order.
    pub const ALL: [Self; 4] = [
        Self::Adjustment,
        Self::Payout,
        Self::PayoutCancel,
        Self::PayoutFailure,
    ];

    /// The name on the wire.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Adjustment => "adjustment",
            Self::Payout => "payout",
            Self::PayoutCancel => "payout_cancel",
            Self::PayoutFailure => "payout_failure",
        }
    }

    /// The category in reports (`PAY-LIFE-08`).
    pub const fn category(self) -> &'static str {
        match self {
            Self::Adjustment => "other_adjustment",
            Self::Payout => "payout",
            Self::PayoutCancel | Self::PayoutFailure => "payout_reversal",
        }
    }
}

/// A balance transaction: an entry of the ledger as its account sees it.
#[derive(Debug)]
pub struct Transaction {
    /// Whose balance it is in.
    pub owner: AccountNo,
    /// Why the money moved.
    pub kind: TransactionType,
    /// The payout that moved it.
    pub source: Option<PayoutNo>,
    /// The entry, which has amount, currency and times.
    pub entry: EntryNo,
    /// Its place among the owner's.
    pub place: usize,
}

/// A movement of money to be booked.
#[derive(Debug, Clone, Copy)]
pub struct Booking {
    pub owner: AccountNo,
    pub kind: TransactionType,
    pub source: Option<PayoutNo>,
    /// What the account gains.
    pub amount: Amount,
    pub currency: Currency,
    pub source_type: SourceType,
    pub available_on: Time,
}

impl World {
    /// Moves money between a balance and the world outside; the only way it ever moves.
    pub(super) fn book(&mut self, booking: &Booking) -> Result<TransactionNo, PostError> {
        let inside = Book::Balance(booking.owner.holder(), booking.source_type);
        let gain = |book, amount| Leg { book, amount };
        let entry = self.ledger.post(&Draft {
            at: self.now,
            available_on: booking.available_on.max(self.now),
            currency: booking.currency,
            legs: &[
                gain(inside, booking.amount),
                gain(Book::Outside, booking.amount.negated()),
            ],
        })?;
        let no = TransactionNo(self.transactions.len());
        let index = &mut self.accounts[booking.owner.0].transactions;
        let place = index.add(no, booking.kind, self.now);
        self.transactions.push(Transaction {
            owner: booking.owner,
            kind: booking.kind,
            source: booking.source,
            entry,
            place,
        });
        if let Some(source) = booking.source
            && let Some(payout) = self.payouts.get_mut(source.0)
        {
            payout.transactions.push(no);
        }
        Ok(no)
    }

    /// Puts money into a balance, available at once.
    pub fn fund(
        &mut self,
        owner: AccountNo,
        amount: Amount,
        currency: Currency,
        source_type: SourceType,
    ) -> Result<TransactionNo, PostError> {
        self.book(&Booking {
            owner,
            kind: TransactionType::Adjustment,
            source: None,
            amount,
            currency,
            source_type,
            available_on: self.now,
        })
    }
}
