//! What holds in any financial account after any history, with and without defects.

#![allow(
    clippy::unwrap_used,
    reason = "a test says what went wrong by panicking"
)]

use proptest::collection::vec;
use proptest::prelude::*;

use super::debits::{Counterparty, NewFlow};
use super::lists::FlowFilter;
use super::postings::{OrderBy, Standing};
use super::*;
use crate::reference::defect::Defect;
use crate::reference::metadata::Change;
use crate::reference::page::Paging;
use crate::reference::params::Range;
use crate::reference::readings::Readings;
use crate::reference::world::NewAccount;
use crate::reference::world::events::Cause;
use crate::reversal::debit::{BankAct, Network, Outcome, Status};

/// Something that can happen; debits and reversals are named by a number, wrapped around those there are.
#[derive(Debug, Clone)]
enum Act {
    Credit(i64),
    Debit(i64, Network, bool),
    Reverse(usize),
    Bank(usize, BankAct),
    Advance(u64),
}

fn any_act() -> impl Strategy<Value = Act> {
    let network = prop::sample::select(vec![Network::Ach, Network::Ach, Network::Card]);
    let bank = prop::sample::select(vec![BankAct::Complete, BankAct::Cancel]);
    prop_oneof![
        (1_i64..3_000).prop_map(Act::Credit),
        (1_i64..1_500, network, prop::bool::weighted(0.2))
            .prop_map(|(amount, network, restricted)| Act::Debit(amount, network, restricted)),
        (0_usize..12).prop_map(Act::Reverse),
        (0_usize..12, bank).prop_map(|(reversal, act)| Act::Bank(reversal, act)),
        (0_u64..100_000).prop_map(Act::Advance),
    ]
}

fn world_with(defect: Option<Defect>) -> (World, FinancialNo) {
    let now = Time::from_unix(1_700_000_000).unwrap();
    let mut world = World::new("any", now, Readings::default(), defect);
    let acme = world.open_account(NewAccount::default());
    let account = world.open_financial_account(acme, Currency::USD);
    (world, account)
}

fn flow<N>(account: FinancialNo, amount: i64, network: N) -> NewFlow<N> {
    NewFlow {
        account,
        amount: Amount::new(amount),
        network,
        description: "any".into(),
        counterparty: Counterparty::default(),
    }
}

fn happen(world: &mut World, account: FinancialNo, act: &Act) {
    let cause = Cause::Processor;
    let (debits, reversals) = (world.treasury.debits.len(), world.treasury.reversals.len());
    match *act {
        Act::Credit(amount) => {
            world.receive_credit(flow(account, amount, "ach")).unwrap();
        }
        Act::Debit(amount, network, restricted) => {
            let new = flow(account, amount, network);
            world.receive_debit(new, restricted, &cause).unwrap();
        }
        Act::Reverse(number) if debits > 0 => {
            // A refusal is as good an outcome as any.
            let _ = world.reverse_debit(DebitNo(number % debits), &Change::default(), &cause);
        }
        Act::Bank(number, act) if reversals > 0 => {
            let no = DebitReversalNo(number % reversals);
            world.settle_debit_reversal(no, act).unwrap();
        }
        Act::Reverse(_) | Act::Bank(..) => {}
        Act::Advance(seconds) => world.advance_to(world.now.plus_seconds(seconds)).unwrap(),
    }
}

/// The transactions of an account in an order, the first one first.
fn listed(world: &World, account: FinancialNo, order: OrderBy) -> Vec<FlowTransactionNo> {
    let filter = FlowFilter {
        order,
        standing: None,
        created: Range::ALL,
        posted_at: None,
        only: None,
    };
    let page = world.flows_page(account, &filter, &Paging::newest(1_000));
    let index = &world.financial_account(account).flows;
    let places = page.places.into_iter().rev();
    places.map(|place| index.at(order, place)).collect()
}

/// The cash as its entries tell it.
fn told(world: &World, account: FinancialNo) -> Amount {
    let entries = world.entries_page(account, (None, Range::ALL), &Paging::newest(1_000));
    let entries = entries.places.into_iter().map(FlowEntryNo);
    Amount::new(entries.map(|no| world.flow_entry_amount(no).minor()).sum())
}

/// The cash as its flows tell it: what came, less what went and did not come back.
fn owed(world: &World) -> i64 {
    let came: i64 = world
        .treasury
        .credits
        .iter()
        .map(|one| one.amount.minor())
        .sum();
    let debits = world.treasury.debits.iter().filter(|debit| {
        let back = debit
            .reversal
            .map(|no| world.debit_reversal(no).state.status);
        debit.outcome == Outcome::Succeeded && back != Some(Status::Completed)
    });
    came - debits.map(|debit| debit.amount.minor()).sum::<i64>()
}

proptest! {
    #[test]
    fn a_sound_world_keeps_its_cash(acts in vec(any_act(), 0..80)) {
        let (mut world, account) = world_with(None);
        for act in &acts {
            happen(&mut world, account, act);
            prop_assert!(!world.cash(account).is_negative());
        }
        prop_assert_eq!(world.cash(account), told(&world, account));
        prop_assert_eq!(world.cash(account).minor(), owed(&world));
        for no in listed(&world, account, OrderBy::Created) {
            let transaction = world.flow_transaction(no);
            let moved = world.flow_impact(no);
            match transaction.standing {
                Standing::Posted(_) => prop_assert_eq!(moved, transaction.amount),
                Standing::Open | Standing::Void(_) => prop_assert_eq!(moved, Amount::ZERO),
            }
        }
        for reversal in &world.treasury.reversals {
            let debit = world.received_debit(reversal.debit);
            prop_assert_eq!(debit.reversal.map(|no| world.debit_reversal(no).debit), Some(reversal.debit));
            prop_assert!(debit.deadline.is_some_and(|deadline| reversal.created < deadline));
            let times = reversal.state.completed_at.is_some();
            prop_assert_eq!(times, reversal.state.status == Status::Completed);
        }
        let reversed = world.treasury.debits.iter().filter(|debit| debit.reversal.is_some());
        prop_assert_eq!(reversed.count(), world.treasury.reversals.len());
    }

    #[test]
    fn both_orders_list_every_transaction_once(acts in vec(any_act(), 0..60)) {
        let (mut world, account) = world_with(None);
        for act in &acts {
            happen(&mut world, account, act);
        }
        let mut made = listed(&world, account, OrderBy::Created);
        let mut posted = listed(&world, account, OrderBy::PostedAt);
        let times = posted.iter().map(|no| world.flow_transaction(*no).standing.posted_at());
        let times: Vec<_> = times.map(|at| at.unwrap_or(Time::LAST)).collect();
        prop_assert!(times.is_sorted());
        prop_assert!(made.is_sorted());
        prop_assert_eq!(made.len(), world.treasury.transactions.len());
        made.sort();
        posted.sort();
        prop_assert_eq!(made, posted);
    }

    #[test]
    fn no_defect_breaks_the_server(
        acts in vec(any_act(), 0..60),
        defect in prop::sample::select(Defect::ALL.to_vec()),
    ) {
        let (mut world, account) = world_with(Some(defect));
        for act in &acts {
            happen(&mut world, account, act);
        }
        // What a failed debit takes is on no transaction that could tell of it.
        if defect != Defect::UnfundedDebitTakesCash {
            prop_assert_eq!(world.cash(account), told(&world, account));
        }
    }
}
