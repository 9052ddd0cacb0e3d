//! Application fees: what the platform keeps of a destination charge, and gives back (`FEE-01` to `FEE-06`).

use super::booking::{Movement, Transaction, TransactionType};
use super::connect::{ChargeNo, FeeNo, FeeRefundNo, Inline};
use super::events::{Cause, EventType, Subject};
use super::source::Source;
use super::transfer_reversals::more;
use super::{AccountNo, TransactionNo, World};
use crate::clock::Time;
use crate::ledger::{Book, EntryNo};
use crate::money::{Amount, Currency, SourceType};
use crate::reference::defect::Defect;
use crate::reference::error::ApiError;
use crate::reference::metadata::{Change, Metadata};
use crate::reversal::charge::{Facts, Piece, check_fee_refund};

/// How many of its refunds a fee shows.
const SHOWN: usize = 10;

/// An application fee.
#[derive(Debug)]
pub struct Fee {
    /// The account that pays it.
    pub account: AccountNo,
    /// The charge of the platform that it was taken for.
    pub charge: ChargeNo,
    /// The payment that it was taken from.
    pub payment: ChargeNo,
    pub amount: Amount,
    pub currency: Currency,
    pub created: Time,
    pub booked: TransactionNo,
    /// Its refunds, oldest first.
    pub refunds: Vec<FeeRefundNo>,
    /// How much has been given back.
    pub refunded: Amount,
}

/// The refund of an application fee, or of a part of one.
#[derive(Debug)]
pub struct FeeRefund {
    pub fee: FeeNo,
    pub amount: Amount,
    pub created: Time,
    /// The transactions of the platform and of the account.
    pub booked: [TransactionNo; 2],
    pub metadata: Metadata,
}

/// A fee as it looks at one moment, with the refunds that it shows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FeeView {
    pub refunded: Amount,
    pub refunds: Inline<FeeRefundNo>,
}

/// A refund of a fee that a client asks for.
#[derive(Debug)]
pub struct NewFeeRefund {
    /// How much; whatever is left where it is not said.
    pub amount: Option<Amount>,
    pub metadata: Change,
}

impl Fee {
    const fn facts(&self) -> Facts {
        Facts {
            amount: self.amount,
            refunded: self.refunded,
        }
    }
}

impl World {
    /// Gives an application fee back, or a part of it.
    pub fn refund_fee(
        &mut self,
        no: FeeNo,
        new: &NewFeeRefund,
        cause: &Cause,
    ) -> Result<FeeRefundNo, ApiError> {
        let metadata = Metadata::default().changed(&new.metadata)?;
        let facts = self.fee(no).facts();
        let amount = new.amount.unwrap_or_else(|| facts.left());
        check_fee_refund(&facts, amount, &self.policy)?;
        let entries = self.post(&[self.giving_back(no, amount)])?;
        let refund = self.record_fee_refund((no, amount), entries[0], metadata);
        self.emit_fee(no, EventType::ApplicationFeeRefunded, cause);
        Ok(refund)
    }

    /// What of a charge's fee goes with a piece of the charge, or of its transfer; none where it is
    /// not a whole cent, and never more than is left (`FEE-02`, `FEE-06`).
    pub(super) fn fee_share(
        &self,
        charge: Option<ChargeNo>,
        piece: &Piece,
    ) -> Option<(FeeNo, Amount)> {
        let no = self.charge(charge?).fee?;
        let facts = self.fee(no).facts();
        let share = match self.defect() {
            Some(defect) => flawed_share(&facts, piece, defect),
            None => piece.share(facts.amount).min(facts.left()),
        };
        (share > Amount::ZERO).then_some((no, share))
    }

    /// What giving a fee back moves.
    pub(super) fn giving_back(&self, no: FeeNo, amount: Amount) -> Movement {
        let fee = self.fee(no);
        Movement {
            from: Book::Balance(AccountNo::PLATFORM.holder(), SourceType::Card),
            to: Book::Balance(fee.account.holder(), SourceType::Card),
            amount,
            currency: fee.currency,
            available_on: self.now,
        }
    }

