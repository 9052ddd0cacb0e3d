//! What an account has, ready to be listed with filters.
//!
//! What is listed is told by its number: a range of times is a range of numbers, as times never decrease. Payouts,
//! balance transactions and events are in [`Lanes`], transfers in [`Choices`](super::choices::Choices), top-ups on
//! [`Shelves`].

mod connect;

pub use self::connect::{TransferFilter, TransferIndex};

use super::accounts::ExternalKind;
use super::booking::TransactionType;
use super::choices::ALL;
use super::events::EventType;
use super::lanes::{Lanes, both, made_in};
use super::payouts::arrival;
use super::shelves::Shelves;
use super::{AccountNo, ExternalNo, PayoutNo, TransactionNo, World};
use crate::clock::Time;
use crate::money::{Amount, Currency};
use crate::reference::page::{Page, Paging};
use crate::reference::params::Range;
use crate::reversal::payout::{Method, Status};
use crate::reversal::topup;

/// What a payout is listed by; its method says when it arrives.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct PayoutLane {
    pub status: Status,
    pub destination: ExternalNo,
    pub method: Method,
    pub is_reversal: bool,
}

/// Which payouts are wanted.
#[derive(Debug, Clone, Copy)]
pub struct PayoutFilter {
    pub status: Option<Status>,
    pub destination: Option<ExternalNo>,
    pub arrival: Range,
    pub created: Range,
    /// Whether reversing payouts are wanted too, as they always are (`PAY-LIST-05`).
    pub reversals: bool,
}

/// What a balance transaction is listed by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct TransactionLane {
    pub kind: TransactionType,
    pub currency: Currency,
}

/// Which balance transactions are wanted.
#[derive(Debug)]
pub struct TransactionFilter {
    pub kind: Option<TransactionType>,
    pub currency: Option<Currency>,
    pub created: Range,
    pub among: Among,
}

/// Among which balance transactions of an account those wanted are.
#[derive(Debug)]
pub enum Among {
    /// All that it has.
    All,
    /// Those of a payout of the schedule.
    PaidOutBy(PayoutNo),
    /// Those of another object, oldest first.
    These(Vec<TransactionNo>),
}

/// What an external account is listed by, and found where none is named.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct ExternalLane {
    pub kind: ExternalKind,
    pub currency: Currency,
    pub default: bool,
}

/// Which top-ups are wanted.
#[derive(Debug, Clone, Copy)]
pub struct TopUpFilter {
    pub status: Option<topup::Status>,
    pub amount: Range,
    pub created: Range,
}

/// What an event is listed by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct EventLane {
    pub kind: EventType,
    /// Whether every endpoint that it went to has taken it.
    pub delivered: bool,
}

impl World {
    /// The page of an account's payouts that are wanted.
    pub fn payouts_page(&self, owner: AccountNo, filter: &PayoutFilter, paging: &Paging) -> Page {
        let made = |range, time_of: &dyn Fn(Time) -> Time| {
            let time_of = |number| time_of(self.payouts[number].created).unix();
            made_in(0..self.payouts.next(), range, time_of)
        };
        let created = made(filter.created, &|created| created);
        let arriving = |method| {
            let range = made(filter.arrival, &|created| arrival(method, created));
            both(&created, &range)
        };
        let windows = Method::ALL.map(|method| (method, arriving(method)));
        self.account(owner).payouts.page(paging, |lane| {
            let wanted = filter.status.is_none_or(|status| lane.status == status)
                && filter.destination.is_none_or(|to| lane.destination == to)
                && (filter.reversals || !lane.is_reversal);
            let (_, window) = windows.iter().find(|(method, _)| *method == lane.method)?;
            wanted.then(|| window.clone())
        })
    }

    /// The page of an account's balance transactions that are wanted.
    pub fn transactions_page(
        &self,
        owner: AccountNo,
        filter: &TransactionFilter,
        paging: &Paging,
    ) -> Page {
        let time_of = |number| self.created(TransactionNo(number)).unix();
        let window = made_in(0..self.transactions.next(), filter.created, time_of);
        let wanted = |lane: &TransactionLane| {
            filter.kind.is_none_or(|kind| lane.kind == kind)
                && filter.currency.is_none_or(|code| lane.currency == code)
        };
        let listed = match &filter.among {
            Among::All => &self.account(owner).transactions,
            Among::PaidOutBy(payout) => &self.paid_out[payout],
            Among::These(few) => {
                let window = paging.within(window);
                let few = few.iter().filter(|no| window.contains(&no.0));
                let wanted = few.filter(|no| wanted(&self.transaction_lane(**no)));
                return paging.take(wanted.map(|no| no.0));
            }
        };
        listed.page(paging, |lane| wanted(lane).then(|| window.clone()))
    }

    /// Whether a balance transaction is among some of its account.
    pub fn is_among(&self, no: TransactionNo, among: &Among) -> bool {
        match among {
            Among::All => true,
            Among::PaidOutBy(payout) => self.paid_out[payout].has(&self.transaction_lane(no), no.0),
            Among::These(few) => few.contains(&no),
        }
    }

    /// The page of an account's external accounts, of one kind where it is said.
    pub fn externals_page(
        &self,
        owner: AccountNo,
        kind: Option<ExternalKind>,
        paging: &Paging,
    ) -> Page {
        self.account(owner).externals.page(paging, |lane| {
            let wanted = kind.is_none_or(|kind| lane.kind == kind);
            wanted.then_some(ALL)
        })
    }

    /// The page of an account's top-ups that are wanted.
    pub fn top_ups_page(&self, owner: AccountNo, filter: &TopUpFilter, paging: &Paging) -> Page {
        let time_of = |number: usize| self.topups[number].created.unix();
        let window = made_in(0..self.topups.len(), filter.created, time_of);
        let amounts = [filter.amount.from, filter.amount.to].map(Amount::new);
        let [from, to] = amounts.map(|amount| (filter.status, amount));
        self.account(owner).topups.page(from..=to, window, paging)
    }

    /// The page of an account's events whose lanes are wanted.
    pub fn events_page(
        &self,
        owner: AccountNo,
        (created, paging): (Range, &Paging),
        wanted: impl Fn(&EventLane) -> bool,
    ) -> Page {
        let window = self.events.made_in(created);
        let lanes = &self.account(owner).events;
        lanes.page(paging, |lane| wanted(lane).then(|| window.clone()))
    }
}

/// An account's payouts.
pub type PayoutIndex = Lanes<PayoutLane>;
/// An account's balance transactions.
pub type TransactionIndex = Lanes<TransactionLane>;
/// An account's events.
pub type EventIndex = Lanes<EventLane>;
/// An account's external accounts.
pub type ExternalIndex = Lanes<ExternalLane>;
/// An account's top-ups, under their status and under none.
pub type TopUpIndex = Shelves<(Option<topup::Status>, Amount)>;
