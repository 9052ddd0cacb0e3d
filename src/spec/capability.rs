//! What a target may offer: products, conventions and levers, by the names of the levers manifest.

use std::fmt;
use std::str::FromStr;

use crate::nearest::{hint, nearest};

/// Something that a target offers or not, and that a scenario may need.
///
/// A closed list: a misspelt capability would make its scenarios not applicable for ever, unnoticed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Capability {
    /// The payout endpoints.
    Payouts,
    /// Reversing a payout.
    PayoutReversals,
    /// The transfer endpoints.
    Transfers,
    /// Reversing a transfer.
    TransferReversals,
    /// Application fees, and giving them back.
    ApplicationFees,
    /// Received debits of financial accounts.
    ReceivedDebits,
    /// Reversing a received debit.
    DebitReversals,
    /// Top-ups of the platform's balance.
    Topups,
    /// `Idempotency-Key` is honored.
    Idempotency,
    /// `expand[]` is honored.
    Expand,
    /// `GET /v1/events` exists.
    Events,
    /// Webhook endpoints exist and deliveries are made.
    Webhooks,
    /// A private universe for each scenario.
    Worlds,
    /// Making connected accounts and external accounts.
    Accounts,
    /// Putting money on a balance.
    Funds,
    /// Doing what the bank does to a payout.
    Bank,
    /// Making a payout as the payout schedule would.
    Schedule,
    /// Moving the clock.
    Clock,
    /// Making destination charges.
    Charges,
    /// Making financial accounts and received debits.
    Treasury,
    /// Doing what the bank does to a debit reversal.
    TreasuryBank,
    /// Reading all balances at once.
    Balance,
}

/// What kind of thing a capability is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Kind {
    /// A part of the API that may be missing as a whole.
    Product,
    /// A way of calling that cuts across products.
    Convention,
    /// A way to arrange what no public call can make.
    Lever,
}

impl Capability {
    /// Every capability, in the order of the manifest.
    pub const ALL: [Self; 22] = [
        Self::Payouts,
        Self::PayoutReversals,
        Self::Transfers,
        Self::TransferReversals,
        Self::ApplicationFees,
        Self::ReceivedDebits,
        Self::DebitReversals,
        Self::Topups,
        Self::Idempotency,
        Self::Expand,
        Self::Events,
        Self::Webhooks,
        Self::Worlds,
        Self::Accounts,
        Self::Funds,
        Self::Bank,
        Self::Schedule,
        Self::Clock,
        Self::Charges,
        Self::Treasury,
        Self::TreasuryBank,
        Self::Balance,
    ];

    /// The name in tags, manifests and reports.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Payouts => "payouts",
            Self::PayoutReversals => "payout-reversals",
            Self::Transfers => "transfers",
            Self::TransferReversals => "transfer-reversals",
            Self::ApplicationFees => "application-fees",
            Self::ReceivedDebits => "received-debits",
            Self::DebitReversals => "debit-reversals",
            Self::Topups => "topups",
            Self::Idempotency => "idempotency",
            Self::Expand => "expand",
            Self::Events => "events",
            Self::Webhooks => "webhooks",
            Self::Worlds => "worlds",
            Self::Accounts => "accounts",
            Self::Funds => "funds",
            Self::Bank => "bank",
            Self::Schedule => "schedule",
            Self::Clock => "clock",
            Self::Charges => "charges",
            Self::Treasury => "treasury",
            Self::TreasuryBank => "treasury-bank",
            Self::Balance => "balance",
        }
    }

    /// Whether it is a product, a convention or a lever.
    #[must_use]
    pub fn kind(self) -> Kind {
        match self {
            Self::Payouts
            | Self::PayoutReversals
            | Self::Transfers
            | Self::TransferReversals
            | Self::ApplicationFees
            | Self::ReceivedDebits
            | Self::DebitReversals
            | Self::Topups => Kind::Product,
            Self::Idempotency | Self::Expand | Self::Events | Self::Webhooks => Kind::Convention,
            Self::Worlds
            | Self::Accounts
            | Self::Funds
            | Self::Bank
            | Self::Schedule
            | Self::Clock
            | Self::Charges
            | Self::Treasury
            | Self::TreasuryBank
            | Self::Balance => Kind::Lever,
        }
    }
}

impl fmt::Display for Capability {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// A name that is no capability, and the one that was probably meant; where none is near, it tells all that there are.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("unknown capability `{name}`; {}", hint(name, "capabilities", Capability::ALL.map(Capability::name)))]
pub struct UnknownCapability {
    /// The name as given.
    pub name: String,
    /// The capability with the nearest name.
    pub nearest: Option<Capability>,
}

impl FromStr for Capability {
    type Err = UnknownCapability;

    fn from_str(name: &str) -> Result<Self, UnknownCapability> {
        let named = |name: &str| {
            Self::ALL
                .into_iter()
                .find(|capability| capability.name() == name)
        };
        named(name).ok_or_else(|| UnknownCapability {
            name: name.to_owned(),
            nearest: nearest(name, Self::ALL.map(Self::name)).and_then(named),
        })
    }
}
