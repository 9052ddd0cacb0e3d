//! The double-entry ledger: append-only entries whose legs sum to zero; balances are derived, never assigned.
//!
//! Each balance is kept as a running total of what is available and a map of what is still to
//! become available, so that posting is O(log n) and asking as long as the times at which something is still to become
//! available are many, however long the history is.

use std::collections::BTreeMap;

use crate::clock::Time;
use crate::money::{Amount, Currency, SourceType};

/// Whose balance it is: the number of an account.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Holder(pub usize);

/// Where money can be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Book {
    /// In the part of an account's balance that holds one source type.
    Balance(Holder, SourceType),
    /// In the financial account with this number, as cash.
    Cash(usize),
    /// In the world outside: at banks and with customers.
    Outside,
}

/// One side of an entry: the money that a book gains, or loses where negative.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Leg {
    /// The book.
    pub book: Book,
    /// What it gains.
    pub amount: Amount,
}

/// An entry to be posted.
#[derive(Debug, Clone, Copy)]
pub struct Draft<'a> {
    /// When it happens.
    pub at: Time,
    /// From when on the money counts as available; pending before.
    pub available_on: Time,
    /// The currency of every leg.
    pub currency: Currency,
    /// The legs, which sum to zero.
    pub legs: &'a [Leg],
}

/// What may go through one book: so little that the books of an account can be added up.
const MOST_TURNOVER: i64 = i64::MAX / 4;

/// The number of an entry, counted from zero.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct EntryNo(usize);

/// An entry as it was posted.
#[derive(Debug, Clone, Copy)]
pub struct Entry<'a> {
    /// When it happened.
    pub at: Time,
    /// From when on the money counts as available.
    pub available_on: Time,
    /// The currency of every leg.
    pub currency: Currency,
    /// The legs.
    pub legs: &'a [Leg],
}

impl Entry<'_> {
    /// What the entry brings to an account, over all of its source types.
    #[must_use]
    pub fn amount_for(&self, holder: Holder) -> Amount {
        let own = |leg: &&Leg| matches!(leg.book, Book::Balance(whose, _) if whose == holder);
        let minor = self.legs.iter().filter(own).map(|leg| leg.amount.minor());
        Amount::new(minor.sum())
    }

    /// What the entry brings to one book.
    #[must_use]
    pub fn amount_in(&self, book: Book) -> Amount {
        let own = self.legs.iter().filter(|leg| leg.book == book);
        Amount::new(own.map(|leg| leg.amount.minor()).sum())
    }
}

/// Why an entry was not posted; then nothing has changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum PostError {
    /// The legs do not sum to zero.
    #[error("the legs of an entry do not sum to zero")]
    Unbalanced,
    /// The entry is dated before one that is posted already.
    #[error("an entry is dated before the last one")]
    Backwards,
    /// More money has gone through a book than can be counted.
    #[error("more money has gone through a balance than can be counted")]
    Overflow,
}

/// What a balance holds at one moment.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Balance {
    /// What can be paid out.
    pub available: Amount,
    /// What is booked and becomes available later.
    pub pending: Amount,
}

/// The ledger of one world.
#[derive(Debug, Default)]
pub struct Ledger {
    volumes: Vec<Volume>,
    books: BTreeMap<Book, BTreeMap<Currency, Running>>,
}

/// How many entries a volume takes; a full one is never moved, however many follow.
const VOLUME: usize = 1_024;

/// Entries, as many as a volume takes.
#[derive(Debug, Default)]
struct Volume {
    entries: Vec<Head>,
    legs: Vec<Leg>,
}

#[derive(Debug)]
struct Head {
    at: Time,
    available_on: Time,
    currency: Currency,
    first_leg: usize,
}

/// The derived state of one book in one currency.
#[derive(Debug, Default)]
struct Running {
    matured: i64,
    maturing: BTreeMap<Time, i64>,
    /// Everything that ever went in or out, so that no partial sum of it can overflow.
    turnover: i64,
}

impl Ledger {
    /// Posts an entry.
    ///
    /// # Errors
    /// Refuses, and changes nothing, when the legs do not sum to zero, when the entry is
    /// dated before the last one, or when a book can count no further.
    pub fn post(&mut self, draft: &Draft<'_>) -> Result<EntryNo, PostError> {
        self.check(std::slice::from_ref(draft))?;
        Ok(self.append(draft))
    }

