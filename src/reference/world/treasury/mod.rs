//! Treasury: financial accounts, and the money that comes into and goes out of them.

pub mod debits;
pub mod lists;
pub mod postings;
pub mod reversals;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use self::debits::{ReceivedCredit, ReceivedDebit};
use self::lists::{DebitIndex, EntryIndex, FlowIndex, ReversalIndex};
use self::postings::{TreasuryEntry, TreasuryTransaction};
use self::reversals::DebitReversal;
use super::{AccountNo, World};
use crate::clock::Time;
use crate::ledger::Book;
use crate::money::{Amount, Currency};
use crate::reference::ids::Kind;

/// The number of a financial account.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FinancialNo(usize);

/// The number of a received credit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CreditNo(usize);

/// The number of a received debit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct DebitNo(pub usize);

/// The number of a debit reversal.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct DebitReversalNo(pub usize);

/// The number of a treasury transaction.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FlowTransactionNo(pub usize);

/// The number of an entry of a treasury transaction.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FlowEntryNo(pub usize);

impl FinancialNo {
    /// The cash of the account in the ledger.
    pub const fn cash(self) -> Book {
        Book::Cash(self.0)
    }
}

/// All of treasury that is in a world, each kind in the order in which it was made.
#[derive(Debug, Default)]
pub struct Treasury {
    accounts: Vec<FinancialAccount>,
    by_owner: BTreeMap<AccountNo, Vec<FinancialNo>>,
    credits: Vec<ReceivedCredit>,
    debits: Vec<ReceivedDebit>,
    reversals: Vec<DebitReversal>,
    transactions: Vec<TreasuryTransaction>,
    entries: Vec<TreasuryEntry>,
}

/// A financial account, and what has happened in it.
#[derive(Debug)]
pub struct FinancialAccount {
    pub owner: AccountNo,
    /// The one currency that it holds.
    pub currency: Currency,
    pub created: Time,
    pub debits: DebitIndex,
    pub reversals: ReversalIndex,
    pub flows: FlowIndex,
    pub entries: EntryIndex,
}

impl World {
    /// Opens a financial account with nothing in it.
    pub fn open_financial_account(&mut self, owner: AccountNo, currency: Currency) -> FinancialNo {
        let no = FinancialNo(self.treasury.accounts.len());
        self.treasury.by_owner.entry(owner).or_default().push(no);
        self.treasury.accounts.push(FinancialAccount {
            owner,
            currency,
            created: self.now,
            debits: DebitIndex::default(),
            reversals: ReversalIndex::default(),
            flows: FlowIndex::default(),
            entries: EntryIndex::default(),
        });
        no
    }

    /// Every financial account.
    pub fn financial_numbers(&self) -> impl Iterator<Item = FinancialNo> + use<> {
        (0..self.treasury.accounts.len()).map(FinancialNo)
    }

    /// An account's financial accounts, oldest first.
    pub fn financial_accounts_of(&self, owner: AccountNo) -> &[FinancialNo] {
        self.treasury
            .by_owner
            .get(&owner)
            .map_or(&[], Vec::as_slice)
    }

    /// The cash that a financial account holds.
    pub fn cash(&self, no: FinancialNo) -> Amount {
        let currency = self.financial_account(no).currency;
        self.ledger.balance(no.cash(), currency, self.now).available
    }

    /// A financial account.
    pub fn financial_account(&self, no: FinancialNo) -> &FinancialAccount {
        &self.treasury.accounts[no.0]
    }

    /// A received credit.
    pub fn received_credit(&self, no: CreditNo) -> &ReceivedCredit {
        &self.treasury.credits[no.0]
    }

    /// A received debit.
    pub fn received_debit(&self, no: DebitNo) -> &ReceivedDebit {
        &self.treasury.debits[no.0]
    }

    /// A debit reversal.
    pub fn debit_reversal(&self, no: DebitReversalNo) -> &DebitReversal {
        &self.treasury.reversals[no.0]
    }

    /// A treasury transaction.
    pub fn flow_transaction(&self, no: FlowTransactionNo) -> &TreasuryTransaction {
        &self.treasury.transactions[no.0]
    }

    /// An entry of a treasury transaction.
    pub fn flow_entry(&self, no: FlowEntryNo) -> &TreasuryEntry {
        &self.treasury.entries[no.0]
    }

    /// The id of a financial account.
    pub fn financial_id(&self, no: FinancialNo) -> String {
        self.ids.name(Kind::FinancialAccount, no.0)
    }

