//! What objects show when they are read again.

use cucumber::gherkin::Step;
use cucumber::then;

use super::table::pairs;
use crate::scenario::notation::Which;
use crate::scenario::object::Object;
use crate::scenario::refusal::first_difference;
use crate::scenario::trouble::Stop;
use crate::scenario::words::{Status, Tense};
use crate::scenario::world::World;

#[then(expr = "{object} is {tense} {status}")]
async fn has_status(
    world: &mut World,
    object: Object,
    tense: Tense,
    status: Status,
) -> Result<(), Stop> {
    let shown = world.read(&object).await?;
    let (expected, observed) = (status.word(), &shown.body["status"]);
    world.check(observed == expected, Some(shown.exchange), || {
        (
            format!("{object} is {} {expected}", tense.word()),
            format!("its status is {observed}"),
        )
    })
}

#[then(expr = "{object} shows:")]
async fn shows(world: &mut World, object: Object, step: &Step) -> Result<(), Stop> {
    let rows = pairs(world, step)?;
    let original = if rows.iter().any(|(_, cell)| cell == "another") {
        Some(world.read(&Object::Payout(Which::Original)).await?.body)
    } else {
        None
    };
    let shown = world.read(&object).await?;
    world
        .check_members(&rows, &shown.body, original.as_deref(), shown.exchange)
        .await
}

#[then(expr = "the answer is {object} as it reads now")]
async fn answer_reads_the_same(world: &mut World, object: Object) -> Result<(), Stop> {
    let answer = world.answer()?;
    let shown = world.read(&object).await?;
    let difference = first_difference(&answer.body, &shown.body);
    world.check(difference.is_none(), Some(shown.exchange), || {
        let (member, was, now) = difference.unwrap_or_default();
        (
            format!("{member} reads {was}, as in the answer"),
            format!("{member} reads {now}"),
        )
    })
}
