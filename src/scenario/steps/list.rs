//! Lists: what they are asked for, and what they hold.

use cucumber::gherkin::Step;
use cucumber::{given, then, when};
use serde_json::Value;

use super::table::{Table, parameters};
use crate::scenario::notation::{Destination, Holder, Money, More, Owner, Span, Stretch};
use crate::scenario::order::settled;
use crate::scenario::payout::Row;
use crate::scenario::trouble::Stop;
use crate::scenario::words::{Collection, PayoutState};
use crate::scenario::world::World;
use crate::target::client::Request;
use crate::target::exchange::Purpose;

#[when(
    regex = r#"^the platform lists the ([a-z -]+) of ("[^"]+"|the platform|the transfer)(?: with:)?$"#
)]
async fn lists(
    world: &mut World,
    collection: Collection,
    holder: Holder,
    step: &Step,
) -> Result<(), Stop> {
    let params = if step.table.is_some() {
        Some(parameters(world, step).await?)
    } else {
        None
    };
    world.list(collection, holder, params).await
}

#[given(regex = r#"^these (payouts from|transfers to) ("[^"]+"|the platform):$"#)]
async fn these(world: &mut World, what: String, owner: Owner, step: &Step) -> Result<(), Stop> {
    if what == "transfers to" {
        return these_transfers(world, &owner, step).await;
    }
    let table = Table::of(world, step, &["amount", "status", "age", "destination"])?;
    let mut rows = Vec::new();
    for row in table.rows() {
        let age = row.parse::<Span>(world, "age")?;
        let destination = row.parse(world, "destination")?;
        rows.push(Row {
            money: row.require(world, "amount")?,
            state: row.parse(world, "status")?.unwrap_or(PayoutState::Pending),
            age: age.map_or(0, |span| span.seconds),
            destination: destination.unwrap_or_else(Destination::usual),
        });
    }
    world.make_payouts(&owner, rows).await
}

async fn these_transfers(world: &mut World, owner: &Owner, step: &Step) -> Result<(), Stop> {
    let table = Table::of(world, step, &["amount", "transfer_group"])?;
    for row in table.rows() {
        let money = row.require(world, "amount")?;
        let group = row.get("transfer_group");
        world.make_transfer(&money, owner, group).await?;
    }
    Ok(())
}

#[given(expr = "{int} {collection} exist(s)")]
async fn exist(world: &mut World, count: usize, collection: Collection) -> Result<(), Stop> {
    world.make_series(collection, count).await
}

#[then(
    regex = r"^the list holds (the newest(?: \d+)?|the \d+(?:st|nd|rd|th) to the \d+(?:st|nd|rd|th) newest)(?:, and has (more|no more))?$"
)]
fn holds_stretch(world: &mut World, stretch: Stretch, more: More) -> Result<(), Stop> {
    world.check_stretch(stretch, more)
}

#[then(regex = r#"^(?:the list holds|("[^"]+"|the platform) has) (\d+) ([a-z -]+)$"#)]
async fn has(
    world: &mut World,
    owner: String,
    expected: usize,
    collection: Collection,
) -> Result<(), Stop> {
    let answer = if owner.is_empty() {
        world.answer()?
    } else {
        let account = world.on_behalf_of(&Owner::from_cell(&owner)).await?;
        let mut params = world.list_params(collection)?;
        params.push(("limit".to_owned(), "100".to_owned()));
        let path = world.list_path(collection)?;
        let request = Request::get(path, account, Purpose::Observe).with(params);
        world.ask(&request).await?
    };
    let seen = answer.body["data"].as_array().map(Vec::len);
    let holds = answer.status == 200 && seen == Some(expected);
    world.check(holds, Some(answer.exchange), || {
        let whose = if owner.is_empty() { "the list" } else { &owner };
        let seen = seen.map_or("no `data`".to_owned(), |seen| seen.to_string());
        (
            format!("{whose} holds {}", collection.counted(expected)),
            format!("status {}, it holds {seen}", answer.status),
        )
    })
}

#[then(regex = r"^the list holds the (?:payouts|amounts):$")]
fn holds_amounts(world: &mut World, step: &Step) -> Result<(), Stop> {
    let table = Table::of(world, step, &["amount"])?;
    let mut expected = Vec::new();
    for row in table.rows() {
        expected.push(row.require::<Money>(world, "amount")?);
    }
    let (items, exchange) = items(world)?;
    let fits = |item: &Value, money: &Money| {
        amount(item).as_i64() == Some(money.minor) && item["currency"] == money.currency
    };
    let seen: Vec<_> = items.iter().map(shown).collect();
    let items = settled(items, &expected, fits);
    let mut pairs = items.iter().zip(&expected);
    let same = expected.len() == items.len() && pairs.all(|(item, money)| fits(item, money));
    world.check(same, Some(exchange), || {
        let wanted: Vec<_> = expected.iter().map(ToString::to_string).collect();
        (
            format!("newest first: {}", wanted.join(", ")),
            format!("newest first: {}", seen.join(", ")),
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

/// The amount of an item as features write it, or what stands there instead.
fn shown(item: &Value) -> String {
    let currency = item["currency"].as_str();
    let minor = amount(item).as_i64();
    let money = minor
        .zip(currency)
        .map(|(minor, currency)| Money::show(minor, currency, false));
    money.unwrap_or_else(|| format!("{} {}", amount(item), item["currency"]))
}

fn items(world: &mut World) -> Result<(Vec<Value>, usize), Stop> {
    let answer = world.answer()?;
    let seen = format!("status {}, data is {}", answer.status, answer.body["data"]);
    match answer.body["data"].as_array() {
        Some(items) if answer.status == 200 => Ok((items.clone(), answer.exchange)),
        _ => Err(world.broken("a list with `data`", seen, Some(answer.exchange))),
    }
}
