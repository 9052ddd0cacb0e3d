//! Lists with filters of many values: things are noted under every choice of filters that finds them.
//!
//! A page is then a piece of one sorted list, and costs no more than it shows, whatever is asked for. Where filters
//! have few values, [`Lanes`](super::lanes::Lanes) note each thing once; a range is for
//! [`Shelves`](super::shelves::Shelves).

use std::collections::BTreeSet;
use std::ops::Range;

use crate::reference::page::{Page, Paging};

/// Every number there is.
pub const ALL: Range<usize> = 0..usize::MAX;

/// The numbers of things by the choices that find them.
#[derive(Debug)]
pub struct Choices<K>(BTreeSet<(K, usize)>);

impl<K> Default for Choices<K> {
    fn default() -> Self {
        Self(BTreeSet::new())
    }
}

impl<K: Ord + Clone> Choices<K> {
    /// Notes a thing under a choice.
    pub fn add(&mut self, choice: K, number: usize) {
        self.0.insert((choice, number));
    }

    /// Takes a thing from a choice.
    pub fn remove(&mut self, choice: K, number: usize) {
        self.0.remove(&(choice, number));
    }

    /// What a choice finds, the oldest first.
    pub fn of(&self, choice: K, window: Range<usize>) -> impl DoubleEndedIterator<Item = usize> {
        let found = (choice.clone(), window.start)..(choice, window.end);
        self.0.range(found).map(|(_, number)| *number)
    }

    /// The page of what a choice finds in a window of numbers.
    pub fn page(&self, choice: K, window: Range<usize>, paging: &Paging) -> Page {
        paging.take(self.of(choice, paging.within(window)))
    }
}
