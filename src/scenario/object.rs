//! The objects that a scenario refers to by name.

use std::fmt;
use std::str::FromStr;

use cucumber::Parameter;

use super::notation::{Destination, Owner, Which};

/// An object that a scenario refers to.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Parameter)]
#[param(
    name = "object",
    regex = r#"the payout|the reversing payout|the new payout|the bank account|the [A-Z]{2} bank account|the debit card|the balance of (?:"[^"]+"|the platform)|the balance transaction|the (?:first )?transfer reversal|the transfer reversal under another transfer|the transfer|the charge|the application fee|the fee refund|the refund|the destination payment|the financial account|the received debit|the debit reversal|the treasury transaction|the top-up|the webhook endpoint"#
)]
pub enum Object {
    /// A payout.
    Payout(Which),
    /// The destination of the payout.
    DestinationOfPayout,
    /// An external account, by what it is.
    External(Destination),
    /// The balance of an owner.
    Balance(Owner),
    /// The balance transaction of the payout.
    BalanceTransaction,
    /// One of the things that scenarios have one or more of: the newest of its kind.
    Newest(Kind),
    /// The first reversal of the transfer.
    FirstReversal,
    /// The newest reversal, looked for below a transfer that is not its own.
    MisplacedReversal,
    /// The refund of the application fee.
    FeeRefund,
    /// What the destination of the transfer received.
    DestinationPayment,
    /// The treasury transaction of the debit reversal, or else of the received debit.
    TreasuryTransaction,
}

/// A kind of thing that a scenario makes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// A transfer to a connected account.
    Transfer,
    /// A reversal of a transfer.
    TransferReversal,
    /// A destination charge.
    Charge,
    /// The application fee of a charge.
    ApplicationFee,
    /// A refund of a charge.
    Refund,
    /// A financial account of a connected account.
    FinancialAccount,
    /// A debit that a financial account received.
    ReceivedDebit,
    /// A reversal of a received debit.
    DebitReversal,
    /// A top-up of the platform's balance.
    Topup,
    /// A webhook endpoint.
    WebhookEndpoint,
}

impl Kind {
    /// Every kind.
    pub const ALL: [Self; 10] = [
        Self::Transfer,
        Self::TransferReversal,
        Self::Charge,
        Self::ApplicationFee,
        Self::Refund,
        Self::FinancialAccount,
        Self::ReceivedDebit,
        Self::DebitReversal,
        Self::Topup,
        Self::WebhookEndpoint,
    ];

    /// The noun in step texts.
    #[must_use]
    pub fn noun(self) -> &'static str {
        match self {
            Self::Transfer => "transfer",
            Self::TransferReversal => "transfer reversal",
            Self::Charge => "charge",
            Self::ApplicationFee => "application fee",
            Self::Refund => "refund",
            Self::FinancialAccount => "financial account",
            Self::ReceivedDebit => "received debit",
            Self::DebitReversal => "debit reversal",
            Self::Topup => "top-up",
            Self::WebhookEndpoint => "webhook endpoint",
        }
    }
}

impl FromStr for Object {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        if let Ok(which) = text.parse() {
            return Ok(Self::Payout(which));
        }
        if let Some(owner) = text.strip_prefix("the balance of ") {
            return owner.parse().map(Self::Balance);
        }
        let Some(name) = text.strip_prefix("the ") else {
            return Err(format!("`{text}` is no object of a scenario"));
        };
        if let Some(kind) = Kind::ALL.into_iter().find(|kind| kind.noun() == name) {
            return Ok(Self::Newest(kind));
        }
        match name {
            "bank account" => Ok(Self::DestinationOfPayout),
            "balance transaction" => Ok(Self::BalanceTransaction),
            "first transfer reversal" => Ok(Self::FirstReversal),
            "transfer reversal under another transfer" => Ok(Self::MisplacedReversal),
            "fee refund" => Ok(Self::FeeRefund),
            "destination payment" => Ok(Self::DestinationPayment),
            "treasury transaction" => Ok(Self::TreasuryTransaction),
            destination => destination.parse().map(Self::External),
        }
    }
}

impl fmt::Display for Object {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let name = match self {
            Self::Payout(which) => return f.write_str(which.phrase()),
            Self::Balance(owner) => return write!(f, "the balance of {owner}"),
            Self::External(Destination::Bank { country, .. }) => {
                return write!(f, "the {country} bank account");
            }
            Self::External(Destination::Card) => "debit card",
            Self::DestinationOfPayout => "bank account",
            Self::BalanceTransaction => "balance transaction",
            Self::Newest(kind) => kind.noun(),
            Self::FirstReversal => "first transfer reversal",
            Self::MisplacedReversal => "transfer reversal under another transfer",
            Self::FeeRefund => "fee refund",
            Self::DestinationPayment => "destination payment",
            Self::TreasuryTransaction => "treasury transaction",
        };
        write!(f, "the {name}")
    }
}
