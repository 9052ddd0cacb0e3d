//! A part of the suite, so that several machines share the work.
//!
//! What belongs together stays together: the scenarios of a rule, and the rules that read the same documents in different
//! ways. The rules of the objects are judged by what all scenarios show, so every shard runs them.

use std::fmt;
use std::str::FromStr;

use crate::canon::is_object_rule;
use crate::spec::catalogue::Rule;

/// One of several parts of the suite; `2/5` is the second of five.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Shard {
    index: u32,
    count: u32,
}

impl Shard {
    /// The part with this index, counted from one; none where there is no such part.
    #[must_use]
    pub fn new(index: u32, count: u32) -> Option<Self> {
        (1..=count)
            .contains(&index)
            .then_some(Self { index, count })
    }

    /// Which one it is, counted from one.
    #[must_use]
    pub fn index(self) -> u32 {
        self.index
    }

    /// How many there are.
    #[must_use]
    pub fn count(self) -> u32 {
        self.count
    }

    /// Whether it runs the scenarios of a rule.
    #[must_use]
    pub fn holds(self, rule: &Rule) -> bool {
        let together = rule
            .reading
            .as_ref()
            .map_or(&rule.id, |reading| &reading.choice);
        is_object_rule(&rule.id)
            || place(together) % u64::from(self.count) + 1 == u64::from(self.index)
    }
}

/// A number that depends on the name only (FNV-1a, its halves folded), the same on every machine and in every version.
fn place(name: &str) -> u64 {
    let hash = name.bytes().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    });
    hash ^ (hash >> 32)
}

impl fmt::Display for Shard {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.index, self.count)
    }
}

impl FromStr for Shard {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let parts = text.split_once('/');
        let read =
            parts.and_then(|(index, count)| Self::new(index.parse().ok()?, count.parse().ok()?));
        read.ok_or_else(|| format!("`{text}` is no shard; write 2/5 for the second of five"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::spec::{Catalogue, SpecErrors};

    #[test]
    fn a_shard_is_one_of_several() {
        assert_eq!("2/5".parse(), Ok(Shard { index: 2, count: 5 }));
        for wrong in ["0/5", "6/5", "5", "1/0", "a/b", "-1/2", "1/2/3"] {
            assert!(wrong.parse::<Shard>().is_err(), "{wrong}");
        }
    }

    #[test]
    fn every_rule_has_its_shard_and_readings_share_theirs() -> Result<(), SpecErrors> {
        let catalogue = Catalogue::embedded()?;
        for count in [1, 2, 5, 16] {
            let shards: Vec<_> = (1..=count)
                .filter_map(|index| Shard::new(index, count))
                .collect();
            let holders = |rule: &Rule| -> Vec<u32> {
                let holders = shards.iter().filter(|shard| shard.holds(rule));
                holders.map(|shard| shard.index).collect()
            };
            for rule in &catalogue.rules {
                let all = is_object_rule(&rule.id);
                let expected = if all { shards.len() } else { 1 };
                assert_eq!(holders(rule).len(), expected, "{} of {count}", rule.id);
                let choice = rule.reading.as_ref().map(|reading| &reading.choice);
                let kin = catalogue.rules.iter().filter(|other| {
                    choice.is_some()
                        && other.reading.as_ref().map(|reading| &reading.choice) == choice
                });
                for other in kin {
                    assert_eq!(
                        holders(rule),
                        holders(other),
                        "{} and {}",
                        rule.id,
                        other.id
                    );
                }
            }
        }
        let halves = (1..=2).filter_map(|index| Shard::new(index, 2));
        for half in halves {
            let rules = catalogue
                .rules
                .iter()
                .filter(|rule| half.holds(rule))
                .count();
            assert!(
                rules * 3 > catalogue.rules.len(),
                "{half} has {rules} rules"
            );
        }
        Ok(())
    }

    #[test]
    fn what_any_answer_may_break_is_judged_in_every_shard() -> Result<(), SpecErrors> {
        let catalogue = Catalogue::embedded()?;
        for id in ["PAY-OBJ-01", "LED-01", "EVT-01", "PAGE-01", "ERR-01"] {
            let rule = catalogue.rule(id);
            let mut shards = (1..=16).filter_map(|index| Shard::new(index, 16));
            assert!(
                shards.all(|shard| rule.is_some_and(|rule| shard.holds(rule))),
                "{id}"
            );
        }
        Ok(())
    }

    #[test]
    fn a_rule_never_changes_its_place() {
        assert_eq!(place("PAY-CANCEL-01") % 5, 2);
        assert_eq!(place(""), 0xcbf2_9ce4_4fd0_bfc1);
    }
}
