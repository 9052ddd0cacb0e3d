//! Transfer reversals: what the platform takes back of a transfer (`TRR-01` to `TRR-22`).

use super::booking::{Movement, Transaction, TransactionType};
use super::connect::{RefundNo, TransferNo, TransferReversalNo};
use super::events::{Cause, EventType};
use super::refunds::Refund;
use super::source::Source;
use super::transfers::LATER_DAYS;
use super::{AccountNo, TransactionNo, World};
use crate::clock::Time;
use crate::ledger::{Book, EntryNo};
use crate::money::Amount;
use crate::reference::defect::Defect;
use crate::reference::error::ApiError;
use crate::reference::metadata::{Change, Metadata};
use crate::reversal::charge::Piece;
use crate::reversal::transfer::{Facts, check_reverse};

/// A transfer, or a part of one, that was taken back.
#[derive(Debug)]
pub struct TransferReversal {
    pub transfer: TransferNo,
    pub amount: Amount,
    pub created: Time,
    /// The transaction by which it came back to the platform.
    pub booked: TransactionNo,
    /// What it is at the destination of the transfer.
    pub refund: RefundNo,
    /// The refund of a charge that made it.
    pub source_refund: Option<RefundNo>,
    /// A note that is never shown back (`TRR-15`).
    pub description: Option<Box<str>>,
    pub metadata: Metadata,
}

/// A reversal that a client asks for.
#[derive(Debug)]
pub struct NewTransferReversal {
    /// How much; whatever is left where it is not said.
    pub amount: Option<Amount>,
    pub description: Option<Box<str>>,
    pub metadata: Change,
    /// Whether the application fee goes back in proportion (`FEE-01` to `FEE-03`).
    pub refund_fee: bool,
}

/// A reversal whose money has moved.
#[derive(Debug)]
pub(super) struct Returned {
    pub transfer: TransferNo,
    pub amount: Amount,
    pub entry: EntryNo,
    pub source_refund: Option<RefundNo>,
    pub description: Option<Box<str>>,
    pub metadata: Metadata,
}

impl World {
    /// Whether a transfer, or this much of it, can be reversed.
    pub fn check_transfer_reversal(
        &self,
        no: TransferNo,
        amount: Option<Amount>,
    ) -> Result<(), ApiError> {
        let facts = self.transfer_facts(no);
        let amount = self.amount_to_check(&facts, amount);
        Ok(check_reverse(&facts, amount, &self.policy)?)
    }

    /// The amount of a reversal as the check sees it: another one under the defects that miss by a cent.
    fn amount_to_check(&self, facts: &Facts, amount: Option<Amount>) -> Option<Amount> {
        let (left, cent) = (facts.left(), Amount::new(1));
        let one_over = more(left, cent);
        let rest = amount == Some(left) && facts.reversed > Amount::ZERO;
        if amount == Some(one_over) && self.has(Defect::TransferOverReversal) {
            Some(left)
        } else if rest && self.has(Defect::TransferRestRefused) {
            Some(one_over)
        } else {
            amount
        }
    }

    /// The amount that a client asks for, or what a defect makes of it.
    fn amount_asked(&self, no: TransferNo, amount: Option<Amount>) -> Option<Amount> {
        match amount {
            None if self.has(Defect::DefaultAmountWhole) => Some(self.transfer(no).terms.amount),
            Some(_) if self.has(Defect::TransferReversalTakesAll) => None,
            amount => amount,
        }
    }

