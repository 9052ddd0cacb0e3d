//! Lists with filters: the numbers of things, told apart by everything that they are listed by.
//!
//! Numbers are given in the order in which things are made, so that they are that order. What can be asked
//! for is a choice of lanes and a window of numbers, and a page is the merged ends of those lanes: what it
//! costs depends on its own length and on the number of lanes, never on how many things there are.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use crate::reference::page::{Page, Paging};
use crate::reference::params;

/// The numbers of things by what they have in common.
#[derive(Debug)]
pub struct Lanes<K>(BTreeMap<K, BTreeSet<usize>>);

impl<K> Default for Lanes<K> {
    fn default() -> Self {
        Self(BTreeMap::new())
    }
}

impl<K: Ord> Lanes<K> {
    /// Puts a thing into its lane.
    pub fn add(&mut self, lane: K, number: usize) {
        self.0.entry(lane).or_default().insert(number);
    }

    /// Takes a thing out of its lane.
    pub fn remove(&mut self, lane: &K, number: usize) {
        let Some(numbers) = self.0.get_mut(lane) else {
            return;
        };
        numbers.remove(&number);
        if numbers.is_empty() {
            self.0.remove(lane);
        }
    }

    /// Whether a thing is in a lane.
    pub fn has(&self, lane: &K, number: usize) -> bool {
        let numbers = self.0.get(lane);
        numbers.is_some_and(|numbers| numbers.contains(&number))
    }

    /// The first thing that is in one of the lanes wanted.
    pub fn first(&self, wanted: impl Fn(&K) -> bool) -> Option<usize> {
        let lanes = self.0.iter().filter(|(lane, _)| wanted(lane));
        lanes
            .filter_map(|(_, numbers)| numbers.first())
            .min()
            .copied()
    }

    /// The page of those lanes that have a window, as far as they lie in it.
    pub fn page(&self, paging: &Paging, window: impl Fn(&K) -> Option<Range<usize>>) -> Page {
        let wanted = self.0.iter().filter_map(|(lane, numbers)| {
            let window = paging.within(window(lane)?);
            Some(numbers.range(window).copied())
        });
        // One more than fits tells whether there are more.
        let most = paging.limit + 1;
        let found = if paging.is_forward() {
            merged(wanted, most, |number, other| number < other)
        } else {
            merged(wanted.map(Iterator::rev), most, |number, other| {
                number > other
            })
        };
        paging.page(found)
    }
}

/// The first numbers of sorted lanes, in the order in which they come.
fn merged<I: Iterator<Item = usize>>(
    lanes: impl Iterator<Item = I>,
    most: usize,
    comes_before: impl Fn(usize, usize) -> bool,
) -> Vec<usize> {
    let mut heads: Vec<(usize, I)> = lanes
        .filter_map(|mut lane| Some((lane.next()?, lane)))
        .collect();
    let mut found = Vec::new();
    while found.len() < most {
        let places = 0..heads.len();
        let first = places.reduce(|first, place| {
            let earlier = comes_before(heads[place].0, heads[first].0);
            if earlier { place } else { first }
        });
        let Some(first) = first else {
            break;
        };
        let (head, lane) = &mut heads[first];
        found.push(*head);
        match lane.next() {
            Some(next) => *head = next,
            None => {
                heads.swap_remove(first);
            }
        }
    }
    found
}

/// Those of a window of numbers whose time is in a range; times never decrease with numbers.
pub fn made_in(
    numbers: Range<usize>,
    range: params::Range,
    time_of: impl Fn(usize) -> i64,
) -> Range<usize> {
    if range == params::Range::ALL {
        return numbers;
    }
    let first_that = |is_late: &dyn Fn(i64) -> bool| {
        let (mut low, mut high) = (numbers.start, numbers.end);
        while low < high {
            let middle = low + (high - low) / 2;
            if is_late(time_of(middle)) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        low
    };
    let start = first_that(&|time| time >= range.from);
    let end = first_that(&|time| time > range.to);
    start..end.max(start)
}

/// What is in both windows.
pub fn both(one: &Range<usize>, other: &Range<usize>) -> Range<usize> {
    let start = one.start.max(other.start);
    start..one.end.min(other.end).max(start)
}
