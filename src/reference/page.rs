//! Pages of a list, newest first, in the order in which things were made (`PAGE-01` to `PAGE-09`).

use std::ops::Range;

use super::defect::Defect;

/// Where a page begins: places are counted from the oldest, which is 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cursor {
    /// At the newest.
    Newest,
    /// With the next older than this place (`starting_after`).
    OlderThan(usize),
    /// With the next newer than this place (`ending_before`).
    NewerThan(usize),
}

/// What page of a list is wanted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Paging {
    /// How many items at most.
    pub limit: usize,
    /// Where it begins.
    pub cursor: Cursor,
    /// How pages go wrong.
    pub defect: Option<Defect>,
}

/// A page: places, newest first, and whether there are more beyond.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Page {
    /// The places on it.
    pub places: Vec<usize>,
    /// Whether there are more in the direction of the cursor.
    pub has_more: bool,
}

impl Paging {
    /// So many of the newest.
    pub const fn newest(limit: usize) -> Self {
        Self {
            limit,
            cursor: Cursor::Newest,
            defect: None,
        }
    }

    /// The places that the cursor leaves, of a list of this length.
    pub fn window(&self, length: usize) -> Range<usize> {
        self.within(0..length)
    }

    /// What the cursor leaves of a window of places.
    pub fn within(&self, window: Range<usize>) -> Range<usize> {
        let Range { start, end } = window;
        match self.cursor {
            Cursor::Newest => start..end,
            Cursor::OlderThan(place) => start..place.min(end).max(start),
            Cursor::NewerThan(place) => (place + 1).max(start).min(end)..end,
        }
    }

    /// Whether the page begins with the oldest of what the cursor leaves.
    pub fn is_forward(&self) -> bool {
        match self.cursor {
            Cursor::Newest | Cursor::OlderThan(_) => false,
            Cursor::NewerThan(_) => !self.has(Defect::EndingBeforeFromNewest),
        }
    }

    /// A page without anything on it.
    pub fn nothing(&self) -> Page {
        self.take(0..0)
    }

    /// The page of those places, given oldest first.
    pub fn take(&self, places: impl DoubleEndedIterator<Item = usize>) -> Page {
        // One more than fits tells whether there are more.
        let most = self.limit + 1;
        self.page(if self.is_forward() {
            places.take(most).collect()
        } else {
            places.rev().take(most).collect()
        })
    }

    /// The page of what was found in its direction: one more than fits where there are more.
    pub fn page(&self, mut places: Vec<usize>) -> Page {
        let more_than = self.limit - usize::from(self.has(Defect::MoreOnExactPage));
        let has_more = places.len() > more_than;
        places.truncate(self.limit);
        if self.is_forward() && !self.has(Defect::EndingBeforeReversed) {
            places.reverse();
        }
        if self.has(Defect::OldestFirst) {
            places.reverse();
        }
        Page { places, has_more }
    }

    fn has(&self, defect: Defect) -> bool {
        self.defect == Some(defect)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn page(length: usize, limit: usize, cursor: Cursor) -> (Vec<usize>, bool) {
        let paging = Paging {
            limit,
            cursor,
            defect: None,
        };
        let page = paging.take(paging.window(length).filter(|place| *place != 3));
        (page.places, page.has_more)
    }

    #[test]
    fn the_newest_come_first() {
        assert_eq!(page(6, 3, Cursor::Newest), (vec![5, 4, 2], true));
        assert_eq!(page(6, 5, Cursor::Newest), (vec![5, 4, 2, 1, 0], false));
        assert_eq!(page(0, 5, Cursor::Newest), (vec![], false));
    }

    #[test]
    fn cursors_leave_out_their_own_place() {
        assert_eq!(page(6, 2, Cursor::OlderThan(4)), (vec![2, 1], true));
        assert_eq!(page(6, 2, Cursor::OlderThan(0)), (vec![], false));
        assert_eq!(page(6, 2, Cursor::NewerThan(1)), (vec![4, 2], true));
        assert_eq!(page(6, 9, Cursor::NewerThan(1)), (vec![5, 4, 2], false));
        assert_eq!(page(6, 2, Cursor::NewerThan(5)), (vec![], false));
    }
}
