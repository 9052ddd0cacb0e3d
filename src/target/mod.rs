//! The API under test, known only by what it answers over HTTP.

pub mod client;
pub mod exchange;
pub mod inbox;
mod json;
pub mod levers;
mod origin;
pub mod process;
pub mod profile;
pub mod secret;
pub mod signature;
