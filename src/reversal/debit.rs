//! The rules of received debits: what becomes of one, how long and whether its money can be taken back.

use super::{Policy, Refusal, Stance};
use crate::clock::Time;
use crate::money::Amount;

/// How long a debit over ACH can be reversed: thirty-six hours (`RD-12`).
pub const WINDOW_SECONDS: u64 = 36 * 3_600;

/// What a debit came over.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Network {
    /// The network of banks in the United States.
    Ach,
    /// A card of the account holder.
    Card,
}

impl Network {
    /// The name on the wire.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Ach => "ach",
            Self::Card => "card",
        }
    }
}

/// What became of a debit, once and for all (`RD-01`, `RD-03`).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Outcome {
    /// Its money has left the financial account.
    Succeeded,
    /// There was not enough cash.
    Failed,
}

impl Outcome {
    /// Both, in wire order.
    pub const ALL: [Self; 2] = [Self::Failed, Self::Succeeded];

    /// The name on the wire.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Succeeded => "succeeded",
            Self::Failed => "failed",
        }
    }
}

/// What becomes of a debit of this amount where there is this much cash (`RD-01`, `RD-03`).
#[must_use]
pub fn outcome(amount: Amount, cash: Amount) -> Outcome {
    if amount > cash {
        Outcome::Failed
    } else {
        Outcome::Succeeded
    }
}

/// Where a debit reversal is in its life (`DR-01`, `DR-16`).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Status {
    /// Asked for; the money is not back yet.
    Processing,
    /// The money is back.
    Completed,
    /// Called off; the money does not come back.
    Canceled,
}

/// What the rules of reversing have to know of a debit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Facts {
    /// What became of it.
    pub outcome: Outcome,
    /// What it came over.
    pub network: Network,
    /// Whether what caused it is of a kind that cannot be taken back.
    pub source_restricted: bool,
    /// The time before which it can be reversed, where there is one.
    pub deadline: Option<Time>,
    /// Whether it has been reversed, however that ended.
    pub reversed: bool,
}

/// How the questions about debits are answered that the documents leave open.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Window {
    /// How many seconds after its receipt a debit can be reversed (`RD-12`).
    pub seconds: u64,
    /// Reversing exactly at the deadline (`DR-09`).
    pub at_deadline: Stance,
}

/// Why a debit cannot be reversed, in order of precedence (`RD-06` to `RD-08`, `DR-20`).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Restriction {
    /// What caused it cannot be taken back.
    SourceFlow,
    /// What it came over has other ways to take money back.
    Network,
    /// It has been reversed.
    AlreadyReversed,
    /// Its deadline has passed.
    DeadlinePassed,
}

impl Restriction {
    /// The name on the wire.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::SourceFlow => "source_flow_restricted",
            Self::Network => "network_restricted",
            Self::AlreadyReversed => "already_reversed",
            Self::DeadlinePassed => "deadline_passed",
        }
    }
}

impl From<Restriction> for Refusal {
    fn from(restriction: Restriction) -> Self {
        match restriction {
            Restriction::SourceFlow => Self::ReverseRestrictedSource,
            Restriction::Network => Self::ReverseRestrictedNetwork,
            Restriction::AlreadyReversed => Self::DebitAlreadyReversed,
            Restriction::DeadlinePassed => Self::DebitDeadlinePassed,
        }
    }
}

/// When a debit can no longer be reversed; none where it never can be (`RD-05`, `RD-08`, `RD-12`).
#[must_use]
pub fn deadline(debit: &Facts, received: Time, policy: &Policy) -> Option<Time> {
    let reversible = debit.network == Network::Ach
        && !debit.source_restricted
        && debit.outcome == Outcome::Succeeded;
    reversible.then(|| received.plus_seconds(policy.debits.seconds))
}

/// The restriction that a debit is under, where it is under one (`RD-05` to `RD-08`, `DR-20`).
#[must_use]
pub fn restriction(debit: &Facts, now: Time, policy: &Policy) -> Option<Restriction> {
    let all = restrictions(debit, now, policy).into_iter();
    let applying = all.filter(|(applies, _)| *applies);
    applying.map(|(_, restriction)| restriction).min()
}

fn restrictions(debit: &Facts, now: Time, policy: &Policy) -> [(bool, Restriction); 4] {
    let over = debit
        .deadline
        .is_some_and(|deadline| match policy.debits.at_deadline {
            Stance::Refused => now >= deadline,
            Stance::Accepted => now > deadline,
        });
    [
        (debit.source_restricted, Restriction::SourceFlow),
        (debit.network == Network::Card, Restriction::Network),
        (debit.reversed, Restriction::AlreadyReversed),
        (over, Restriction::DeadlinePassed),
    ]
}

/// Whether a debit can be reversed (`DR-01`, `DR-06` to `DR-11`, `DR-20`).
///
/// # Errors
/// The first refusal that applies.
pub fn check_reverse(debit: &Facts, now: Time, policy: &Policy) -> Result<(), Refusal> {
    let [source, network, reversed, over] = restrictions(debit, now, policy)
        .map(|(applies, restriction)| (applies, Refusal::from(restriction)));
    policy.enforce([
        (
            debit.outcome == Outcome::Failed,
            Refusal::ReverseFailedDebit,
        ),
        source,
        network,
        reversed,
        over,
    ])
}

/// What the bank does with a debit reversal.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum BankAct {
    /// Brings the money back.
    Complete,
    /// Calls it off.
    Cancel,
}

/// Where a debit reversal is after an act of the bank; none when the act comes too late (`DR-16`).
#[must_use]
pub const fn after(status: Status, act: BankAct) -> Option<Status> {
    match (status, act) {
        (Status::Processing, BankAct::Complete) => Some(Status::Completed),
        (Status::Processing, BankAct::Cancel) => Some(Status::Canceled),
        (Status::Completed | Status::Canceled, BankAct::Complete | BankAct::Cancel) => None,
    }
}

#[cfg(test)]
mod tests;
