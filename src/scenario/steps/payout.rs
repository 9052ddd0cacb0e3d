//! Payouts: how they were made, how far they have come, what the bank does with them.

use cucumber::gherkin::Step;
use cucumber::{given, then, when};

use super::table::pairs;
use crate::scenario::notation::{Destination, Money, Owner, Span, Which};
use crate::scenario::object::{Kind, Object};
use crate::scenario::trouble::Stop;
use crate::scenario::words::{BankAct, PayoutState};
use crate::scenario::world::World;

#[given(expr = "a payout of {money} from {owner} to a(n) {destination}")]
fn a_payout(
    world: &mut World,
    money: Money,
    owner: Owner,
    destination: Destination,
) -> Result<(), Stop> {
    world.draft_payout(money, owner, destination)
}

#[given(
    regex = r"^(the payout|the reversing payout|the new payout|the transfer|the received debit|the debit reversal|the charge|the top-up) (?:is|has been) (manual|automatic|instant|pending|in_transit|paid|failed|canceled|being reversed|reversed|completed|refunded, reversing the transfer|succeeded)$"
)]
async fn is_in_state(world: &mut World, object: Object, state: PayoutState) -> Result<(), Stop> {
    match object {
        Object::Payout(which) => world.bring(which, state).await,
        Object::Newest(kind) => world.bring_thing(kind, state).await,
        other @ (Object::DestinationOfPayout
        | Object::External(_)
        | Object::Balance(_)
        | Object::BalanceTransaction
        | Object::FirstReversal
        | Object::MisplacedReversal
        | Object::FeeRefund
        | Object::DestinationPayment
        | Object::TreasuryTransaction) => Err(world.fault(format!("{other} has no states"))),
    }
}

#[given(expr = "{payout} was expected to arrive {duration} ago")]
async fn expected_to_arrive(world: &mut World, which: Which, ago: Span) -> Result<(), Stop> {
    world.arrived(which, ago.seconds).await
}

#[given(expr = "{object} carries the metadata:")]
async fn carries_metadata(world: &mut World, object: Object, step: &Step) -> Result<(), Stop> {
    let metadata = pairs(world, step)?;
    world.label(&object, metadata).await
}

#[when(
    regex = r"^the bank (submits|pays|fails|completes|cancels|returns) (the payout|the reversing payout|the new payout|the debit reversal|the top-up)(?: as (\w+))?$"
)]
async fn bank_acts(
    world: &mut World,
    act: BankAct,
    object: Object,
    failure_code: String,
) -> Result<(), Stop> {
    world.before_happening().await?;
    let code = Some(failure_code.as_str()).filter(|code| !code.is_empty());
    match object {
        Object::Payout(which) => world.bank(which, act, code).await,
        Object::Newest(Kind::Topup) => world.bank_topup(act).await,
        Object::Newest(Kind::DebitReversal) => world.bank_debit_reversal(act).await,
        other @ (Object::Newest(
            Kind::Transfer
            | Kind::TransferReversal
            | Kind::Charge
            | Kind::ApplicationFee
            | Kind::Refund
            | Kind::FinancialAccount
            | Kind::ReceivedDebit
            | Kind::WebhookEndpoint,
        )
        | Object::DestinationOfPayout
        | Object::External(_)
        | Object::Balance(_)
        | Object::BalanceTransaction
        | Object::FirstReversal
        | Object::MisplacedReversal
        | Object::FeeRefund
        | Object::DestinationPayment
        | Object::TreasuryTransaction) => {
            Err(world.fault(format!("the bank has nothing to do with {other}")))
        }
    }
}

#[when("the bank submits the payout while the platform cancels it")]
async fn submits_while_canceled(world: &mut World) -> Result<(), Stop> {
    world.submit_while_canceling().await
}

#[when(expr = "{duration} pass(es)")]
async fn time_passes(world: &mut World, span: Span) -> Result<(), Stop> {
    world.before_happening().await?;
    world.advance(span.seconds).await
}

#[then("the payout and the reversing payout name each other")]
async fn name_each_other(world: &mut World) -> Result<(), Stop> {
    let original = world.read(&Object::Payout(Which::Original)).await?;
    let reversing = world.read(&Object::Payout(Which::Reversing)).await?;
    let ends = [
        ("reversed_by", &original, &reversing),
        ("original_payout", &reversing, &original),
    ];
    for (member, shown, named) in ends {
        let (expected, observed) = (&named.body["id"], &shown.body[member]);
        world.check(observed == expected, Some(shown.exchange), || {
            (
                format!("{member} is {expected}"),
                format!("{member} is {observed}"),
            )
        })?;
    }
    Ok(())
}
