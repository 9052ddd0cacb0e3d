//! Money: integer minor units of a known currency, with checked arithmetic and no fractions anywhere.

use std::fmt;

/// An amount in the smallest unit of its currency; negative where money flows the other way.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Amount(i64);

impl Amount {
    /// Nothing at all.
    pub const ZERO: Self = Self(0);

    /// The most that one request may move.
    ///
    /// A thousand times a thousand of these still fit a running total, so that a sum
    /// overflows only when somebody sets out to make it so.
    pub const MOST: Self = Self(999_999_999_999);

    /// Takes minor units as they stand.
    #[must_use]
    pub const fn new(minor: i64) -> Self {
        Self(minor)
    }

    /// The minor units, as on the wire.
    #[must_use]
    pub const fn minor(self) -> i64 {
        self.0
    }

    /// The sum, or none where it does not fit.
    #[must_use]
    pub const fn checked_add(self, other: Self) -> Option<Self> {
        match self.0.checked_add(other.0) {
            Some(sum) => Some(Self(sum)),
            None => None,
        }
    }

    /// The same amount flowing the other way.
    #[must_use]
    pub const fn negated(self) -> Self {
        // The one value without a counterpart cannot come in by the rim, which ends at `MOST`.
        Self(self.0.saturating_neg())
    }

    /// The amount without its sign.
    #[must_use]
    pub const fn magnitude(self) -> Self {
        Self(self.0.saturating_abs())
    }

    /// Whether it is below zero.
    #[must_use]
    pub const fn is_negative(self) -> bool {
        self.0 < 0
    }
}

impl fmt::Display for Amount {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// The currencies that the reference knows, in lower case as on the wire.
const KNOWN: &str = "aed afn all amd ang aoa ars aud awg azn bam bbd bdt bgn bhd bif bmd bnd bob \
    brl bsd bwp byn bzd cad cdf chf clp cny cop crc cve czk djf dkk dop dzd egp etb eur fjd fkp \
    gbp gel gip gmd gnf gtq gyd hkd hnl htg huf idr ils inr isk jmd jod jpy kes kgs khr kmf krw \
    kwd kyd kzt lak lbp lkr lrd lsl mad mdl mga mkd mmk mnt mop mur mvr mwk mxn myr mzn nad ngn \
    nio nok npr nzd omr pab pen pgk php pkr pln pyg qar ron rsd rub rwf sar sbd scr sek sgd shp \
    sle sos srd std szl thb tjs tnd top try ttd twd tzs uah ugx usd uyu uzs vnd vuv wst xaf xcd \
    xof xpf yer zar zmw";

/// A currency that is known to the API: its number among them, as the ledger keeps millions.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Currency(u8);

impl Currency {
    /// The dollar of the United States, the currency where none is said.
    pub const USD: Self = Self(126);

    /// Reads an ISO code in either case; none when it is not a known one (`ENC-09`).
    #[must_use]
    pub fn parse(code: &str) -> Option<Self> {
        let mut known = KNOWN.split(' ');
        let number = known.position(|known| known.eq_ignore_ascii_case(code))?;
        u8::try_from(number).ok().map(Self)
    }

    /// The lower-case code.
    #[must_use]
    pub fn code(self) -> &'static str {
        let start = usize::from(self.0) * 4;
        &KNOWN[start..start + 3]
    }
}

/// The part of a balance that money came in by, each a balance of its own (`PAY-CREATE-11`).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum SourceType {
    /// Money from bank debits.
    BankAccount,
    /// Money from cards, the part where none is said.
    Card,
    /// Money from FPX.
    Fpx,
}

impl SourceType {
    /// All of them, in wire order.
    pub const ALL: [Self; 3] = [Self::BankAccount, Self::Card, Self::Fpx];

    /// The name on the wire.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::BankAccount => "bank_account",
            Self::Card => "card",
            Self::Fpx => "fpx",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_currency_is_read_in_either_case_and_kept_in_lower_case() {
        assert_eq!(Currency::parse("USD").map(Currency::code), Some("usd"));
        assert_eq!(Currency::parse("usd"), Some(Currency::USD));
    }

    #[test]
    fn every_known_currency_has_its_code_and_their_order() {
        let all: Vec<Currency> = KNOWN.split(' ').filter_map(Currency::parse).collect();
        let codes: Vec<&str> = all.iter().map(|currency| currency.code()).collect();
        assert_eq!(codes.join(" "), KNOWN);
        assert!(codes.is_sorted() && all.is_sorted());
    }

    #[test]
    fn what_is_no_currency_is_not_read() {
        for code in ["", "xyz", "us", "usd ", "usd cad", "ＵＳＤ"] {
            assert_eq!(Currency::parse(code), None, "{code:?}");
        }
    }

    #[test]
    fn a_sum_that_does_not_fit_is_none() {
        assert_eq!(Amount::new(i64::MAX).checked_add(Amount::new(1)), None);
        assert_eq!(
            Amount::new(1100).checked_add(Amount::new(-1100)),
            Some(Amount::ZERO)
        );
    }
}
