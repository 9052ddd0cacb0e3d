//! Refunds: of charges by request, with the transfer and the fee that go with them; of payments by a reversal.

use super::booking::{Movement, Transaction, TransactionType};
use super::charges::ChargeKind;
use super::connect::{ChargeNo, FeeNo, RefundNo, TransferNo, TransferReversalNo};
use super::events::{Cause, EventType, Subject};
use super::source::Source;
use super::transfer_reversals::{Returned, more};
use super::{AccountNo, TransactionNo, World};
use crate::clock::Time;
use crate::ledger::{Book, EntryNo};
use crate::money::{Amount, SourceType};
use crate::reference::defect::Defect;
use crate::reference::error::ApiError;
use crate::reference::metadata::{Change, Metadata};
use crate::reversal::charge::{Piece, check_refund};

/// The refund of a charge or payment, or of a part of one.
#[derive(Debug)]
pub struct Refund {
    pub charge: ChargeNo,
    pub amount: Amount,
    pub created: Time,
    pub booked: TransactionNo,
    /// The transfer reversal that it has made, or that has made it.
    pub reversal: Option<TransferReversalNo>,
    pub reason: Option<&'static str>,
    pub metadata: Metadata,
}

/// A refund that a client asks for.
#[derive(Debug)]
pub struct NewRefund {
    /// How much; whatever is left where it is not said.
    pub amount: Option<Amount>,
    pub reason: Option<&'static str>,
    pub metadata: Change,
    /// Whether the transfer is taken back in proportion (`FEE-05`).
    pub reverse_transfer: bool,
    /// Whether the application fee goes back in proportion.
    pub refund_fee: bool,
}

/// What goes back together with a refund.
#[derive(Debug, Clone, Copy, Default)]
struct Along {
    transfer: Option<(TransferNo, Amount)>,
    fee: Option<(FeeNo, Amount)>,
}

impl World {
    /// Refunds a charge, and takes back what goes with it (`FEE-05`).
    pub fn refund_charge(
        &mut self,
        no: ChargeNo,
        new: &NewRefund,
        cause: &Cause,
    ) -> Result<RefundNo, ApiError> {
        let metadata = Metadata::default().changed(&new.metadata)?;
        let charge = self.charge(no);
        let amount = new.amount.unwrap_or_else(|| charge.facts().left());
        let is_payment = charge.kind == ChargeKind::Payment;
        check_refund(&charge.facts(), is_payment, amount, &self.policy)?;
        let along = self.along(no, amount, new)?;
        let entries = self.post(&self.refunding(no, amount, &along))?;
        let refund = RefundNo(self.connect.refunds.len());
        let booked = self.enter(Transaction {
            owner: AccountNo::PLATFORM,
            kind: TransactionType::Refund,
            source: Some(Source::Refund(refund)),
            entry: entries[0],
            fee: None,
        });
        self.record_refund(Refund {
            charge: no,
            amount,
            created: self.now,
            booked,
            reversal: None,
            reason: new.reason,
            metadata,
        });
        let state = self.charge(no).state;
        let subject = Subject::Charge { no, state };
        self.emit(
            AccountNo::PLATFORM,
            EventType::ChargeRefunded,
            subject,
            cause,
        );
        self.record_along(refund, &along, (&entries[1..], cause));
        Ok(refund)
    }

    /// What of the transfer and of the fee goes with so much of a charge; neither where it is not a whole cent.
    fn along(&self, no: ChargeNo, amount: Amount, new: &NewRefund) -> Result<Along, ApiError> {
        let charge = self.charge(no);
        let piece = Piece {
            of: charge.amount,
            before: charge.state.refunded,
            amount,
        };
        let mut along = Along::default();
        let reverse = new.reverse_transfer && !self.has(Defect::RefundKeepsTransfer);
        if let Some(transfer) = charge.transfer.filter(|_| reverse) {
            let share = piece.share(self.transfer(transfer).terms.amount);
            if share > Amount::ZERO {
                self.check_transfer_reversal(transfer, Some(share))?;
                along.transfer = Some((transfer, share));
            }
        }
        if new.refund_fee {
            along.fee = self.fee_share(Some(no), &piece);
        }
        Ok(along)
    }

    /// What a refund moves.
    fn refunding(&self, no: ChargeNo, amount: Amount, along: &Along) -> Vec<Movement> {
        let paid_back = Movement {
            from: Book::Balance(AccountNo::PLATFORM.holder(), SourceType::Card),
            to: Book::Outside,
            amount,
            currency: self.charge(no).currency,
            available_on: self.now,
        };
        let transfer = along
            .transfer
            .map(|(no, share)| self.taking_back(no, share));
        let fee = along.fee.map(|(no, share)| self.giving_back(no, share));
        [Some(paid_back), transfer, fee]
            .into_iter()
            .flatten()
            .collect()
    }

    /// Writes down what has gone back together with a refund, and tells of it.
    fn record_along(&mut self, refund: RefundNo, along: &Along, told: (&[EntryNo], &Cause)) {
        let (entries, cause) = told;
        let mut entries = entries.iter().copied();
        if let Some((transfer, amount)) = along.transfer
            && let Some(entry) = entries.next()
        {
            let reversal = self.record_reversal(Returned {
                transfer,
                amount,
                entry,
                source_refund: Some(refund),
                description: None,
                metadata: Metadata::default(),
            });
            self.connect.refunds[refund.0].reversal = Some(reversal);
            self.emit_transfer(transfer, EventType::TransferReversed, cause);
        }
        if let Some((fee, entry)) = along.fee.zip(entries.next()) {
            self.record_fee_refund(fee, entry, Metadata::default());
            self.emit_fee(fee.0, EventType::ApplicationFeeRefunded, cause);
        }
    }

    /// Writes down a refund whose money has moved.
    pub(super) fn record_refund(&mut self, refund: Refund) {
        let state = &mut self.connect.charges[refund.charge.0].state;
        state.refunded = more(state.refunded, refund.amount);
        self.connect.refunds.push(refund);
    }
}
