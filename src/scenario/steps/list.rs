//! Lists: what they are asked for, and what they hold.

use cucumber::gherkin::Step;
use cucumber::{then, when};
use serde_json::Value;

use super::table::{Table, parameters};
use crate::scenario::notation::{Holder, Money, Owner};
use crate::scenario::trouble::Stop;
use crate::scenario::words::Collection;
use crate::scenario::world::World;
use crate::target::client::Request;
use crate::target::exchange::Purpose;

#[when(
    regex = r#"^the platform lists the ([a-z ]+) of ("[^"]+"|the platform|the transfer)( with:)?$"#
)]
async fn lists(
    world: &mut World,
    collection: Collection,
    holder: Holder,
    with: String,
    step: &Step,
) -> Result<(), Stop> {
    let params = if with.is_empty() {
        None
    } else {
        Some(parameters(world, step).await?)
    };
    world.list(collection, holder, params).await
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
    let mut params = world.list_params(collection)?;
    params.push(("limit".to_owned(), "100".to_owned()));
    let path = world.list_path(collection)?;
    let answer = world
        .ask(&Request::get(path, account, Purpose::Observe).with(params))
        .await?;
    let seen = answer.body["data"].as_array().map_or(0, Vec::len);
    world.check(
        answer.status == 200 && seen == count,
        Some(answer.exchange),
        || {
            (
                format!("{owner} has {count} {}", collection.word()),
                format!("status {}, the list holds {seen}", answer.status),
            )
        },
    )
}

#[then(regex = r"^the list holds the (?:payouts|amounts):$")]
fn holds_amounts(world: &mut World, step: &Step) -> Result<(), Stop> {
    let table = Table::of(world, step, &["amount"])?;
    let mut expected = Vec::new();
    for row in table.rows() {
        expected.push(row.require::<Money>(world, "amount")?);
    }
    let (items, exchange) = items(world)?;
    let same = expected.len() == items.len()
        && expected.iter().zip(&items).all(|(money, item)| {
            amount(item).as_i64() == Some(money.minor) && item["currency"] == money.currency
        });
    world.check(same, Some(exchange), || {
        let join = |words: Vec<String>| words.join(", ");
        let wanted = join(expected.iter().map(ToString::to_string).collect());
        let seen = join(items.iter().map(|item| amount(item).to_string()).collect());
        (
            format!("newest first: {wanted}"),
            format!("amounts in the list: {seen}"),
        )
    })
}

/// The amount of an item; a treasury entry tells it as its impact on the cash.
fn amount(item: &Value) -> &Value {
    if item["object"] == "treasury.transaction_entry" {
        &item["balance_impact"]["cash"]
    } else {
        &item["amount"]
    }
}

fn items(world: &mut World) -> Result<(Vec<Value>, usize), Stop> {
    let answer = world.answer()?;
    let seen = format!("status {}, data is {}", answer.status, answer.body["data"]);
    match answer.body["data"].as_array() {
        Some(items) if answer.status == 200 => Ok((items.clone(), answer.exchange)),
        _ => Err(world.broken("a list with `data`", seen, Some(answer.exchange))),
    }
}
