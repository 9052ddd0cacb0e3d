//! When the objects of a scenario can have been made: from the beginning of its world until the world's now.
//!
//! Only a world of its own has a beginning, and only what its levers say without contradicting themselves is believed: a
//! clock that lies is no fault of the API.

use std::ops::RangeInclusive;

use serde_json::Value;

use crate::target::exchange::{Exchange, Plane};

/// The time of a world as far as its levers have told it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Span {
    /// No world has been made yet.
    Unknown,
    /// From when until when.
    Known(i64, i64),
    /// The levers contradicted what was asked or said before.
    Lost,
}

impl Span {
    /// What it is after one more exchange.
    pub(super) fn after(self, exchange: &Exchange) -> Self {
        if exchange.plane == Plane::Api || self == Self::Lost {
            return self;
        }
        let said = exchange.answer["now"].as_i64();
        if exchange.method == "POST" && exchange.path == "/worlds" {
            let asked: Value = serde_json::from_str(&exchange.body).unwrap_or_default();
            let begun = said.filter(|now| asked["now"].as_i64() == Some(*now));
            return match (self, begun) {
                (Self::Unknown, Some(now)) => Self::Known(now, now),
                // The world of another platform, of the same time.
                (Self::Known(start, _), Some(now)) if start == now => self,
                (Self::Unknown | Self::Known(..) | Self::Lost, _) => Self::Lost,
            };
        }
        match (self, said) {
            _ if !exchange.path.ends_with("/clock") => self,
            (Self::Known(start, until), Some(now)) if now >= until => Self::Known(start, now),
            (Self::Known(..) | Self::Unknown | Self::Lost, _) => Self::Lost,
        }
    }

    /// The times in it, where it is known.
    pub(super) fn times(self) -> Option<RangeInclusive<i64>> {
        match self {
            Self::Known(start, until) => Some(start..=until),
            Self::Unknown | Self::Lost => None,
        }
    }
}
