//! Idempotency keys, and what the history was refused.

use cucumber::given;

use crate::scenario::notation::{Money, Owner, Span};
use crate::scenario::trouble::Stop;
use crate::scenario::words::Creation;
use crate::scenario::world::World;

#[given(regex = r#"^the next request carries (?:the key "([^"]+)"|a key of (\d+) characters)$"#)]
async fn next_key(world: &mut World, key: String, length: String) -> Result<(), Stop> {
    let long = length.parse().map(|length| "k".repeat(length));
    world.carry_key(long.unwrap_or(key)).await
}

#[given(
    regex = r#"^the platform was refused a (payout of|transfer of) ([\d.]+ [A-Z]{3}) (?:from|to) ("[^"]+"|the platform)$"#
)]
async fn was_refused(
    world: &mut World,
    what: String,
    money: Money,
    owner: Owner,
) -> Result<(), Stop> {
    let creation = (what == "transfer of").then_some(Creation::Transfer);
    world.be_refused(creation, &money, &owner).await
}

#[given(expr = "{duration} has/have passed")]
async fn has_passed(world: &mut World, span: Span) -> Result<(), Stop> {
    world.make_draft().await?;
    world.advance(span.seconds).await
}