    /// Takes a transfer back, or a part of it (`TRR-01` to `TRR-15`, `FEE-01` to `FEE-04`).
    pub fn reverse_transfer(
        &mut self,
        no: TransferNo,
        new: NewTransferReversal,
        cause: &Cause,
    ) -> Result<TransferReversalNo, ApiError> {
        let mut metadata = Metadata::default().changed(&new.metadata)?;
        if self.has(Defect::TransferReversalDropsMetadata) {
            metadata = Metadata::default();
        }
        let asked = self.amount_asked(no, new.amount);
        self.check_transfer_reversal(no, asked)?;
        let amount = self.transfer_facts(no).wanted(asked);
        let piece = Piece {
            of: self.transfer(no).terms.amount,
            before: self.transfer(no).state.reversed,
            amount,
        };
        let fee = if new.refund_fee || self.has(Defect::FeeRefundedUnasked) {
            self.fee_share(self.charge_of(no), &piece)
        } else {
            None
        };
        let mut movements = vec![self.taking_back(no, amount)];
        movements.extend(fee.map(|(fee, share)| self.giving_back(fee, share)));
        let entries = self.post(&movements)?;
        let stale = self.has(Defect::TransferReversedStale);
        if stale {
            self.emit_transfer(no, EventType::TransferReversed, cause);
        }
        let reversal = self.record_reversal(Returned {
            transfer: no,
            amount,
            entry: entries[0],
            source_refund: None,
            description: new.description,
            metadata,
        });
        if !stale {
            self.emit_transfer(no, EventType::TransferReversed, cause);
        }
        if let Some((fee, entry)) = fee.zip(entries.get(1)) {
            self.record_fee_refund(fee, *entry, Metadata::default());
            self.emit_fee(fee.0, EventType::ApplicationFeeRefunded, cause);
        }
        Ok(reversal)
    }

    /// What a reversal moves (`TRR-09`).
    pub(super) fn taking_back(&self, no: TransferNo, amount: Amount) -> Movement {
        let sent = self.passing_on(&self.transfer(no).terms);
        let available_on = if self.has(Defect::TransferReversalFundsLater) {
            self.now.plus_business_days(LATER_DAYS)
        } else {
            self.now
        };
        let from = if self.has(Defect::TransferReversalSparesAccount) {
            Book::Outside
        } else {
            sent.to
        };
        Movement {
            from,
            to: sent.from,
            amount,
            available_on,
            ..sent
        }
    }

    /// Writes down a reversal whose money has moved, and the refund that it is at the destination (`TRR-08`, `TRR-10`, `TRR-11`).
    pub(super) fn record_reversal(&mut self, returned: Returned) -> TransferReversalNo {
        let Returned {
            transfer,
            amount,
            entry,
            ..
        } = returned;
        let no = TransferReversalNo(self.connect.reversals.len());
        let refund = RefundNo(self.connect.refunds.len());
        let payment = self.transfer(transfer).payment;
        let booked = self.enter(Transaction {
            owner: AccountNo::PLATFORM,
            kind: if self.has(Defect::TransferReversalBooksTransfer) {
                TransactionType::Transfer
            } else {
                TransactionType::TransferRefund
            },
            source: Some(Source::TransferReversal(no)),
            entry,
            fee: None,
        });
        let paid = self.enter(Transaction {
            owner: self.charge(payment).owner,
            kind: if self.has(Defect::TransferReversalBooksPayment) {
                TransactionType::Payment
            } else {
                TransactionType::PaymentRefund
            },
            source: Some(Source::Refund(refund)),
            entry,
            fee: None,
        });
        self.record_refund(Refund {
            charge: payment,
            amount,
            created: self.now,
            booked: paid,
            reversal: Some(no),
            reason: None,
            metadata: Metadata::default(),
        });
        self.connect.reversals.push(TransferReversal {
            transfer,
            amount,
            created: self.now,
            booked,
            refund,
            source_refund: returned.source_refund,
            description: returned.description,
            metadata: returned.metadata,
        });
        let transfer = &mut self.connect.transfers[transfer.0];
        transfer.reversals.push(no);
        transfer.state.reversed = more(transfer.state.reversed, amount);
        no
    }

    /// Changes what the platform has noted on a reversal, and nothing else (`TRR-19`, `TRR-20`).
    pub fn update_transfer_reversal(
        &mut self,
        no: TransferReversalNo,
        change: &Change,
        description: Option<Box<str>>,
    ) -> Result<(), ApiError> {
        let replaces = self.has(Defect::TransferReversalUpdateReplaces);
        let reversal = &mut self.connect.reversals[no.0];
        if replaces {
            reversal.metadata = Metadata::default();
        }
        reversal.metadata = reversal.metadata.changed(change)?;
        if let Some(description) = description {
            reversal.description = Some(description).filter(|text| !text.is_empty());
        }
        Ok(())
    }
}

/// A sum of what the ledger has counted, which therefore fits.
pub(super) fn more(sum: Amount, amount: Amount) -> Amount {
    sum.checked_add(amount).unwrap_or(sum)
}
