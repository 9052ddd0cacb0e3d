//! A world with a busy financial account.

use super::{List, hold};
use crate::money::{Amount, Currency};
use crate::reference::metadata::Change;
use crate::reference::treasury::{accounts, debits, flows, reversals};
use crate::reference::world::events::Cause;
use crate::reference::world::treasury::debits::{Counterparty, NewFlow};
use crate::reference::world::treasury::{
    DebitNo, DebitReversalNo, FinancialNo, FlowEntryNo, FlowTransactionNo,
};
use crate::reference::world::{AccountNo, World};
use crate::reversal::debit::{BankAct, Network};

/// Debits of one account, one of which fails; every other one is reversed, and those who began last end first.
fn fill(world: &mut World, size: usize) {
    let own = (0..size).map(|_| world.open_financial_account(AccountNo::PLATFORM, Currency::USD));
    let busy = own.collect::<Vec<_>>()[0];
    debit(world, busy, Network::Ach);
    world
        .receive_credit(flow(busy, 1_000_000_000, "ach"))
        .unwrap();
    let mut reversed = Vec::new();
    for number in 1..size {
        let no = debit(world, busy, Network::Ach);
        if number % 2 == 0 {
            let cause = Cause::Processor;
            reversed.push(world.reverse_debit(no, &Change::default(), &cause).unwrap());
        }
        world.advance_to(world.now().plus_seconds(1)).unwrap();
    }
    // Two of them stay on their way.
    for no in reversed.iter().skip(2).rev() {
        let act = if *no == DebitReversalNo(2) {
            BankAct::Cancel
        } else {
            BankAct::Complete
        };
        world.settle_debit_reversal(*no, act).unwrap();
        world.advance_to(world.now().plus_seconds(1)).unwrap();
    }
}

fn debit(world: &mut World, of: FinancialNo, network: Network) -> DebitNo {
    let new = flow(of, 1_000, network);
    world.receive_debit(new, false, &Cause::Processor).unwrap()
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

static LISTS: [List; 5] = [
    List {
        name: "financial accounts",
        call: accounts::list,
        middle: "ACCOUNT",
        queries: &[
            "",
            "created=0",
            "created[gt]=0",
            "status=open",
            "status=closed",
        ],
    },
    List {
        name: "received debits",
        call: debits::list,
        middle: "DEBIT",
        queries: &[
            "financial_account=BUSY",
            "financial_account=BUSY&status=failed",
            "financial_account=BUSY&status=succeeded",
        ],
    },
    List {
        name: "debit reversals",
        call: reversals::list,
        middle: "REVERSAL",
        queries: &[
            "financial_account=BUSY",
            "financial_account=BUSY&status=processing",
            "financial_account=BUSY&status=canceled",
            "financial_account=BUSY&status=completed",
            "financial_account=BUSY&received_debit=FIRST",
            "financial_account=BUSY&received_debit=FIRST&status=canceled",
            "financial_account=BUSY&resolution=won",
        ],
    },
    List {
        name: "transactions",
        call: flows::transactions,
        middle: "TRANSACTION",
        queries: &[
            "financial_account=BUSY",
            "financial_account=BUSY&status=open",
            "financial_account=BUSY&status=void",
            "financial_account=BUSY&flow=FIRST",
            "financial_account=BUSY&flow=TAKEN",
            "financial_account=BUSY&created=0",
            "financial_account=BUSY&created[lt]=1700000009&status=posted",
            "financial_account=BUSY&order_by=posted_at",
            "financial_account=BUSY&order_by=posted_at&status=open",
            "financial_account=BUSY&order_by=posted_at&created[lt]=1700000009",
            "financial_account=BUSY&order_by=posted_at&status=posted&created[gt]=1700000000",
            "financial_account=BUSY&order_by=posted_at&status=posted&status_transitions[posted_at]=0",
            "financial_account=BUSY&order_by=posted_at&status=posted&status_transitions[posted_at][gt]=1700000300",
        ],
    },
    List {
        name: "entries",
        call: flows::entries,
        middle: "ENTRY",
        queries: &[
            "financial_account=BUSY",
            "financial_account=BUSY&transaction=TRANSACTION",
            "financial_account=BUSY&created=0",
            "financial_account=BUSY&effective_at[lt]=1700000009",
            "financial_account=BUSY&order_by=effective_at",
        ],
    },
];

fn names(world: &World, size: usize) -> Vec<(&'static str, String)> {
    let middle = size / 2;
    let own = world.financial_accounts_of(AccountNo::PLATFORM);
    vec![
        ("BUSY", world.financial_id(own[0])),
        ("ACCOUNT", world.financial_id(own[middle])),
        ("DEBIT", world.debit_id(DebitNo(middle))),
        ("FIRST", world.debit_id(DebitNo(2))),
        (
            "REVERSAL",
            world.debit_reversal_id(DebitReversalNo(middle / 2)),
        ),
        (
            "TAKEN",
            world.debit_reversal_id(DebitReversalNo(middle / 2)),
        ),
        (
            "TRANSACTION",
            world.flow_transaction_id(FlowTransactionNo(middle)),
        ),
        ("ENTRY", world.flow_entry_id(FlowEntryNo(middle))),
    ]
}

#[test]
fn what_a_list_costs_does_not_grow_with_a_financial_account() {
    hold(
        fill,
        LISTS.iter().flat_map(|list| list.asks(names)).collect(),
    );
}
