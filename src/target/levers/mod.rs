//! Levers: arranging what the API itself cannot do (protocol `levers/1`).
//!
//! Nothing here is judged. A lever that answers `501` is missing, which makes a scenario not testable;
//! one that answers anything else unexpected is a fault. Neither is ever the target breaking a rule.

mod command;
mod http;
mod lever;
mod manifest;
mod mapping;
mod public;
mod template;

pub use command::CommandLevers;
pub use http::HttpLevers;
pub use lever::Lever;
pub use manifest::{Manifest, Unusable};
pub use mapping::Mapping;
pub use public::PublicLevers;

use std::collections::BTreeSet;
use std::sync::Arc;
use std::time::Instant;

use serde_json::Value;

use crate::spec::capability::Capability;

use super::client::Client;
use super::exchange::Exchange;
use super::process::Program;
use super::profile::Profile;

/// How a target offers levers.
#[derive(Debug, Clone, PartialEq)]
pub enum Way {
    /// Routes below a URL, without a slash at its end.
    Http(String),
    /// A program that is talked to in lines.
    Command(Program),
    /// Routes of the target's own, and public calls for the rest.
    Mapping(Mapping),
    /// Public calls only.
    Public,
}

/// The levers of a target.
#[derive(Debug, Clone)]
pub enum Levers {
    /// Routes below a URL.
    Http(HttpLevers),
    /// A program.
    Command(CommandLevers),
    /// Public calls, and routes of the target's own.
    Public(Box<PublicLevers>),
}

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

impl Levers {
    /// The levers that a profile names.
    #[must_use]
    pub fn of(profile: &Profile, client: Client) -> Self {
        let public = |mapping: &Mapping, client| {
            Self::Public(Box::new(PublicLevers {
                url: profile.url.clone(),
                key: profile.key.clone(),
                world_key: Arc::default(),
                client,
                mapping: mapping.clone(),
                capabilities: profile.capabilities.clone(),
            }))
        };
        match &profile.levers {
            Way::Http(url) => Self::Http(HttpLevers::new(url, client)),
            Way::Command(program) => {
                Self::Command(CommandLevers::new(program.clone(), profile.timeout))
            }
            Way::Mapping(mapping) => public(mapping, client),
            Way::Public => public(&Mapping::default(), client),
        }
    }

    /// Asks what the target offers.
    ///
    /// # Errors
    /// When nothing answers, or the answer is no `levers/1` manifest.
    pub async fn manifest(&self) -> Result<Manifest, Unusable> {
        match self {
            Self::Http(levers) => levers.manifest().await,
            Self::Command(levers) => levers.manifest().await,
            Self::Public(levers) => Ok(levers.manifest()),
        }
    }

    /// The capabilities that routes of the target's own are mapped for, whole, where these products are offered.
    #[must_use]
    pub fn mapped(&self, offered: &BTreeSet<Capability>) -> BTreeSet<Capability> {
        match self {
            Self::Http(_) | Self::Command(_) => BTreeSet::new(),
            Self::Public(levers) => levers.mapping.capabilities(offered),
        }
    }

    /// Pulls a lever: `path` begins with `/worlds`.
    pub async fn pull(&self, method: &str, path: &str, body: Option<&Value>) -> Pulled {
        let clock = Instant::now();
        let (mut exchange, reply) = match self {
            Self::Http(levers) => levers.pull(method, path, body).await,
            Self::Command(levers) => levers.pull(method, path, body).await,
            Self::Public(levers) => levers.pull(method, path, body).await,
        };
        // Of a lever that is several calls, all of them.
        exchange.lasted_since(clock);
        (exchange, reply)
    }
}
