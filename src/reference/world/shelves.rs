//! Lists that are filtered by a range of what does not come in order, as amounts do not.
//!
//! Numbers stand on shelves, about a thousand on each, sorted by what is asked for. A page is taken from one shelf
//! after the other, and a shelf without anything in the range is passed by at one look.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::{Range, RangeInclusive};

use crate::reference::page::{Page, Paging};

/// How many numbers share a shelf.
const SHELF: usize = 1_024;

/// The numbers of things by what they are asked for.
#[derive(Debug)]
pub struct Shelves<K>(BTreeMap<usize, BTreeSet<(K, usize)>>);

impl<K> Default for Shelves<K> {
    fn default() -> Self {
        Self(BTreeMap::new())
    }
}

impl<K: Ord + Copy> Shelves<K> {
    /// Puts a thing on its shelf.
    pub fn add(&mut self, value: K, number: usize) {
        let numbers = self.0.entry(number / SHELF).or_default();
        numbers.insert((value, number));
    }

    /// Takes a thing from its shelf.
    pub fn remove(&mut self, value: K, number: usize) {
        let Some(numbers) = self.0.get_mut(&(number / SHELF)) else {
            return;
        };
        numbers.remove(&(value, number));
        if numbers.is_empty() {
            self.0.remove(&(number / SHELF));
        }
    }

    /// The page of what is in a range and in a window of numbers.
    pub fn page(&self, range: RangeInclusive<K>, window: Range<usize>, paging: &Paging) -> Page {
        if range.is_empty() {
            return paging.nothing();
        }
        let window = paging.within(window);
        let (from, to) = range.into_inner();
        let shelves = self.0.range(window.start / SHELF..=window.end / SHELF);
        paging.take(shelves.flat_map(|(_, shelf)| {
            let found = shelf
                .range((from, 0)..)
                .take_while(|(value, _)| *value <= to);
            let numbers = found.map(|(_, number)| *number);
            let mut numbers: Vec<usize> = numbers.filter(|it| window.contains(it)).collect();
            numbers.sort_unstable();
            numbers
        }))
    }
}
