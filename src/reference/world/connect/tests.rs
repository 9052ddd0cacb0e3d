//! What holds between the platform and its accounts after any history, with and without defects.

#![allow(
    clippy::unwrap_used,
    reason = "a test says what went wrong by panicking"
)]

use proptest::collection::vec;
use proptest::prelude::*;

use super::*;
use crate::clock::Time;
use crate::ledger::Balance;
use crate::money::{Amount, Currency, SourceType};
use crate::reference::defect::Defect;
use crate::reference::metadata::Change;
use crate::reference::readings::Readings;
use crate::reference::world::AccountNo;
use crate::reference::world::accounts::NewAccount;
use crate::reference::world::charges::NewCharge;
use crate::reference::world::events::Cause;
use crate::reference::world::fees::NewFeeRefund;
use crate::reference::world::refunds::NewRefund;
use crate::reference::world::transfer_reversals::NewTransferReversal;
use crate::reference::world::transfers::NewTransfer;

/// Something that can happen; objects are named by a number, wrapped around those there are.
#[derive(Debug, Clone)]
enum Act {
    Transfer(i64, bool),
    Charge(i64, Option<i64>, Option<i64>),
    Reverse(usize, Option<i64>, bool),
    Refund(usize, Option<i64>, (bool, bool)),
    RefundFee(usize, Option<i64>),
    Advance,
}

fn any_act() -> impl Strategy<Value = Act> {
    let part = || prop::option::of(1_i64..400);
    prop_oneof![
        2 => (1_i64..900, any::<bool>()).prop_map(|(amount, group)| Act::Transfer(amount, group)),
        2 => (1_i64..900, 1_i64..99, any::<bool>()).prop_map(|(amount, part, fee)| {
            let part = Some((amount * part / 100).max(1));
            if fee { Act::Charge(amount, part, None) } else { Act::Charge(amount, None, part) }
        }),
        4 => (0_usize..9, part(), any::<bool>()).prop_map(|(no, part, fee)| Act::Reverse(no, part, fee)),
        3 => (0_usize..9, part(), any::<(bool, bool)>()).prop_map(|(no, part, with)| Act::Refund(no, part, with)),
        1 => (0_usize..9, part()).prop_map(|(no, part)| Act::RefundFee(no, part)),
        1 => Just(Act::Advance),
    ]
}

const ACME: AccountNo = AccountNo(1);

fn world_with(defect: Option<Defect>) -> World {
    let now = Time::from_unix(1_700_000_000).unwrap();
    let mut world = World::new("any", now, Readings::default(), defect);
    world.open_account(NewAccount::default());
    let amount = Amount::new(2_000);
    world
        .fund(AccountNo::PLATFORM, amount, Currency::USD, SourceType::Card)
        .unwrap();
    world
}

fn wrapped(number: usize, count: usize) -> Option<usize> {
    (count > 0).then(|| number % count)
}

/// Lets something happen; a refusal is as good an outcome as any.
fn happen(world: &mut World, act: &Act) {
    let cause = Cause::Processor;
    match *act {
        Act::Transfer(amount, group) => {
            let new = NewTransfer {
                destination: world.account_id(ACME),
                amount: Amount::new(amount),
                currency: Currency::USD,
                source_type: SourceType::Card,
                group: group.then(|| "ORDER_1".into()),
                charge: None,
                description: None,
                metadata: Change::default(),
            };
            let _ = world.create_transfer(AccountNo::PLATFORM, new, &cause);
        }
        Act::Charge(amount, fee, passed_on) => {
            let new = NewCharge {
                destination: ACME,
                amount: Amount::new(amount),
                currency: Currency::USD,
                fee: fee.map(Amount::new),
                passed_on: passed_on.map(Amount::new),
            };
            world.charge_for(&new, &cause).unwrap();
        }
        Act::Advance => world.advance_to(world.now().plus_seconds(86_400)).unwrap(),
        Act::Reverse(number, amount, refund_fee) => {
            let new = NewTransferReversal {
                amount: amount.map(Amount::new),
                description: None,
                metadata: Change::default(),
                refund_fee,
            };
            let no = wrapped(number, world.connect.transfers.len()).map(TransferNo);
            let _ = no.map(|no| world.reverse_transfer(no, new, &cause));
        }
        Act::Refund(number, amount, with) => refund(world, (number, amount), with),
        Act::RefundFee(number, amount) => {
            let new = NewFeeRefund {
                amount: amount.map(Amount::new),
                metadata: Change::default(),
            };
            let no = wrapped(number, world.connect.fees.len()).map(FeeNo);
            let _ = no.map(|no| world.refund_fee(no, &new, &cause));
        }
    }
}

