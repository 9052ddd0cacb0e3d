//! Levers: arranging what the API itself cannot do (protocol `levers/1`).
//!
//! Nothing here is judged. A lever that answers `501` is missing, which makes a scenario not testable;
//! one that answers anything else unexpected is a fault. Neither is ever the target breaking a rule.

mod http;
mod manifest;

pub use http::HttpLevers as Levers;
pub use manifest::{Manifest, Unusable};

use std::sync::Arc;

use serde_json::Value;

use super::exchange::Exchange;

/// Why a lever did not do what it was pulled for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum LeverError {
    /// The target cannot do it: the reason that it gives.
    Unsupported(String),
    /// The answer is not what the protocol says: what was wrong, with the body (cut).
    Fault(String),
    /// No answer came: the URL and the cause.
    Unreachable(String),
}

/// What a pulled lever gave, with the exchange that shows it.
pub type Pulled = (Exchange, Result<Arc<Value>, LeverError>);
