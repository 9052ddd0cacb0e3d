//! What a call costs does not depend on how much there is: ratios of two worlds in one run, on any machine.

#![allow(
    clippy::unwrap_used,
    reason = "a test says what went wrong by panicking"
)]

pub mod connect;
pub mod payouts;
mod treasury;

use std::sync::Arc;
use std::time::{Duration, Instant};

use axum::response::Response;

use super::call::Call;
use super::error::ApiError;
use super::sandbox::{Sandbox, Sandboxes};
use super::world::World;
use super::world::events::Event;
use super::world::payouts::{Payout, PayoutState};
use super::world::{AccountNo, EventNo};
use super::{DEFAULT_KEY, Options};
use crate::money::{Amount, Currency, SourceType};

/// How much the worlds have: what walks through it takes a hundred times as long in the large one.
const SIZES: [usize; 2] = [500, 50_000];
/// How much longer a call may take there. It should not at all; what walks takes tens of times as long.
const MOST: u32 = 6;
/// How often each is measured: the shortest time counts, which nobody has disturbed.
const ROUNDS: usize = 15;
const DAY: u64 = 86_400;

/// A world of a size.
struct Filled {
    sandbox: Arc<Sandbox>,
    size: usize,
}

/// Makes a call ready to be measured.
type Ask = Box<dyn Fn(&Filled) -> Box<dyn Fn()>>;
/// The ids that queries name, by the words that stand for them.
type Names = fn(&World, usize) -> Vec<(&'static str, String)>;

/// A list, what it can be filtered by, and the word for the id of what is in the middle of it.
struct List {
    name: &'static str,
    call: fn(&Call) -> Result<Response, ApiError>,
    middle: &'static str,
    /// What matches much, little and nothing.
    queries: &'static [&'static str],
}

/// A call of another kind.
fn ask(call: fn(&Filled)) -> Ask {
    Box::new(move |filled| {
        let filled = filled.again();
        Box::new(move || call(&filled))
    })
}

impl Filled {
    /// A world with all the money that can be had, filled to a size.
    fn new(size: usize, fill: fn(&mut World, usize)) -> Self {
        let worlds = Sandboxes::new(&Options::default());
        let sandbox = worlds.by_key(DEFAULT_KEY).unwrap();
        let mut world = sandbox.enter().unwrap();
        let (platform, all) = (AccountNo::PLATFORM, Amount::MOST);
        world
            .fund(platform, all, Currency::USD, SourceType::Card)
            .unwrap();
        fill(&mut world, size);
        drop(world);
        Self { sandbox, size }
    }

    /// The same world.
    fn again(&self) -> Self {
        Self {
            sandbox: Arc::clone(&self.sandbox),
            size: self.size,
        }
    }

    fn call(&self, query: &str, body: &str) -> Call {
        Call::with(Arc::clone(&self.sandbox), query, body).unwrap()
    }
}

impl List {
    /// Every query, of the first page and of those on both sides of the middle.
    fn asks(&'static self, names: Names) -> Vec<(String, Ask)> {
        let sides = ["", "&starting_after=", "&ending_before="];
        let queries = self.queries.iter().flat_map(|query| {
            sides.map(|side| {
                let cursor = if side.is_empty() { "" } else { self.middle };
                format!("{query}{side}{cursor}")
            })
        });
        queries
            .map(|query| (format!("{} {query}", self.name), self.ask(query, names)))
            .collect()
    }

    fn ask(&'static self, query: String, names: Names) -> Ask {
        Box::new(move |filled| {
            let names = names(&filled.sandbox.enter().unwrap(), filled.size);
            let replaced = |query: String, (word, id): &(&str, String)| query.replace(word, id);
            let query = names.iter().fold(query.clone(), replaced);
            let filled = filled.again();
            Box::new(move || {
                let answered = (self.call)(&filled.call(&format!("limit=1&{query}"), ""));
                assert!(answered.is_ok(), "{} {query}", self.name);
            })
        })
    }
}

/// Holds calls to what they may cost in a large world.
fn hold(fill: fn(&mut World, usize), asks: Vec<(String, Ask)>) {
    let worlds = SIZES.map(|size| Filled::new(size, fill));
    for (name, ask) in asks {
        let [small, large] = worlds.each_ref().map(ask);
        let rounds = (0..ROUNDS).map(|_| (time(&small), time(&large)));
        let shortest = rounds.reduce(|one, other| (one.0.min(other.0), one.1.min(other.1)));
        let (few, many) = shortest.unwrap();
        assert!(
            many <= few * MOST,
            "{name}: {few:?} of {}, {many:?} of {}",
            SIZES[0],
            SIZES[1]
        );
    }
}

fn time(call: &dyn Fn()) -> Duration {
    let start = Instant::now();
    call();
    start.elapsed()
}

#[test]
fn what_has_come_to_its_end_goes_as_calls_come() {
    let size = SIZES[0];
    let Filled { sandbox, .. } = Filled::new(size, payouts::fill);
    let mut world = sandbox.enter().unwrap();
    let last = EventNo(size);
    assert!(world.event(last).is_some());
    let later = world.now().plus_seconds(31 * DAY);
    world.advance_to(later).unwrap();
    drop(world);
    // None of them walks through all of it; a few are enough.
    for _ in 0..5 {
        drop(sandbox.enter().unwrap());
    }
    assert!(sandbox.enter().unwrap().event(last).is_none());
}

#[test]
fn what_is_kept_of_a_payout_is_small() {
    let sizes = [
        ("a payout", size_of::<Payout>(), 136),
        ("its state", size_of::<PayoutState>(), 88),
        ("an event", size_of::<Event>(), 88),
    ];
    for (what, size, most) in sizes {
        assert!(
            size <= most,
            "{what} takes {size} bytes, of which there are millions"
        );
    }
}
