//! The reference over HTTP, as a stranger would drive it.

#![allow(
    clippy::unwrap_used,
    reason = "a test says what went wrong by panicking"
)]

mod accounts;
mod conventions;
mod idempotency;
mod inbox;
mod payouts;
mod races;
mod sweeps;
mod topups;
mod transfers;
mod treasury;
mod webhooks;
mod world;
