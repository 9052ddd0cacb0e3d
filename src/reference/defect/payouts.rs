//! The defects of payouts and payout reversals.

/// Hands these defects, after those that come before, to the next table.
macro_rules! payouts {
    ($next:ident! $($before:tt)*) => {
        $next! {
            $($before)*

            /// A payout leaves out its members that are null.
            PayoutNullsOmitted = "payout-nulls-omitted" breaks "PAY-OBJ-01",
            /// A payout without metadata shows null instead of an empty map.
            MetadataNull = "payout-metadata-null" breaks "PAY-OBJ-01",
            /// A manual payout claims that its reconciliation is completed.
            ManualPayoutReconcilable = "manual-payout-reconcilable" breaks "PAY-OBJ-02",
            /// A payout made by the schedule claims to be manual.
            SchedulePayoutNotAutomatic = "schedule-payout-not-automatic" breaks "PAY-OBJ-03",

            /// The answer to a creation says `in_transit`, while the payout is pending.
            CreateAnswersInTransit = "create-answers-in-transit" breaks "PAY-CREATE-01",
            /// A payout without a currency is made in US dollars.
            CurrencyOptional = "create-without-currency" breaks "PAY-CREATE-02",
            /// A payout without an amount pays out all that is available.
            AmountOptional = "create-without-amount" breaks "PAY-CREATE-02",
            /// A payout without a destination goes to the first external account that is not the default.
            DefaultDestinationIgnored = "default-destination-ignored" breaks "PAY-CREATE-03",
            /// A payout goes to the default external account, whatever destination is given.
            DestinationIgnored = "given-destination-ignored" breaks "PAY-CREATE-04",
            /// A payout can go to an external account of another account.
            ForeignDestination = "create-to-foreign-destination" breaks "PAY-CREATE-05",
            /// A payout goes to an external account of another currency where there is none of its own.
            DestinationOfAnyCurrency = "create-to-any-currency" breaks "PAY-CREATE-06",
            /// A payout can be above the available balance.
            Overdraft = "create-overdraft" breaks "PAY-CREATE-07",
            /// A payout that is refused for insufficient funds is listed all the same.
            RefusedCreateLeavesPayout = "refused-create-leaves-payout" breaks "PAY-CREATE-07",
            /// A payout of all that is available is refused.
            ExactBalanceRefused = "create-exact-balance-refused" breaks "PAY-CREATE-08",
            /// A payout is booked as pending and lowers the available balance only when it arrives.
            DebitPending = "create-debits-pending" breaks "PAY-CREATE-09",
            /// A payout shows no balance transaction while it is pending.
            TransactionHiddenWhilePending = "create-without-transaction" breaks "PAY-CREATE-10",
            /// A payout can take more than its source type holds.
            SourceUnchecked = "create-source-type-unchecked" breaks "PAY-CREATE-11",
            /// A payout always comes from card money, whatever source type is given.
            SourceTypeIgnored = "create-source-type-ignored" breaks "PAY-CREATE-11",
            /// An account whose payouts are disabled can pay out.
            DisabledAccountPaysOut = "create-while-disabled" breaks "PAY-CREATE-12",
            /// A payout can go to an errored external account.
            ErroredDestinationPaysOut = "create-to-errored-destination" breaks "PAY-CREATE-13",
            /// Updating an errored external account does not make it usable again.
            ErroredForever = "errored-destination-stays-errored" breaks "PAY-CREATE-13",
            /// An instant payout can go to a destination that does not support it.
            InstantAnywhere = "create-instant-anywhere" breaks "PAY-CREATE-14",
            /// No `payout.created` is sent for a payout.
            CreatedNotSent = "payout-created-not-sent" breaks "PAY-CREATE-15",

            /// The list of payouts ignores status.
            StatusFilterIgnored = "list-status-ignored" breaks "PAY-LIST-01",
            /// The list of payouts ignores status where it is `in_transit`.
            InTransitFilterIgnored = "list-in-transit-ignored" breaks "PAY-LIST-02",
            /// The list of payouts ignores destination.
            DestinationFilterIgnored = "list-destination-ignored" breaks "PAY-LIST-03",
            /// The list of payouts ignores `arrival_date`.
            ArrivalFilterIgnored = "list-arrival-date-ignored" breaks "PAY-LIST-04",
            /// The bounds gte and lte of `arrival_date` leave out the bound itself.
            ArrivalEdgesExclusive = "list-arrival-date-exclusive" breaks "PAY-LIST-04",
            /// Reversing payouts are not listed.
            ReversalsNotListed = "list-without-reversals" breaks "PAY-LIST-05",

            /// An update changes the description.
            UpdateTakesDescription = "update-takes-description" breaks "PAY-UPD-01",
            /// No `payout.updated` is sent when metadata is updated.
            UpdateNotSent = "update-not-sent" breaks "PAY-UPD-02",
            /// The `payout.updated` of a metadata update does not say what it was before.
            UpdateWithoutPrevious = "update-without-previous" breaks "PAY-UPD-02",
            /// An update of a pending payout sends it off to the bank.
            UpdateSubmits = "update-submits" breaks "PAY-UPD-03",

            /// A canceled payout says that it has failed.
            CanceledShownFailed = "cancel-shown-as-failed" breaks "PAY-CANCEL-01",
            /// A cancellation returns the money as pending.
            CancelReturnsLater = "cancel-returns-later" breaks "PAY-CANCEL-02",
            /// A canceled payout has a failure code.
            CancelSetsFailureCode = "cancel-sets-failure-code" breaks "PAY-CANCEL-03",
            /// A canceled payout shows no failure balance transaction.
            CancelHidesTransaction = "cancel-without-transaction" breaks "PAY-CANCEL-03",
            /// A cancellation replaces the payout's balance transaction by its own.
            CancelReplacesTransaction = "cancel-replaces-transaction" breaks "PAY-CANCEL-04",
            /// A cancellation is booked as a payout.
            CancelBooksPayout = "cancel-books-payout" breaks "PAY-CANCEL-04",
            /// A canceled payout can be canceled again.
            CancelTwice = "cancel-twice" breaks "PAY-CANCEL-05",
            /// A second cancellation is refused and books its transaction all the same.
            SecondCancelBooks = "second-cancel-books" breaks "PAY-CANCEL-05",
            /// A payout in transit can be canceled.
            CancelInTransit = "cancel-in-transit" breaks "PAY-CANCEL-06",
            /// A paid payout can be canceled.
            CancelPaid = "cancel-paid" breaks "PAY-CANCEL-06",
            /// A failed payout can be canceled.
            CancelFailed = "cancel-failed" breaks "PAY-CANCEL-06",
            /// An automatic payout can be canceled.
            CancelAutomatic = "cancel-automatic" breaks "PAY-CANCEL-07",
            /// A cancellation takes metadata.
            CancelTakesMetadata = "cancel-takes-metadata" breaks "PAY-CANCEL-08",
            /// No `payout.canceled` is sent when a payout is canceled by request.
            CanceledNotSent = "payout-canceled-not-sent" breaks "PAY-CANCEL-09",
            /// A payout can be canceled as any account of the platform.
            CancelAcrossAccounts = "cancel-across-accounts" breaks "PAY-CANCEL-10",
            /// A payout whose reversal is under way can be canceled.
            CancelWhileReversing = "cancel-while-reversing" breaks "PAY-CANCEL-11",
            /// A reversing payout cannot be canceled.
            CancelOfReversalRefused = "cancel-of-reversal-refused" breaks "PAY-CANCEL-12",

            /// A payout stays pending when the bank takes it in.
            SubmitIgnored = "submit-ignored" breaks "PAY-LIFE-01",
            /// No `payout.paid` is sent for a payout.
            PaidNotSent = "payout-paid-not-sent" breaks "PAY-LIFE-01",
            /// A failed payout has no failure code.
            FailureWithoutCode = "failure-without-code" breaks "PAY-LIFE-02",
            /// A failed payout has no failure message.
            FailureWithoutMessage = "failure-without-message" breaks "PAY-LIFE-02",
            /// No `payout.failed` is sent for a payout.
            FailedNotSent = "payout-failed-not-sent" breaks "PAY-LIFE-02",
            /// The failure of a payout books nothing.
            FailureKeepsMoney = "failure-keeps-money" breaks "PAY-LIFE-03",
            /// The destination of a failed payout stays as it is.
            DestinationNotErrored = "failure-without-errored-destination" breaks "PAY-LIFE-04",
            /// No `account.external_account.updated` is sent when a destination becomes errored.
            ErroredNotSent = "errored-destination-not-sent" breaks "PAY-LIFE-04",
            /// A paid payout does not fail any more.
            PaidIsFinal = "paid-is-final" breaks "PAY-LIFE-05",
            /// A payout to a documented test number fails with `could_not_process`, whatever the number.
            TestNumbersIgnored = "test-numbers-ignored" breaks "PAY-LIFE-06",
            /// A failed payout can still be paid.
            FailedPaysLater = "failed-pays-later" breaks "PAY-LIFE-07",
            /// A canceled payout can still be paid.
            CanceledPaysLater = "canceled-pays-later" breaks "PAY-LIFE-07",
            /// The transactions of cancellations and failures are reported as payouts.
            UndoCategoryPayout = "undo-category-payout" breaks "PAY-LIFE-08",

            /// A reversal answers with the original payout.
            ReverseAnswersOriginal = "reverse-answers-original" breaks "PAY-REV-01",
            /// A reversing payout shows a positive amount.
            ReversalNotNegated = "reversal-not-negated" breaks "PAY-REV-02",
            /// A reversing payout does not name the original.
            ReversalForgetsOriginal = "reversal-forgets-original" breaks "PAY-REV-02",
            /// A reversed payout does not name the payout that reverses it.
            OriginalForgetsReversal = "original-forgets-reversal" breaks "PAY-REV-03",
            /// A reversing payout begins in transit.
            ReversalStartsInTransit = "reversal-starts-in-transit" breaks "PAY-REV-04",
            /// A reversing payout claims to be automatic.
            ReversalAutomatic = "reversal-automatic" breaks "PAY-REV-04",
            /// A reversing payout names no destination.
            ReversalWithoutDestination = "reversal-without-destination" breaks "PAY-REV-05",
            /// A reversing payout shows the balance transaction of the original.
            ReversalSharesTransaction = "reversal-shares-transaction" breaks "PAY-REV-06",
            /// A reversal is booked as an adjustment.
            ReversalBooksAdjustment = "reversal-books-adjustment" breaks "PAY-REV-07",
            /// The metadata of a reversal is written to the original.
            ReversalMetadataOnOriginal = "reversal-metadata-on-original" breaks "PAY-REV-08",
            /// A reversal takes an amount.
            ReverseTakesAmount = "reverse-takes-amount" breaks "PAY-REV-09",
            /// A reversed payout can be reversed again.
            ReverseTwice = "reverse-twice" breaks "PAY-REV-10",
            /// A reversing payout can be reversed.
            ReverseReversal = "reverse-reversal" breaks "PAY-REV-11",
            /// An instant payout can be reversed.
            ReverseInstant = "reverse-instant" breaks "PAY-REV-12",
            /// A payout to a debit card can be reversed.
            ReverseCard = "reverse-card" breaks "PAY-REV-13",
            /// A payout to a Canadian bank account cannot be reversed.
            CanadaRefused = "reverse-canada-refused" breaks "PAY-REV-14",
            /// A payout to a bank account in any country can be reversed.
            ReverseAbroad = "reverse-abroad" breaks "PAY-REV-15",
            /// A payout cannot be reversed any more on the 89th day.
            WindowOf88Days = "reversal-window-short" breaks "PAY-REV-16",
            /// A payout can still be reversed on the 90th day.
            WindowOf90Days = "reversal-window-long" breaks "PAY-REV-17",
            /// A payout can be reversed however long ago it arrived.
            WindowOpen = "reversal-window-open" breaks "PAY-REV-18",
            /// A manual payout that is pending can be reversed.
            ReverseManualPending = "reverse-manual-pending" breaks "PAY-REV-19",
            /// An automatic payout that is pending cannot be reversed.
            AutomaticPendingRefused = "reverse-automatic-pending-refused" breaks "PAY-REV-20",
            /// A payout in transit cannot be reversed.
            InTransitRefused = "reverse-in-transit-refused" breaks "PAY-REV-21",
            /// A failed payout can be reversed.
            ReverseFailed = "reverse-failed" breaks "PAY-REV-22",
            /// A canceled payout can be reversed.
            ReverseCanceled = "reverse-canceled" breaks "PAY-REV-22",
            /// A payout of the platform itself can be reversed.
            ReversePlatformPayout = "reverse-platform-payout" breaks "PAY-REV-23",
            /// A payout can be reversed whoever bears negative balances.
            ReverseWithoutLiability = "reverse-without-liability" breaks "PAY-REV-24",
            /// A payout can be reversed as any account of the platform.
            ReverseAcrossAccounts = "reverse-across-accounts" breaks "PAY-REV-25",
            /// The `payout.updated` of the original comes a second after the `payout.created` of the reversing payout.
            ReversalEventsSwapped = "reversal-events-swapped" breaks "PAY-REV-26",
            /// No `payout.updated` is sent for the original when it is reversed.
            OriginalUpdateNotSent = "original-update-not-sent" breaks "PAY-REV-26",
            /// The `payout.updated` of the original does not say that `reversed_by` was null.
            ReversalWithoutPrevious = "reversal-without-previous" breaks "PAY-REV-27",
            /// No `payout.paid` is sent for a reversing payout.
            ReversalPaidNotSent = "reversal-paid-not-sent" breaks "PAY-REV-28",
            /// No `payout.updated` is sent when the bank takes in a reversing payout.
            ReversalUpdateNotSent = "reversal-update-not-sent" breaks "PAY-REV-28",
            /// A reversing payout stays pending when the original fails.
            FailedOriginalKeepsReversal = "failed-original-keeps-reversal" breaks "PAY-REV-29",
            /// No `payout.canceled` is sent when the failure of the original cancels a reversing payout.
            ReversalCanceledNotSent = "reversal-canceled-not-sent" breaks "PAY-REV-29",
            /// A paid reversing payout does not fail any more.
            PaidReversalIsFinal = "paid-reversal-is-final" breaks "PAY-REV-30",
            /// No `payout.failed` is sent for a reversing payout.
            ReversalFailedNotSent = "reversal-failed-not-sent" breaks "PAY-REV-30",
            /// A failed reversal is tried again after two days.
            FailedReversalRetried = "failed-reversal-retried" breaks "PAY-REV-31",
            /// A payout whose reversal has failed can be reversed again.
            ReverseAfterFailedReversal = "reverse-after-failed-reversal" breaks "PAY-REV-32",
            /// The failure of a reversing payout is booked as a cancellation.
            FailedReversalBooksCancel = "failed-reversal-books-cancel" breaks "PAY-REV-33",
            /// The money of a reversal is available at once.
            ReversalFundsAtOnce = "reversal-funds-at-once" breaks "PAY-REV-34",
            /// The money of a reversal is available after two business days.
            ReversalFundsEarly = "reversal-funds-early" breaks "PAY-REV-35",
            /// A reversed payout is shown as canceled.
            ReverseChangesStatus = "reverse-changes-status" breaks "PAY-REV-36",
            /// A reversal that is refused leaves a payout behind.
            RefusedReversalLeavesPayout = "refused-reversal-leaves-payout" breaks "PAY-REV-37",
            /// A reversal that is refused leaves an event behind.
            RefusedReversalLeavesEvent = "refused-reversal-leaves-event" breaks "PAY-REV-37",
        }
    };
}
