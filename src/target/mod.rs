//! The API under test, known only by what it answers over HTTP.

pub mod exchange;
