//! What a target says it offers.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use crate::spec::capability::Capability;

/// The protocol that is spoken here.
const PROTOCOL: &str = "levers/1";

/// A levers manifest, strictly read.
#[derive(Debug, Clone, PartialEq)]
pub struct Manifest {
    /// What the target says of itself, for reports.
    pub implementation: Value,
    /// What it promises to offer.
    pub capabilities: BTreeSet<Capability>,
    /// Capabilities that nobody knows, noted and not used.
    pub unknown: Vec<String>,
    /// The readings that it takes.
    pub readings: BTreeMap<String, String>,
    /// How many worlds it bears at once.
    pub parallel_worlds: Option<usize>,
}

/// Why there is no manifest.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Unusable {
    /// Nothing answers.
    #[error("{0}")]
    Unreachable(String),
    /// Something answers that does not speak the protocol.
    #[error("{0}")]
    NotTheProtocol(String),
}

impl Manifest {
    /// A manifest that declares everything, to plan with when none could be read.
    #[must_use]
    pub fn of_everything() -> Self {
        Self {
            implementation: Value::Null,
            capabilities: Capability::ALL.into_iter().collect(),
            unknown: Vec::new(),
            readings: BTreeMap::new(),
            parallel_worlds: None,
        }
    }

    /// Reads a manifest.
    ///
    /// # Errors
    /// When a member has the wrong type or the protocol is another one; says which.
    pub fn parse(value: &Value) -> Result<Self, String> {
        let wrong = |what: &str| format!("the levers manifest {what}");
        match value["protocol"].as_str() {
            Some(PROTOCOL) => {}
            Some(other) => {
                return Err(format!(
                    "the levers speak `{other}`, recoup speaks `{PROTOCOL}`"
                ));
            }
            None => return Err(wrong("names no protocol")),
        }
        let listed = value["capabilities"]
            .as_array()
            .ok_or_else(|| wrong("lists no capabilities"))?;
        let mut capabilities = BTreeSet::new();
        let mut unknown = Vec::new();
        for name in listed {
            let name = name
                .as_str()
                .ok_or_else(|| wrong("has a capability that is no text"))?;
            match name.parse() {
                Ok(capability) => {
                    capabilities.insert(capability);
                }
                Err(_) => unknown.push(name.to_owned()),
            }
        }
        let mut readings = BTreeMap::new();
        let members = match &value["readings"] {
            Value::Null => None,
            Value::Object(members) => Some(members),
            _ => return Err(wrong("has readings that are no object")),
        };
        for (choice, reading) in members.into_iter().flatten() {
            let reading = reading
                .as_str()
                .ok_or_else(|| wrong("has a reading that is no text"))?;
            readings.insert(choice.clone(), reading.to_owned());
        }
        Ok(Self {
            implementation: value["implementation"].clone(),
            capabilities,
            unknown,
            readings,
            parallel_worlds: value["limits"]["parallel_worlds"]
                .as_u64()
                .and_then(|n| usize::try_from(n).ok()),
        })
    }
}
