//! Money, with as many parts as its currency has.

use std::fmt;
use std::str::FromStr;

use cucumber::Parameter;

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

#[cfg(test)]
mod tests {
    use super::*;

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
