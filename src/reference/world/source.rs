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
        let number = |kind| self.ids.number(kind, id);
        let (source, count) = if let Some(no) = number(Kind::Payout) {
            (Source::Payout(PayoutNo(no)), self.payouts.next())
        } else if let Some(no) = number(Kind::Transfer) {
            (
                Source::Transfer(TransferNo(no)),
                self.connect.transfers.len(),
            )
        } else if let Some(no) = number(Kind::TransferReversal) {
            let count = self.connect.reversals.len();
            (Source::TransferReversal(TransferReversalNo(no)), count)
        } else if let Some(no) = number(Kind::Charge).or_else(|| number(Kind::Payment)) {
            (Source::Charge(ChargeNo(no)), self.connect.charges.len())
        } else if let Some(no) = number(Kind::Refund).or_else(|| number(Kind::PaymentRefund)) {
            (Source::Refund(RefundNo(no)), self.connect.refunds.len())
        } else if let Some(no) = number(Kind::Fee) {
            (Source::Fee(FeeNo(no)), self.connect.fees.len())
        } else if let Some(no) = number(Kind::TopUp) {
            (Source::TopUp(TopUpNo(no)), self.topups.len())
        } else {
            let no = number(Kind::FeeRefund)?;
            let count = self.connect.fee_refunds.len();
            (Source::FeeRefund(FeeRefundNo(no)), count)
        };
        // What is found is looked at only where it exists; a charge is not its payment.
        (source.number() < count && self.source_id(source) == id).then_some(source)
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

impl Source {
    const fn number(self) -> usize {
        match self {
            Self::Payout(no) => no.0,
            Self::Transfer(no) => no.0,
            Self::TransferReversal(no) => no.0,
            Self::Charge(no) => no.0,
            Self::Refund(no) => no.0,
            Self::Fee(no) => no.0,
            Self::FeeRefund(no) => no.0,
            Self::TopUp(no) => no.0,
        }
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
