//! Transfers, destination charges and their reversals.

use cucumber::{given, then, when};

use crate::scenario::notation::{Money, Owner};
use crate::scenario::object::{Kind, Object};
use crate::scenario::transfer::ChargeTerms;
use crate::scenario::trouble::Stop;
use crate::scenario::words::Verb;
use crate::scenario::world::World;

#[given(expr = "a transfer of {money} to {owner}")]
async fn a_transfer(world: &mut World, money: Money, owner: Owner) -> Result<(), Stop> {
    world.make_transfer(&money, &owner, None).await
}

#[given(
    regex = r#"^a destination charge of ([\d.]+ [A-Z]{3}) for ("[^"]+")( with an application fee of .+| transferring .+)?$"#
)]
async fn a_charge(
    world: &mut World,
    money: Money,
    owner: Owner,
    terms: String,
) -> Result<(), Stop> {
    let terms = terms
        .parse::<ChargeTerms>()
        .map_err(|why| world.fault(why))?;
    world.make_charge(&money, &owner, &terms).await
}

#[given(
    regex = r"^([\d.]+ [A-Z]{3}) of the transfer has been reversed(?: (\d+) times)?(, refunding the application fee)?$"
)]
async fn part_reversed(
    world: &mut World,
    money: Money,
    times: String,
    with_fee: String,
) -> Result<(), Stop> {
    for _ in 0..times.parse::<u32>().unwrap_or(1) {
        world
            .reverse_transfer(Some(&money), !with_fee.is_empty())
            .await?;
    }
    Ok(())
}

#[when(
    regex = r"^the platform reverses (-?[\d.]+ [A-Z]{3}) of the transfer(, refunding the application fee)?$"
)]
async fn reverses_part(world: &mut World, money: Money, with_fee: String) -> Result<(), Stop> {
    let mut params = vec![("amount".to_owned(), money.minor.to_string())];
    if !with_fee.is_empty() {
        params.push(("refund_application_fee".to_owned(), "true".to_owned()));
    }
    world
        .act_on(
            Verb::Reverses,
            &Object::Newest(Kind::Transfer),
            None,
            params,
        )
        .await
}

#[then(expr = "{money} of the transfer is left to reverse")]
async fn left(world: &mut World, money: Money) -> Result<(), Stop> {
    let shown = world.read(&Object::Newest(Kind::Transfer)).await?;
    let member = |name: &str| shown.body[name].as_i64();
    let left = member("amount")
        .zip(member("amount_reversed"))
        .map(|(amount, reversed)| amount.saturating_sub(reversed));
    world.check(left == Some(money.minor), Some(shown.exchange), || {
        let seen = left.map_or("no amounts".to_owned(), |left| left.to_string());
        (
            format!("{} ({money}) is left to reverse", money.minor),
            format!("{seen} is left"),
        )
    })?;
    let (reversed, whole) = (&shown.body["reversed"], money.minor == 0);
    world.check(
        reversed.as_bool() == Some(whole),
        Some(shown.exchange),
        || {
            (
                format!("reversed is {whole}"),
                format!("reversed is {reversed}"),
            )
        },
    )
}
