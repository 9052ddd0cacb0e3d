//! The specification: what the feature files say, strictly read.

pub mod capability;
pub mod level;
