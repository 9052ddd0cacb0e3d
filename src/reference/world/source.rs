//! What moves money: the objects that a balance transaction can name as its source.

use super::charges::ChargeKind;
use super::connect::{ChargeNo, FeeNo, FeeRefundNo, RefundNo, TransferNo, TransferReversalNo};
use super::topups::TopUpNo;
use super::{AccountNo, PayoutNo, TransactionNo, World};
use crate::reference::ids::Kind;

/// An object that has moved money.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Source {
    Payout(PayoutNo),
    Transfer(TransferNo),
    TransferReversal(TransferReversalNo),
    /// A charge of the platform, or the payment that a transfer is at its destination.
    Charge(ChargeNo),
    /// The refund of either.
    Refund(RefundNo),
    Fee(FeeNo),
    FeeRefund(FeeRefundNo),
    TopUp(TopUpNo),
}

impl Source {
    /// The transfer that it is, if it is one.
    pub const fn transfer(self) -> Option<TransferNo> {
        if let Self::Transfer(no) = self {
            Some(no)
        } else {
            None
        }
    }

    /// The transfer reversal that it is, if it is one.
    pub const fn transfer_reversal(self) -> Option<TransferReversalNo> {
        if let Self::TransferReversal(no) = self {
            Some(no)
        } else {
            None
        }
    }

    /// The charge or payment that it is, if it is one.
    pub const fn charge(self) -> Option<ChargeNo> {
        if let Self::Charge(no) = self {
            Some(no)
        } else {
            None
        }
    }

    /// The application fee that it is, if it is one.
    pub const fn fee(self) -> Option<FeeNo> {
        if let Self::Fee(no) = self {
            Some(no)
        } else {
            None
        }
    }

    /// The refund of an application fee that it is, if it is one.
    pub const fn fee_refund(self) -> Option<FeeRefundNo> {
        if let Self::FeeRefund(no) = self {
            Some(no)
        } else {
            None
        }
    }
}

/// A kind of object, how many of them there are, and how one is made of its number.
type Known = (Kind, usize, fn(usize) -> Source);

impl World {
    /// The id of an object, which tells its kind.
    pub fn source_id(&self, source: Source) -> String {
        let (kind, number) = match source {
            Source::Payout(no) => (Kind::Payout, no.0),
            Source::Transfer(no) => (Kind::Transfer, no.0),
            Source::TransferReversal(no) => (Kind::TransferReversal, no.0),
            Source::Charge(no) => (self.charge(no).kind.id_kind(), no.0),
            Source::Refund(no) => (self.charge(self.refund(no).charge).kind.refund_kind(), no.0),
            Source::Fee(no) => (Kind::Fee, no.0),
            Source::FeeRefund(no) => (Kind::FeeRefund, no.0),
            Source::TopUp(no) => (Kind::TopUp, no.0),
        };
        self.ids.name(kind, number)
    }

    /// The object with this id, whosever it is.
    pub fn any_source_named(&self, id: &str) -> Option<Source> {
        let connect = &self.connect;
        let (charges, refunds) = (connect.charges.len(), connect.refunds.len());
        let kinds: [Known; 10] = [
            (Kind::Payout, self.payouts.next(), |no| {
                Source::Payout(PayoutNo(no))
            }),
            (Kind::Transfer, connect.transfers.len(), |no| {
                Source::Transfer(TransferNo(no))
            }),
            (Kind::TransferReversal, connect.reversals.len(), |no| {
                Source::TransferReversal(TransferReversalNo(no))
            }),
            (Kind::Charge, charges, |no| Source::Charge(ChargeNo(no))),
            (Kind::Payment, charges, |no| Source::Charge(ChargeNo(no))),
            (Kind::Refund, refunds, |no| Source::Refund(RefundNo(no))),
            (Kind::PaymentRefund, refunds, |no| {
                Source::Refund(RefundNo(no))
            }),
            (Kind::Fee, connect.fees.len(), |no| Source::Fee(FeeNo(no))),
            (Kind::FeeRefund, connect.fee_refunds.len(), |no| {
                Source::FeeRefund(FeeRefundNo(no))
            }),
            (Kind::TopUp, self.topups.len(), |no| {
                Source::TopUp(TopUpNo(no))
            }),
        ];
        let mut found = kinds.into_iter().filter_map(|(kind, count, source)| {
            let number = self.ids.number_below(count, kind, id);
            number.map(source)
        });
        // A charge is not its payment.
        found.next().filter(|source| self.source_id(*source) == id)
    }

    /// The account's object with this id; another account's is as good as none (`HDR-03`, `TRR-21`).
    pub fn source_named(&self, owner: AccountNo, id: &str) -> Option<Source> {
        let source = self.any_source_named(id)?;
        (self.owner_of(source) == owner).then_some(source)
    }

    /// Whose an object is: transfers and application fees are the platform's.
    fn owner_of(&self, source: Source) -> AccountNo {
        match source {
            Source::Payout(no) => self.payout(no).terms.owner,
            Source::TopUp(no) => self.top_up(no).owner,
            Source::Charge(no) => self.charge(no).owner,
            Source::Refund(no) => self.charge(self.refund(no).charge).owner,
            Source::Transfer(_)
            | Source::TransferReversal(_)
            | Source::Fee(_)
            | Source::FeeRefund(_) => AccountNo::PLATFORM,
        }
    }

    /// What an object has booked in an account's balance, oldest first (`LED-04`, `LED-06`).
    pub fn booked_by(&self, source: Source, account: AccountNo) -> Vec<TransactionNo> {
        let all = match source {
            Source::Payout(no) => self.payout(no).transactions.clone(),
            Source::Transfer(no) => vec![self.transfer(no).booked],
            Source::TransferReversal(no) => vec![self.transfer_reversal(no).booked],
            Source::Charge(no) => vec![self.charge(no).booked],
            Source::Refund(no) => vec![self.refund(no).booked],
            Source::Fee(no) => vec![self.fee(no).booked],
            Source::FeeRefund(no) => self.fee_refund(no).booked.to_vec(),
            Source::TopUp(no) => self.top_up(no).transactions.clone(),
        };
        let own = |no: &TransactionNo| self.transaction(*no).owner == account;
        all.into_iter().filter(own).collect()
    }
}

impl ChargeKind {
    /// What the ids of its refunds begin with.
    const fn refund_kind(self) -> Kind {
        match self {
            Self::Charge => Kind::Refund,
            Self::Payment => Kind::PaymentRefund,
        }
    }
}
