//! What holds in any world after any history, with and without defects.

#![allow(
    clippy::unwrap_used,
    reason = "a test says what went wrong by panicking"
)]

use proptest::collection::vec;
use proptest::prelude::*;

use super::accounts::{ExternalKind, ExternalUpdate, NewExternal};
use super::events::Cause;
use super::payouts::NewPayout;
use super::*;
use crate::ledger::Balance;
use crate::money::{Amount, Currency, SourceType};
use crate::reference::metadata::Change;
use crate::reversal::payout::{BankAct, Country, Method, Status};

/// Something that can happen; payouts are named by a number, wrapped around those there are.
#[derive(Debug, Clone)]
enum Act {
    Fund(i64),
    Create(i64, Method, bool),
    Cancel(usize),
    Reverse(usize),
    Bank(usize, BankAct),
    Update(usize),
    Advance(u64),
}

fn any_act() -> impl Strategy<Value = Act> {
    let method = prop::sample::select(Method::ALL.to_vec());
    let bank = prop::sample::select(vec![BankAct::Submit, BankAct::Pay, BankAct::Fail]);
    prop_oneof![
        (1_i64..3_000).prop_map(Act::Fund),
        (1_i64..1_000, method, any::<bool>()).prop_map(|(a, m, auto)| Act::Create(a, m, auto)),
        (0_usize..12).prop_map(Act::Cancel),
        (0_usize..12).prop_map(Act::Reverse),
        (0_usize..12, bank).prop_map(|(payout, act)| Act::Bank(payout, act)),
        (0_usize..12).prop_map(Act::Update),
        (0_u64..400_000).prop_map(Act::Advance),
    ]
}

fn world_with(defect: Option<Defect>, number: &str) -> World {
    let now = Time::from_unix(1_700_000_000).unwrap();
    let mut world = World::new("any", now, Readings::default(), defect);
    let acme = world.open_account(NewAccount::default());
    let external = NewExternal {
        kind: ExternalKind::BankAccount,
        country: Country::US,
        currency: Currency::USD,
        instant: true,
        by_request: false,
        default: true,
        number: Some(number.to_owned()),
        routing_number: None,
        update: ExternalUpdate::default(),
    };
    world.add_external(acme, external).unwrap();
    world
}

fn acme() -> AccountNo {
    AccountNo(1)
}

fn create(world: &mut World, amount: i64, method: Method, automatic: bool) {
    let new = NewPayout {
        amount: Amount::new(amount),
        currency: Currency::USD,
        method,
        source_type: SourceType::Card,
        destination: None,
        automatic,
        description: None,
        statement_descriptor: None,
        metadata: Change::default(),
    };
    // A refusal is as good an outcome as any.
    let _ = world.create_payout(acme(), new, &Cause::Processor);
}

fn happen(world: &mut World, act: &Act) {
    let count = world.payouts.next();
    let payout = |number: usize| (count > 0).then(|| PayoutNo(number % count));
    let cause = Cause::Processor;
    match *act {
        Act::Fund(amount) => {
            let amount = Amount::new(amount);
            world
                .fund(acme(), amount, Currency::USD, SourceType::Card)
                .unwrap();
        }
        Act::Create(amount, method, automatic) => create(world, amount, method, automatic),
        Act::Advance(seconds) => world.advance_to(world.now.plus_seconds(seconds)).unwrap(),
        Act::Cancel(number) => {
            let _ = payout(number).map(|no| world.cancel_payout(no, &cause));
        }
        Act::Reverse(number) => {
            let change = Change::default();
            let _ = payout(number).map(|no| world.reverse_payout(no, &change, None, &cause));
        }
        Act::Bank(number, act) => {
            let acted = payout(number).map(|no| world.bank(no, act, None));
            assert!(acted.is_none_or(|acted| acted.is_ok()));
        }
        Act::Update(number) => {
            let change = Change::Clear;
            let _ = payout(number).map(|no| world.update_payout(no, &change, None, &cause));
        }
    }
}

/// The balance as its transactions tell it (`LED-08`).
fn told(world: &World) -> Balance {
    let mut sums = (0, 0);
    let all = (0..world.transactions.next()).map(|number| &world.transactions[number]);
    for transaction in all.filter(|one| one.owner == acme()) {
        let entry = world.ledger.entry(transaction.entry);
        let brings = |entry| {
            world
                .ledger
                .entry(entry)
                .amount_for(acme().holder())
                .minor()
        };
        let amount = brings(transaction.entry) + transaction.fee.map_or(0, brings);
        if entry.available_on <= world.now {
            sums.0 += amount;
        } else {
            sums.1 += amount;
        }
    }
    Balance {
        available: Amount::new(sums.0),
        pending: Amount::new(sums.1),
    }
}

/// What a payout has moved in the end: its amount while it stands, nothing once it was undone.
fn moved(world: &World, no: PayoutNo) -> i64 {
    let amount_of = |no: &TransactionNo| {
        let entry = world.ledger.entry(world.transaction(*no).entry);
        entry.amount_for(acme().holder()).minor()
    };
    world.payout(no).transactions.iter().map(amount_of).sum()
}

proptest! {
    #[test]
    fn a_sound_world_keeps_its_books(acts in vec(any_act(), 0..80)) {
        let mut world = world_with(None, "000999999991");
        for act in &acts {
            happen(&mut world, act);
        }
        let total = world.ledger.total(acme().holder(), Currency::USD, world.now);
        prop_assert_eq!(total, told(&world));
        for no in (0..world.payouts.next()).map(PayoutNo) {
            let payout = world.payout(no);
            let undone = matches!(payout.state.status, Status::Failed | Status::Canceled);
            let expected = if undone { 0 } else { -payout.terms.amount.minor() };
            prop_assert_eq!(moved(&world, no), expected);
            prop_assert_eq!(payout.state.undone.is_some(), undone);
            if let Some(original) = payout.terms.original {
                let original = world.payout(original);
                prop_assert_eq!(original.state.reversed_by, Some(no));
                prop_assert_eq!(payout.terms.amount, original.terms.amount.negated());
                prop_assert!(payout.terms.amount.is_negative());
            }
        }
    }

    #[test]
    fn no_defect_breaks_the_server(
        acts in vec(any_act(), 0..60),
        defect in prop::sample::select(Defect::ALL.to_vec()),
        number in prop::sample::select(vec!["000123456789", "000111111116", "000999999991"]),
    ) {
        let mut world = world_with(Some(defect), number);
        for act in &acts {
            happen(&mut world, act);
        }
        let total = world.ledger.total(acme().holder(), Currency::USD, world.now);
        prop_assert_eq!(total, told(&world));
    }
}
