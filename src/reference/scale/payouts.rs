//! A world with payouts.

use super::{DAY, Filled, List, hold};
use crate::money::{Amount, Currency, SourceType};
use crate::reference::call::PathIds;
use crate::reference::metadata::Change;
use crate::reference::world::accounts::{ExternalKind, ExternalUpdate, NewExternal};
use crate::reference::world::events::Cause;
use crate::reference::world::payouts::NewPayout;
use crate::reference::world::{AccountNo, EventNo, ExternalNo, PayoutNo, TransactionNo, World};
use crate::reference::{balance, events, payouts};
use crate::reversal::payout::{BankAct, Country, Method};

/// Payouts whose days are apart: half of them go to where the bank pays, some are canceled.
pub fn fill(world: &mut World, size: usize) {
    for number in [Some("000123456789".to_owned()), None] {
        let external = external(number);
        world.add_external(AccountNo::PLATFORM, external).unwrap();
    }
    for day in 0..10 {
        for number in day * size / 10..(day + 1) * size / 10 {
            add(world, number);
        }
        let tomorrow = world.now().plus_seconds(DAY);
        world.advance_to(tomorrow).unwrap();
    }
    pay_all_out(world);
}

/// A payout of the schedule, the first, that has left with all that came before it.
fn pay_all_out(world: &mut World) {
    let new = NewPayout {
        automatic: true,
        ..one_cent(world, ExternalNo(0), Method::Standard)
    };
    let cause = Cause::Processor;
    let scheduled = world
        .create_payout(AccountNo::PLATFORM, new, &cause)
        .unwrap();
    world.bank(scheduled, BankAct::Submit, None).unwrap();
}

/// A bank account with a number.
pub fn external(number: Option<String>) -> NewExternal {
    NewExternal {
        kind: ExternalKind::BankAccount,
        country: Country::US,
        currency: Currency::USD,
        instant: true,
        by_request: false,
        default: true,
        number,
        routing_number: None,
        update: ExternalUpdate::default(),
    }
}

fn add(world: &mut World, number: usize) {
    let (platform, cent) = (AccountNo::PLATFORM, Amount::new(1));
    let destination = ExternalNo(number / 2 % 2);
    let no = pay(world, destination, Method::ALL[number % 2]);
    // What was paid out comes back in, for the schedule to pay out.
    world
        .fund(platform, cent, Currency::USD, SourceType::Card)
        .unwrap();
    if number.is_multiple_of(20) {
        let _ = world.cancel_payout(no, &Cause::Processor);
    }
}

/// A payout of one cent.
pub fn pay(world: &mut World, destination: ExternalNo, method: Method) -> PayoutNo {
    let new = one_cent(world, destination, method);
    world
        .create_payout(AccountNo::PLATFORM, new, &Cause::Processor)
        .unwrap()
}

fn one_cent(world: &World, destination: ExternalNo, method: Method) -> NewPayout {
    NewPayout {
        amount: Amount::new(1),
        currency: Currency::USD,
        method,
        source_type: SourceType::Card,
        destination: Some(world.external_id(destination)),
        automatic: false,
        description: None,
        statement_descriptor: None,
        metadata: Change::default(),
    }
}

static LISTS: [List; 3] = [
    List {
        name: "payouts",
        call: payouts::list,
        middle: "PAYOUT",
        queries: &[
            "",
            "status=pending",
            "status=failed",
            "status=canceled",
            "arrival_date=0",
            "created=0",
            "created[gte]=1700000000&status=paid",
            "arrival_date[gt]=1700000000&status=canceled",
            "destination=EXTERNAL",
            "destination=EXTERNAL&status=paid",
            "destination=EXTERNAL&status=canceled",
        ],
    },
    List {
        name: "transactions",
        call: balance::transactions,
        middle: "TRANSACTION",
        queries: &[
            "",
            "type=payout_cancel",
            "type=adjustment",
            "currency=cad",
            "currency=cad&type=payout",
            "created=0",
            "created[lt]=1700100000&type=payout_cancel",
            "source=PAYOUT",
            "payout=PAYOUT",
            "payout=PAYOUT&type=payout_failure",
            "payout=SCHEDULED",
            "payout=SCHEDULED&type=payout",
            "payout=SCHEDULED&type=charge",
            "payout=SCHEDULED&source=SCHEDULED",
        ],
    },
    List {
        name: "events",
        call: events::list,
        middle: "EVENT",
        queries: &[
            "",
            "type=payout.canceled",
            "type=transfer.created",
            "types[]=payout.failed&types[]=account.*",
            "delivery_success=false",
            "created=0",
            "created[lt]=1700100000&type=payout.canceled",
        ],
    },
];

fn names(world: &World, size: usize) -> Vec<(&'static str, String)> {
    let middle = size / 2;
    vec![
        ("EXTERNAL", world.external_id(ExternalNo(1))),
        ("PAYOUT", world.payout_id(PayoutNo(middle))),
        ("SCHEDULED", world.payout_id(PayoutNo(size))),
        ("TRANSACTION", world.transaction_id(TransactionNo(middle))),
        ("EVENT", world.event_id(EventNo(middle))),
    ]
}

#[test]
fn what_a_call_costs_does_not_grow_with_the_payouts() {
    let mut asks: Vec<_> = LISTS.iter().flat_map(|list| list.asks(names)).collect();
    let mut add = |name: &str, call: fn(&Filled)| asks.push((name.to_owned(), super::ask(call)));
    add("retrieve", |filled| {
        let id = filled
            .sandbox
            .enter()
            .unwrap()
            .payout_id(PayoutNo(filled.size / 2));
        assert!(payouts::retrieve(&PathIds(id), &filled.call("", "")).is_ok());
    });
    add("create", |filled| {
        let call = filled.call("", "amount=1&currency=usd");
        assert!(payouts::create(&call).is_ok());
    });
    add("balance", |filled| {
        assert!(balance::retrieve(&filled.call("", "")).is_ok());
    });
    hold(fill, asks);
}
