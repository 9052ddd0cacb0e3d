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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::reference::page::Cursor;

    const COUNT: usize = 3 * SHELF - 5;

    fn value(number: usize) -> usize {
        number * 7_919 % 97
    }

    #[test]
    fn a_page_is_what_a_walk_finds() {
        let mut shelves = Shelves::default();
        for number in 0..COUNT {
            shelves.add(value(number), number);
        }
        // One whole shelf is empty again.
        let kept = |number: &usize| number / SHELF != 1;
        for number in (0..COUNT).filter(|number| !kept(number)) {
            shelves.remove(value(number), number);
        }
        let cursors = [0, SHELF - 1, SHELF, 2 * SHELF, COUNT - 1];
        let sides = cursors.map(|place| [Cursor::OlderThan(place), Cursor::NewerThan(place)]);
        let sides = sides.into_iter().flatten().chain([Cursor::Newest]);
        let (few, one, none) = (90..=200, 5..=5, 98..=98);
        for (cursor, range) in sides.flat_map(|side| {
            [0..=96, few.clone(), one.clone(), none.clone()].map(|range| (side, range))
        }) {
            let paging = Paging {
                cursor,
                ..Paging::newest(20)
            };
            let walk = paging.window(COUNT).filter(kept);
            let expected = paging.take(walk.filter(|number| range.contains(&value(*number))));
            let page = shelves.page(range.clone(), 0..COUNT, &paging);
            assert_eq!(page, expected, "{cursor:?} {range:?}");
        }
    }
}