fn refund(world: &mut World, (number, amount): (usize, Option<i64>), with: (bool, bool)) {
    let new = NewRefund {
        amount: amount.map(Amount::new),
        reason: None,
        metadata: Change::default(),
        reverse_transfer: with.0,
        refund_fee: with.1,
    };
    let no = wrapped(number, world.connect.charges.len()).map(ChargeNo);
    let _ = no.map(|no| world.refund_charge(no, &new, &Cause::Processor));
}

/// An account's balance as its transactions tell it, net of fees (`LED-08`).
fn told(world: &World, account: AccountNo) -> Balance {
    let holder = account.holder();
    let (mut available, mut pending) = (0, 0);
    let all = (0..world.transactions.next()).map(|number| &world.transactions[number]);
    for one in all.filter(|one| one.owner == account) {
        let entry = world.ledger.entry(one.entry);
        let fee = one
            .fee
            .map(|fee| world.ledger.entry(fee).amount_for(holder));
        let net = entry.amount_for(holder).minor() + fee.map_or(0, Amount::minor);
        if entry.available_on <= world.now() {
            available += net;
        } else {
            pending += net;
        }
    }
    Balance {
        available: Amount::new(available),
        pending: Amount::new(pending),
    }
}

fn assert_told(world: &World) {
    for account in world.account_numbers() {
        let total = world
            .ledger
            .total(account.holder(), Currency::USD, world.now());
        assert_eq!(total, told(world, account));
    }
}

/// What is given back of a whole that has been given back in parts.
fn sum(parts: impl Iterator<Item = Amount>) -> i64 {
    parts.map(Amount::minor).sum()
}

proptest! {
    #[test]
    fn a_sound_world_gives_back_no_more_than_it_took(acts in vec(any_act(), 0..60)) {
        let mut world = world_with(None);
        for act in &acts {
            happen(&mut world, act);
        }
        assert_told(&world);
        // What waits for the payout schedule could be paid out at once.
        for one in (0..world.transactions.next()).map(|number| &world.transactions[number]) {
            let entry = world.ledger.entry(one.entry);
            prop_assert_eq!(entry.available_on, entry.at);
        }
        for (no, transfer) in world.connect.transfers.iter().enumerate() {
            let parts = transfer.reversals.iter().map(|no| world.transfer_reversal(*no).amount);
            let payment = world.charge(transfer.payment);
            prop_assert_eq!(sum(parts), transfer.state.reversed.minor());
            prop_assert!(transfer.state.reversed <= transfer.terms.amount);
            prop_assert_eq!(payment.state.refunded, transfer.state.reversed);
            prop_assert_eq!(payment.transfer, Some(TransferNo(no)));
        }
        for charge in &world.connect.charges {
            prop_assert!(charge.state.refunded <= charge.amount);
        }
        for fee in &world.connect.fees {
            let parts = fee.refunds.iter().map(|no| world.fee_refund(*no).amount);
            prop_assert_eq!(sum(parts), fee.refunded.minor());
            prop_assert!(fee.refunded <= fee.amount);
        }
    }

    #[test]
    fn however_a_transfer_is_divided_its_fee_comes_back_to_the_cent(
        amount in 1_i64..2_000,
        fee in 1_i64..2_000,
        pieces in vec(1_i64..300, 0..20),
    ) {
        let mut world = world_with(None);
        happen(&mut world, &Act::Charge(amount, Some(fee.min(amount)), None));
        for piece in pieces {
            happen(&mut world, &Act::Reverse(0, Some(piece), true));
        }
        happen(&mut world, &Act::Reverse(0, None, true));
        let fee = world.fee(FeeNo(0));
        prop_assert_eq!(fee.refunded, fee.amount);
        assert_told(&world);
    }

    #[test]
    fn no_defect_breaks_the_server(
        acts in vec(any_act(), 0..40),
        defect in prop::sample::select(Defect::ALL.to_vec()),
    ) {
        let mut world = world_with(Some(defect));
        for act in &acts {
            happen(&mut world, act);
        }
        assert_told(&world);
    }
}
