//! Treasury transactions and their entries: what a financial account sees of the ledger (`TRX-01` to `TRX-03`).

use super::{
    CreditNo, DebitNo, DebitReversalNo, FinancialNo, FlowEntryNo, FlowTransactionNo, World,
};
use crate::clock::Time;
use crate::ledger::{Book, Draft, EntryNo, Leg, PostError};
use crate::money::Amount;

/// Why money moves in or out of a financial account.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Flow {
    /// It was received.
    Credit(CreditNo),
    /// It was taken.
    Debit(DebitNo),
    /// It was taken, and is taken back.
    Reversal(DebitReversalNo),
}

impl Flow {
    /// The name on the wire, of the flow and of its entries.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Credit(_) => "received_credit",
            Self::Debit(_) => "received_debit",
            Self::Reversal(_) => "debit_reversal",
        }
    }
}

/// Where a treasury transaction stands; it does not leave the last two (`TRX-02`).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// Nothing is settled yet.
    Open,
    /// Its money has moved, since this time.
    Posted(Time),
    /// Its money will not move, since this time.
    Void(Time),
}

impl Standing {
    /// The names on the wire.
    pub const NAMES: [&'static str; 3] = ["open", "posted", "void"];

    /// The name on the wire.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Posted(_) => "posted",
            Self::Void(_) => "void",
        }
    }

    /// Since when it is posted.
    pub const fn posted_at(self) -> Option<Time> {
        match self {
            Self::Posted(at) => Some(at),
            Self::Open | Self::Void(_) => None,
        }
    }

    /// Since when it is void.
    pub const fn void_at(self) -> Option<Time> {
        match self {
            Self::Void(at) => Some(at),
            Self::Open | Self::Posted(_) => None,
        }
    }
}

/// A treasury transaction: made with its flow, and posted when the flow's money moves.
#[derive(Debug)]
pub struct TreasuryTransaction {
    pub account: FinancialNo,
    pub flow: Flow,
    /// What the account gains by it in the end.
    pub amount: Amount,
    pub created: Time,
    pub standing: Standing,
    /// Its place in the order of posting.
    pub place: usize,
    /// Its entries, oldest first.
    pub entries: Vec<FlowEntryNo>,
}

/// An entry of the ledger as its financial account sees it.
#[derive(Debug)]
pub struct TreasuryEntry {
    pub transaction: FlowTransactionNo,
    /// The entry, which has amount, currency and time.
    pub entry: EntryNo,
}

/// In which order transactions are listed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OrderBy {
    /// As they were made.
    Created,
    /// As they were posted; those that are not come after all that are.
    PostedAt,
}

impl World {
    /// Moves cash between a financial account and the world outside.
    pub(super) fn book_cash(
        &mut self,
        account: FinancialNo,
        amount: Amount,
    ) -> Result<EntryNo, PostError> {
        let gain = |book, amount| Leg { book, amount };
        self.ledger.post(&Draft {
            at: self.now,
            available_on: self.now,
            currency: self.financial_account(account).currency,
            legs: &[
                gain(account.cash(), amount),
                gain(Book::Outside, amount.negated()),
            ],
        })
    }

    /// Makes the transaction of a flow (`TRX-01`).
    pub(super) fn open_flow(
        &mut self,
        account: FinancialNo,
        flow: Flow,
        amount: Amount,
    ) -> FlowTransactionNo {
        let no = FlowTransactionNo(self.treasury.transactions.len());
        let mut transaction = TreasuryTransaction {
            account,
            flow,
            amount,
            created: self.now,
            standing: Standing::Open,
            place: 0,
            entries: Vec::new(),
        };
        let index = &mut self.treasury.accounts[account.0].flows;
        index.add(no, &mut transaction);
        self.treasury.transactions.push(transaction);
        no
    }

    /// Adds an entry to a transaction (`TRX-03`).
    pub(super) fn add_flow_entry(&mut self, transaction: FlowTransactionNo, entry: EntryNo) {
        let no = FlowEntryNo(self.treasury.entries.len());
        let account = self.flow_transaction(transaction).account;
        let new = TreasuryEntry { transaction, entry };
        self.treasury.entries.push(new);
        let index = &mut self.treasury.accounts[account.0].entries;
        for choice in [None, Some(transaction)] {
            index.add(choice, no.0);
        }
        self.treasury.transactions[transaction.0].entries.push(no);
    }

    /// Posts a transaction, once and for all (`TRX-02`).
    pub(super) fn post_flow(&mut self, no: FlowTransactionNo) {
        if self.flow_transaction(no).standing == Standing::Open {
            self.set_standing(no, Standing::Posted(self.now));
        }
    }

    /// Voids a transaction: its money will not move.
    pub(super) fn void_flow(&mut self, no: FlowTransactionNo) {
        self.set_standing(no, Standing::Void(self.now));
        self.treasury.transactions[no.0].amount = Amount::ZERO;
    }

    fn set_standing(&mut self, no: FlowTransactionNo, standing: Standing) {
        let transaction = &mut self.treasury.transactions[no.0];
        let index = &mut self.treasury.accounts[transaction.account.0].flows;
        index.remove(no, transaction);
        transaction.standing = standing;
        index.add(no, transaction);
    }

    /// What an entry has brought to its account.
    pub fn flow_entry_amount(&self, no: FlowEntryNo) -> Amount {
        let account = self.flow_entry_account(no);
        let entry = self.ledger.entry(self.flow_entry(no).entry);
        entry.amount_in(account.cash())
    }

    /// What a transaction has brought to its account so far.
    pub fn flow_impact(&self, no: FlowTransactionNo) -> Amount {
        let entries = self.flow_transaction(no).entries.iter();
        Amount::new(entries.map(|no| self.flow_entry_amount(*no).minor()).sum())
    }
}
