//! What passes between the platform and its accounts: transfers, their reversals, charges and fees.

use super::World;
use super::charges::Charge;
use super::fees::{Fee, FeeRefund};
use super::index::TransferIndex;
use super::refunds::Refund;
use super::source::Source;
use super::transfer_reversals::TransferReversal;
use super::transfers::Transfer;
use crate::reference::ids::Kind;
use crate::reference::metadata::Metadata;

/// The number of a transfer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TransferNo(pub usize);

/// The number of a transfer reversal.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TransferReversalNo(pub usize);

/// The number of a charge, or of the payment that a transfer is at its destination.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ChargeNo(pub usize);

/// The number of a refund of either.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RefundNo(pub usize);

/// The number of an application fee.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FeeNo(pub usize);

/// The number of a refund of an application fee.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FeeRefundNo(pub usize);

/// Everything of that kind in one world.
#[derive(Debug, Default)]
pub struct Connect {
    pub(super) transfers: Vec<Transfer>,
    pub(super) transfer_index: TransferIndex,
    pub(super) reversals: Vec<TransferReversal>,
    pub(super) charges: Vec<Charge>,
    pub(super) refunds: Vec<Refund>,
    pub(super) fees: Vec<Fee>,
    pub(super) fee_refunds: Vec<FeeRefund>,
}

/// The beginning of a list that an object shows of what belongs to it, newest first (`TR-12`).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Inline<N> {
    /// What is shown, each with the metadata that it has at the time.
    pub shown: Vec<(N, Metadata)>,
    /// Whether there is more than that.
    pub more: bool,
}

impl World {
    /// A transfer.
    pub fn transfer(&self, no: TransferNo) -> &Transfer {
        &self.connect.transfers[no.0]
    }

    /// A transfer reversal.
    pub fn transfer_reversal(&self, no: TransferReversalNo) -> &TransferReversal {
        &self.connect.reversals[no.0]
    }

    /// A charge or payment.
    pub fn charge(&self, no: ChargeNo) -> &Charge {
        &self.connect.charges[no.0]
    }

    /// A refund.
    pub fn refund(&self, no: RefundNo) -> &Refund {
        &self.connect.refunds[no.0]
    }

    /// An application fee.
    pub fn fee(&self, no: FeeNo) -> &Fee {
        &self.connect.fees[no.0]
    }

    /// A refund of an application fee.
    pub fn fee_refund(&self, no: FeeRefundNo) -> &FeeRefund {
        &self.connect.fee_refunds[no.0]
    }

    /// The id of a transfer.
    pub fn transfer_id(&self, no: TransferNo) -> String {
        self.source_id(Source::Transfer(no))
    }

    /// The id of a transfer reversal.
    pub fn transfer_reversal_id(&self, no: TransferReversalNo) -> String {
        self.source_id(Source::TransferReversal(no))
    }

    /// The id of a charge or payment, which tells its kind.
    pub fn charge_id(&self, no: ChargeNo) -> String {
        self.source_id(Source::Charge(no))
    }

    /// The id of a refund, which tells the kind of what it gives back.
    pub fn refund_id(&self, no: RefundNo) -> String {
        self.source_id(Source::Refund(no))
    }

    /// The id of an application fee.
    pub fn fee_id(&self, no: FeeNo) -> String {
        self.source_id(Source::Fee(no))
    }

    /// The id of a refund of an application fee.
    pub fn fee_refund_id(&self, no: FeeRefundNo) -> String {
        self.source_id(Source::FeeRefund(no))
    }

    /// The id of the platform as the application that takes fees.
    pub fn application_id(&self) -> String {
        self.ids.name(Kind::Application, 0)
    }
}

#[cfg(test)]
mod tests;
