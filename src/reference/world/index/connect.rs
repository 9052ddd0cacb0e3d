//! The platform's transfers and application fees, which are listed by the number that they have.

use std::collections::BTreeMap;

use super::{Times, within};
use crate::clock::Time;
use crate::reference::page::{Page, Paging};
use crate::reference::params::Range;
use crate::reference::world::AccountNo;
use crate::reference::world::connect::FeeNo;
use crate::reference::world::transfers::TransferTerms;

/// The transfers of a world; the place of one is its number.
#[derive(Debug, Default)]
pub struct TransferIndex {
    created: Times,
    by_destination: BTreeMap<AccountNo, Vec<usize>>,
    by_group: BTreeMap<Box<str>, Vec<usize>>,
}

/// Which transfers are wanted.
#[derive(Debug, Clone, Copy)]
pub struct TransferFilter<'a> {
    pub destination: Option<AccountNo>,
    pub group: Option<&'a str>,
    pub created: Range,
}

impl TransferIndex {
    /// Adds the newest transfer.
    pub fn add(&mut self, terms: &TransferTerms, created: Time) {
        let place = self.created.add(created);
        let same = self.by_destination.entry(terms.destination).or_default();
        same.push(place);
        if let Some(group) = &terms.group {
            self.by_group.entry(group.clone()).or_default().push(place);
        }
    }

    /// The page of those that are wanted (`TR-11`).
    pub fn page(&self, filter: &TransferFilter<'_>, paging: &Paging) -> Page {
        let window = self.created.window(filter.created, paging);
        let nowhere = Vec::new();
        let by_destination = filter
            .destination
            .map(|to| self.by_destination.get(&to).unwrap_or(&nowhere));
        let by_group = filter
            .group
            .map(|group| self.by_group.get(group).unwrap_or(&nowhere));
        match (by_destination, by_group) {
            (None, None) => paging.take(window, |_| true),
            (Some(only), None) | (None, Some(only)) => {
                paging.take(within(only, window).iter().copied(), |_| true)
            }
            (Some(to), Some(group)) => {
                let both = |place: usize| to.binary_search(&place).is_ok();
                paging.take(within(group, window).iter().copied(), both)
            }
        }
    }
}

/// The application fees of a world; the place of one is its number.
#[derive(Debug, Default)]
pub struct FeeIndex {
    created: Times,
}

impl FeeIndex {
    /// Adds the newest fee.
    pub fn add(&mut self, created: Time) {
        self.created.add(created);
    }

    /// The page of those that are kept.
    pub fn page(&self, created: Range, paging: &Paging, keep: impl Fn(FeeNo) -> bool) -> Page {
        let window = self.created.window(created, paging);
        paging.take(window, |place| keep(FeeNo(place)))
    }
}
