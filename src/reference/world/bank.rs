//! What becomes of payouts: called back, submitted, paid, refused (`PAY-LIFE-01` to `PAY-LIFE-08`).

use super::booking::{Booking, TransactionType};
use super::events::{Cause, EventType};
use super::source::Source;
use super::{Due, PayoutNo, TransactionNo, World};
use crate::ledger::PostError;
use crate::reference::defect::Defect;
use crate::reference::failure::{FailureCode, Fate};
use crate::reversal::payout::{BankAct, Status, after};

/// When a defect tries a failed reversal again: after two days.
const RETRY_SECONDS: u64 = 2 * 86_400;

impl World {
    /// Lets the bank act on a payout; nothing happens when the act comes too late.
    pub fn bank(
        &mut self,
        no: PayoutNo,
        act: BankAct,
        code: Option<FailureCode>,
    ) -> Result<(), PostError> {
        let status = self.payout(no).state.status;
        self.bank_seeing((no, status), (act, code))
    }

    /// The same by a bank that has looked at the payout's status before.
    pub fn bank_seeing(
        &mut self,
        (no, status): (PayoutNo, Status),
        (act, code): (BankAct, Option<FailureCode>),
    ) -> Result<(), PostError> {
        for next in self.steps(no, status, act) {
            match next {
                Status::InTransit => self.submit(no),
                Status::Paid => self.pay(no),
                Status::Failed => {
                    let code = code.unwrap_or_else(|| self.own_failure(no));
                    self.fail(no, code)?;
                }
                // No act of the bank leads there.
                Status::Pending | Status::Canceled => {}
            }
        }
        self.reconcile(no, status);
        Ok(())
    }

