//! How the reference reads documents that disagree or are silent.

use std::fmt;

use crate::nearest::hint;
use crate::reversal::debit::{WINDOW_SECONDS, Window};
use crate::reversal::{Policy, Stance, transfer};

/// A question that the documents leave open.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Choice {
    /// Whether payouts to Canadian bank accounts can be reversed (`PAY-REV-14`).
    PayoutReversalCountries,
    /// Whether a payout can be reversed on the ninetieth whole day after its arrival (`PAY-REV-17`).
    ReversalDay90,
    /// Whether a manual payout that is pending can be reversed (`PAY-REV-19`).
    ReverseManualPending,
    /// Whether an automatic payout that is pending can be reversed (`PAY-REV-20`).
    ReverseAutomaticPending,
    /// Whether a payout in transit can be reversed (`PAY-REV-21`).
    ReverseInTransit,
    /// Whether a reversing payout can be canceled (`PAY-CANCEL-12`).
    CancelReversingPayout,
    /// Whether a payout can be reversed again when its reversal has failed (`PAY-REV-32`).
    ReverseAfterFailedReversal,
    /// Whether a received debit can be reversed exactly at its deadline (`DR-09`).
    DebitDeadlineInstant,
    /// What a debit reversal says when the money is back (`DR-14`).
    DebitReversalStatus,
    /// What kind of object a debit reversal says it is (`DR-04`).
    DebitReversalObject,
    /// What a reversal of a transfer takes back when no amount is given after a part (`TRR-04`).
    TransferReversalDefaultAmount,
    /// Whether a reversal can leave the destination of a plain transfer below zero (`TRR-12`).
    TransferReversalShortfall,
    /// Whether the update of a transfer reversal takes a description (`TRR-20`).
    ReversalUpdateDescription,
    /// What becomes of a list's limit below 1 or above 100 (`PAGE-03`).
    ListLimitOutOfRange,
}

impl Choice {
    /// All of them, in the order of the rules.
    pub const ALL: [Self; 14] = [
        Self::PayoutReversalCountries,
        Self::ReversalDay90,
        Self::ReverseManualPending,
        Self::ReverseAutomaticPending,
        Self::ReverseInTransit,
        Self::CancelReversingPayout,
        Self::ReverseAfterFailedReversal,
        Self::DebitDeadlineInstant,
        Self::DebitReversalStatus,
        Self::DebitReversalObject,
        Self::TransferReversalDefaultAmount,
        Self::TransferReversalShortfall,
        Self::ReversalUpdateDescription,
        Self::ListLimitOutOfRange,
    ];

    /// The name in flags, profiles and manifests.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::PayoutReversalCountries => "payout-reversal-countries",
            Self::ReversalDay90 => "reversal-day-90",
            Self::ReverseManualPending => "reverse-manual-pending",
            Self::ReverseAutomaticPending => "reverse-automatic-pending",
            Self::ReverseInTransit => "reverse-in-transit",
            Self::CancelReversingPayout => "cancel-reversing-payout",
            Self::ReverseAfterFailedReversal => "reverse-after-failed-reversal",
            Self::DebitDeadlineInstant => "debit-deadline-instant",
            Self::DebitReversalStatus => "debit-reversal-status",
            Self::DebitReversalObject => "debit-reversal-object",
            Self::TransferReversalDefaultAmount => "transfer-reversal-default-amount",
            Self::TransferReversalShortfall => "transfer-reversal-shortfall",
            Self::ReversalUpdateDescription => "reversal-update-description",
            Self::ListLimitOutOfRange => "list-limit-out-of-range",
        }
    }

    /// The values it can take, the default first.
    #[must_use]
    pub const fn values(self) -> [&'static str; 2] {
        match self {
            Self::PayoutReversalCountries => [Countries::UsCa.word(), Countries::Us.word()],
            Self::ReversalDay90
            | Self::ReverseManualPending
            | Self::ReverseAfterFailedReversal
            | Self::DebitDeadlineInstant => [REFUSED, ACCEPTED],
            Self::ReverseAutomaticPending
            | Self::ReverseInTransit
            | Self::CancelReversingPayout
            | Self::ReversalUpdateDescription => [ACCEPTED, REFUSED],
            Self::TransferReversalDefaultAmount => [REMAINING, ERROR],
            Self::TransferReversalShortfall => [REFUSED, NEGATIVE],
            Self::ListLimitOutOfRange => [REFUSED, CLAMPED],
            Self::DebitReversalStatus => [MoneyBack::Completed.word(), MoneyBack::Succeeded.word()],
            Self::DebitReversalObject => [
                ReversalObject::Qualified.word(),
                ReversalObject::Bare.word(),
            ],
        }
    }
}

