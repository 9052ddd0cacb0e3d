//! Metadata: what a client keeps on an object, merged key by key (`META-01` to `META-07`).

use std::collections::BTreeMap;
use std::sync::Arc;

use serde_json::{Map, Value};

/// How many keys an object can carry.
pub const MOST_KEYS: usize = 50;

/// The metadata of one object, sorted by key; snapshots of it are shared, not copied.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Metadata(Option<Arc<[Pair]>>);

/// A key and its value.
type Pair = (Box<str>, Box<str>);

/// What a request does to metadata.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Change {
    /// Removes every key (`META-03`).
    Clear,
    /// Sets the keys with a value and removes those without (`META-01`, `META-02`).
    Merge {
        changes: BTreeMap<String, Option<String>>,
        /// How many keys there may be afterwards (`META-04`).
        most: usize,
    },
    /// Puts these keys in the place of all others, as only a defect does.
    Replace(BTreeMap<String, String>),
}

impl Default for Change {
    fn default() -> Self {
        Self::merge(BTreeMap::new())
    }
}

impl Change {
    /// Sets and removes keys.
    pub const fn merge(changes: BTreeMap<String, Option<String>>) -> Self {
        let most = MOST_KEYS;
        Self::Merge { changes, most }
    }
}

/// More keys than an object can carry (`META-04`).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TooManyKeys;

impl Metadata {
    /// The metadata after a change.
    pub fn changed(&self, change: &Change) -> Result<Self, TooManyKeys> {
        let (changes, most) = match change {
            Change::Clear => return Ok(Self::default()),
            Change::Merge { changes, .. } if changes.is_empty() => return Ok(self.clone()),
            Change::Merge { changes, most } => (changes, *most),
            Change::Replace(map) => return Ok(Self(Some(map.iter().map(pair).collect()))),
        };
        let before = self.0.iter().flat_map(|pairs| pairs.iter());
        let mut map: BTreeMap<&str, &str> = before.map(|(key, value)| (&**key, &**value)).collect();
        for (key, value) in changes {
            match value {
                Some(value) => map.insert(key, value),
                None => map.remove(key.as_str()),
            };
        }
        if map.len() > most {
            return Err(TooManyKeys);
        }
        Ok(Self(
            (!map.is_empty()).then(|| map.into_iter().map(pair).collect()),
        ))
    }

    /// The map on the wire; empty, never null (`PAY-OBJ-01`).
    pub fn wire(&self) -> Value {
        let pairs = self.0.iter().flat_map(|pairs| pairs.iter());
        let members = pairs.map(|(key, value)| (key.to_string(), Value::from(&**value)));
        Value::Object(members.collect::<Map<_, _>>())
    }
}

fn pair((key, value): (impl AsRef<str>, impl AsRef<str>)) -> Pair {
    (key.as_ref().into(), value.as_ref().into())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn merge(pairs: &[(&str, Option<&str>)]) -> Change {
        let own = |(key, value): &(&str, Option<&str>)| (key.to_string(), value.map(str::to_owned));
        Change::merge(pairs.iter().map(own).collect())
    }

    fn many(count: usize) -> Change {
        let pair = |n: usize| (format!("key{n}"), Some(String::new()));
        Change::merge((0..count).map(pair).collect())
    }

    #[test]
    fn keys_are_set_kept_and_removed_one_by_one() -> Result<(), TooManyKeys> {
        let first = Metadata::default().changed(&merge(&[("a", Some("1")), ("b", Some("2"))]))?;
        let second = first.changed(&merge(&[("b", None), ("c", Some("3"))]))?;
        assert_eq!(second.wire(), serde_json::json!({"a": "1", "c": "3"}));
        assert_eq!(second.changed(&Change::Clear)?, Metadata::default());
        Ok(())
    }

    #[test]
    fn fifty_keys_are_carried_and_one_more_is_not() {
        assert!(Metadata::default().changed(&many(MOST_KEYS)).is_ok());
        let full = Metadata::default().changed(&many(MOST_KEYS + 1));
        assert_eq!(full, Err(TooManyKeys));
    }
}
