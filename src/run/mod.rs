//! Running scenarios against a target, and what came of it as plain data.

mod aside;
pub mod check;
pub mod claims;
pub mod clerk;
pub mod compare;
mod conduct;
pub mod examine;
pub mod foresee;
pub mod hearing;
pub mod isolation;
pub mod judge;
mod key;
pub mod known;
pub mod meet;
pub mod merge;
pub mod objects;
mod opening;
pub mod perform;
pub mod plan;
pub mod proof;
pub mod resemblance;
pub mod result;
pub mod script;
pub mod select;
pub mod shard;
pub mod survey;
pub mod verdict;
