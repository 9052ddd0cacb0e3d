//! The notation of the features: the parameter types that step texts are made of.
//!
//! Each is a closed type parsed here, at the rim, so that steps never see text they have to interpret.

mod money;
mod stretch;

use std::fmt;
use std::str::FromStr;

use cucumber::Parameter;

pub use money::Money;
pub use stretch::{More, Stretch, ordinal};

use crate::target::exchange::Credentials;

/// A span of time in words: `36 hours`, `89 days and 23 hours`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Parameter)]
#[param(
    name = "duration",
    regex = r"\d+ (?:second|minute|hour|day)s?(?: and \d+ (?:second|minute|hour|day)s?)*"
)]
pub struct Span {
    /// Whole seconds.
    pub seconds: i64,
}

impl FromStr for Span {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let wrong = || {
            format!(
                "`{text}` is not a duration; write it like `36 hours` or `89 days and 23 hours`"
            )
        };
        let mut seconds = 0_i64;
        for part in text.split(" and ") {
            let (count, unit) = part.split_once(' ').ok_or_else(wrong)?;
            let unit = match unit.strip_suffix('s').unwrap_or(unit) {
                "second" => 1,
                "minute" => 60,
                "hour" => 3_600,
                "day" => 86_400,
                _ => return Err(wrong()),
            };
            let count: i64 = count.parse().map_err(|_| wrong())?;
            seconds = count
                .checked_mul(unit)
                .and_then(|s| seconds.checked_add(s))
                .ok_or_else(wrong)?;
        }
        Ok(Self { seconds })
    }
}

/// Whose money or objects: `"acme"` or `the platform`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Parameter)]
#[param(name = "owner", regex = r#""[^"]+"|the platform"#)]
pub enum Owner {
    /// The platform itself.
    Platform,
    /// A connected account, by the name the scenario gives it.
    Connected(String),
}

impl Owner {
    /// The owner that a cell of a money table names (`acme`, `platform`).
    #[must_use]
    pub fn from_cell(cell: &str) -> Self {
        match cell {
            "platform" | "the platform" => Self::Platform,
            name => Self::Connected(name.trim_matches('"').to_owned()),
        }
    }
}

impl fmt::Display for Owner {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Platform => f.write_str("platform"),
            Self::Connected(name) => f.write_str(name),
        }
    }
}

impl FromStr for Owner {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Ok(Self::from_cell(text))
    }
}

/// Who asks, where it is not the platform for the owner of what it asks for.
#[derive(Debug, Clone, PartialEq, Eq, Parameter)]
#[param(
    name = "actor",
    regex = r#""[^"]+"|itself|a stranger without a key|a stranger with an unknown key|a user of Basic authentication|an account that does not exist|an account of another platform"#
)]
pub enum Actor {
    /// The platform for somebody, or for itself, naming no connected account.
    Owner(Owner),
    /// Somebody who says who they are in another way, for the same account.
    Visitor(Credentials),
    /// The platform for an account that nobody has.
    NoAccount,
    /// The platform for an account that is another platform's.
    ForeignAccount,
}

impl FromStr for Actor {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Ok(match text {
            "itself" => Self::Owner(Owner::Platform),
            "a stranger without a key" => Self::Visitor(Credentials::Nothing),
            "a stranger with an unknown key" => Self::Visitor(Credentials::UnknownKey),
            "a user of Basic authentication" => Self::Visitor(Credentials::Basic),
            "an account that does not exist" => Self::NoAccount,
            "an account of another platform" => Self::ForeignAccount,
            owner => Self::Owner(Owner::from_cell(owner)),
        })
    }
}

/// One of the payouts of a scenario.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Parameter)]
#[param(
    name = "payout",
    regex = r"the payout|the reversing payout|the new payout"
)]
pub enum Which {
    /// The one that the scenario is about.
    Original,
    /// Its reversal.
    Reversing,
    /// The one that the act made, beside another.
    New,
}

impl Which {
    /// The words that refer to it.
    #[must_use]
    pub fn phrase(self) -> &'static str {
        match self {
            Self::Original => "the payout",
            Self::Reversing => "the reversing payout",
            Self::New => "the new payout",
        }
    }
}

impl FromStr for Which {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        [Self::Original, Self::Reversing, Self::New]
            .into_iter()
            .find(|which| which.phrase() == text)
            .ok_or_else(|| format!("`{text}` is no payout of a scenario"))
    }
}

/// Where a payout goes: `US bank account`, `GB bank account`, `debit card`, `US bank account numbered 000111111116`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Parameter)]
#[param(
    name = "destination",
    regex = r"[A-Z]{2} bank account(?: numbered \d+)?|debit card"
)]
pub enum Destination {
    /// A bank account in a country, with a documented test number where the scenario gives one.
    Bank {
        /// ISO 3166 code.
        country: String,
        /// The documented test number, which chooses what the bank says.
        number: Option<String>,
    },
    /// A debit card.
    Card,
}

impl Destination {
    /// A bank account in the US, which connected accounts have unless a scenario says otherwise.
    #[must_use]
    pub fn usual() -> Self {
        Self::Bank {
            country: "US".to_owned(),
            number: None,
        }
    }

    /// Whether the words `the US bank account` refer to it.
    #[must_use]
    pub fn is_called(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Card, Self::Card) => true,
            (
                Self::Bank { country, .. },
                Self::Bank {
                    country: called,
                    number,
                },
            ) => country == called && number.is_none(),
            (Self::Card, Self::Bank { .. }) | (Self::Bank { .. }, Self::Card) => false,
        }
    }
}

impl FromStr for Destination {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        if text == "debit card" {
            return Ok(Self::Card);
        }
        let wrong =
            || format!("`{text}` is no destination; write `US bank account` or `debit card`");
        let (country, rest) = text.split_once(' ').ok_or_else(wrong)?;
        let number = match rest
            .strip_prefix("bank account")
            .ok_or_else(wrong)?
            .strip_prefix(" numbered ")
        {
            Some(number) => Some(number.to_owned()),
            None if rest == "bank account" => None,
            None => return Err(wrong()),
        };
        Ok(Self::Bank {
            country: country.to_owned(),
            number,
        })
    }
}

/// Whose list it is: an owner's, or the transfer's.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Parameter)]
#[param(name = "holder", regex = r#""[^"]+"|the platform|the transfer"#)]
pub enum Holder {
    /// An owner's.
    Owner(Owner),
    /// The transfer's, which has reversals.
    Transfer,
}

impl FromStr for Holder {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        match text {
            "the transfer" => Ok(Self::Transfer),
            owner => owner.parse().map(Self::Owner),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_actor_is_an_owner_or_one_of_a_closed_list() {
        let read = |text: &str| text.parse::<Actor>().ok();
        assert_eq!(read("itself"), Some(Actor::Owner(Owner::Platform)));
        assert_eq!(
            read("a stranger without a key"),
            Some(Actor::Visitor(Credentials::Nothing))
        );
        let globex = Owner::Connected("globex".to_owned());
        assert_eq!(read("\"globex\""), Some(Actor::Owner(globex)));
    }
}