    /// The id of a received credit.
    pub fn credit_id(&self, no: CreditNo) -> String {
        self.ids.name(Kind::ReceivedCredit, no.0)
    }

    /// The id of a received debit.
    pub fn debit_id(&self, no: DebitNo) -> String {
        self.ids.name(Kind::ReceivedDebit, no.0)
    }

    /// The id of a debit reversal.
    pub fn debit_reversal_id(&self, no: DebitReversalNo) -> String {
        self.ids.name(Kind::DebitReversal, no.0)
    }

    /// The id of a treasury transaction.
    pub fn flow_transaction_id(&self, no: FlowTransactionNo) -> String {
        self.ids.name(Kind::TreasuryTransaction, no.0)
    }

    /// The id of an entry of a treasury transaction.
    pub fn flow_entry_id(&self, no: FlowEntryNo) -> String {
        self.ids.name(Kind::TreasuryEntry, no.0)
    }

    /// The financial account with this id, whosever it is.
    pub fn any_financial_named(&self, id: &str) -> Option<FinancialNo> {
        let number =
            self.ids
                .number_below(self.treasury.accounts.len(), Kind::FinancialAccount, id);
        number.map(FinancialNo)
    }

    /// The account's financial account with this id; another account's is as good as none (`HDR-03`).
    pub fn financial_named(&self, owner: AccountNo, id: &str) -> Option<FinancialNo> {
        let found = self.any_financial_named(id);
        found.filter(|no| self.owns(owner, *no))
    }

    /// The received credit with this id, whosever it is.
    pub fn any_credit_named(&self, id: &str) -> Option<CreditNo> {
        let number = self
            .ids
            .number_below(self.treasury.credits.len(), Kind::ReceivedCredit, id);
        number.map(CreditNo)
    }

    /// The received debit with this id, whosever it is.
    pub fn any_debit_named(&self, id: &str) -> Option<DebitNo> {
        let number = self
            .ids
            .number_below(self.treasury.debits.len(), Kind::ReceivedDebit, id);
        number.map(DebitNo)
    }

    /// The account's received debit with this id (`DR-12`).
    pub fn debit_named(&self, owner: AccountNo, id: &str) -> Option<DebitNo> {
        let found = self.any_debit_named(id);
        found.filter(|no| self.owns(owner, self.received_debit(*no).account))
    }

    /// The debit reversal with this id, whosever it is.
    pub fn any_debit_reversal_named(&self, id: &str) -> Option<DebitReversalNo> {
        let number = self
            .ids
            .number_below(self.treasury.reversals.len(), Kind::DebitReversal, id);
        number.map(DebitReversalNo)
    }

    /// The account's debit reversal with this id.
    pub fn debit_reversal_named(&self, owner: AccountNo, id: &str) -> Option<DebitReversalNo> {
        let found = self.any_debit_reversal_named(id);
        found.filter(|no| self.owns(owner, self.debit_reversal(*no).account))
    }

    /// The treasury transaction with this id, whosever it is.
    pub fn any_flow_transaction_named(&self, id: &str) -> Option<FlowTransactionNo> {
        let number = self.ids.number_below(
            self.treasury.transactions.len(),
            Kind::TreasuryTransaction,
            id,
        );
        number.map(FlowTransactionNo)
    }

    /// The account's treasury transaction with this id.
    pub fn flow_transaction_named(&self, owner: AccountNo, id: &str) -> Option<FlowTransactionNo> {
        let found = self.any_flow_transaction_named(id);
        found.filter(|no| self.owns(owner, self.flow_transaction(*no).account))
    }

    /// The entry with this id, whosever it is.
    pub fn any_flow_entry_named(&self, id: &str) -> Option<FlowEntryNo> {
        let number = self
            .ids
            .number_below(self.treasury.entries.len(), Kind::TreasuryEntry, id);
        number.map(FlowEntryNo)
    }

    /// The account's entry with this id.
    pub fn flow_entry_named(&self, owner: AccountNo, id: &str) -> Option<FlowEntryNo> {
        let found = self.any_flow_entry_named(id);
        found.filter(|no| self.owns(owner, self.flow_entry_account(*no)))
    }

    /// The financial account of an entry.
    pub fn flow_entry_account(&self, no: FlowEntryNo) -> FinancialNo {
        let transaction = self.flow_entry(no).transaction;
        self.flow_transaction(transaction).account
    }

    fn owns(&self, owner: AccountNo, no: FinancialNo) -> bool {
        self.financial_account(no).owner == owner
    }
}
