//! A world with accounts, transfers, fees, top-ups, and where money and events go.

use super::payouts::external;
use super::{List, hold};
use crate::money::{Amount, Currency, SourceType};
use crate::reference::call::{Call, PathIds};
use crate::reference::error::ApiError;
use crate::reference::metadata::Change;
use crate::reference::world::accounts::NewAccount;
use crate::reference::world::charges::NewCharge;
use crate::reference::world::connect::{
    ChargeNo, FeeNo, FeeRefundNo, TransferNo, TransferReversalNo,
};
use crate::reference::world::events::Cause;
use crate::reference::world::fees::NewFeeRefund;
use crate::reference::world::topups::{TopUpNo, TopUpNotes, TopUpTerms};
use crate::reference::world::transfer_reversals::NewTransferReversal;
use crate::reference::world::transfers::NewTransfer;
use crate::reference::world::webhooks::{EndpointNo, EndpointUpdate, NewEndpoint};
use crate::reference::world::{AccountNo, ExternalNo, World};
use crate::reference::{
    accounts, externals, fees, topups, transfer_reversals, transfers, webhooks,
};

const PLATFORM: AccountNo = AccountNo::PLATFORM;

/// So many of each kind; transfers to the first account in the first group are all older than the middle.
fn fill(world: &mut World, size: usize) {
    for _ in 0..size {
        world.open_account(NewAccount::default());
    }
    for number in 0..size {
        let old = number < size / 2;
        let destination = AccountNo(1 + usize::from(!old && number % 2 == 0));
        let group = if old || number % 2 == 0 {
            "first"
        } else {
            "other"
        };
        transfer(world, destination, group);
        world.add_external(PLATFORM, external(None)).unwrap();
        top_up(world, number);
    }
    for _ in 0..size / 5 {
        charge(world);
    }
    for _ in 0..size {
        take_back(world);
    }
    for _ in 0..size {
        let new = NewEndpoint {
            connect: false,
            api_version: None,
            update: EndpointUpdate::default(),
        };
        world.create_endpoint(PLATFORM, new).unwrap();
    }
}

fn transfer(world: &mut World, to: AccountNo, group: &str) {
    let new = NewTransfer {
        destination: world.account_id(to),
        amount: Amount::new(1_000_000),
        currency: Currency::USD,
        source_type: SourceType::Card,
        group: Some(group.into()),
        charge: None,
        description: None,
        metadata: Change::default(),
    };
    world
        .create_transfer(PLATFORM, new, &Cause::Processor)
        .unwrap();
}

/// Amounts are all different, and come and go: none is in order.
pub fn top_up(world: &mut World, number: usize) {
    let amount = i64::try_from(number * 7_919 % 1_000_000).unwrap();
    let terms = TopUpTerms {
        amount: Amount::new(1 + amount),
        currency: Currency::USD,
        statement_descriptor: None,
        group: None,
    };
    let notes = TopUpNotes {
        description: None,
        metadata: Change::default(),
    };
    let no = world.create_top_up(PLATFORM, terms, notes, &Cause::Processor);
    if number == 3 {
        world.cancel_top_up(no.unwrap(), &Cause::Processor).unwrap();
    }
}

fn charge(world: &mut World) {
    let new = NewCharge {
        destination: AccountNo(1),
        amount: Amount::new(1_000_000),
        currency: Currency::USD,
        fee: Some(Amount::new(500_000)),
        passed_on: None,
    };
    world.charge_for(&new, &Cause::Processor).unwrap();
}

/// A cent of the first transfer and a cent of the first fee.
fn take_back(world: &mut World) {
    let new = NewTransferReversal {
        amount: Some(Amount::new(1)),
        description: None,
        metadata: Change::default(),
        refund_fee: false,
    };
    let cause = Cause::Processor;
    world.reverse_transfer(TransferNo(0), new, &cause).unwrap();
    let new = NewFeeRefund {
        amount: Some(Amount::new(1)),
        metadata: Change::default(),
    };
    world.refund_fee(FeeNo(0), &new, &cause).unwrap();
}

static LISTS: [List; 8] = [
    List {
        name: "accounts",
        call: accounts::list_all,
        middle: "ACCOUNT",
        queries: &["", "created=0", "created[gt]=0"],
    },
    List {
        name: "external accounts",
        call: |call| {
            externals::list(
                &PathIds(first(call, |world| world.account_id(PLATFORM))?),
                call,
            )
        },
        middle: "EXTERNAL",
        queries: &["", "object=bank_account", "object=card"],
    },
    List {
        name: "transfers",
        call: transfers::list,
        middle: "TRANSFER",
        queries: &[
            "",
            "destination=ACCOUNT",
            "destination=FIRST",
            "transfer_group=first",
            "transfer_group=none",
            "destination=FIRST&transfer_group=first",
            "destination=FIRST&transfer_group=other",
            "destination=FIRST&transfer_group=first&created[gt]=0",
            "created=0",
        ],
    },
    List {
        name: "reversals of a transfer",
        call: |call| {
            let id = first(call, |world| world.transfer_id(TransferNo(0)))?;
            transfer_reversals::list(&PathIds(id), call)
        },
        middle: "REVERSAL",
        queries: &[""],
    },
    List {
        name: "application fees",
        call: fees::list,
        middle: "FEE",
        queries: &[
            "",
            "charge=CHARGE",
            "charge=PAYMENT",
            "charge=none",
            "created=0",
        ],
    },
    List {
        name: "refunds of a fee",
        call: |call| fees::refunds(&PathIds(first(call, |world| world.fee_id(FeeNo(0)))?), call),
        middle: "REFUND",
        queries: &[""],
    },
    List {
        name: "top-ups",
        call: topups::list,
        middle: "TOPUP",
        queries: &[
            "",
            "status=pending",
            "status=canceled",
            "status=failed",
            "amount=1",
            "amount[gt]=2000000",
            "amount[gte]=100&amount[lt]=200&status=canceled",
            "amount[gt]=20000&status=pending",
            "created=0",
        ],
    },
    List {
        name: "webhook endpoints",
        call: webhooks::list,
        middle: "ENDPOINT",
        queries: &[""],
    },
];

/// The id of what a list belongs to.
fn first(call: &Call, id: fn(&World) -> String) -> Result<String, ApiError> {
    Ok(id(&call.desk()?.world))
}

fn names(world: &World, size: usize) -> Vec<(&'static str, String)> {
    let middle = size / 2;
    // A fee's charge is the older one of two, and stands behind all the transfers' payments.
    let charge = ChargeNo(size + 2 * (size / 10));
    vec![
        ("FIRST", world.account_id(AccountNo(1))),
        ("ACCOUNT", world.account_id(AccountNo(middle))),
        ("EXTERNAL", world.external_id(ExternalNo(middle))),
        ("TRANSFER", world.transfer_id(TransferNo(middle))),
        (
            "REVERSAL",
            world.transfer_reversal_id(TransferReversalNo(middle)),
        ),
        ("CHARGE", world.charge_id(charge)),
        ("PAYMENT", world.charge_id(ChargeNo(middle))),
        ("FEE", world.fee_id(FeeNo(size / 10))),
        ("REFUND", world.fee_refund_id(FeeRefundNo(middle))),
        ("TOPUP", world.top_up_id(TopUpNo(middle))),
        ("ENDPOINT", world.endpoint_id(EndpointNo(middle))),
    ]
}

#[test]
fn what_a_list_costs_does_not_grow_with_what_passes_between_accounts() {
    hold(
        fill,
        LISTS.iter().flat_map(|list| list.asks(names)).collect(),
    );
}
