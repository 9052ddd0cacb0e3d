//! What comes into a financial account, and what others take out of it (`RD-01` to `RD-12`).

use super::postings::Flow;
use super::{CreditNo, DebitNo, DebitReversalNo, FinancialNo, FlowTransactionNo, World};
use crate::clock::Time;
use crate::ledger::PostError;
use crate::money::Amount;
use crate::reference::defect::Defect;
use crate::reference::world::events::{Cause, EventType, Subject};
use crate::reversal::debit::{
    Facts, Network, Outcome, Restriction, deadline, outcome, restriction,
};

/// What the documented test helpers say of money where nothing is said.
pub const DESCRIPTION: &str = "Stripe Test";

/// The bank account at the other end.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Counterparty {
    pub holder: Option<Box<str>>,
    pub last4: Box<str>,
    pub routing_number: Box<str>,
}

impl Default for Counterparty {
    /// What the documented test helpers show where nothing is said.
    fn default() -> Self {
        Self {
            holder: None,
            last4: "6789".into(),
            routing_number: "110000000".into(),
        }
    }
}

/// Money that came into a financial account.
#[derive(Debug)]
pub struct ReceivedCredit {
    pub account: FinancialNo,
    pub amount: Amount,
    /// The name of what it came over.
    pub network: &'static str,
    pub description: Box<str>,
    pub counterparty: Counterparty,
    pub created: Time,
    pub transaction: FlowTransactionNo,
}

/// Money that somebody else took out of a financial account, or wanted to.
#[derive(Debug)]
pub struct ReceivedDebit {
    pub account: FinancialNo,
    pub amount: Amount,
    pub network: Network,
    pub source_restricted: bool,
    pub description: Box<str>,
    pub counterparty: Counterparty,
    pub created: Time,
    pub outcome: Outcome,
    /// The time before which it can be reversed, where there is one.
    pub deadline: Option<Time>,
    /// Its transaction; a failed one has none.
    pub transaction: Option<FlowTransactionNo>,
    /// The reversal that takes it back.
    pub reversal: Option<DebitReversalNo>,
}

/// Money that is to move between a financial account and somebody else's bank account.
#[derive(Debug)]
pub struct NewFlow<N> {
    pub account: FinancialNo,
    pub amount: Amount,
    pub network: N,
    pub description: Box<str>,
    pub counterparty: Counterparty,
}

impl World {
    /// Puts money into a financial account.
    pub fn receive_credit(&mut self, new: NewFlow<&'static str>) -> Result<CreditNo, PostError> {
        let entry = self.book_cash(new.account, new.amount)?;
        let no = CreditNo(self.treasury.credits.len());
        let transaction = self.open_flow(new.account, Flow::Credit(no), new.amount);
        self.add_flow_entry(transaction, entry);
        self.post_flow(transaction);
        self.treasury.credits.push(ReceivedCredit {
            account: new.account,
            amount: new.amount,
            network: new.network,
            description: new.description,
            counterparty: new.counterparty,
            created: self.now,
            transaction,
        });
        Ok(no)
    }

    /// Takes money out of a financial account, or fails to (`RD-01`, `RD-03` to `RD-05`, `RD-10`).
    pub fn receive_debit(
        &mut self,
        new: NewFlow<Network>,
        source_restricted: bool,
        cause: &Cause,
    ) -> Result<DebitNo, PostError> {
        let no = DebitNo(self.treasury.debits.len());
        let account = new.account;
        let outcome = self.debit_outcome(account, new.amount);
        let transaction = self.take_cash(no, &new, outcome)?;
        let facts = Facts {
            outcome,
            network: new.network,
            source_restricted,
            deadline: None,
            reversed: false,
        };
        let index = &mut self.treasury.accounts[account.0].debits;
        for choice in [None, Some(outcome)] {
            index.add(choice, no.0);
        }
        self.treasury.debits.push(ReceivedDebit {
            account,
            amount: new.amount,
            network: new.network,
            source_restricted,
            description: new.description,
            counterparty: new.counterparty,
            created: self.now,
            outcome,
            deadline: deadline(&facts, self.now, &self.policy),
            transaction,
            reversal: None,
        });
        self.debit_sent(no, cause);
        Ok(no)
    }

    fn debit_outcome(&self, account: FinancialNo, amount: Amount) -> Outcome {
        if self.has(Defect::UnfundedDebitSucceeds) {
            return Outcome::Succeeded;
        }
        outcome(amount, self.cash(account))
    }

    /// Books what a debit takes; the failed one takes nothing and has no transaction.
    fn take_cash(
        &mut self,
        no: DebitNo,
        new: &NewFlow<Network>,
        outcome: Outcome,
    ) -> Result<Option<FlowTransactionNo>, PostError> {
        let amount = new.amount.negated();
        let taken = match outcome {
            Outcome::Succeeded => !self.has(Defect::DebitKeepsCash),
            Outcome::Failed => self.has(Defect::UnfundedDebitTakesCash),
        };
        let entry = if taken {
            Some(self.book_cash(new.account, amount)?)
        } else {
            None
        };
        if outcome == Outcome::Failed {
            return Ok(None);
        }
        let transaction = self.open_flow(new.account, Flow::Debit(no), amount);
        if let Some(entry) = entry {
            self.add_flow_entry(transaction, entry);
        }
        self.post_flow(transaction);
        Ok(Some(transaction))
    }

    fn debit_sent(&mut self, no: DebitNo, cause: &Cause) {
        let debit = self.received_debit(no);
        let (account, transaction) = (debit.account, debit.transaction);
        let owner = self.financial_account(account).owner;
        let failed = transaction.is_none() && self.has(Defect::FailedDebitNotSent);
        if !failed && !self.has(Defect::DebitNotSent) {
            let subject = Subject::ReceivedDebit(no);
            self.emit(owner, EventType::ReceivedDebitCreated, subject, cause);
        }
        if let Some(transaction) = transaction
            && self.has(Defect::TreasuryTransactionSent)
        {
            let subject = Subject::FlowTransaction(transaction);
            self.emit(owner, EventType::TreasuryTransactionCreated, subject, cause);
        }
    }

    /// What the rules have to know of a debit.
    pub(super) fn debit_facts(&self, no: DebitNo) -> Facts {
        let debit = self.received_debit(no);
        Facts {
            outcome: debit.outcome,
            network: debit.network,
            source_restricted: debit.source_restricted,
            deadline: debit.deadline,
            reversed: debit.reversal.is_some(),
        }
    }

    /// The restriction that a debit was under at a time, with that reversal or none (`RD-05` to `RD-08`, `DR-20`).
    pub fn debit_restriction(
        &self,
        no: DebitNo,
        at: Time,
        reversal: Option<DebitReversalNo>,
    ) -> Option<Restriction> {
        let facts = Facts {
            reversed: reversal.is_some(),
            ..self.debit_facts(no)
        };
        restriction(&facts, at, &self.policy)
    }
}
