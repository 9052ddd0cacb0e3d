//! What a call costs does not depend on how much there is: ratios of two worlds in one run, on any machine.

#![allow(
    clippy::unwrap_used,
    reason = "a test says what went wrong by panicking"
)]

use std::sync::Arc;
use std::time::{Duration, Instant};

use super::call::{Call, PathIds};
use super::metadata::Change;
use super::sandbox::{Sandbox, Sandboxes};
use super::world::accounts::{ExternalKind, ExternalUpdate, NewExternal};
use super::world::events::{Cause, Event};
use super::world::payouts::{NewPayout, Payout, PayoutState};
use super::world::{AccountNo, EventNo, ExternalNo, PayoutNo, World};
use super::{DEFAULT_KEY, Options, balance, events, payouts};
use crate::money::{Amount, Currency, SourceType};
use crate::reversal::payout::{Country, Method};

/// How many payouts the worlds have: what walks through them takes a hundred times as long in the large one.
const SIZES: [usize; 2] = [500, 50_000];
/// How much longer a call may take there. It should not at all; what walks takes tens of times as long.
const MOST: u32 = 6;
/// How often each is measured: the shortest time counts, which nobody has disturbed.
const ROUNDS: usize = 15;
const DAY: u64 = 86_400;

/// A world of that size, its days apart: half of it goes to where the bank pays, some is canceled.
fn filled(size: usize) -> Arc<Sandbox> {
    let sandbox = Sandboxes::new(&Options::default())
        .by_key(DEFAULT_KEY)
        .unwrap();
    let mut world = sandbox.enter().unwrap();
    for number in [Some("000123456789".to_owned()), None] {
        let external = NewExternal {
            kind: ExternalKind::BankAccount,
            country: Country::US,
            currency: Currency::USD,
            instant: true,
            by_request: false,
            default: true,
            number,
            routing_number: None,
            update: ExternalUpdate::default(),
        };
        world.add_external(AccountNo::PLATFORM, external).unwrap();
    }
    let funds = (Amount::MOST, Currency::USD, SourceType::Card);
    let (amount, currency, source) = funds;
    world
        .fund(AccountNo::PLATFORM, amount, currency, source)
        .unwrap();
    for day in 0..10 {
        for number in day * size / 10..(day + 1) * size / 10 {
            add(&mut world, number);
        }
        let tomorrow = world.now().plus_seconds(DAY);
        world.advance_to(tomorrow).unwrap();
    }
    drop(world);
    sandbox
}

fn add(world: &mut World, number: usize) {
    let new = NewPayout {
        amount: Amount::new(1),
        currency: Currency::USD,
        method: Method::ALL[number % 2],
        source_type: SourceType::Card,
        destination: Some(world.external_id(ExternalNo(number / 2 % 2))),
        automatic: false,
        description: None,
        statement_descriptor: None,
        metadata: Change::default(),
    };
    let cause = Cause::Processor;
    let no = world
        .create_payout(AccountNo::PLATFORM, new, &cause)
        .unwrap();
    if number.is_multiple_of(20) {
        let _ = world.cancel_payout(no, &cause);
    }
}

/// A call to a world.
type Ask = Box<dyn Fn(&Arc<Sandbox>)>;

/// The lists, and what they are filtered by: what matches much, little and nothing.
const LISTS: [(&str, &[&str]); 3] = [
    (
        "payouts",
        &[
            "",
            "status=pending",
            "status=failed",
            "status=canceled",
            "arrival_date=0",
            "created=0",
            "created[gte]=1700000000&status=paid",
            "arrival_date[gt]=1700000000&status=canceled",
            "destination=ONE",
            "destination=ONE&status=paid",
            "destination=ONE&status=canceled",
            "status=canceled&starting_after=MIDDLE",
            "status=canceled&ending_before=MIDDLE",
        ],
    ),
    (
        "transactions",
        &[
            "",
            "type=payout_cancel",
            "type=adjustment",
            "currency=cad",
            "currency=cad&type=payout",
            "created=0",
            "source=MIDDLE",
        ],
    ),
    (
        "events",
        &[
            "",
            "type=payout.canceled",
            "type=transfer.created",
            "types[]=payout.failed&types[]=account.*",
            "delivery_success=false",
            "created=0",
        ],
    ),
];

fn list(list: &'static str, query: &'static str) -> Ask {
    Box::new(move |sandbox| {
        let one = sandbox.enter().unwrap().external_id(ExternalNo(1));
        let query = query
            .replace("ONE", &one)
            .replace("MIDDLE", &middle(sandbox));
        let call = call(sandbox, &format!("limit=1&{query}"), "");
        let answered = match list {
            "payouts" => payouts::list(&call),
            "transactions" => balance::transactions(&call),
            _ => events::list(&call),
        };
        assert!(answered.is_ok(), "{list} {query}");
    })
}

/// Every kind of call that can be asked of any world with payouts.
fn asks() -> Vec<(String, Ask)> {
    let queries = LISTS
        .iter()
        .flat_map(|(list, queries)| queries.iter().map(move |query| (*list, *query)));
    let mut asks: Vec<(String, Ask)> = queries
        .map(|(name, query)| (format!("{name} {query}"), list(name, query)))
        .collect();
    let mut add = |name: &str, ask: Ask| asks.push((name.to_owned(), ask));
    add(
        "retrieve",
        Box::new(|sandbox| {
            let id = PathIds(middle(sandbox));
            assert!(payouts::retrieve(&id, &call(sandbox, "", "")).is_ok());
        }),
    );
    add(
        "create",
        Box::new(|sandbox| {
            let call = call(sandbox, "", "amount=1&currency=usd");
            assert!(payouts::create(&call).is_ok());
        }),
    );
    add(
        "balance",
        Box::new(|sandbox| assert!(balance::retrieve(&call(sandbox, "", "")).is_ok())),
    );
    asks
}

fn call(sandbox: &Arc<Sandbox>, query: &str, body: &str) -> Call {
    Call::with(Arc::clone(sandbox), query, body).unwrap()
}

/// The id of the payout in the middle of a world.
fn middle(sandbox: &Sandbox) -> String {
    let world = sandbox.enter().unwrap();
    let mut numbers = SIZES.iter().map(|size| PayoutNo(size / 2)).rev();
    let there = numbers.find(|no| world.any_payout_named(&world.payout_id(*no)).is_some());
    world.payout_id(there.unwrap())
}

fn time(ask: &Ask, sandbox: &Arc<Sandbox>) -> Duration {
    let start = Instant::now();
    ask(sandbox);
    start.elapsed()
}

#[test]
fn what_a_call_costs_does_not_grow_with_the_world() {
    let [small, large] = SIZES.map(filled);
    for (name, ask) in asks() {
        let rounds = (0..ROUNDS).map(|_| (time(&ask, &small), time(&ask, &large)));
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

#[test]
fn what_has_come_to_its_end_goes_as_calls_come() {
    let size = SIZES[0];
    let sandbox = filled(size);
    let mut world = sandbox.enter().unwrap();
    let last = EventNo(size);
    assert!(world.event(last).is_some());
    let later = world.now().plus_seconds(33 * DAY);
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
