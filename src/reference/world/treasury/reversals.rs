//! Debit reversals: a received debit is taken back, and the money comes when the bank says so (`DR-01` to `DR-20`).
//!
//! The documents are silent on when the money is back: here it is when the reversal is completed, which
//! is when its transaction is posted (`DR-17`). They are silent on what a canceled one leaves, too: its
//! transaction is void, and the debit stays reversed, since one attempt is all there is.

use super::postings::Flow;
use super::{DebitNo, DebitReversalNo, FinancialNo, FlowTransactionNo, World};
use crate::clock::Time;
use crate::ledger::PostError;
use crate::reference::defect::Defect;
use crate::reference::error::ApiError;
use crate::reference::metadata::{Change, Metadata};
use crate::reference::world::events::{Cause, EventType, Subject};
use crate::reversal::Refusal;
use crate::reversal::debit::{BankAct, Status, after, check_reverse};

/// A received debit that is taken back.
#[derive(Debug)]
pub struct DebitReversal {
    pub debit: DebitNo,
    pub account: FinancialNo,
    pub created: Time,
    /// Settled at creation: nothing updates it (`DR-05`).
    pub metadata: Metadata,
    pub transaction: FlowTransactionNo,
    pub state: DebitReversalState,
}

/// What of a debit reversal can change.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DebitReversalState {
    pub status: Status,
    /// When the money came back (`DR-16`).
    pub completed_at: Option<Time>,
}

impl World {
    /// Whether a debit can be reversed now (`DR-06` to `DR-11`, `DR-20`).
    pub fn check_debit_reversal(&self, no: DebitNo) -> Result<(), Refusal> {
        let early = u64::from(self.has(Defect::DebitClosesEarly));
        let now = self.now.plus_seconds(early);
        check_reverse(&self.debit_facts(no), now, &self.policy)
    }

    /// Reverses a debit (`DR-01`, `DR-05` to `DR-12`).
    pub fn reverse_debit(
        &mut self,
        no: DebitNo,
        change: &Change,
        cause: &Cause,
    ) -> Result<DebitReversalNo, ApiError> {
        let metadata = Metadata::default().changed(change)?;
        if let Err(refusal) = self.check_debit_reversal(no) {
            if self.has(Defect::RefusedDebitReversalListed) {
                self.open_debit_reversal(no, metadata)?;
            }
            return Err(refusal.into());
        }
        Ok(self.take_debit_back(no, metadata, cause)?)
    }

    /// Makes the reversal of a debit without asking whether it may be made.
    pub fn take_debit_back(
        &mut self,
        no: DebitNo,
        metadata: Metadata,
        cause: &Cause,
    ) -> Result<DebitReversalNo, PostError> {
        let reversal = self.open_debit_reversal(no, metadata)?;
        self.treasury.debits[no.0].reversal = Some(reversal);
        if !self.has(Defect::DebitReversalNotSent) {
            self.emit_debit_reversal(reversal, EventType::DebitReversalCreated, cause);
        }
        Ok(reversal)
    }

    fn open_debit_reversal(
        &mut self,
        debit: DebitNo,
        metadata: Metadata,
    ) -> Result<DebitReversalNo, PostError> {
        let no = DebitReversalNo(self.treasury.reversals.len());
        let taken = self.received_debit(debit);
        let (account, amount) = (taken.account, taken.amount);
        let early = if self.has(Defect::CashRestoredEarly) {
            Some(self.book_cash(account, amount)?)
        } else {
            None
        };
        let transaction = self.open_flow(account, Flow::Reversal(no), amount);
        if let Some(entry) = early {
            self.add_flow_entry(transaction, entry);
        }
        let dropped = self.has(Defect::DebitReversalMetadataDropped);
        let reversal = DebitReversal {
            debit,
            account,
            created: self.now,
            metadata: if dropped {
                Metadata::default()
            } else {
                metadata
            },
            transaction,
            state: DebitReversalState {
                status: Status::Processing,
                completed_at: None,
            },
        };
        self.treasury.accounts[account.0].list_reversal(no, &reversal);
        self.treasury.reversals.push(reversal);
        Ok(no)
    }

    /// Changes the metadata of a debit reversal, which no correct world ever does (`DR-05`).
    pub fn update_debit_reversal(
        &mut self,
        no: DebitReversalNo,
        change: &Change,
    ) -> Result<(), ApiError> {
        let metadata = self.debit_reversal(no).metadata.changed(change)?;
        self.treasury.reversals[no.0].metadata = metadata;
        Ok(())
    }

    /// Lets the bank act on a debit reversal; nothing happens when the act comes too late.
    pub fn settle_debit_reversal(
        &mut self,
        no: DebitReversalNo,
        act: BankAct,
    ) -> Result<(), PostError> {
        let status = self.debit_reversal(no).state.status;
        let again = status == Status::Completed && self.has(Defect::CompletedTwice);
        let next = match act {
            BankAct::Complete if again => Some(Status::Completed),
            BankAct::Complete | BankAct::Cancel => after(status, act),
        };
        match next {
            Some(Status::Completed) => self.complete_debit_reversal(no),
            Some(Status::Canceled) => {
                self.set_reversal_state(no, Status::Canceled, None);
                self.void_flow(self.debit_reversal(no).transaction);
                Ok(())
            }
            Some(Status::Processing) | None => Ok(()),
        }
    }

    /// Brings the money back (`DR-15` to `DR-17`).
    fn complete_debit_reversal(&mut self, no: DebitReversalNo) -> Result<(), PostError> {
        let reversal = self.debit_reversal(no);
        let (account, transaction) = (reversal.account, reversal.transaction);
        let amount = self.received_debit(reversal.debit).amount;
        let times = if self.has(Defect::CompletionKeepsCash) || self.has(Defect::CashRestoredEarly)
        {
            0
        } else if self.has(Defect::CashRestoredTwice) {
            2
        } else {
            1
        };
        for _ in 0..times {
            let entry = self.book_cash(account, amount)?;
            self.add_flow_entry(transaction, entry);
        }
        self.post_flow(transaction);
        self.set_reversal_state(no, Status::Completed, Some(self.now));
        if !self.has(Defect::CompletionNotSent) {
            let kind = EventType::DebitReversalCompleted;
            self.emit_debit_reversal(no, kind, &Cause::Processor);
        }
        Ok(())
    }

    fn set_reversal_state(
        &mut self,
        no: DebitReversalNo,
        status: Status,
        completed_at: Option<Time>,
    ) {
        let reversal = &mut self.treasury.reversals[no.0];
        let account = &mut self.treasury.accounts[reversal.account.0];
        account.unlist_reversal(no, reversal);
        reversal.state = DebitReversalState {
            status,
            completed_at,
        };
        account.list_reversal(no, reversal);
    }

    fn emit_debit_reversal(&mut self, no: DebitReversalNo, kind: EventType, cause: &Cause) {
        let reversal = self.debit_reversal(no);
        let (account, state) = (reversal.account, reversal.state);
        let owner = self.financial_account(account).owner;
        let subject = Subject::DebitReversal { no, state };
        self.emit(owner, kind, subject, cause);
    }
}