    /// Writes down the fee of a charge whose money has moved.
    pub(super) fn record_fee(&mut self, charge: ChargeNo, amount: Amount, entry: EntryNo) -> FeeNo {
        let no = FeeNo(self.connect.fees.len());
        let transfer = self.charge(charge).transfer;
        let payment = transfer.map_or(charge, |transfer| self.transfer(transfer).payment);
        let booked = self.enter(Transaction {
            owner: AccountNo::PLATFORM,
            kind: TransactionType::ApplicationFee,
            source: Some(Source::Fee(no)),
            entry,
            fee: None,
        });
        for charge in [charge, payment] {
            self.connect.charges[charge.0].fee = Some(no);
        }
        self.connect.fees.push(Fee {
            account: self.charge(payment).owner,
            charge,
            payment,
            amount,
            currency: self.charge(charge).currency,
            created: self.now,
            booked,
            refunds: Vec::new(),
            refunded: Amount::ZERO,
        });
        no
    }

    /// Writes down the refund of a fee whose money has moved.
    ///
    /// What the account that paid the fee books then, no document says: here it is the platform's entry from its side.
    pub(super) fn record_fee_refund(
        &mut self,
        (fee, amount): (FeeNo, Amount),
        entry: EntryNo,
        metadata: Metadata,
    ) -> FeeRefundNo {
        let no = FeeRefundNo(self.connect.fee_refunds.len());
        let booked = [AccountNo::PLATFORM, self.fee(fee).account].map(|owner| {
            self.enter(Transaction {
                owner,
                kind: TransactionType::ApplicationFeeRefund,
                source: Some(Source::FeeRefund(no)),
                entry,
                fee: None,
            })
        });
        self.connect.fee_refunds.push(FeeRefund {
            fee,
            amount,
            created: self.now,
            booked,
            metadata,
        });
        let fee = &mut self.connect.fees[fee.0];
        fee.refunds.push(no);
        fee.refunded = more(fee.refunded, amount);
        no
    }

    /// Changes the metadata of a refund of a fee.
    pub fn update_fee_refund(&mut self, no: FeeRefundNo, change: &Change) -> Result<(), ApiError> {
        let refund = &mut self.connect.fee_refunds[no.0];
        refund.metadata = refund.metadata.changed(change)?;
        Ok(())
    }

    /// A fee as it looks now.
    pub fn fee_view(&self, no: FeeNo) -> FeeView {
        let fee = self.fee(no);
        let newest = fee.refunds.iter().rev().take(SHOWN);
        let shown = newest.map(|no| (*no, self.fee_refund(*no).metadata.clone()));
        FeeView {
            refunded: fee.refunded,
            refunds: Inline {
                shown: shown.collect(),
                more: fee.refunds.len() > SHOWN,
            },
        }
    }

    /// Notes what happened to a fee, as it is now.
    pub(super) fn emit_fee(&mut self, no: FeeNo, kind: EventType, cause: &Cause) {
        let unsaid = self.has(Defect::FeeRefundedNotSent);
        if unsaid && kind == EventType::ApplicationFeeRefunded {
            return;
        }
        let view = Box::new(self.fee_view(no));
        let subject = Subject::Fee { no, view };
        self.emit(AccountNo::PLATFORM, kind, subject, cause);
    }
}

/// What goes back of a fee under a defect, which may have nothing to do with fees.
fn flawed_share(fee: &Facts, piece: &Piece, defect: Defect) -> Amount {
    let alone = Piece {
        before: Amount::ZERO,
        ..*piece
    };
    let down = alone.share(fee.amount);
    match defect {
        Defect::WholeReversalKeepsFee if piece.amount == piece.of => Amount::ZERO,
        Defect::PartRefundsWholeFee => fee.left(),
        Defect::FeeCentsLost => down.min(fee.left()),
        Defect::FeeRoundedUp if !alone.divides(fee.amount) => more(down, Amount::new(1)),
        Defect::FeeRoundedUp => down,
        _ => piece.share(fee.amount).min(fee.left()),
    }
}
