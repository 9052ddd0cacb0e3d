//! The defects of treasury.

/// Hands these defects, after those that come before, to the next table.
macro_rules! treasury {
    ($next:ident! $($before:tt)*) => {
        $next! {
            $($before)*

            /// A succeeded debit shows no treasury transaction.
            DebitWithoutTransaction = "debit-without-transaction" breaks "RD-01",
            /// A test debit without an amount takes all the cash.
            DebitAmountOptional = "debit-without-amount" breaks "RD-02",
            /// A test debit without a currency is made in US dollars.
            DebitCurrencyOptional = "debit-without-currency" breaks "RD-02",
            /// A test debit can come over any network, which is taken for ACH.
            DebitOverAnyNetwork = "debit-over-any-network" breaks "RD-02",
            /// A debit of more than the cash succeeds.
            UnfundedDebitSucceeds = "unfunded-debit-succeeds" breaks "RD-03",
            /// A failed debit takes the cash all the same.
            UnfundedDebitTakesCash = "unfunded-debit-takes-cash" breaks "RD-03",
            /// A failed debit has no failure code.
            UnfundedDebitWithoutCode = "unfunded-debit-without-code" breaks "RD-03",
            /// A succeeded debit leaves the cash as it is.
            DebitKeepsCash = "debit-keeps-cash" breaks "RD-04",
            /// A debit over ACH shows no deadline.
            DebitWithoutDeadline = "debit-without-deadline" breaks "RD-05",
            /// A debit whose deadline has passed shows no reason.
            DeadlineReasonNotUpdated = "deadline-reason-not-updated" breaks "RD-06",
            /// A debit whose deadline has passed does not show it any more.
            PassedDeadlineForgotten = "passed-deadline-forgotten" breaks "RD-06",
            /// A reversed debit shows no reason.
            ReversedReasonNotUpdated = "reversed-reason-not-updated" breaks "RD-07",
            /// A reversed debit does not name its reversal.
            ReversedDebitWithoutLink = "reversed-debit-without-link" breaks "RD-07",
            /// A debit from a restricted source shows a deadline.
            RestrictedSourceHasDeadline = "restricted-source-has-deadline" breaks "RD-08",
            /// A debit from a restricted source shows no reason.
            RestrictedSourceUnsaid = "restricted-source-unsaid" breaks "RD-08",
            /// The list of received debits ignores status.
            DebitStatusFilterIgnored = "list-debits-status-ignored" breaks "RD-09",
            /// The list of received debits does not need a financial account.
            DebitsOfAnyAccount = "list-debits-without-account" breaks "RD-09",
            /// No `treasury.received_debit.created` is sent.
            DebitNotSent = "received-debit-not-sent" breaks "RD-10",
            /// No `treasury.received_debit.created` is sent for a debit that fails.
            FailedDebitNotSent = "failed-debit-not-sent" breaks "RD-10",
            /// A received debit can be made without the test helper.
            DebitRoute = "received-debit-route" breaks "RD-11",
            /// The deadline of a debit over ACH is a second early.
            DeadlineEarly = "deadline-early" breaks "RD-12",
            /// The deadline of a debit over ACH is a second late.
            DeadlineLate = "deadline-late" breaks "RD-12",

            /// The answer to a reversal says that it is completed, while it is processing.
            DebitReversalAnswersCompleted = "debit-reversal-answers-completed" breaks "DR-01",
            /// A reversal of no debit in particular takes back the newest one.
            ReversedDebitOptional = "debit-reversal-without-debit" breaks "DR-02",
            /// A debit reversal shows a negative amount.
            DebitReversalNegative = "debit-reversal-negative" breaks "DR-03",
            /// A debit reversal names no financial account.
            DebitReversalWithoutAccount = "debit-reversal-without-account" breaks "DR-03",
            /// A debit reversal shows no treasury transaction.
            DebitReversalWithoutTransaction = "debit-reversal-without-transaction" breaks "DR-03",
            /// A debit reversal says that it is another kind of object than promised.
            DebitReversalMisnamed = "debit-reversal-misnamed" breaks "DR-04",
            /// The metadata of a debit reversal is dropped.
            DebitReversalMetadataDropped = "debit-reversal-metadata-dropped" breaks "DR-05",
            /// The metadata of a debit reversal can be updated.
            DebitReversalUpdatable = "debit-reversal-updatable" breaks "DR-05",
            /// A reversed debit can be reversed again.
            DebitReversedTwice = "debit-reversed-twice" breaks "DR-06",
            /// A debit reversal that is refused is listed all the same.
            RefusedDebitReversalListed = "refused-debit-reversal-listed" breaks "DR-06",
            /// A debit can be reversed however long ago its deadline passed.
            DeadlineOpen = "debit-deadline-open" breaks "DR-07",
            /// A debit cannot be reversed any more in the last second before its deadline.
            DebitClosesEarly = "debit-closes-early" breaks "DR-08",
            /// A debit can be reversed exactly at its deadline.
            DebitReversedAtDeadline = "debit-reversed-at-deadline" breaks "DR-09",
            /// A debit from a restricted source can be reversed.
            RestrictedSourceReversed = "restricted-source-reversed" breaks "DR-10",
            /// A debit over a card can be reversed.
            CardDebitReversed = "card-debit-reversed" breaks "DR-10",
            /// A failed debit can be reversed.
            FailedDebitReversed = "failed-debit-reversed" breaks "DR-11",
            /// A debit of another account can be reversed.
            ForeignDebitReversed = "foreign-debit-reversed" breaks "DR-12",
            /// The list of debit reversals ignores status.
            ReversalStatusIgnored = "list-debit-reversals-status-ignored" breaks "DR-13",
            /// The list of debit reversals ignores the received debit.
            ReversalDebitIgnored = "list-debit-reversals-debit-ignored" breaks "DR-13",
            /// The list of debit reversals ignores resolution.
            ReversalResolutionIgnored = "list-debit-reversals-resolution-ignored" breaks "DR-13",
            /// The list of debit reversals does not need a financial account.
            ReversalsOfAnyAccount = "list-debit-reversals-without-account" breaks "DR-13",
            /// No debit reversal is listed as completed.
            CompletedNeverListed = "list-debit-reversals-never-completed" breaks "DR-13",
            /// A debit reversal that is completed says another word than promised.
            CompletedMisnamed = "debit-reversal-completed-misnamed" breaks "DR-14",
            /// No `treasury.debit_reversal.created` is sent.
            DebitReversalNotSent = "debit-reversal-created-not-sent" breaks "DR-15",
            /// No `treasury.debit_reversal.completed` is sent.
            CompletionNotSent = "debit-reversal-completed-not-sent" breaks "DR-15",
            /// A completed debit reversal does not say when it was completed.
            CompletionWithoutTime = "completion-without-time" breaks "DR-16",
            /// A debit reversal can be completed again, at another time.
            CompletedTwice = "completed-twice" breaks "DR-16",
            /// The completion of a debit reversal leaves the cash as it is.
            CompletionKeepsCash = "completion-keeps-cash" breaks "DR-17",
            /// The cash of a debit is restored when its reversal is asked for, whatever becomes of that.
            CashRestoredEarly = "cash-restored-early" breaks "DR-17",
            /// The cash of a reversed debit is restored twice over.
            CashRestoredTwice = "cash-restored-twice" breaks "DR-17",
            /// Between finding that a debit can be reversed and reversing it, others get in.
            DebitReversalRace = "debit-reversal-race" breaks "DR-19",
            /// A debit that was reversed in time says later that its deadline has passed.
            DeadlineBeforeReversed = "deadline-before-reversed" breaks "DR-20",

            /// A treasury transaction does not name its flow.
            TransactionWithoutFlow = "treasury-transaction-without-flow" breaks "TRX-01",
            /// A treasury transaction says that its flow is of another type.
            TransactionOfOtherType = "treasury-transaction-of-other-type" breaks "TRX-01",
            /// A posted treasury transaction does not say when it was posted.
            PostedWithoutTime = "treasury-posted-without-time" breaks "TRX-02",
            /// A posted treasury transaction is void at the same time.
            PostedAndVoid = "treasury-posted-and-void" breaks "TRX-02",
            /// The entries of a treasury transaction say a cent more than has moved.
            EntriesOffByOne = "treasury-entries-off-by-one" breaks "TRX-03",
            /// The list of treasury transactions filters by `posted_at` in any order.
            PostedAtAnyOrder = "treasury-posted-at-in-any-order" breaks "TRX-04",
            /// The list of treasury transactions filters by `posted_at` with any status.
            PostedAtAnyStatus = "treasury-posted-at-of-any-status" breaks "TRX-04",
            /// A `treasury.transaction.created` is sent, which is no type of event.
            TreasuryTransactionSent = "treasury-transaction-sent" breaks "TRX-05",
        }
    };
}
