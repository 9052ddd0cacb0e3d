//! The closed lists of words in step texts: verbs, states, nouns.

use std::str::FromStr;

use cucumber::Parameter;

/// Makes a parameter type of a closed list of words, each spelled once.
macro_rules! words {
    ($(#[$meta:meta])* $name:ident($param:literal, $regex:literal) { $($(#[$doc:meta])* $variant:ident = $word:literal,)+ }) => {
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Parameter)]
        #[param(name = $param, regex = $regex)]
        pub enum $name { $($(#[$doc])* $variant,)+ }

        impl $name {
            /// The word in the step text.
            #[must_use]
            pub fn word(self) -> &'static str {
                match self { $(Self::$variant => $word,)+ }
            }
        }

        impl FromStr for $name {
            type Err = String;

            fn from_str(text: &str) -> Result<Self, Self::Err> {
                // A count of one takes the singular: `1 balance transaction`.
                $(if text == $word || $word.strip_suffix('s') == Some(text) {
                    return Ok(Self::$variant);
                })+
                Err(format!("`{text}` is not one of {}", [$($word),+].join(", ")))
            }
        }
    };
}

words! {
    /// How a payout was made, or how far it has come, before the act.
    PayoutState("payout_state", "manual|automatic|instant|pending|in_transit|paid|failed|canceled|being reversed|reversed|completed|refunded, reversing the transfer") {
        /// Made by a request.
        Manual = "manual",
        /// Made by the payout schedule.
        Automatic = "automatic",
        /// Made by a request for an instant payout.
        Instant = "instant",
        /// Not yet submitted to the bank.
        Pending = "pending",
        /// Submitted to the bank.
        InTransit = "in_transit",
        /// Paid by the bank.
        Paid = "paid",
        /// Refused by the bank.
        Failed = "failed",
        /// Canceled by the platform.
        Canceled = "canceled",
        /// Its reversal was requested and is pending.
        BeingReversed = "being reversed",
        /// Its reversal was paid.
        Reversed = "reversed",
        /// Done by the bank; of a debit reversal.
        Completed = "completed",
        /// Given back to the customer, at the destination's expense; of a charge.
        Refunded = "refunded, reversing the transfer",
    }
}

words! {
    /// What the platform asks for, of an object that exists.
    Verb("verb", "retrieves|updates|cancels|reverses") {
        /// Reads it.
        Retrieves = "retrieves",
        /// Changes it.
        Updates = "updates",
        /// Cancels it.
        Cancels = "cancels",
        /// Reverses it.
        Reverses = "reverses",
    }
}

words! {
    /// A kind of object, for those that do not exist.
    Noun("noun", "payout|balance transaction|event|transfer reversal|transfer|received debit|debit reversal") {
        /// A payout.
        Payout = "payout",
        /// A balance transaction.
        BalanceTransaction = "balance transaction",
        /// An event.
        Event = "event",
        /// A reversal of a transfer.
        TransferReversal = "transfer reversal",
        /// A transfer.
        Transfer = "transfer",
        /// A received debit.
        ReceivedDebit = "received debit",
        /// A debit reversal.
        DebitReversal = "debit reversal",
    }
}

words! {
    /// What can be listed.
    Collection("collection", "payouts?|balance transactions?|events?|transfer reversals?|transfers?|received debits?|debit reversals?|treasury transactions?|treasury entries") {
        /// `GET /v1/payouts`.
        Payouts = "payouts",
        /// `GET /v1/balance_transactions`.
        BalanceTransactions = "balance transactions",
        /// `GET /v1/events`.
        Events = "events",
        /// `GET /v1/transfers/{id}/reversals`.
        TransferReversals = "transfer reversals",
        /// `GET /v1/transfers`.
        Transfers = "transfers",
        /// `GET /v1/treasury/received_debits`.
        ReceivedDebits = "received debits",
        /// `GET /v1/treasury/debit_reversals`.
        DebitReversals = "debit reversals",
        /// `GET /v1/treasury/transactions`.
        TreasuryTransactions = "treasury transactions",
        /// `GET /v1/treasury/transaction_entries`.
        TreasuryEntries = "treasury entries",
    }
}

words! {
    /// What the bank does with a payout or a debit reversal.
    BankAct("bank_act", "submits|pays|fails|completes|cancels") {
        /// Takes it in: it is on its way.
        Submits = "submits",
        /// Pays it.
        Pays = "pays",
        /// Refuses it, perhaps after it was paid.
        Fails = "fails",
        /// Ends a debit reversal well.
        Completes = "completes",
        /// Ends a debit reversal with nothing.
        Cancels = "cancels",
    }
}

words! {
    /// Whether the act is meant to have changed a status.
    Tense("tense", "now|still") {
        /// The act changed it.
        Now = "now",
        /// The act must not have changed it.
        Still = "still",
    }
}

words! {
    /// A status of a payout or of an external account, as on the wire.
    Status("status", "pending|in_transit|paid|failed|canceled|new|errored|processing|completed|succeeded") {
        /// Payout: not yet submitted.
        Pending = "pending",
        /// Payout: submitted.
        InTransit = "in_transit",
        /// Payout: paid.
        Paid = "paid",
        /// Payout: refused by the bank.
        Failed = "failed",
        /// Payout: canceled.
        Canceled = "canceled",
        /// External account: nothing against it.
        New = "new",
        /// External account: a payout to it failed.
        Errored = "errored",
        /// Debit reversal: under way.
        Processing = "processing",
        /// Debit reversal: done, by the guide's word.
        Completed = "completed",
        /// Received debit; debit reversal: done, by the schema's word.
        Succeeded = "succeeded",
    }
}

impl Collection {
    /// Where it is listed.
    #[must_use]
    pub fn path(self) -> &'static str {
        match self {
            Self::Payouts => "/v1/payouts",
            Self::BalanceTransactions => "/v1/balance_transactions",
            Self::Events => "/v1/events",
            Self::Transfers | Self::TransferReversals => "/v1/transfers",
            Self::ReceivedDebits => "/v1/treasury/received_debits",
            Self::DebitReversals => "/v1/treasury/debit_reversals",
            Self::TreasuryTransactions => "/v1/treasury/transactions",
            Self::TreasuryEntries => "/v1/treasury/transaction_entries",
        }
    }

    /// Whether the list is one of a financial account, which it has to name.
    #[must_use]
    pub fn is_of_financial_account(self) -> bool {
        match self {
            Self::ReceivedDebits
            | Self::DebitReversals
            | Self::TreasuryTransactions
            | Self::TreasuryEntries => true,
            Self::Payouts
            | Self::BalanceTransactions
            | Self::Events
            | Self::Transfers
            | Self::TransferReversals => false,
        }
    }
}

words! {
    /// What can be created beside payouts.
    Creation("creation", "transfer|debit reversal|received debit on the financial account|received debit|refund of the charge") {
        /// A transfer, its destination among the parameters.
        Transfer = "transfer",
        /// A debit reversal.
        DebitReversal = "debit reversal",
        /// A received debit, by the public test helper.
        TestDebit = "received debit on the financial account",
        /// A received debit, where there is no such request.
        ReceivedDebit = "received debit",
        /// A refund of the charge.
        Refund = "refund of the charge",
    }
}

impl BankAct {
    /// The word of the lever.
    #[must_use]
    pub fn lever(self) -> &'static str {
        match self {
            Self::Submits => "submit",
            Self::Pays => "pay",
            Self::Fails => "fail",
            Self::Completes => "complete",
            Self::Cancels => "cancel",
        }
    }
}
