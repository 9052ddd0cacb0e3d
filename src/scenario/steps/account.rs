//! Accounts, their funds and their external accounts.

use cucumber::gherkin::Step;
use cucumber::given;

use super::table::pairs;
use crate::scenario::cast::AccountPlan;
use crate::scenario::notation::{Destination, Money, Owner};
use crate::scenario::object::Object;
use crate::scenario::trouble::Stop;
use crate::scenario::world::World;
use crate::target::client::Request;
use crate::target::exchange::Purpose;

#[given(expr = "a connected account {string}( with:)")]
async fn connected_account(world: &mut World, name: String, step: &Step) -> Result<(), Stop> {
    let mut plan = AccountPlan::default();
    if step.table.is_some() {
        for (field, value) in pairs(world, step)? {
            plan.set(&field, &value).map_err(|why| world.fault(why))?;
        }
    }
    world.make_account(&name, plan).await
}

#[given(regex = r#"^("[^"]+"|the platform) holds ([\d.]+ [A-Z]{3})(?: as (\w+))?$"#)]
async fn holds(
    world: &mut World,
    owner: Owner,
    money: Money,
    source_type: String,
) -> Result<(), Stop> {
    let source_type = if source_type.is_empty() {
        "card"
    } else {
        &source_type
    };
    world.fund(&owner, &money, source_type).await
}

#[given(
    regex = r#"^("[^"]+"|the platform) also has an? ([A-Z]{2} bank account(?: numbered \d+)?|debit card)( as the default)?$"#
)]
async fn also_has(
    world: &mut World,
    owner: Owner,
    destination: Destination,
    default: String,
) -> Result<(), Stop> {
    world.account_id(&owner).await?;
    world
        .add_external(&owner, &destination, "usd", !default.is_empty())
        .await
        .map(drop)
}

#[given("the bank account has been updated")]
async fn bank_account_updated(world: &mut World) -> Result<(), Stop> {
    let (path, account) = world.locate(&Object::DestinationOfPayout).await?;
    let holder = vec![("account_holder_name".to_owned(), "Jenny Rosen".to_owned())];
    world
        .arrange(&Request::post(path, account, Purpose::Arrange).with(holder))
        .await
        .map(drop)
}
