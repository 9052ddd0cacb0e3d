//! Things by number, in pieces: adding one never moves the others, and the oldest can go.
//!
//! A list in one piece is copied as a whole whenever it outgrows its memory, and with a million things in
//! it everybody waits for that. Here a piece is full at a thousand, and the next one is begun.

use std::collections::VecDeque;
use std::ops::{Index, IndexMut};

/// How many things a piece holds.
const PIECE: usize = 1_024;

/// Things by number, counted from zero; numbers stay when the oldest are dropped.
#[derive(Debug)]
pub struct Pieces<T> {
    dropped: usize,
    next: usize,
    /// The first one lacks what of it was dropped.
    kept: VecDeque<VecDeque<T>>,
}

impl<T> Default for Pieces<T> {
    fn default() -> Self {
        Self {
            dropped: 0,
            next: 0,
            kept: VecDeque::new(),
        }
    }
}

impl<T> Pieces<T> {
    /// The number that the next thing has.
    pub const fn next(&self) -> usize {
        self.next
    }

    /// The number of the oldest that is not dropped.
    pub const fn first(&self) -> usize {
        self.dropped
    }

    /// Adds a thing.
    pub fn add(&mut self, thing: T) {
        if self.next.is_multiple_of(PIECE) {
            // Most worlds are small: only who has filled a piece gets a whole one.
            let room = if self.next == 0 { 0 } else { PIECE };
            self.kept.push_back(VecDeque::with_capacity(room));
        }
        if let Some(last) = self.kept.back_mut() {
            last.push_back(thing);
            self.next += 1;
        }
    }

    /// Drops the oldest.
    pub fn drop_oldest(&mut self) -> Option<T> {
        let oldest = self.kept.front_mut()?.pop_front()?;
        self.dropped += 1;
        if self.dropped.is_multiple_of(PIECE) {
            self.kept.pop_front();
        }
        Some(oldest)
    }

    /// The thing with this number, unless it is dropped or to come.
    pub fn get(&self, number: usize) -> Option<&T> {
        (self.dropped..self.next)
            .contains(&number)
            .then(|| &self[number])
    }

    /// The same, to be changed.
    pub fn get_mut(&mut self, number: usize) -> Option<&mut T> {
        (self.dropped..self.next)
            .contains(&number)
            .then(|| &mut self[number])
    }

    /// In which piece, and where in it, a number is.
    const fn place(&self, number: usize) -> (usize, usize) {
        let missing = self.dropped % PIECE;
        let piece = number / PIECE - self.dropped / PIECE;
        let place = number % PIECE;
        (piece, if piece == 0 { place - missing } else { place })
    }
}

impl<T> Index<usize> for Pieces<T> {
    type Output = T;

    fn index(&self, number: usize) -> &T {
        let (piece, place) = self.place(number);
        &self.kept[piece][place]
    }
}

impl<T> IndexMut<usize> for Pieces<T> {
    fn index_mut(&mut self, number: usize) -> &mut T {
        let (piece, place) = self.place(number);
        &mut self.kept[piece][place]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_stay_whatever_was_dropped() {
        let mut pieces = Pieces::default();
        for number in 0..5 * PIECE {
            assert_eq!(pieces.next(), number);
            pieces.add(number);
            // Two are added for each that goes, until all go.
            if number % 2 == 0 {
                assert_eq!(pieces.drop_oldest(), Some(number / 2));
            }
        }
        while let Some(oldest) = pieces.drop_oldest() {
            assert_eq!(pieces.get(oldest), None);
            let first = pieces.first();
            assert_eq!(first, oldest + 1);
            for number in [first, first + 1, first + PIECE, 5 * PIECE - 1] {
                let there = (first..5 * PIECE).contains(&number);
                assert_eq!(pieces.get(number), there.then_some(&number), "{number}");
            }
        }
        assert!(pieces.kept.iter().all(VecDeque::is_empty));
        pieces.add(7);
        assert_eq!(pieces.get(5 * PIECE), Some(&7));
    }

    #[test]
    fn a_small_list_takes_little_room() {
        let mut pieces = Pieces::default();
        pieces.add(1);
        assert!(pieces.kept[0].capacity() < 10);
    }
}
