//! The defects of the ledger, and of requests at the same time.

/// Hands these defects, after those that come before, to the next table.
macro_rules! money {
    ($next:ident! $($before:tt)*) => {
        $next! {
            $($before)*

            /// The net of a balance transaction has no sign.
            NetUnsigned = "net-unsigned" breaks "LED-01",
            /// A balance transaction stays pending when its money is available.
            TransactionStaysPending = "transaction-stays-pending" breaks "LED-02",
            /// The list of balance transactions ignores type.
            TypeFilterIgnored = "transactions-type-ignored" breaks "LED-03",
            /// The list of balance transactions refuses an unknown type.
            UnknownTypeRefused = "transactions-unknown-type-refused" breaks "LED-03",
            /// The list of balance transactions ignores source.
            SourceFilterIgnored = "transactions-source-ignored" breaks "LED-04",
            /// The list of balance transactions does not mind an unknown payout.
            PayoutFilterUnchecked = "transactions-payout-unchecked" breaks "LED-05",
            /// The transactions of cancellations and failures name no source.
            UndoWithoutSource = "undo-without-source" breaks "LED-06",
            /// The balance does not tell source types apart.
            BalanceWithoutSources = "balance-without-source-types" breaks "LED-07",
            /// The available balance counts what is pending.
            BalanceCountsPending = "balance-counts-pending" breaks "LED-08",

            /// Payouts at the same time can spend the same money: what is available is looked up, and spent later.
            PayoutsRace = "payouts-race" breaks "CON-01",
            /// Reverse requests at the same time each make a reversing payout.
            PayoutReversalsRace = "payout-reversals-race" breaks "CON-02",
            /// A payout that is canceled while the bank takes it up goes both ways.
            CancelRacesSubmission = "cancel-races-submission" breaks "CON-03",
        }
    };
}
