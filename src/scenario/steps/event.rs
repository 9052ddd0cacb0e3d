//! Events, as the target's log shows them.

use cucumber::gherkin::Step;
use cucumber::then;

use super::table::{Table, pairs};
use crate::scenario::events::Sent;
use crate::scenario::object::Object;
use crate::scenario::trouble::Stop;
use crate::scenario::world::World;

#[then("the events sent are:")]
async fn events_sent(world: &mut World, step: &Step) -> Result<(), Stop> {
    let table = Table::of(world, step, &["type", "object", "status"])?;
    let mut rows = Vec::new();
    for row in table.rows() {
        let kind = row.get("type").unwrap_or_default().to_owned();
        let status = row.get("status").map(str::to_owned);
        rows.push(Sent {
            kind,
            object: row.require(world, "object")?,
            status,
        });
    }
    world.check_sent(&rows).await
}

#[then("no events are sent")]
async fn no_events(world: &mut World) -> Result<(), Stop> {
    world.check_sent(&[]).await
}

#[then(expr = "the {string} event of {object} shows:")]
async fn event_shows(
    world: &mut World,
    kind: String,
    object: Object,
    step: &Step,
) -> Result<(), Stop> {
    let rows = pairs(world, step)?;
    world.check_event(&kind, &object, &rows).await
}
