//! Money: what moved, and what was booked.

use cucumber::gherkin::Step;
use cucumber::then;

use super::table::Table;
use crate::scenario::footprint::Balance;
use crate::scenario::money::{Booked, Moved};
use crate::scenario::notation::{Money, Owner, Which};
use crate::scenario::object::Object;
use crate::scenario::trouble::Stop;
use crate::scenario::world::World;

#[then(regex = r"^(?:no money has moved|the money moved is:|the money moved is (unspecified))$")]
async fn moved(world: &mut World, unspecified: String, step: &Step) -> Result<(), Stop> {
    if !unspecified.is_empty() {
        return Ok(());
    }
    if step.table.is_none() {
        return world.check_moved(&[]).await;
    }
    let table = Table::of(world, step, &["account", "available", "pending"])?;
    let mut rows = Vec::new();
    for row in table.rows() {
        let owner = Owner::from_cell(row.get("account").unwrap_or_default()).to_string();
        let available = row.parse::<Money>(world, "available")?;
        let pending = row.parse::<Money>(world, "pending")?;
        let currency = available
            .as_ref()
            .or(pending.as_ref())
            .map(|money| money.currency.clone());
        let Some(currency) = currency else {
            return Err(world.fault(format!("the row of {owner} says no money")));
        };
        let minor = |money: Option<Money>| money.map_or(0, |money| money.minor);
        rows.push(Moved {
            owner,
            currency,
            change: Balance {
                available: minor(available),
                pending: minor(pending),
            },
        });
    }
    world.check_moved(&rows).await
}

#[then(expr = "the balance transactions of {object} are:")]
async fn transactions(world: &mut World, object: Object, step: &Step) -> Result<(), Stop> {
    let table = Table::of(
        world,
        step,
        &["type", "amount", "status", "reporting_category"],
    )?;
    let mut rows = Vec::new();
    for row in table.rows() {
        let cells = ["type", "status", "reporting_category"]
            .into_iter()
            .filter_map(|column| {
                row.get(column)
                    .map(|cell| (column.to_owned(), cell.to_owned()))
            })
            .collect();
        rows.push(Booked {
            cells,
            money: row.require(world, "amount")?,
        });
    }
    world.check_booked(&object, &rows).await
}

#[then(expr = "the balance of {owner} is the sum of its balance transactions")]
async fn balance_is_the_sum(world: &mut World, owner: Owner) -> Result<(), Stop> {
    world.check_sum(&owner).await
}

#[then(
    expr = "the funds of {payout} become available {int} business days after the request or later"
)]
async fn funds_due(world: &mut World, which: Which, days: u32) -> Result<(), Stop> {
    world.check_due(&Object::Payout(which), days).await
}
