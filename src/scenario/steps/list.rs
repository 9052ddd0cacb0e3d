//! Lists: what they are asked for, and what they hold.

use cucumber::gherkin::Step;
use cucumber::{then, when};
use serde_json::Value;

use super::table::{Table, parameters};
use crate::scenario::notation::{Money, Owner};
use crate::scenario::trouble::Stop;
use crate::scenario::words::Collection;
use crate::scenario::world::World;

#[when(expr = "the platform lists the {collection} of {owner}")]
async fn lists(world: &mut World, collection: Collection, owner: Owner) -> Result<(), Stop> {
    world.list(collection, owner, Vec::new()).await
}

#[when(expr = "the platform lists the {collection} of {owner} with:")]
async fn lists_with(
    world: &mut World,
    collection: Collection,
    owner: Owner,
    step: &Step,
) -> Result<(), Stop> {
    let params = parameters(world, step).await?;
    world.list(collection, owner, params).await
}

#[then(expr = "the list holds {int} {collection}")]
fn holds(world: &mut World, count: usize, collection: Collection) -> Result<(), Stop> {
    let (items, exchange) = items(world)?;
    world.check(items.len() == count, Some(exchange), || {
        (
            format!("the list holds {count} {}", collection.word()),
            format!("it holds {}", items.len()),
        )
    })
}

#[then(expr = "{owner} has {int} {collection}")]
async fn has(
    world: &mut World,
    owner: Owner,
    count: usize,
    collection: Collection,
) -> Result<(), Stop> {
    let account = world.on_behalf_of(&owner).await?;
    let answer = world
        .observe(format!("{}?limit=100", collection.path()), account)
        .await?;
    let seen = answer.body["data"].as_array().map_or(0, Vec::len);
    world.check(seen == count, Some(answer.exchange), || {
        (
            format!("{owner} has {count} {}", collection.word()),
            format!("the list holds {seen}"),
        )
    })
}

#[then("the list holds the payouts:")]
fn holds_payouts(world: &mut World, step: &Step) -> Result<(), Stop> {
    let table = Table::of(world, step, &["amount"])?;
    let mut expected = Vec::new();
    for row in table.rows() {
        expected.push(row.require::<Money>(world, "amount")?);
    }
    let (items, exchange) = items(world)?;
    let same = expected.len() == items.len()
        && expected.iter().zip(&items).all(|(money, item)| {
            item["amount"].as_i64() == Some(money.minor) && item["currency"] == money.currency
        });
    world.check(same, Some(exchange), || {
        let wanted = expected
            .iter()
            .map(ToString::to_string)
            .collect::<Vec<_>>()
            .join(", ");
        let seen = items
            .iter()
            .map(|item| item["amount"].to_string())
            .collect::<Vec<_>>()
            .join(", ");
        (
            format!("newest first: {wanted}"),
            format!("amounts in the list: {seen}"),
        )
    })
}

fn items(world: &mut World) -> Result<(Vec<Value>, usize), Stop> {
    let answer = world.answer()?;
    let seen = format!("status {}, data is {}", answer.status, answer.body["data"]);
    match answer.body["data"].as_array() {
        Some(items) if answer.status == 200 => Ok((items.clone(), answer.exchange)),
        _ => Err(world.broken("a list with `data`", seen, Some(answer.exchange))),
    }
}