const ACCEPTED: &str = Stance::Accepted.word();
const REFUSED: &str = Stance::Refused.word();
/// Without an amount, what is left of a transfer is reversed (`TRR-04`).
const REMAINING: &str = "remaining";
/// Without an amount, only a whole transfer is reversed (`TRR-04`).
const ERROR: &str = "error";
/// The destination of a transfer may be left below zero (`TRR-12`).
const NEGATIVE: &str = "negative";
/// A limit out of range counts as the nearest one in range (`PAGE-03`).
const CLAMPED: &str = "clamped";

/// The countries whose bank accounts can be debited (`PAY-REV-14`).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Countries {
    /// The United States and Canada.
    UsCa,
    /// The United States only.
    Us,
}

impl Countries {
    /// The word used in readings.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::UsCa => "us-ca",
            Self::Us => "us",
        }
    }
}

/// What a debit reversal says when the money is back (`DR-14`).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum MoneyBack {
    /// `completed`, as in the guide and in the filter of the list.
    Completed,
    /// `succeeded`, as in the schema of the object.
    Succeeded,
}

impl MoneyBack {
    /// The word used in readings and on the wire.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Completed => "completed",
            Self::Succeeded => "succeeded",
        }
    }
}

/// What kind of object a debit reversal says that it is (`DR-04`).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ReversalObject {
    /// With the name of its product before it, as in the schema.
    Qualified,
    /// By its bare name, as in the guide.
    Bare,
}

impl ReversalObject {
    /// The word used in readings and on the wire.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Qualified => "treasury.debit_reversal",
            Self::Bare => "debit_reversal",
        }
    }
}

/// One value for each choice; by default the newest document's.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Readings {
    countries: Countries,
    day_90: Stance,
    manual_pending: Stance,
    automatic_pending: Stance,
    in_transit: Stance,
    cancel_of_reversal: Stance,
    after_failed_reversal: Stance,
    debit_deadline_instant: Stance,
    /// What a debit reversal says when the money is back (`DR-14`).
    pub money_back: MoneyBack,
    /// What kind of object a debit reversal says that it is (`DR-04`).
    pub reversal_object: ReversalObject,
    transfers: transfer::Reading,
    /// Whether a list takes a limit out of range as the nearest in range (`PAGE-03`).
    pub list_limit: Stance,
}

impl Default for Readings {
    fn default() -> Self {
        Self {
            countries: Countries::UsCa,
            day_90: Stance::Refused,
            manual_pending: Stance::Refused,
            automatic_pending: Stance::Accepted,
            in_transit: Stance::Accepted,
            cancel_of_reversal: Stance::Accepted,
            after_failed_reversal: Stance::Refused,
            debit_deadline_instant: Stance::Refused,
            money_back: MoneyBack::Completed,
            reversal_object: ReversalObject::Qualified,
            transfers: transfer::Reading {
                after_partial: Stance::Accepted,
                shortfall: Stance::Refused,
                description: Stance::Accepted,
            },
            list_limit: Stance::Refused,
        }
    }
}

impl Readings {
    /// Takes a reading by its names.
    ///
    /// # Errors
    /// When there is no such choice or value; the error names the nearest there is.
    pub fn set(&mut self, choice: &str, value: &str) -> Result<(), UnknownReading> {
        let known = Choice::ALL.into_iter().find(|known| known.name() == choice);
        let Some(choice) = known else {
            let names = Choice::ALL.map(Choice::name);
            return Err(UnknownReading::new("choice", choice, &names));
        };
        if !choice.values().contains(&value) {
            return Err(UnknownReading::new("value", value, &choice.values()));
        }
        let stance = if [ACCEPTED, REMAINING, NEGATIVE, CLAMPED].contains(&value) {
            Stance::Accepted
        } else {
            Stance::Refused
        };
        match choice {
            Choice::PayoutReversalCountries => {
                self.countries = if value == Countries::Us.word() {
                    Countries::Us
                } else {
                    Countries::UsCa
                };
            }
            Choice::ReversalDay90 => self.day_90 = stance,
            Choice::ReverseManualPending => self.manual_pending = stance,
            Choice::ReverseAutomaticPending => self.automatic_pending = stance,
            Choice::ReverseInTransit => self.in_transit = stance,
            Choice::CancelReversingPayout => self.cancel_of_reversal = stance,
            Choice::ReverseAfterFailedReversal => self.after_failed_reversal = stance,
            Choice::DebitDeadlineInstant => self.debit_deadline_instant = stance,
            Choice::DebitReversalStatus => {
                self.money_back = if value == MoneyBack::Succeeded.word() {
                    MoneyBack::Succeeded
                } else {
                    MoneyBack::Completed
                };
            }
            Choice::DebitReversalObject => {
                self.reversal_object = if value == ReversalObject::Bare.word() {
                    ReversalObject::Bare
                } else {
                    ReversalObject::Qualified
                };
            }
            Choice::TransferReversalDefaultAmount => self.transfers.after_partial = stance,
            Choice::TransferReversalShortfall => self.transfers.shortfall = stance,
            Choice::ReversalUpdateDescription => self.transfers.description = stance,
            Choice::ListLimitOutOfRange => self.list_limit = stance,
        }
        Ok(())
    }

