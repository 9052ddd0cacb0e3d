//! The ledger's own promises, for any history.

#![allow(
    clippy::unwrap_used,
    reason = "a test says what went wrong by panicking"
)]

use proptest::collection::vec;
use proptest::prelude::*;

use super::*;

const START: i64 = 1_700_000_000;
const HOLDERS: usize = 3;

fn time(seconds: i64) -> Time {
    Time::from_unix(START + seconds).unwrap()
}

fn balance_of(holder: usize, source: SourceType) -> Book {
    Book::Balance(Holder(holder), source)
}

fn transfer(from: Book, to: Book, minor: i64) -> [Leg; 2] {
    let amount = Amount::new(minor);
    [
        Leg {
            book: from,
            amount: amount.negated(),
        },
        Leg { book: to, amount },
    ]
}

fn draft(legs: &[Leg], at: i64, wait: i64) -> Draft<'_> {
    Draft {
        at: time(at),
        available_on: time(at + wait),
        currency: Currency::USD,
        legs,
    }
}

/// How many entries a ledger has.
fn entries(ledger: &Ledger) -> usize {
    let volumes = ledger.volumes.iter();
    volumes.map(|volume| volume.entries.len()).sum()
}

/// One made-up entry: who gains what from whom, how long after the last, maturing how late.
#[derive(Debug, Clone)]
struct Step {
    from: Book,
    to: Book,
    minor: i64,
    later: i64,
    wait: i64,
}

fn any_book() -> impl Strategy<Value = Book> {
    let source = prop::sample::select(SourceType::ALL.to_vec());
    prop_oneof![
        1 => Just(Book::Outside),
        1 => Just(Book::Cash(0)),
        4 => (0..HOLDERS, source).prop_map(|(holder, source)| balance_of(holder, source)),
    ]
}

fn any_step() -> impl Strategy<Value = Step> {
    (
        any_book(),
        any_book(),
        -5_000_i64..5_000,
        0_i64..100,
        0_i64..300,
    )
        .prop_map(|(from, to, minor, later, wait)| Step {
            from,
            to,
            minor,
            later,
            wait,
        })
}

fn all_books() -> Vec<Book> {
    let mut books = vec![Book::Outside, Book::Cash(0)];
    for holder in 0..HOLDERS {
        books.extend(SourceType::ALL.map(|source| balance_of(holder, source)));
    }
    books
}

/// What a book holds, added up from every leg ever posted: the slow way.
fn added_up(ledger: &Ledger, book: Book, now: Time) -> Balance {
    let mut sums = (0, 0);
    for number in 0..entries(ledger) {
        let entry = ledger.entry(EntryNo(number));
        for leg in entry.legs.iter().filter(|leg| leg.book == book) {
            if entry.available_on <= now {
                sums.0 += leg.amount.minor();
            } else {
                sums.1 += leg.amount.minor();
            }
        }
    }
    Balance {
        available: Amount::new(sums.0),
        pending: Amount::new(sums.1),
    }
}

proptest! {
    #[test]
    fn balances_are_the_sum_of_the_postings_and_all_of_them_sum_to_zero(
        steps in vec(any_step(), 0..60),
        wait in 0_i64..400,
    ) {
        let mut ledger = Ledger::default();
        let mut at = 0;
        for step in &steps {
            at += step.later;
            let legs = transfer(step.from, step.to, step.minor);
            ledger.post(&draft(&legs, at, step.wait)).unwrap();
        }
        let now = time(at + wait);
        let mut sum = 0;
        for book in all_books() {
            let balance = ledger.balance(book, Currency::USD, now);
            prop_assert_eq!(balance, added_up(&ledger, book, now));
            sum += balance.available.minor() + balance.pending.minor();
        }
        prop_assert_eq!(sum, 0);
    }

    #[test]
    fn an_unbalanced_entry_changes_nothing(gain in -5_000_i64..5_000, loss in -5_000_i64..5_000) {
        prop_assume!(gain + loss != 0);
        let mut ledger = Ledger::default();
        let book = balance_of(0, SourceType::Card);
        let legs = [
            Leg { book, amount: Amount::new(gain) },
            Leg { book: Book::Outside, amount: Amount::new(loss) },
        ];
        prop_assert_eq!(ledger.post(&draft(&legs, 0, 0)), Err(PostError::Unbalanced));
        prop_assert_eq!(ledger.balance(book, Currency::USD, time(0)), Balance::default());
        prop_assert_eq!(entries(&ledger), 0);
    }
}

