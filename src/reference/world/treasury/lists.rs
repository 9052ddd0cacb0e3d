//! What is in a financial account, ready to be listed with filters.

use super::postings::{OrderBy, TreasuryTransaction};
use super::reversals::DebitReversal;
use super::{DebitNo, DebitReversalNo, FinancialAccount, FinancialNo, FlowTransactionNo, World};
use crate::reference::page::{Page, Paging};
use crate::reference::params::Range;
use crate::reference::world::AccountNo;
use crate::reference::world::choices::{self, Choices};
use crate::reference::world::lanes::{both, made_in};
use crate::reference::world::shelves::Shelves;
use crate::reversal::debit::{Outcome, Status};

/// The received debits of a financial account, by how they ended.
pub type DebitIndex = Choices<Option<Outcome>>;
/// Its debit reversals, by what they take back and where they stand.
pub type ReversalIndex = Choices<(Option<DebitNo>, Option<Status>)>;
/// Its entries, by their transaction.
pub type EntryIndex = Choices<Option<FlowTransactionNo>>;

/// In the order of posting, what is not posted stands behind all that is, in the order of making.
const UNPOSTED: usize = usize::MAX / 2;

/// What a transaction is listed by: the name of its standing, or none, and when it was made.
type FlowKey = (Option<&'static str>, i64);

/// The transactions of a financial account, in both orders.
#[derive(Debug, Default)]
pub struct FlowIndex {
    made: Shelves<FlowKey>,
    by_posting: Shelves<FlowKey>,
    posted: Vec<FlowTransactionNo>,
}

/// Which transactions are wanted, and in which order.
#[derive(Debug, Clone, Copy)]
pub struct FlowFilter {
    pub order: OrderBy,
    /// The name of where they stand.
    pub standing: Option<&'static str>,
    pub created: Range,
    /// When those that are posted were.
    pub posted_at: Option<Range>,
    /// The only one that can be, where a flow is asked for.
    pub only: Option<FlowTransactionNo>,
}

impl FlowIndex {
    /// Notes a transaction as it stands now.
    pub(super) fn add(&mut self, no: FlowTransactionNo, transaction: &mut TreasuryTransaction) {
        transaction.place = if transaction.standing.posted_at().is_some() {
            self.posted.push(no);
            self.posted.len() - 1
        } else {
            UNPOSTED + no.0
        };
        for key in keys(transaction) {
            self.made.add(key, no.0);
            self.by_posting.add(key, transaction.place);
        }
    }

    /// Takes out a transaction that is about to change.
    pub(super) fn remove(&mut self, no: FlowTransactionNo, transaction: &TreasuryTransaction) {
        for key in keys(transaction) {
            self.made.remove(key, no.0);
            self.by_posting.remove(key, transaction.place);
        }
    }

    /// The transaction at a place of an order.
    pub fn at(&self, order: OrderBy, place: usize) -> FlowTransactionNo {
        match order {
            OrderBy::Created => FlowTransactionNo(place),
            OrderBy::PostedAt if place < UNPOSTED => self.posted[place],
            OrderBy::PostedAt => FlowTransactionNo(place - UNPOSTED),
        }
    }
}

fn keys(transaction: &TreasuryTransaction) -> [FlowKey; 2] {
    let name = transaction.standing.name();
    [None, Some(name)].map(|name| (name, transaction.created.unix()))
}

/// Every choice that finds a debit reversal.
fn choices_of(reversal: &DebitReversal) -> [(Option<DebitNo>, Option<Status>); 4] {
    let (debit, status) = (Some(reversal.debit), Some(reversal.state.status));
    [(None, None), (None, status), (debit, None), (debit, status)]
}

impl FinancialAccount {
    /// Notes a debit reversal as it stands now.
    pub(super) fn list_reversal(&mut self, no: DebitReversalNo, reversal: &DebitReversal) {
        for choice in choices_of(reversal) {
            self.reversals.add(choice, no.0);
        }
    }

    /// Takes out a debit reversal that is about to change.
    pub(super) fn unlist_reversal(&mut self, no: DebitReversalNo, reversal: &DebitReversal) {
        for choice in choices_of(reversal) {
            self.reversals.remove(choice, no.0);
        }
    }
}

impl World {
    /// The page of an account's financial accounts, by their places.
    pub fn financial_page(&self, owner: AccountNo, created: Range, paging: &Paging) -> Page {
        let own = self.financial_accounts_of(owner);
        let time_of = |place: usize| self.financial_account(own[place]).created.unix();
        paging.take(paging.within(made_in(0..own.len(), created, time_of)))
    }

    /// The page of the received debits of a financial account, with an outcome where it is said (`RD-09`).
    pub fn debits_page(&self, of: FinancialNo, outcome: Option<Outcome>, paging: &Paging) -> Page {
        let index = &self.financial_account(of).debits;
        index.page(outcome, choices::ALL, paging)
    }

    /// The page of the debit reversals of a financial account that a choice finds (`DR-13`, `DR-14`).
    pub fn reversals_page(
        &self,
        of: FinancialNo,
        choice: (Option<DebitNo>, Option<Status>),
        paging: &Paging,
    ) -> Page {
        let index = &self.financial_account(of).reversals;
        index.page(choice, choices::ALL, paging)
    }

    /// The page of the transactions of a financial account that are wanted, by their places in that order (`TRX-04`).
    pub fn flows_page(&self, of: FinancialNo, filter: &FlowFilter, paging: &Paging) -> Page {
        let index = &self.financial_account(of).flows;
        let posted = filter.posted_at.map(|range| {
            made_in(0..index.posted.len(), range, |place| {
                let standing = self.flow_transaction(index.posted[place]).standing;
                standing.posted_at().unwrap_or(self.now).unix()
            })
        });
        let mut window = posted.unwrap_or(choices::ALL);
        if let Some(only) = filter.only {
            let place = self.flow_place(only, filter.order);
            window = both(&window, &(place..place + 1));
        }
        let Range { from, to } = filter.created;
        let range = (filter.standing, from)..=(filter.standing, to);
        match filter.order {
            OrderBy::Created => index.made.page(range, window, paging),
            OrderBy::PostedAt => index.by_posting.page(range, window, paging),
        }
    }

    /// The place of a transaction in an order.
    pub fn flow_place(&self, no: FlowTransactionNo, order: OrderBy) -> usize {
        match order {
            OrderBy::Created => no.0,
            OrderBy::PostedAt => self.flow_transaction(no).place,
        }
    }

    /// The transaction of the flow with this id; a failed debit has none.
    pub fn flow_named(&self, id: &str) -> Option<FlowTransactionNo> {
        if let Some(no) = self.any_debit_named(id) {
            return self.received_debit(no).transaction;
        }
        let reversal = self.any_debit_reversal_named(id);
        let reversal = reversal.map(|no| self.debit_reversal(no).transaction);
        reversal.or_else(|| Some(self.received_credit(self.any_credit_named(id)?).transaction))
    }

    /// The page of the entries of a financial account, or of one of its transactions, that were made in a range of time.
    pub fn entries_page(
        &self,
        of: FinancialNo,
        (transaction, made): (Option<FlowTransactionNo>, Range),
        paging: &Paging,
    ) -> Page {
        let all = &self.treasury.entries;
        let time_of = |number: usize| self.ledger.entry(all[number].entry).at.unix();
        let window = made_in(0..all.len(), made, time_of);
        let index = &self.financial_account(of).entries;
        index.page(transaction, window, paging)
    }

    /// The newest received debit of a financial account.
    pub fn newest_debit(&self, of: FinancialNo) -> Option<DebitNo> {
        let mut all = self.financial_account(of).debits.of(None, choices::ALL);
        all.next_back().map(DebitNo)
    }
}
