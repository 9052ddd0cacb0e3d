//! The closed lists of words in step texts: verbs, states, nouns.

use std::str::FromStr;

use cucumber::Parameter;

use crate::count::count;

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
    PayoutState("payout_state", "manual|automatic|instant|pending|in_transit|paid|failed|canceled|being reversed|reversed|completed|refunded, reversing the transfer|succeeded") {
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
        /// Credited to the balance; of a top-up.
        Succeeded = "succeeded",
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
    Noun("noun", "payout|balance transaction|event|transfer reversal|transfer|received debit|debit reversal|top-up|webhook endpoint|route") {
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
        /// A top-up of the platform's balance.
        Topup = "top-up",
        /// A webhook endpoint.
        WebhookEndpoint = "webhook endpoint",
        /// A path that the API does not have.
        Route = "route",
    }
}

words! {
    /// What can be listed.
    Collection("collection", "payouts?|balance transactions?|events?|transfer reversals?|transfers?|received debits?|debit reversals?|treasury transactions?|treasury entries|top-ups?|webhook endpoints?") {
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
        /// `GET /v1/topups`.
        Topups = "top-ups",
        /// `GET /v1/webhook_endpoints`.
        WebhookEndpoints = "webhook endpoints",
    }
}

impl Collection {
    /// So many of them: `1 transfer`, `2 transfers`.
    #[must_use]
    pub fn counted(self, number: usize) -> String {
        let many = self.word();
        let one = match self {
            Self::TreasuryEntries => "treasury entry",
            Self::Payouts
            | Self::BalanceTransactions
            | Self::Events
            | Self::TransferReversals
            | Self::Transfers
            | Self::ReceivedDebits
            | Self::DebitReversals
            | Self::TreasuryTransactions
            | Self::Topups
            | Self::WebhookEndpoints => many.trim_end_matches('s'),
        };
        count(number, one, many)
    }
}

words! {
    /// What the bank does with a payout, a debit reversal or a top-up.
    BankAct("bank_act", "submits|pays|fails|completes|cancels|returns") {
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
        /// Takes back a top-up that it had paid.
        Returns = "returns",
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
    Status("status", "pending|in_transit|paid|failed|canceled|new|errored|processing|completed|succeeded|reversed|enabled|disabled") {
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
        /// Received debit, top-up: done; debit reversal: done, by the schema's word.
        Succeeded = "succeeded",
        /// Top-up: taken back by the bank.
        Reversed = "reversed",
        /// Webhook endpoint: it is delivered to.
        Enabled = "enabled",
        /// Webhook endpoint: it is not.
        Disabled = "disabled",
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
            Self::Topups => "/v1/topups",
            Self::WebhookEndpoints => "/v1/webhook_endpoints",
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
            | Self::TransferReversals
            | Self::Topups
            | Self::WebhookEndpoints => false,
        }
    }
}

words! {
    /// What can be created beside payouts.
    Creation("creation", "transfer|debit reversal|received debit on the financial account|received debit|refund of the charge|top-up|webhook endpoint|bank account for \"acme\"") {
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
        /// A top-up of the platform's balance.
        Topup = "top-up",
        /// A webhook endpoint.
        WebhookEndpoint = "webhook endpoint",
        /// A bank account of the connected account.
        BankAccount = "bank account for \"acme\"",
    }
}

words! {
    /// How an API says no, whatever to.
    Refused("refused", "the request is refused|the key is refused|the account is refused|the visitor is turned away") {
        /// To what was asked for.
        Request = "the request is refused",
        /// To an idempotency key that stands for something else.
        Key = "the key is refused",
        /// To the connected account that was named.
        Account = "the account is refused",
        /// To whoever asked.
        Visitor = "the visitor is turned away",
    }
}

words! {
    /// The form of a refusal.
    ErrorForm("error_form", "is a single error object of a known type|has no member without a value|names the page of its code") {
        /// One member, `error`, with a `type` of the closed list.
        Single = "is a single error object of a known type",
        /// What has no value is not there.
        NoNulls = "has no member without a value",
        /// `doc_url` leads to the code.
        Page = "names the page of its code",
    }
}

words! {
    /// What several answers have to do with each other.
    Likeness("likeness", "the answers are the same, or say that the key is in use|the answers are the same|the answers carry a request id each|the answers mark only the second as a replay") {
        /// One answer to all, or a conflict.
        SameOrBusy = "the answers are the same, or say that the key is in use",
        /// Status and body are the same.
        Same = "the answers are the same",
        /// Each answer of the scenario has its own request id.
        RequestIds = "the answers carry a request id each",
        /// The second says that it repeats the first.
        Replay = "the answers mark only the second as a replay",
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
            Self::Returns => "return",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_of_what_is_listed_has_a_name_of_its_own() {
        for (collection, one, two) in [
            (Collection::Transfers, "1 transfer", "2 transfers"),
            (Collection::Topups, "1 top-up", "2 top-ups"),
            (
                Collection::TreasuryEntries,
                "1 treasury entry",
                "2 treasury entries",
            ),
            (
                Collection::BalanceTransactions,
                "1 balance transaction",
                "2 balance transactions",
            ),
        ] {
            let told = (collection.counted(1), collection.counted(2));
            assert_eq!(told, (one.to_owned(), two.to_owned()));
        }
        assert_eq!(Collection::Payouts.counted(0), "0 payouts");
    }
}
