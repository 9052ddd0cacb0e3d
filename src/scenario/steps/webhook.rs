//! Webhook endpoints, and what is delivered to them.

use cucumber::gherkin::Step;
use cucumber::{given, then};

use super::event::rows;
use crate::scenario::mailbox::{Fate, Tries};
use crate::scenario::object::Object;
use crate::scenario::trouble::Stop;
use crate::scenario::world::World;

#[given(regex = r#"^the platform listens for "([^"]+)"( of connected accounts)?$"#)]
async fn listens(world: &mut World, types: String, connected: String) -> Result<(), Stop> {
    world.listen(&types, !connected.is_empty()).await
}

#[given(
    regex = r"^the (?:inbox refuses the next (?:delivery|(\d+) deliveries)|webhook endpoint has been (disabled|deleted))$"
)]
async fn inbox_is(world: &mut World, count: String, fate: String) -> Result<(), Stop> {
    match fate.as_str() {
        "disabled" => world.end_endpoint(Fate::Disabled).await,
        "deleted" => world.end_endpoint(Fate::Deleted).await,
        _ => world.refuse_deliveries(count.parse().unwrap_or(1)).await,
    }
}

#[then(regex = r"^(?:the events delivered are:|no events are delivered)$")]
async fn delivered(world: &mut World, step: &Step) -> Result<(), Stop> {
    let rows = rows(world, step)?;
    world.check_delivered(&rows).await
}

#[then("every delivery is signed")]
async fn signed(world: &mut World) -> Result<(), Stop> {
    world.check_signed().await
}

#[then(expr = "the {string} event of {object} is delivered {tries}")]
async fn redelivered(
    world: &mut World,
    kind: String,
    object: Object,
    tries: Tries,
) -> Result<(), Stop> {
    world.check_redelivered(&kind, &object, tries).await
}
