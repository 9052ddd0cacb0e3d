//! Running scenarios against a target, and what came of it as plain data.

pub mod result;
pub mod verdict;
