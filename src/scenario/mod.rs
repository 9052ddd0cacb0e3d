//! What the words of the features mean.

pub mod finding;
