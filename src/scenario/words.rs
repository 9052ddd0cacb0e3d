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
    PayoutState("payout_state", "manual|automatic|instant|pending|in_transit|paid|failed|canceled|being reversed|reversed") {
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
    Noun("noun", "payout|balance transaction|event") {
        /// A payout.
        Payout = "payout",
        /// A balance transaction.
        BalanceTransaction = "balance transaction",
        /// An event.
        Event = "event",
    }
}

words! {
    /// What can be listed.
    Collection("collection", "payouts?|balance transactions?|events?") {
        /// `GET /v1/payouts`.
        Payouts = "payouts",
        /// `GET /v1/balance_transactions`.
        BalanceTransactions = "balance transactions",
        /// `GET /v1/events`.
        Events = "events",
    }
}

words! {
    /// What the bank does with a payout.
    BankAct("bank_act", "submits|pays|fails") {
        /// Takes it in: it is on its way.
        Submits = "submits",
        /// Pays it.
        Pays = "pays",
        /// Refuses it, perhaps after it was paid.
        Fails = "fails",
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
    Status("status", "pending|in_transit|paid|failed|canceled|new|errored") {
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
        }
    }
}
