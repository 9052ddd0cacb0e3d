//! What the words of the features mean: parameter types, the world of a scenario, and the steps.
//!
//! A step turns words into one call on the [`world::World`] and compares; how a state is reached over
//! levers and public calls is the world's business, so that a step stays about ten lines.

pub mod act;
pub mod cast;
pub mod cell;
pub mod clients;
pub mod context;
pub mod create;
pub mod events;
pub mod finding;
pub mod footprint;
mod lever;
pub mod likeness;
pub mod mailbox;
pub mod money;
pub mod monitor;
pub mod naming;
pub mod notation;
pub mod object;
mod order;
pub mod payout;
pub mod refusal;
pub mod series;
mod session;
pub mod solitude;
mod steps;
pub mod things;
pub mod transfer;
pub mod treasury;
pub mod trouble;
pub mod words;
pub mod world;

pub use steps::{catalogue as step_forms, misfits};
