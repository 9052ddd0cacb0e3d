//! The rules of payouts: what may be made, canceled and reversed, and where the bank takes it.

use super::{Policy, Refusal, Stance};
use crate::clock::Time;
use crate::money::Amount;

/// Where a payout is in its life (`PAY-LIFE-01`).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Status {
    /// Made, and not yet at the bank.
    Pending,
    /// At the bank.
    InTransit,
    /// Expected to have arrived; the bank may still say no.
    Paid,
    /// Refused by the bank.
    Failed,
    /// Called back before it left.
    Canceled,
}

impl Status {
    /// All of them, in the order of a life.
    pub const ALL: [Self; 5] = [
        Self::Pending,
        Self::InTransit,
        Self::Paid,
        Self::Failed,
        Self::Canceled,
    ];

    /// The name on the wire.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Pending => "pending",
            Self::InTransit => "in_transit",
            Self::Paid => "paid",
            Self::Failed => "failed",
            Self::Canceled => "canceled",
        }
    }
}

/// How fast a payout travels.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Method {
    /// By the next business day.
    Standard,
    /// At once, to destinations that can take it.
    Instant,
}

impl Method {
    /// All of them, in wire order.
    pub const ALL: [Self; 2] = [Self::Instant, Self::Standard];

    /// The name on the wire.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Standard => "standard",
            Self::Instant => "instant",
        }
    }
}

/// Who bears the negative balances of a connected account (`PAY-REV-24`).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Losses {
    /// The platform.
    Platform,
    /// The payment processor.
    Processor,
}

/// Whose payout it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Owner {
    /// The platform's own.
    Platform,
    /// A connected account's.
    Connected(Losses),
}

/// A country by its upper-case ISO code.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Country([u8; 2]);

impl Country {
    /// The United States.
    pub const US: Self = Self(*b"US");
    /// Canada.
    pub const CA: Self = Self(*b"CA");

    /// Reads two letters in either case.
    #[must_use]
    pub fn parse(code: &str) -> Option<Self> {
        match code.as_bytes() {
            [first, second] if first.is_ascii_alphabetic() && second.is_ascii_alphabetic() => {
                Some(Self([
                    first.to_ascii_uppercase(),
                    second.to_ascii_uppercase(),
                ]))
            }
            _ => None,
        }
    }

    /// The upper-case code.
    #[must_use]
    pub fn code(&self) -> &str {
        // Only ASCII letters ever get in.
        std::str::from_utf8(&self.0).unwrap_or_default()
    }
}

/// What a payout goes to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Destination {
    /// A bank account in a country.
    BankAccount(Country),
    /// A debit card.
    Card,
}

/// What the rules of canceling and reversing have to know of a payout.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Facts {
    /// Whose it is.
    pub owner: Owner,
    /// Who made it: the schedule, or a request.
    pub automatic: bool,
    /// Whether it takes money back itself.
    pub is_reversal: bool,
    /// How fast it travels.
    pub method: Method,
    /// Where it goes.
    pub destination: Destination,
    /// When it is expected to arrive.
    pub arrival: Time,
    /// Where it is in its life.
    pub status: Status,
    /// Where the payout that reverses it is, when it has been reversed.
    pub reversal: Option<Status>,
}

/// What the rules of making a payout have to know.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Plan {
    /// Whether the account may pay out at all.
    pub payouts_enabled: bool,
    /// How fast it is to travel.
    pub method: Method,
    /// Where it is to go.
    pub destination: Wanted,
    /// How much.
    pub amount: Amount,
    /// What the account has available in the currency, over all source types.
    pub available: Amount,
    /// What of that is in the part that the payout is to come from.
    pub available_in_source: Amount,
}

/// What was found for the destination of a payout to be made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wanted {
    /// An external account that can, or cannot, take instant payouts, and is errored or not.
    Found {
        /// Whether it takes instant payouts.
        instant: bool,
        /// Whether a payout to it has failed and it has not been updated since.
        errored: bool,
    },
    /// None was named, and there is none in the currency.
    NoneInCurrency,
    /// One was named that is not the owner's, or not in the currency.
    Unknown,
}

/// Whether a payout can be made (`PAY-CREATE-05` to `PAY-CREATE-08`, `PAY-CREATE-11` to `PAY-CREATE-14`).
///
/// # Errors
/// The first refusal that applies.
pub fn check_create(plan: &Plan, policy: &Policy) -> Result<(), Refusal> {
    let instant = plan.method == Method::Instant;
    let (unknown, none, errored, slow) = match plan.destination {
        Wanted::Unknown => (true, false, false, false),
        Wanted::NoneInCurrency => (false, true, false, false),
        Wanted::Found {
            instant: fast,
            errored,
        } => (false, false, errored, instant && !fast),
    };
    policy.enforce([
        (!plan.payouts_enabled, Refusal::PayoutsDisabled),
        (unknown, Refusal::UnknownDestination),
        (none, Refusal::NoDestination),
        (errored, Refusal::ErroredDestination),
        (slow, Refusal::InstantUnsupported),
        (plan.amount > plan.available, Refusal::BalanceInsufficient),
        (
            plan.amount > plan.available_in_source,
            Refusal::SourceInsufficient,
        ),
    ])
}

