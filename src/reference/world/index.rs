//! What an account has, ready to be listed with filters.
//!
//! Payouts, balance transactions and events are in [`Lanes`] by number; a range of times is a range of numbers,
//! as times never decrease. What is listed by little else than time has places, positions in the order of making.

mod connect;

use std::ops::Range as Window;

pub use self::connect::{FeeIndex, TransferFilter, TransferIndex};

use super::booking::TransactionType;
use super::events::EventType;
use super::lanes::{Lanes, made_in};
use super::payouts::arrival;
use super::{AccountNo, ExternalNo, TransactionNo, World};
use crate::clock::Time;
use crate::money::Currency;
use crate::reference::page::{Page, Paging};
use crate::reference::params::Range;
use crate::reversal::payout::{Method, Status};

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
    /// The only ones that are, where an object is asked for by which they were booked; the oldest first.
    pub among: Option<Vec<TransactionNo>>,
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
        let Some(among) = &filter.among else {
            let lanes = &self.account(owner).transactions;
            return lanes.page(paging, |lane| wanted(lane).then(|| window.clone()));
        };
        let window = paging.within(window);
        paging.take(among.iter().map(|no| no.0), |number| {
            window.contains(&number) && wanted(&self.transaction_lane(TransactionNo(number)))
        })
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

/// What is in both windows.
fn both(one: &Window<usize>, other: &Window<usize>) -> Window<usize> {
    let start = one.start.max(other.start);
    start..one.end.min(other.end).max(start)
}

/// An account's payouts.
pub type PayoutIndex = Lanes<PayoutLane>;
/// An account's balance transactions.
pub type TransactionIndex = Lanes<TransactionLane>;
/// An account's events.
pub type EventIndex = Lanes<EventLane>;

/// The places of things by the time they were made.
#[derive(Debug, Default)]
struct Times(Vec<i64>);

impl Times {
    fn add(&mut self, created: Time) -> usize {
        self.0.push(created.unix());
        self.0.len() - 1
    }

    /// The places on a page's side of its cursor that were made in a range of time.
    fn window(&self, created: Range, paging: &Paging) -> Window<usize> {
        let made = made_in(0..self.0.len(), created, |place| self.0[place]);
        paging.within(made)
    }
}

/// Things of an account that are listed by nothing but the time when they were made.
#[derive(Debug, Default)]
pub struct NumberIndex {
    created: Times,
    numbers: Vec<usize>,
}

impl NumberIndex {
    /// Adds the newest and answers its place.
    pub fn add(&mut self, number: usize, created: Time) -> usize {
        self.numbers.push(number);
        self.created.add(created)
    }

    /// The number of what is at a place.
    pub fn at(&self, place: usize) -> usize {
        self.numbers[place]
    }

    /// The page of those that are kept by their number.
    pub fn page(&self, created: Range, paging: &Paging, keep: impl Fn(usize) -> bool) -> Page {
        let window = self.created.window(created, paging);
        paging.take(window, |place| keep(self.numbers[place]))
    }
}

/// The part of a sorted list that lies in a window.
fn within(list: &[usize], window: Window<usize>) -> &[usize] {
    let start = list.partition_point(|place| *place < window.start);
    let end = list.partition_point(|place| *place < window.end);
    &list[start..end]
}