    /// What a payout passes through when the bank acts, with the defects that change it.
    fn steps(&self, no: PayoutNo, status: Status, act: BankAct) -> &'static [Status] {
        let is_reversal = self.payout(no).is_reversal();
        match (status, act) {
            (Status::Paid, BankAct::Fail)
                if self.has(if is_reversal {
                    Defect::PaidReversalIsFinal
                } else {
                    Defect::PaidIsFinal
                }) =>
            {
                &[]
            }
            (Status::Pending, BankAct::Submit) if self.has(Defect::SubmitIgnored) => &[],
            (Status::Failed, BankAct::Pay) if self.has(Defect::FailedPaysLater) => &[Status::Paid],
            (Status::Canceled, BankAct::Pay) if self.has(Defect::CanceledPaysLater) => {
                &[Status::Paid]
            }
            (status, act) => after(status, act),
        }
    }

    /// Lets the bank do what the documented number of the destination says (`PAY-LIFE-06`).
    pub(super) fn settle(&mut self, no: PayoutNo) -> Result<(), PostError> {
        let status = self.payout(no).state.status;
        let at_the_bank = matches!(status, Status::Pending | Status::InTransit);
        match self.external(self.payout(no).terms.destination).fate {
            Some(Fate::Pays | Fate::PaysSlowly) if at_the_bank => self.bank(no, BankAct::Pay, None),
            Some(Fate::Fails(_)) if at_the_bank => {
                self.bank(no, BankAct::Submit, None)?;
                self.bank(no, BankAct::Fail, None)
            }
            // A lever was faster, or it was called back.
            Some(Fate::Pays | Fate::PaysSlowly | Fate::Fails(_)) | None => Ok(()),
        }
    }

    /// The reason with which the bank refuses a payout when none is given.
    fn own_failure(&self, no: PayoutNo) -> FailureCode {
        match self.external(self.payout(no).terms.destination).fate {
            Some(Fate::Fails(code)) if !self.has(Defect::TestNumbersIgnored) => code,
            Some(Fate::Fails(_) | Fate::Pays | Fate::PaysSlowly) | None => {
                FailureCode::CouldNotProcess
            }
        }
    }

    fn submit(&mut self, no: PayoutNo) {
        let before = self.payout(no).state.clone();
        self.set_status(no, Status::InTransit);
        let unsaid = self.payout(no).is_reversal() && self.has(Defect::ReversalUpdateNotSent);
        if !unsaid {
            self.emit_update(no, before, &Cause::Processor);
        }
    }

    fn pay(&mut self, no: PayoutNo) {
        self.set_status(no, Status::Paid);
        if !self.unsaid(no, Defect::PaidNotSent, Defect::ReversalPaidNotSent) {
            self.emit_payout(no, EventType::PayoutPaid, &Cause::Processor);
        }
    }

    /// Refuses a payout: the money comes back, and the destination is not trusted any more.
    fn fail(&mut self, no: PayoutNo, code: FailureCode) -> Result<(), PostError> {
        let (is_reversal, original) = (
            self.payout(no).is_reversal(),
            self.payout(no).terms.original,
        );
        if is_reversal || !self.has(Defect::FailureKeepsMoney) {
            let as_cancel = is_reversal && self.has(Defect::FailedReversalBooksCancel);
            let kind = if as_cancel {
                TransactionType::PayoutCancel
            } else {
                TransactionType::PayoutFailure
            };
            self.undo(no, kind)?;
        }
        self.set_status(no, Status::Failed);
        self.state_mut(no).failure = Some(code);
        if !self.unsaid(no, Defect::FailedNotSent, Defect::ReversalFailedNotSent) {
            self.emit_payout(no, EventType::PayoutFailed, &Cause::Processor);
        }
        // A refused debit says nothing about paying into the account, which is all that an
        // errored destination blocks.
        let Some(original) = original else {
            self.mark_errored(self.payout(no).terms.destination, &Cause::Processor);
            return self.call_back_reversal(no);
        };
        if self.has(Defect::FailedReversalRetried) {
            let later = self.now.plus_seconds(RETRY_SECONDS);
            self.put_off(later, Due::Retry(original));
        }
        Ok(())
    }

    /// Cancels the reversing payout of a payout that has failed, while it is pending (`PAY-REV-29`).
    fn call_back_reversal(&mut self, original: PayoutNo) -> Result<(), PostError> {
        let Some(reversing) = self.payout(original).state.reversed_by else {
            return Ok(());
        };
        let pending = self.payout(reversing).state.status == Status::Pending;
        if pending && !self.has(Defect::FailedOriginalKeepsReversal) {
            self.call_back(reversing, &Cause::Processor)?;
        }
        Ok(())
    }

    /// Calls a payout back before it leaves, whoever asks for it.
    pub(super) fn call_back(&mut self, no: PayoutNo, cause: &Cause) -> Result<(), PostError> {
        let as_payout = self.has(Defect::CancelBooksPayout);
        let undoing = self.undo(
            no,
            if as_payout {
                TransactionType::Payout
            } else {
                TransactionType::PayoutCancel
            },
        )?;
        self.set_status(no, Status::Canceled);
        if self.has(Defect::CancelSetsFailureCode) {
            self.state_mut(no).failure = Some(FailureCode::CouldNotProcess);
        }
        if self.has(Defect::CancelReplacesTransaction) {
            self.state_mut(no).booked = undoing;
        }
        let unsaid = self.has(match cause {
            Cause::Request { .. } => Defect::CanceledNotSent,
            Cause::Processor => Defect::ReversalCanceledNotSent,
        });
        if !unsaid {
            self.emit_payout(no, EventType::PayoutCanceled, cause);
        }
        Ok(())
    }

    /// Undoes a payout by a transaction of its own; the first one stays (`PAY-CANCEL-04`, `PAY-LIFE-03`).
    fn undo(&mut self, no: PayoutNo, kind: TransactionType) -> Result<TransactionNo, PostError> {
        let undoing = self.book_undoing(no, kind)?;
        self.state_mut(no).undone = Some(undoing);
        Ok(undoing)
    }

    /// Books the opposite of a payout, where its money is: what is still pending is undone as pending.
    pub(super) fn book_undoing(
        &mut self,
        no: PayoutNo,
        kind: TransactionType,
    ) -> Result<TransactionNo, PostError> {
        let payout = self.payout(no);
        let booked = self.transaction(payout.state.booked);
        let mut available_on = self.ledger.entry(booked.entry).available_on;
        if kind == TransactionType::PayoutCancel && self.has(Defect::CancelReturnsLater) {
            available_on = self.now.plus_business_days(2);
        }
        let sourceless = self.has(Defect::UndoWithoutSource);
        self.book(&Booking {
            owner: payout.terms.owner,
            kind,
            source: (!sourceless).then_some(Source::Payout(no)),
            amount: payout.terms.amount,
            currency: payout.terms.currency,
            source_type: payout.terms.source_type,
            available_on,
        })
    }

    /// Whether a defect keeps an event about a payout from being sent.
    fn unsaid(&self, no: PayoutNo, of_payout: Defect, of_reversal: Defect) -> bool {
        let is_reversal = self.payout(no).is_reversal();
        self.has(if is_reversal { of_reversal } else { of_payout })
    }
}