/// Whether a payout can be canceled (`PAY-CANCEL-01`, `PAY-CANCEL-05` to `PAY-CANCEL-07`, `PAY-CANCEL-11`, `PAY-CANCEL-12`).
///
/// # Errors
/// The first refusal that applies.
pub fn check_cancel(payout: &Facts, policy: &Policy) -> Result<(), Refusal> {
    let under_way = matches!(payout.reversal, Some(Status::Pending | Status::InTransit));
    let of_reversal = payout.is_reversal && policy.cancel_of_reversal == Stance::Refused;
    let is = |status| payout.status == status;
    policy.enforce([
        (is(Status::Canceled), Refusal::AlreadyCanceled),
        (under_way, Refusal::ReversalUnderWay),
        (of_reversal, Refusal::CancelOfReversal),
        (payout.automatic, Refusal::CancelAutomatic),
        (is(Status::InTransit), Refusal::CancelInTransit),
        (is(Status::Paid), Refusal::CancelPaid),
        (is(Status::Failed), Refusal::CancelFailed),
    ])
}

/// Whether a payout can be reversed (`PAY-REV-01`, `PAY-REV-10` to `PAY-REV-24`, `PAY-REV-32`).
///
/// # Errors
/// The first refusal that applies.
pub fn check_reverse(payout: &Facts, now: Time, policy: &Policy) -> Result<(), Refusal> {
    let (card, abroad, canada) = match payout.destination {
        Destination::Card => (true, false, false),
        Destination::BankAccount(Country::US) => (false, false, false),
        Destination::BankAccount(Country::CA) => (false, false, policy.canada == Stance::Refused),
        Destination::BankAccount(Country(_)) => (false, true, false),
    };
    let (reversed, reversal_failed) = match payout.reversal {
        None => (false, false),
        Some(Status::Failed) => (false, policy.after_failed_reversal == Stance::Refused),
        Some(Status::Pending | Status::InTransit | Status::Paid | Status::Canceled) => {
            (true, false)
        }
    };
    let is = |status| payout.status == status;
    let refused = |status, stance| is(status) && stance == Stance::Refused;
    let pending = if payout.automatic {
        (policy.automatic_pending, Refusal::ReverseAutomaticPending)
    } else {
        (policy.manual_pending, Refusal::ReverseManualPending)
    };
    let liable = match payout.owner {
        Owner::Platform | Owner::Connected(Losses::Platform) => true,
        Owner::Connected(Losses::Processor) => false,
    };
    policy.enforce([
        (
            payout.owner == Owner::Platform,
            Refusal::ReversePlatformPayout,
        ),
        (!liable, Refusal::ReverseWithoutLiability),
        (payout.is_reversal, Refusal::ReverseDebit),
        (payout.method == Method::Instant, Refusal::ReverseInstant),
        (card, Refusal::ReverseCard),
        (abroad, Refusal::ReverseAbroad),
        (canada, Refusal::ReverseCanada),
        (reversed, Refusal::AlreadyReversed),
        (reversal_failed, Refusal::ReversalFailed),
        (is(Status::Failed), Refusal::ReverseFailed),
        (is(Status::Canceled), Refusal::ReverseCanceled),
        (refused(Status::Pending, pending.0), pending.1),
        (
            refused(Status::InTransit, policy.in_transit),
            Refusal::ReverseInTransit,
        ),
        (
            now.whole_days_since(payout.arrival) > policy.last_day,
            Refusal::ReverseTooLate,
        ),
    ])
}

/// What the bank does with a payout.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum BankAct {
    /// Takes it in.
    Submit,
    /// Pays it.
    Pay,
    /// Refuses it, at once or later.
    Fail,
}

/// The statuses that a payout passes through when the bank acts; none when the act comes too late (`PAY-LIFE-01`, `PAY-LIFE-05`, `PAY-LIFE-07`).
#[must_use]
pub const fn after(status: Status, act: BankAct) -> &'static [Status] {
    match (status, act) {
        (Status::Pending, BankAct::Submit) => &[Status::InTransit],
        (Status::Pending, BankAct::Pay) => &[Status::InTransit, Status::Paid],
        (Status::InTransit, BankAct::Pay) => &[Status::Paid],
        (Status::Pending | Status::InTransit | Status::Paid, BankAct::Fail) => &[Status::Failed],
        (Status::InTransit | Status::Paid, BankAct::Submit)
        | (Status::Paid, BankAct::Pay)
        | (Status::Failed | Status::Canceled, BankAct::Submit | BankAct::Pay | BankAct::Fail) => {
            &[]
        }
    }
}

#[cfg(test)]
mod tests;