    /// The value that is taken for a choice.
    #[must_use]
    pub const fn get(&self, choice: Choice) -> &'static str {
        match choice {
            Choice::PayoutReversalCountries => self.countries.word(),
            Choice::ReversalDay90 => self.day_90.word(),
            Choice::ReverseManualPending => self.manual_pending.word(),
            Choice::ReverseAutomaticPending => self.automatic_pending.word(),
            Choice::ReverseInTransit => self.in_transit.word(),
            Choice::CancelReversingPayout => self.cancel_of_reversal.word(),
            Choice::ReverseAfterFailedReversal => self.after_failed_reversal.word(),
            Choice::DebitDeadlineInstant => self.debit_deadline_instant.word(),
            Choice::DebitReversalStatus => self.money_back.word(),
            Choice::DebitReversalObject => self.reversal_object.word(),
            Choice::TransferReversalDefaultAmount => match self.transfers.after_partial {
                Stance::Accepted => REMAINING,
                Stance::Refused => ERROR,
            },
            Choice::TransferReversalShortfall => match self.transfers.shortfall {
                Stance::Accepted => NEGATIVE,
                Stance::Refused => REFUSED,
            },
            Choice::ReversalUpdateDescription => self.transfers.description.word(),
            Choice::ListLimitOutOfRange => match self.list_limit {
                Stance::Accepted => CLAMPED,
                Stance::Refused => REFUSED,
            },
        }
    }

    /// The rules under these readings, all of them enforced.
    #[must_use]
    pub const fn policy(&self) -> Policy {
        Policy {
            canada: match self.countries {
                Countries::UsCa => Stance::Accepted,
                Countries::Us => Stance::Refused,
            },
            last_day: match self.day_90 {
                Stance::Refused => 89,
                Stance::Accepted => 90,
            },
            manual_pending: self.manual_pending,
            automatic_pending: self.automatic_pending,
            in_transit: self.in_transit,
            cancel_of_reversal: self.cancel_of_reversal,
            after_failed_reversal: self.after_failed_reversal,
            debits: Window {
                seconds: WINDOW_SECONDS,
                at_deadline: self.debit_deadline_instant,
            },
            transfers: self.transfers,
            waived: false,
            unenforced: None,
        }
    }
}

/// A choice or value that does not exist.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnknownReading {
    what: &'static str,
    given: String,
    hint: String,
}

impl UnknownReading {
    fn new(what: &'static str, given: &str, names: &[&'static str]) -> Self {
        Self {
            what,
            given: given.to_owned(),
            hint: hint(given, &format!("{what}s"), names.iter().copied()),
        }
    }
}

impl fmt::Display for UnknownReading {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { what, given, hint } = self;
        write!(f, "no reading has the {what} `{given}`; {hint}")
    }
}

impl std::error::Error for UnknownReading {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_value_of_every_choice_can_be_taken() -> Result<(), UnknownReading> {
        for choice in Choice::ALL {
            assert_eq!(Readings::default().get(choice), choice.values()[0]);
            for value in choice.values() {
                let mut readings = Readings::default();
                readings.set(choice.name(), value)?;
                assert_eq!(readings.get(choice), value, "{}", choice.name());
            }
        }
        Ok(())
    }

    #[test]
    fn a_wrong_name_gets_the_nearest_right_one() {
        let mut readings = Readings::default();
        let choice = readings.set("reversal-day-9", "refused").err();
        let text = choice.map(|error| error.to_string()).unwrap_or_default();
        assert!(text.contains("did you mean `reversal-day-90`"), "{text}");
        let value = readings.set("reversal-day-90", "acepted").err();
        let text = value.map(|error| error.to_string()).unwrap_or_default();
        assert!(text.contains("did you mean `accepted`"), "{text}");
        assert_eq!(readings, Readings::default());
    }
}
