//! Financial accounts, received debits and their reversals.

use cucumber::{given, then};

use crate::count::count;
use crate::scenario::notation::{Money, Owner, Span};
use crate::scenario::object::{Kind, Object};
use crate::scenario::trouble::Stop;
use crate::scenario::world::World;

#[given(expr = "{owner} has a financial account holding {money}")]
async fn a_financial_account(world: &mut World, owner: Owner, money: Money) -> Result<(), Stop> {
    world.make_financial_account(&owner, &money).await
}

#[given(
    regex = r"^an? (ach|card) debit of ([\d.]+ [A-Z]{3}) on the financial account( from a restricted source)?$"
)]
async fn a_debit(
    world: &mut World,
    network: String,
    money: Money,
    restricted: String,
) -> Result<(), Stop> {
    world
        .receive_debit(&network, &money, !restricted.is_empty())
        .await
}

#[given(regex = r"^the deadline (?:is (.+) away|passed (.+) ago)$")]
async fn deadline(world: &mut World, ahead: String, behind: String) -> Result<(), Stop> {
    let seconds = match ahead.parse::<Span>() {
        Ok(span) => -span.seconds,
        Err(_) => {
            behind
                .parse::<Span>()
                .map_err(|why| world.fault(why))?
                .seconds
        }
    };
    world.go_to_deadline(seconds).await
}

#[then(expr = "the received debit can be reversed for another {duration}")]
async fn can_be_reversed(world: &mut World, span: Span) -> Result<(), Stop> {
    let shown = world.read(&Object::Newest(Kind::ReceivedDebit)).await?;
    let now = world.now().await?;
    let deadline = &shown.body["reversal_details"]["deadline"];
    let left = deadline
        .as_i64()
        .map(|deadline| deadline.saturating_sub(now));
    world.check(left == Some(span.seconds), Some(shown.exchange), || {
        let seen = left.map_or_else(
            || format!("the deadline is {deadline}"),
            |left| count(left, "second", "seconds"),
        );
        let expected = count(span.seconds, "second", "seconds");
        (format!("the deadline is {expected} away"), seen)
    })
}
