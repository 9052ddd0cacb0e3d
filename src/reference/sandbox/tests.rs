//! What one world has to do keeps nobody waiting: counted, not timed.

#![allow(
    clippy::unwrap_used,
    reason = "a test says what went wrong by panicking"
)]

use super::*;
use crate::money::{Amount, Currency, SourceType};
use crate::reference::balance;
use crate::reference::call::Call;
use crate::reference::scale::connect::top_up;
use crate::reference::scale::payouts::{external, pay};
use crate::reference::world::accounts::NewAccount;
use crate::reversal::payout::Method;

/// How many payouts are due.
const DUE: usize = 3 * MOST_ON_ENTRY;
const DAYS: u64 = 5 * 86_400;

/// A server with a world where so many payouts are due some day, and one where nothing is.
fn busy_and_quiet(clock: Clock) -> (Arc<Sandbox>, Arc<Sandbox>) {
    let worlds = Sandboxes::new(&Options {
        clock,
        ..Options::default()
    });
    let busy = worlds.by_key(DEFAULT_KEY).unwrap();
    let opened = worlds.open(None, None);
    let quiet = worlds.by_key(&opened.key).unwrap();
    let mut world = busy.enter().unwrap();
    let (platform, all) = (AccountNo::PLATFORM, Amount::MOST);
    world
        .fund(platform, all, Currency::USD, SourceType::Card)
        .unwrap();
    let paid = external(Some("000123456789".to_owned()));
    let paid = world.add_external(platform, paid).unwrap();
    for _ in 0..DUE {
        pay(&mut world, paid, Method::Standard);
    }
    drop(world);
    (busy, quiet)
}

fn left(sandbox: &Sandbox) -> usize {
    sandbox.enter_as_it_is().put_off_count()
}

#[tokio::test]
async fn while_days_go_by_in_one_world_another_has_its_turns() {
    let (busy, quiet) = busy_and_quiet(Clock::Manual);
    let mut before = left(&busy);
    assert_eq!(before, DUE);
    let going = Arc::clone(&busy);
    let going = tokio::spawn(async move { going.advance(DAYS).await });
    let mut turns = 0;
    while !going.is_finished() {
        tokio::task::yield_now().await;
        let call = Call::with(Arc::clone(&quiet), "", "").unwrap();
        assert!(balance::retrieve(&call).is_ok());
        let now = left(&busy);
        assert!(before - now <= MOST_AT_ONCE, "{} at once", before - now);
        (before, turns) = (now, turns + 1);
    }
    assert_eq!(left(&busy), 0);
    assert!(turns >= DUE / MOST_AT_ONCE, "{turns} turns");
}

#[test]
fn whoever_is_in_one_world_keeps_nobody_from_another() {
    let (busy, quiet) = busy_and_quiet(Clock::Manual);
    let inside = busy.enter();
    assert!(quiet.world.try_lock().is_ok());
    assert!(busy.world.try_lock().is_err());
    drop(inside);
}

#[test]
fn a_world_catches_up_with_its_clock_piece_by_piece() {
    let (busy, _) = busy_and_quiet(Clock::Real);
    busy.ahead
        .as_ref()
        .unwrap()
        .fetch_add(DAYS, Ordering::Relaxed);
    let then = busy.clock().unwrap();
    for entry in 1..=DUE / MOST_ON_ENTRY {
        let world = busy.enter().unwrap();
        assert_eq!(world.put_off_count(), DUE - entry * MOST_ON_ENTRY);
        let behind = world.now() < then;
        assert_eq!(behind, entry < DUE / MOST_ON_ENTRY, "after entry {entry}");
    }
}

#[tokio::test]
async fn the_clock_of_a_world_that_is_behind_goes_as_far_as_it_is_told() {
    let (busy, _) = busy_and_quiet(Clock::Real);
    busy.ahead
        .as_ref()
        .unwrap()
        .fetch_add(DAYS, Ordering::Relaxed);
    let before = busy.clock().unwrap();
    let now = busy.advance(60).await.unwrap();
    assert_eq!(left(&busy), 0);
    // As long as the test takes.
    let (least, most) = (before.plus_seconds(60), before.plus_seconds(120));
    assert!(
        (least..most).contains(&now),
        "{now:?} is not from {least:?} on"
    );
}

#[test]
fn a_world_is_large_by_whatever_there_is_much_of() {
    let worlds = Sandboxes::new(&Options::default());
    let is_large = |fill: fn(&mut World, usize), count| {
        let opened = worlds.open(None, None);
        let sandbox = worlds.by_key(&opened.key).unwrap();
        let mut world = sandbox.enter().unwrap();
        (0..count).for_each(|number| fill(&mut world, number));
        world.is_large()
    };
    let account = |world: &mut World, _| {
        world.open_account(NewAccount::default());
    };
    for fill in [account, top_up] {
        assert!(!is_large(fill, 1_000));
        assert!(is_large(fill, 20_000));
    }
}
