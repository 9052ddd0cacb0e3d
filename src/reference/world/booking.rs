//! Balance transactions: what an account sees of the ledger's entries.

use super::index::TransactionLane;
use super::source::Source;
use super::{AccountNo, TransactionNo, World};
use crate::clock::Time;
use crate::ledger::{Book, Draft, EntryNo, Leg, PostError};
use crate::money::{Amount, Currency, SourceType};

/// Why money moved.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum TransactionType {
    /// Money that a lever put there, or took away.
    Adjustment,
    /// An application fee, as the platform earns it.
    ApplicationFee,
    /// An application fee that was given back, on either side.
    ApplicationFeeRefund,
    /// A charge of the platform.
    Charge,
    /// A transfer, as its destination receives it.
    Payment,
    /// A reversal of a transfer, as its destination pays for it.
    PaymentRefund,
    /// A payout, or the reversal of one.
    Payout,
    /// A payout that was canceled.
    PayoutCancel,
    /// A payout that failed.
    PayoutFailure,
    /// The refund of a charge.
    Refund,
    /// A top-up that has arrived.
    TopUp,
    /// A top-up that the bank has taken back.
    TopUpReversal,
    /// A transfer, as it leaves the platform.
    Transfer,
    /// A reversal of a transfer, as it comes back to the platform.
    TransferRefund,
}

impl TransactionType {
    /// All of them, in wire order.
    pub const ALL: [Self; 14] = [
        Self::Adjustment,
        Self::ApplicationFee,
        Self::ApplicationFeeRefund,
        Self::Charge,
        Self::Payment,
        Self::PaymentRefund,
        Self::Payout,
        Self::PayoutCancel,
        Self::PayoutFailure,
        Self::Refund,
        Self::TopUp,
        Self::TopUpReversal,
        Self::Transfer,
        Self::TransferRefund,
    ];

    /// The name on the wire.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Adjustment => "adjustment",
            Self::ApplicationFee => "application_fee",
            Self::ApplicationFeeRefund => "application_fee_refund",
            Self::Charge => "charge",
            Self::Payment => "payment",
            Self::PaymentRefund => "payment_refund",
            Self::Payout => "payout",
            Self::PayoutCancel => "payout_cancel",
            Self::PayoutFailure => "payout_failure",
            Self::Refund => "refund",
            Self::TopUp => "topup",
            Self::TopUpReversal => "topup_reversal",
            Self::Transfer => "transfer",
            Self::TransferRefund => "transfer_refund",
        }
    }

    /// The category in reports (`PAY-LIFE-08`, `TR-05`, `TRR-10`).
    pub const fn category(self) -> &'static str {
        match self {
            Self::Adjustment => "other_adjustment",
            Self::ApplicationFee => "platform_earning",
            Self::ApplicationFeeRefund => "platform_earning_refund",
            Self::Charge | Self::Payment => "charge",
            Self::PaymentRefund | Self::Refund => "refund",
            Self::Payout => "payout",
            Self::PayoutCancel | Self::PayoutFailure => "payout_reversal",
            Self::TopUp => "topup",
            Self::TopUpReversal => "topup_reversal",
            Self::Transfer => "transfer",
            Self::TransferRefund => "transfer_reversal",
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
    /// The object that moved it.
    pub source: Option<Source>,
    /// The entry, which has amount, currency and times.
    pub entry: EntryNo,
    /// The entry by which a fee was taken off it, where one was.
    pub fee: Option<EntryNo>,
}

/// A movement of money from one book to another.
#[derive(Debug, Clone, Copy)]
pub struct Movement {
    pub from: Book,
    pub to: Book,
    pub amount: Amount,
    pub currency: Currency,
    pub available_on: Time,
}

/// A movement of money between a balance and the world outside, to be booked.
#[derive(Debug, Clone, Copy)]
pub struct Booking {
    pub owner: AccountNo,
    pub kind: TransactionType,
    pub source: Option<Source>,
    /// What the account gains.
    pub amount: Amount,
    pub currency: Currency,
    pub source_type: SourceType,
    pub available_on: Time,
}

impl World {
    /// Moves money, all of it or none; the only way it ever moves.
    pub(super) fn post(&mut self, movements: &[Movement]) -> Result<Vec<EntryNo>, PostError> {
        let legs: Vec<[Leg; 2]> = movements.iter().map(legs_of).collect();
        let pairs = movements.iter().zip(&legs);
        let drafts = pairs.map(|(movement, legs)| Draft {
            at: self.now,
            available_on: movement.available_on.max(self.now),
            currency: movement.currency,
            legs,
        });
        let drafts: Vec<Draft<'_>> = drafts.collect();
        self.ledger.post_all(&drafts)
    }

    /// Shows an account an entry of the ledger.
    pub(super) fn enter(&mut self, transaction: Transaction) -> TransactionNo {
        let no = TransactionNo(self.transactions.next());
        let owner = transaction.owner;
        self.transactions.add(transaction);
        let lane = self.transaction_lane(no);
        self.accounts[owner.0].transactions.add(lane, no.0);
        self.leave_unpaid(no);
        no
    }

    /// What a balance transaction is listed by.
    pub(super) fn transaction_lane(&self, no: TransactionNo) -> TransactionLane {
        let transaction = self.transaction(no);
        TransactionLane {
            kind: transaction.kind,
            currency: self.ledger.entry(transaction.entry).currency,
        }
    }

    /// Moves money between a balance and the world outside.
    pub(super) fn book(&mut self, booking: &Booking) -> Result<TransactionNo, PostError> {
        let movement = Movement {
            from: Book::Outside,
            to: Book::Balance(booking.owner.holder(), booking.source_type),
            amount: booking.amount,
            currency: booking.currency,
            available_on: booking.available_on.max(self.now),
        };
        let entry = self.ledger.post(&Draft {
            at: self.now,
            available_on: movement.available_on,
            currency: movement.currency,
            legs: &legs_of(&movement),
        })?;
        let no = self.enter(Transaction {
            owner: booking.owner,
            kind: booking.kind,
            source: booking.source,
            entry,
            fee: None,
        });
        if let Some(Source::Payout(number)) = booking.source
            && let Some(payout) = self.payouts.get_mut(number.0)
        {
            payout.transactions.push(no);
            self.list_under(number, no);
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

/// The sides of a movement, the one that gains first.
const fn legs_of(movement: &Movement) -> [Leg; 2] {
    let (gain, loss) = (movement.amount, movement.amount.negated());
    [
        Leg {
            book: movement.to,
            amount: gain,
        },
        Leg {
            book: movement.from,
            amount: loss,
        },
    ]
}
