//! What an account has, in the order in which it was made, ready to be listed with filters.
//!
//! A place is a position in that order. Times of making never decrease, so that a range of them is
//! a range of places; a list by status, destination or type holds places in order. A page then
//! comes from the shortest list that a filter leaves, checked against the other filters.

mod connect;

use std::collections::{BTreeMap, BTreeSet, VecDeque};

pub use self::connect::{FeeIndex, TransferFilter, TransferIndex};

use super::booking::TransactionType;
use super::events::{EventType, KEPT_SECONDS};
use super::{EventNo, ExternalNo, PayoutNo, TransactionNo};
use crate::clock::Time;
use crate::reference::page::{Page, Paging};
use crate::reference::params::Range;
use crate::reversal::payout::Status;

/// The places of things by the time they were made.
#[derive(Debug, Default)]
struct Times(Vec<i64>);

impl Times {
    fn add(&mut self, created: Time) -> usize {
        self.0.push(created.unix());
        self.0.len() - 1
    }

    /// The places on a page's side of its cursor that were made in a range of time.
    fn window(&self, created: Range, paging: &Paging) -> std::ops::Range<usize> {
        let page = paging.window(self.0.len());
        let first = self.0.partition_point(|time| *time < created.from);
        let end = self.0.partition_point(|time| *time <= created.to);
        let start = page.start.max(first);
        start..page.end.min(end).max(start)
    }
}

/// An account's payouts.
#[derive(Debug, Default)]
pub struct PayoutIndex {
    created: Times,
    arrivals: Vec<i64>,
    /// The longest that a payout is on its way: who arrives in a range was made not long before.
    longest_way: i64,
    rows: Vec<PayoutRow>,
    by_status: BTreeMap<Status, BTreeSet<usize>>,
    by_destination: BTreeMap<ExternalNo, Vec<usize>>,
}

/// What is listed by of one payout.
#[derive(Debug, Clone, Copy)]
pub struct PayoutRow {
    pub no: PayoutNo,
    pub destination: ExternalNo,
    pub status: Status,
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

impl PayoutIndex {
    /// Adds the newest payout and answers its place.
    pub fn add(&mut self, row: PayoutRow, created: Time, arrival: Time) -> usize {
        let place = self.created.add(created);
        self.arrivals.push(arrival.unix());
        let way = arrival.unix() - created.unix();
        self.longest_way = self.longest_way.max(way);
        self.by_status.entry(row.status).or_default().insert(place);
        let same = self.by_destination.entry(row.destination).or_default();
        same.push(place);
        self.rows.push(row);
        place
    }

    /// Notes that the payout at a place has another status.
    pub fn set_status(&mut self, place: usize, status: Status) {
        let row = &mut self.rows[place];
        if let Some(places) = self.by_status.get_mut(&row.status) {
            places.remove(&place);
        }
        row.status = status;
        self.by_status.entry(status).or_default().insert(place);
    }

    /// The payout at a place.
    pub fn at(&self, place: usize) -> PayoutNo {
        self.rows[place].no
    }

    /// The page of those that are wanted.
    pub fn page(&self, filter: &PayoutFilter, paging: &Paging) -> Page {
        let made = Range {
            from: filter.arrival.from.saturating_sub(self.longest_way),
            to: filter.arrival.to,
        };
        let window = self.created.window(filter.created.and(made), paging);
        let keep = |place: usize| {
            let row = &self.rows[place];
            filter.arrival.holds(self.arrivals[place])
                && filter.status.is_none_or(|status| row.status == status)
                && filter.destination.is_none_or(|to| row.destination == to)
                && (filter.reversals || !row.is_reversal)
        };
        let (none, nowhere) = (BTreeSet::new(), Vec::new());
        let by_status = filter
            .status
            .map(|status| self.by_status.get(&status).unwrap_or(&none));
        let by_destination = filter
            .destination
            .map(|to| self.by_destination.get(&to).unwrap_or(&nowhere));
        match (by_status, by_destination) {
            (None, None) => paging.take(window, keep),
            (Some(set), None) => paging.take(set.range(window).copied(), keep),
            (Some(set), Some(list)) if set.len() < list.len() => {
                paging.take(set.range(window).copied(), keep)
            }
            (_, Some(list)) => paging.take(within(list, window).iter().copied(), keep),
        }
    }
}

/// An account's balance transactions.
#[derive(Debug, Default)]
pub struct TransactionIndex {
    created: Times,
    numbers: Vec<TransactionNo>,
    by_type: BTreeMap<TransactionType, Vec<usize>>,
}

impl TransactionIndex {
    /// Adds the newest transaction and answers its place.
    pub fn add(&mut self, no: TransactionNo, kind: TransactionType, created: Time) -> usize {
        let place = self.created.add(created);
        self.by_type.entry(kind).or_default().push(place);
        self.numbers.push(no);
        place
    }

    /// The transaction at a place.
    pub fn at(&self, place: usize) -> TransactionNo {
        self.numbers[place]
    }

    /// The page of those of a type, or of the given places, that are kept.
    pub fn page(
        &self,
        created: Range,
        (kind, among): (Option<TransactionType>, Option<&[usize]>),
        paging: &Paging,
        keep: impl Fn(TransactionNo) -> bool,
    ) -> Page {
        let window = self.created.window(created, paging);
        let keep = |place: usize| keep(self.numbers[place]);
        let of_type = kind.map(|kind| self.by_type.get(&kind).map_or(&[][..], Vec::as_slice));
        match (among, of_type) {
            (Some(list), None) | (None, Some(list)) => {
                paging.take(within(list, window).iter().copied(), keep)
            }
            (Some(list), Some(of_type)) => {
                let both = |place: &usize| of_type.binary_search(place).is_ok();
                paging.take(within(list, window).iter().copied().filter(both), keep)
            }
            (None, None) => paging.take(window, keep),
        }
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

/// An account's events; those that are dropped leave the others their places.
#[derive(Debug, Default)]
pub struct EventIndex {
    dropped: usize,
    rows: VecDeque<EventRow>,
}

#[derive(Debug)]
struct EventRow {
    no: EventNo,
    kind: EventType,
    created: i64,
}

impl EventIndex {
    /// Adds the newest event and answers its place.
    pub fn add(&mut self, no: EventNo, kind: EventType, created: Time) -> usize {
        let created = created.unix();
        let over = |row: &EventRow| row.created < created - KEPT_SECONDS;
        while self.rows.front().is_some_and(over) {
            self.rows.pop_front();
            self.dropped += 1;
        }
        self.rows.push_back(EventRow { no, kind, created });
        self.dropped + self.rows.len() - 1
    }

    /// The event at a place.
    pub fn at(&self, place: usize) -> EventNo {
        self.rows[place - self.dropped].no
    }

    /// The page of those that are kept by number and type.
    pub fn page(
        &self,
        created: Range,
        paging: &Paging,
        keep: impl Fn(EventNo, EventType) -> bool,
    ) -> Page {
        let page = paging.window(self.dropped + self.rows.len());
        let first = self.rows.partition_point(|row| row.created < created.from);
        let end = self.rows.partition_point(|row| row.created <= created.to);
        let start = page.start.max(self.dropped + first);
        let end = page.end.min(self.dropped + end).max(start);
        paging.take(start..end, |place| {
            let row = &self.rows[place - self.dropped];
            keep(row.no, row.kind)
        })
    }
}

/// The part of a sorted list that lies in a window.
fn within(list: &[usize], window: std::ops::Range<usize>) -> &[usize] {
    let start = list.partition_point(|place| *place < window.start);
    let end = list.partition_point(|place| *place < window.end);
    &list[start..end]
}
