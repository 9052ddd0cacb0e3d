//! Events, as the target's log shows them.

use cucumber::gherkin::Step;
use cucumber::then;

use super::table::{Table, pairs};
use crate::scenario::events::Sent;
use crate::scenario::object::Object;
use crate::scenario::trouble::Stop;
use crate::scenario::world::World;

#[then(regex = r"^(?:the events sent are:|no events are sent)$")]
async fn events_sent(world: &mut World, step: &Step) -> Result<(), Stop> {
    let rows = rows(world, step)?;
    world.check_sent(&rows).await
}

/// The rows of a table of events; none where there is no table.
pub(super) fn rows(world: &mut World, step: &Step) -> Result<Vec<Sent>, Stop> {
    let mut rows = Vec::new();
    if step.table.is_none() {
        return Ok(rows);
    }
    let table = Table::of(world, step, &["type", "object", "status"])?;
    for row in table.rows() {
        rows.push(Sent {
            kind: row.get("type").unwrap_or_default().to_owned(),
            object: row.require(world, "object")?,
            status: row.get("status").map(str::to_owned),
        });
    }
    Ok(rows)
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
