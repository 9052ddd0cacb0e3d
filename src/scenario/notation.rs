//! The notation of the features: the parameter types that step texts are made of.
//!
//! Each is a closed type parsed here, at the rim, so that steps never see text they have to interpret.

use std::fmt;
use std::str::FromStr;

use cucumber::Parameter;

use crate::target::exchange::Credentials;

/// Money as features write it: `11.00 USD`, `-0.01 USD`, `500 JPY`.
#[derive(Debug, Clone, PartialEq, Eq, Parameter)]
#[param(name = "money", regex = r"[+-]?\d+(?:\.\d+)? [A-Z]{3}")]
pub struct Money {
    /// Minor units.
    pub minor: i64,
    /// Lower-case ISO code, as on the wire.
    pub currency: String,
}

/// Currencies whose amounts are told in whole units.
const ZERO_DECIMAL: [&str; 15] = [
    "BIF", "CLP", "DJF", "GNF", "JPY", "KMF", "KRW", "MGA", "PYG", "RWF", "VND", "VUV", "XAF",
    "XOF", "XPF",
];

/// Currencies whose units have a thousand parts.
const THREE_DECIMAL: [&str; 5] = ["BHD", "JOD", "KWD", "OMR", "TND"];

/// How many digits of an amount stand behind its point.
fn decimals(code: &str) -> usize {
    if ZERO_DECIMAL.contains(&code) {
        0
    } else if THREE_DECIMAL.contains(&code) {
        3
    } else {
        2
    }
}

impl Money {
    /// Writes minor units as features do, with a sign when asked for.
    #[must_use]
    pub fn show(minor: i64, currency: &str, signed: bool) -> String {
        let code = currency.to_uppercase();
        let sign = match minor {
            i64::MIN..=-1 => "-",
            1.. if signed => "+",
            _ => "",
        };
        let units = minor.unsigned_abs();
        match decimals(&code) {
            0 => format!("{sign}{units} {code}"),
            3 => format!("{sign}{}.{:03} {code}", units / 1000, units % 1000),
            _ => format!("{sign}{}.{:02} {code}", units / 100, units % 100),
        }
    }
}

impl fmt::Display for Money {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&Self::show(self.minor, &self.currency, false))
    }
}

impl FromStr for Money {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let wrong = || format!("`{text}` is not money; write it like `11.00 USD`");
        let (number, code) = text.split_once(' ').ok_or_else(wrong)?;
        if code.len() != 3 || !code.bytes().all(|b| b.is_ascii_uppercase()) {
            return Err(wrong());
        }
        let (negative, digits) = match number.as_bytes().first() {
            Some(b'-') => (true, &number[1..]),
            Some(b'+') => (false, &number[1..]),
            _ => (false, number),
        };
        let parts = match decimals(code) {
            0 => digits.to_owned(),
            count => {
                let (whole, parts) = digits.split_once('.').ok_or_else(wrong)?;
                if parts.len() != count || whole.is_empty() {
                    return Err(wrong());
                }
                format!("{whole}{parts}")
            }
        };
        let minor = parts.parse::<i64>().map_err(|_| wrong())?;
        Ok(Self {
            minor: if negative { -minor } else { minor },
            currency: code.to_lowercase(),
        })
    }
}

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

/// A stretch of a list, counted from the newest, which is the first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Parameter)]
#[param(
    name = "stretch",
    regex = r"the newest \d+|the newest|the \d+(?:st|nd|rd|th) to the \d+(?:st|nd|rd|th) newest"
)]
pub struct Stretch {
    /// The place of the newest in it.
    pub first: usize,
    /// The place of the oldest in it.
    pub last: usize,
}

impl FromStr for Stretch {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let wrong = || {
            format!(
                "`{text}` is no part of a list; write `the newest 10` or `the 2nd to the 5th newest`"
            )
        };
        let ends = match text.strip_prefix("the newest") {
            Some("") => Some((1, 1)),
            Some(count) => count.trim().parse().ok().map(|count| (1, count)),
            None => text
                .strip_prefix("the ")
                .and_then(|rest| rest.strip_suffix(" newest"))
                .and_then(|rest| rest.split_once(" to the "))
                .and_then(|(first, last)| Some((ordinal(first)?, ordinal(last)?))),
        };
        match ends {
            Some((first, last)) if 0 < first && first <= last => Ok(Self { first, last }),
            _ => Err(wrong()),
        }
    }
}

/// What a page says of further ones, where a step names it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct More(pub Option<bool>);

impl FromStr for More {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        match text {
            "" => Ok(Self(None)),
            "more" => Ok(Self(Some(true))),
            "no more" => Ok(Self(Some(false))),
            other => Err(format!("`{other}` is neither `more` nor `no more`")),
        }
    }
}

/// The number of `1st`, `2nd`, `3rd`, `4th` …
#[must_use]
pub fn ordinal(text: &str) -> Option<usize> {
    let number = text.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    let ending = &text[number.len()..];
    ["st", "nd", "rd", "th"]
        .contains(&ending)
        .then(|| number.parse().ok())
        .flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stretch_is_counted_from_the_newest() {
        let read = |text: &str| text.parse::<Stretch>().ok().map(|s| (s.first, s.last));
        assert_eq!(read("the newest"), Some((1, 1)));
        assert_eq!(read("the newest 10"), Some((1, 10)));
        assert_eq!(read("the 2nd to the 11th newest"), Some((2, 11)));
        for wrong in [
            "the newest 0",
            "the 3rd to the 2nd newest",
            "the 0th to the 1st newest",
            "newest",
            "",
        ] {
            assert_eq!(read(wrong), None, "{wrong}");
        }
    }

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

    #[test]
    fn money_has_as_many_parts_as_its_currency() {
        for text in [
            "500 XAF",
            "-7 UGX",
            "5.00 UGX",
            "1.234 KWD",
            "1.23 KWD",
            "5.00 XOF",
        ] {
            let read: Result<Money, _> = text.parse();
            let told = read.as_ref().map(ToString::to_string).ok();
            let is_money = ["500 XAF", "5.00 UGX", "1.234 KWD"].contains(&text);
            assert_eq!(told, is_money.then(|| text.to_owned()), "{read:?}");
        }
        assert_eq!(Money::show(-1_050, "xof", true), "-1050 XOF");
        assert_eq!(Money::show(1_050, "kwd", true), "+1.050 KWD");
    }
}