#[test]
fn pending_money_becomes_available_on_its_second() {
    let mut ledger = Ledger::default();
    let book = balance_of(0, SourceType::Card);
    ledger
        .post(&draft(&transfer(Book::Outside, book, 1100), 0, 60))
        .unwrap();
    let just_before = ledger.balance(book, Currency::USD, time(59));
    assert_eq!(
        (just_before.available.minor(), just_before.pending.minor()),
        (0, 1100)
    );
    let then = ledger.balance(book, Currency::USD, time(60));
    assert_eq!((then.available.minor(), then.pending.minor()), (1100, 0));
}

#[test]
fn an_entry_dated_before_the_last_one_is_refused() {
    let mut ledger = Ledger::default();
    let legs = transfer(Book::Outside, balance_of(0, SourceType::Card), 1);
    ledger.post(&draft(&legs, 10, 0)).unwrap();
    assert_eq!(ledger.post(&draft(&legs, 9, 0)), Err(PostError::Backwards));
}

#[test]
fn a_book_refuses_what_it_cannot_count() {
    let mut ledger = Ledger::default();
    let book = balance_of(0, SourceType::Card);
    let half = MOST_TURNOVER / 2;
    ledger
        .post(&draft(&transfer(Book::Outside, book, half), 0, 0))
        .unwrap();
    let before = ledger.balance(book, Currency::USD, time(0));
    let more = transfer(Book::Outside, book, half);
    assert_eq!(ledger.post(&draft(&more, 0, 0)), Err(PostError::Overflow));
    assert_eq!(ledger.balance(book, Currency::USD, time(0)), before);
}

#[test]
fn an_entry_says_what_it_brings_to_an_account() {
    let mut ledger = Ledger::default();
    let legs = transfer(
        balance_of(1, SourceType::Card),
        balance_of(2, SourceType::Fpx),
        250,
    );
    let number = ledger.post(&draft(&legs, 0, 0)).unwrap();
    assert_eq!(ledger.entry(number).amount_for(Holder(1)).minor(), -250);
    assert_eq!(ledger.entry(number).amount_for(Holder(2)).minor(), 250);
    assert_eq!(ledger.entry(number).amount_for(Holder(0)), Amount::ZERO);
    let book = balance_of(2, SourceType::Fpx);
    assert_eq!(ledger.entry(number).amount_in(book).minor(), 250);
    assert_eq!(ledger.entry(number).amount_in(Book::Cash(2)), Amount::ZERO);
    assert_eq!(
        ledger.holdings(Holder(2)).get(&Currency::USD),
        Some(&vec![SourceType::Fpx])
    );
}

#[test]
fn of_several_entries_all_are_posted_or_none() {
    let mut ledger = Ledger::default();
    let (one, other) = (
        balance_of(0, SourceType::Card),
        balance_of(1, SourceType::Card),
    );
    let (there, back) = (transfer(one, other, 800), transfer(other, one, 300));
    let both = [draft(&there, 0, 0), draft(&back, 0, 0)];
    assert_eq!(ledger.post_all(&both).unwrap(), [EntryNo(0), EntryNo(1)]);
    let before = ledger.balance(other, Currency::USD, time(0));
    assert_eq!(before.available.minor(), 500);
    let third = MOST_TURNOVER / 3;
    let much = transfer(one, other, third);
    for (second, error) in [
        (draft(&much, 0, 0), PostError::Overflow),
        (draft(&back[..1], 0, 0), PostError::Unbalanced),
        (draft(&back, -1, 0), PostError::Backwards),
    ] {
        let refused = ledger.post_all(&[draft(&much, 0, 0), second]);
        assert_eq!(refused, Err(error));
        assert_eq!(ledger.balance(other, Currency::USD, time(0)), before);
    }
}

#[test]
fn an_entry_is_found_in_whatever_volume_it_is() {
    let mut ledger = Ledger::default();
    let book = balance_of(0, SourceType::Card);
    let count = i64::try_from(2 * VOLUME).unwrap() + 7;
    let numbers: Vec<EntryNo> = (1..=count)
        .map(|minor| {
            let legs = transfer(Book::Outside, book, minor);
            ledger.post(&draft(&legs, minor, 0)).unwrap()
        })
        .collect();
    for (number, minor) in numbers.into_iter().zip(1..) {
        let entry = ledger.entry(number);
        assert_eq!((entry.at, entry.legs.len()), (time(minor), 2));
        assert_eq!(entry.amount_in(book), Amount::new(minor));
    }
}