    /// Posts entries in their order, all of them or none.
    ///
    /// # Errors
    /// When one of them would be refused; then nothing has changed.
    pub fn post_all(&mut self, drafts: &[Draft<'_>]) -> Result<Vec<EntryNo>, PostError> {
        self.check(drafts)?;
        Ok(drafts.iter().map(|draft| self.append(draft)).collect())
    }

    fn append(&mut self, draft: &Draft<'_>) -> EntryNo {
        for leg in draft.legs {
            let book = self.books.entry(leg.book).or_default();
            let running = book.entry(draft.currency).or_default();
            running.take(leg.amount, draft.at, draft.available_on);
        }
        if self.volumes.last().is_none_or(Volume::is_full) {
            self.volumes.push(Volume::default());
        }
        let before = (self.volumes.len() - 1) * VOLUME;
        let volume = &mut self.volumes[before / VOLUME];
        volume.entries.push(Head {
            at: draft.at,
            available_on: draft.available_on,
            currency: draft.currency,
            first_leg: volume.legs.len(),
        });
        volume.legs.extend_from_slice(draft.legs);
        EntryNo(before + volume.entries.len() - 1)
    }

    /// The entry with this number.
    #[must_use]
    pub fn entry(&self, number: EntryNo) -> Entry<'_> {
        let volume = &self.volumes[number.0 / VOLUME];
        let place = number.0 % VOLUME;
        let head = &volume.entries[place];
        let next = volume.entries.get(place + 1);
        let end = next.map_or(volume.legs.len(), |next| next.first_leg);
        Entry {
            at: head.at,
            available_on: head.available_on,
            currency: head.currency,
            legs: &volume.legs[head.first_leg..end],
        }
    }

    /// What one book holds at a time not before the last entry.
    #[must_use]
    pub fn balance(&self, book: Book, currency: Currency, now: Time) -> Balance {
        let running = self.books.get(&book).and_then(|book| book.get(&currency));
        running.map_or_else(Balance::default, |running| running.balance(now))
    }

    /// What an account holds in one currency, over all source types.
    #[must_use]
    pub fn total(&self, holder: Holder, currency: Currency, now: Time) -> Balance {
        let parts = SourceType::ALL
            .map(|source| self.balance(Book::Balance(holder, source), currency, now));
        let sum = |part: fn(&Balance) -> Amount| {
            Amount::new(parts.iter().map(|balance| part(balance).minor()).sum())
        };
        Balance {
            available: sum(|balance| balance.available),
            pending: sum(|balance| balance.pending),
        }
    }

    /// The currencies and source types that an account has ever held, in order.
    #[must_use]
    pub fn holdings(&self, holder: Holder) -> BTreeMap<Currency, Vec<SourceType>> {
        let mut held: BTreeMap<Currency, Vec<SourceType>> = BTreeMap::new();
        for source in SourceType::ALL {
            let book = self.books.get(&Book::Balance(holder, source));
            for currency in book.into_iter().flat_map(BTreeMap::keys) {
                held.entry(*currency).or_default().push(source);
            }
        }
        held
    }

    fn check(&self, drafts: &[Draft<'_>]) -> Result<(), PostError> {
        let volume = self.volumes.last();
        let mut last = volume.and_then(|volume| Some(volume.entries.last()?.at));
        let mut moved = 0_i64;
        for draft in drafts {
            if last.is_some_and(|last| draft.at < last) {
                return Err(PostError::Backwards);
            }
            last = Some(draft.at);
            let mut sum = Amount::ZERO;
            for leg in draft.legs {
                sum = sum.checked_add(leg.amount).ok_or(PostError::Overflow)?;
                self.count(leg, draft.currency, &mut moved)?;
            }
            if sum != Amount::ZERO {
                return Err(PostError::Unbalanced);
            }
        }
        Ok(())
    }

    /// Counts a leg, and everything before it, as if it all went through the leg's book.
    fn count(&self, leg: &Leg, currency: Currency, moved: &mut i64) -> Result<(), PostError> {
        let amount = leg.amount.magnitude().minor();
        *moved = moved.checked_add(amount).ok_or(PostError::Overflow)?;
        let book = self.books.get(&leg.book);
        let turnover = book
            .and_then(|book| book.get(&currency))
            .map_or(0, |running| running.turnover);
        let after = turnover.checked_add(*moved);
        match after.filter(|after| *after <= MOST_TURNOVER) {
            Some(_) => Ok(()),
            None => Err(PostError::Overflow),
        }
    }
}

impl Volume {
    const fn is_full(&self) -> bool {
        self.entries.len() == VOLUME
    }
}

impl Running {
    fn take(&mut self, amount: Amount, at: Time, available_on: Time) {
        self.mature(at);
        self.turnover += amount.magnitude().minor();
        if available_on <= at {
            self.matured += amount.minor();
        } else {
            *self.maturing.entry(available_on).or_default() += amount.minor();
        }
    }

    /// Adds what is due to the running total: time does not go back, so it stays available.
    fn mature(&mut self, at: Time) {
        while let Some(first) = self.maturing.first_entry()
            && *first.key() <= at
        {
            self.matured += first.remove();
        }
    }

    fn balance(&self, now: Time) -> Balance {
        let total: i64 = self.maturing.values().sum();
        let due: i64 = self.maturing.range(..=now).map(|(_, amount)| amount).sum();
        Balance {
            available: Amount::new(self.matured + due),
            pending: Amount::new(total - due),
        }
    }
}

#[cfg(test)]
mod tests;
