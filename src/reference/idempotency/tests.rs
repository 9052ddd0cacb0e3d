//! Keys, looked up and kept and forgotten.

use super::*;
use crate::reference::sandbox::Sandboxes;
use crate::reference::{DEFAULT_KEY, Options};

const CUSTOM: Custom = Custom {
    defect: None,
    clamps_limits: false,
};

fn key(text: &str) -> Key {
    Key {
        account: AccountNo::PLATFORM,
        text: text.as_bytes().into(),
    }
}

fn asked(body: &'static str) -> Asked {
    Asked {
        path: "/v1/payouts".into(),
        query: "".into(),
        body: Bytes::from_static(body.as_bytes()),
    }
}

fn outcome(body: &'static str, at: Time) -> Outcome {
    Outcome {
        asked: asked(body),
        status: StatusCode::OK,
        body: Bytes::from_static(b"{}"),
        at,
    }
}

fn at(seconds: i64) -> Time {
    Time::from_unix(1_700_000_000 + seconds).unwrap_or(Time::LAST)
}

fn status_of(said: Result<Say, ApiError>) -> Option<u16> {
    let error = said.err()?;
    Some(error.into_response().status().as_u16())
}

#[test]
fn a_key_under_way_is_in_use_until_it_is_kept_or_let_go() {
    let mut keys = Keys::default();
    let Ok(Say::CarryOut(mark)) = keys.look_up(key("k"), &asked("a=1"), (CUSTOM, at(0))) else {
        panic!("the key is new");
    };
    assert_eq!(
        status_of(keys.look_up(key("k"), &asked("a=1"), (CUSTOM, at(0)))),
        Some(409)
    );
    keys.let_go(&mark);
    let again = keys.look_up(key("k"), &asked("a=2"), (CUSTOM, at(0)));
    assert!(matches!(again, Ok(Say::CarryOut(_))));
    keys.keep(&mark, outcome("a=2", at(0)));
    keys.let_go(&mark);
    let replayed = keys.look_up(key("k"), &asked("a=2"), (CUSTOM, at(0)));
    assert!(matches!(replayed, Ok(Say::Replay(StatusCode::OK, _))));
}

#[test]
fn parameters_are_compared_whatever_their_order_and_spelling() {
    let first = asked("amount=100&metadata[a]=1&currency=usd");
    for same in [
        "amount=100&metadata[a]=1&currency=usd",
        "currency=usd&amount=100&metadata%5Ba%5D=1",
    ] {
        assert!(first.has_parameters_of(&asked(same)), "{same}");
    }
    for other in [
        "amount=0100&metadata[a]=1&currency=usd",
        "amount=100&metadata[a]=1",
        "amount=100&metadata[a]=1&currency=usd&expand[]=balance_transaction",
        "amount=100&metadata[a]=1&currency=usd%FF",
    ] {
        assert!(!first.has_parameters_of(&asked(other)), "{other}");
    }
}

#[test]
fn nothing_is_kept_longer_than_a_day() {
    let mut keys = Keys::default();
    for (seconds, text) in [(0, "a"), (1, "b"), (60, "c")] {
        keys.keep(&Arc::new(key(text)), outcome("a=1", at(seconds)));
    }
    let day = 24 * 3_600;
    for (seconds, left) in [(day - 1, 3), (day, 2), (day + 1, 1), (day + 60, 0)] {
        while keys.drop_old(None, at(seconds)) {}
        assert_eq!((keys.known.len(), keys.by_age.len()), (left, left));
    }
}

#[test]
fn a_key_that_is_known_no_more_is_new_before_it_is_dropped() {
    let mut keys = Keys::default();
    let day = 24 * 3_600;
    keys.keep(&Arc::new(key("k")), outcome("a=1", at(0)));
    let mut look_up = |seconds| keys.look_up(key("k"), &asked("a=1"), (CUSTOM, at(seconds)));
    assert!(matches!(look_up(day - 1), Ok(Say::Replay(..))));
    let Ok(Say::CarryOut(mark)) = look_up(day) else {
        panic!("the key is known no more");
    };
    keys.keep(&mark, outcome("a=1", at(day)));
    assert!(keys.drop_old(None, at(day)));
    let again = keys.look_up(key("k"), &asked("a=1"), (CUSTOM, at(day)));
    assert!(
        matches!(again, Ok(Say::Replay(..))),
        "the new outcome stays"
    );
}

#[test]
fn a_mark_goes_away_with_whoever_has_made_it() {
    let worlds = Sandboxes::new(&Options::default());
    let Some(sandbox) = worlds.by_key(DEFAULT_KEY) else {
        panic!("the default world is always there");
    };
    let look_up = || {
        let mut world = sandbox.enter_as_it_is();
        world.keys.look_up(key("k"), &asked(""), (CUSTOM, at(0)))
    };
    let mark = || {
        let Ok(Say::CarryOut(key)) = look_up() else {
            panic!("the key is free");
        };
        let sandbox = Arc::clone(&sandbox);
        Mark { sandbox, key }
    };
    drop(mark());
    let panicked = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| {
        let _mark = mark();
        let _world = sandbox.enter_as_it_is();
        panic!("in the middle of it");
    }));
    assert!(panicked.is_err());
    drop(mark());
    assert!(sandbox.enter_as_it_is().keys.known.is_empty());
}
