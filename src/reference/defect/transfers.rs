//! The defects of transfers, their reversals and application fees.

/// Hands these defects, after those that come before, to the next table.
macro_rules! transfers {
    ($next:ident! $($before:tt)*) => {
        $next! {
            $($before)*

            /// A transfer without a currency is made in US dollars.
            TransferCurrencyOptional = "transfer-currency-optional" breaks "TR-01",
            /// A transfer without a destination goes to the first account of the platform.
            TransferDestinationOptional = "transfer-destination-optional" breaks "TR-01",
            /// A transfer without metadata shows null instead of an empty map.
            TransferMetadataNull = "transfer-metadata-null" breaks "TR-02",
            /// A transfer shows no amount reversed until something of it is.
            TransferReversedUnset = "transfer-amount-reversed-null" breaks "TR-02",
            /// A transfer shows no list of reversals until it has one.
            TransferReversalsUnset = "transfer-reversals-null" breaks "TR-02",
            /// A transfer can be above what the platform has available.
            TransferOverdraft = "transfer-overdraft" breaks "TR-03",
            /// A transfer of all that is available is refused.
            TransferExactRefused = "transfer-exact-balance-refused" breaks "TR-03",
            /// What is transferred is pending at its destination for two business days.
            TransferArrivesLater = "transfer-arrives-later" breaks "TR-04",
            /// A transfer is booked as an adjustment.
            TransferBooksAdjustment = "transfer-books-adjustment" breaks "TR-05",
            /// A transfer does not name the payment at its destination.
            TransferWithoutPayment = "transfer-without-payment" breaks "TR-06",
            /// The payment at the destination of a transfer cannot be retrieved.
            PaymentHidden = "destination-payment-hidden" breaks "TR-06",
            /// A transfer can go to an account without the capability for it.
            TransferToIncapable = "transfer-without-capability" breaks "TR-07",
            /// A transfer to an account that does not exist goes to another one.
            TransferToUnknown = "transfer-to-unknown-destination" breaks "TR-08",
            /// No `transfer.created` is sent for a transfer.
            TransferCreatedNotSent = "transfer-created-not-sent" breaks "TR-09",
            /// The `transfer.created` of a transfer is sent as an event of its destination.
            TransferCreatedElsewhere = "transfer-created-to-destination" breaks "TR-09",
            /// An update of a transfer takes an amount, and ignores it.
            TransferUpdateTakesAmount = "transfer-update-takes-amount" breaks "TR-10",
            /// An update of a transfer cannot give it as many keys of metadata as it can carry.
            TransferFullMetadataRefused = "transfer-update-50-keys-refused" breaks "META-04",
            /// An update of a transfer ignores its description.
            TransferDescriptionFixed = "transfer-description-fixed" breaks "TR-10",
            /// No `transfer.updated` is sent when a transfer is updated.
            TransferUpdateNotSent = "transfer-update-not-sent" breaks "TR-10",
            /// The `transfer.updated` of an update does not say what it was before.
            TransferUpdateWithoutPrevious = "transfer-update-without-previous" breaks "TR-10",
            /// The list of transfers ignores destination.
            TransferDestinationIgnored = "transfers-destination-ignored" breaks "TR-11",
            /// The list of transfers ignores `transfer_group`.
            TransferGroupIgnored = "transfers-group-ignored" breaks "TR-11",
            /// A transfer shows eleven of its reversals.
            InlineEleven = "inline-reversals-eleven" breaks "TR-12",
            /// A transfer shows its oldest reversals, oldest first.
            InlineOldestFirst = "inline-reversals-oldest-first" breaks "TR-12",
            /// A transfer does not say that it has more reversals than it shows.
            InlineWithoutMore = "inline-reversals-without-more" breaks "TR-12",

            /// A reversal of a transfer has to say its amount.
            TransferReversalNeedsAmount = "transfer-reversal-needs-amount" breaks "TRR-01",
            /// A reversal takes back all that is left of a transfer, whatever its amount.
            TransferReversalTakesAll = "transfer-reversal-takes-all" breaks "TRR-02",
            /// A transfer is shown as reversed as soon as a part of it is.
            PartShownReversed = "transfer-part-shown-reversed" breaks "TRR-02",
            /// The amount that a transfer shows as reversed stays zero.
            AmountReversedStays = "transfer-amount-reversed-stays" breaks "TRR-02",
            /// A transfer can be reversed once, even if only in part.
            TransferReversedOnce = "transfer-reversed-once" breaks "TRR-03",
            /// A transfer that was reversed in parts is never shown as reversed.
            LastPartNotReversed = "transfer-last-part-not-reversed" breaks "TRR-03",
            /// Without an amount a reversal asks for the whole transfer, even after a part.
            DefaultAmountWhole = "transfer-default-amount-whole" breaks "TRR-04",
            /// One cent more than is left of a transfer can be reversed.
            TransferOverReversal = "transfer-over-reversal" breaks "TRR-05",
            /// Any amount of a transfer can be reversed until it is reversed in full.
            TransferReversalUnlimited = "transfer-reversal-unlimited" breaks "TRR-05",
            /// A reversal of just what is left after a part is refused.
            TransferRestRefused = "transfer-rest-refused" breaks "TRR-05",
            /// A transfer that was reversed in full can be reversed again.
            TransferReversedAgain = "transfer-reversed-again" breaks "TRR-06",
            /// A reversal can take back nothing.
            TransferReversalOfNothing = "transfer-reversal-of-nothing" breaks "TRR-07",
            /// A reversal can take back less than nothing.
            TransferReversalNegative = "transfer-reversal-negative" breaks "TRR-07",
            /// A transfer reversal does not name its transfer.
            TransferReversalForgetsTransfer = "transfer-reversal-forgets-transfer" breaks "TRR-08",
            /// A transfer reversal does not name the refund at the destination.
            TransferReversalWithoutRefund = "transfer-reversal-without-refund" breaks "TRR-08",
            /// What a reversal takes back is pending on the platform for two business days.
            TransferReversalFundsLater = "transfer-reversal-funds-later" breaks "TRR-09",
            /// A reversal gives money to the platform and takes none from the destination.
            TransferReversalSparesAccount = "transfer-reversal-spares-account" breaks "TRR-09",
            /// A reversal is booked as a transfer on the platform.
            TransferReversalBooksTransfer = "transfer-reversal-books-transfer" breaks "TRR-10",
            /// A reversal is booked as a payment at the destination.
            TransferReversalBooksPayment = "transfer-reversal-books-payment" breaks "TRR-11",
            /// A reversal can leave the destination of a transfer with less than nothing.
            TransferReversalShortfall = "transfer-reversal-shortfall" breaks "TRR-12",
            /// The same for a transfer that belongs to a group.
            GroupReversalShortfall = "group-reversal-shortfall" breaks "TRR-13",
            /// The destination has to keep a cent when a transfer of a group is reversed.
            GroupReversalExactRefused = "group-reversal-exact-refused" breaks "TRR-13",
            /// No `transfer.reversed` is sent for a reversal.
            TransferReversedNotSent = "transfer-reversed-not-sent" breaks "TRR-14",
            /// No `transfer.reversed` is sent until a transfer is reversed in full.
            PartReversedNotSent = "transfer-part-reversed-not-sent" breaks "TRR-14",
            /// The `transfer.reversed` of a reversal shows the transfer as it was before.
            TransferReversedStale = "transfer-reversed-stale" breaks "TRR-14",
            /// The `transfer.reversed` of a reversal carries the reversal.
            TransferReversedCarriesReversal = "transfer-reversed-carries-reversal" breaks "TRR-14",
            /// The metadata of a reverse request is dropped.
            TransferReversalDropsMetadata = "transfer-reversal-drops-metadata" breaks "TRR-15",
            /// A transfer reversal shows its description.
            TransferReversalShowsDescription = "transfer-reversal-shows-description" breaks "TRR-15",
            /// Whichever reversal of a transfer is retrieved, it is the newest.
            TransferReversalRetrievesNewest = "transfer-reversal-retrieves-newest" breaks "TRR-16",
            /// A reversal is found under any transfer.
            TransferReversalUnderAny = "transfer-reversal-under-any-transfer" breaks "TRR-17",
            /// The reversals of a transfer are listed oldest first.
            TransferReversalsOldestFirst = "transfer-reversals-oldest-first" breaks "TRR-18",
            /// The list of reversals begins with the newest, whatever its cursor.
            TransferReversalsCursorIgnored = "transfer-reversals-cursor-ignored" breaks "TRR-18",
            /// An update of a reversal takes an amount, and ignores it.
            TransferReversalUpdateTakesAmount = "transfer-reversal-update-takes-amount" breaks "TRR-19",
            /// The metadata of an update replaces what the reversal had.
            TransferReversalUpdateReplaces = "transfer-reversal-update-replaces" breaks "TRR-19",
            /// An update of a reversal does not take a description.
            TransferReversalDescriptionRefused = "transfer-reversal-description-refused" breaks "TRR-20",
            /// A transfer can be reversed as any account of the platform.
            TransferReversalByAccount = "transfer-reversal-by-account" breaks "TRR-21",
            /// Reversals at the same time can take the same rest: it is looked up, and taken later.
            TransferReversalsRace = "transfer-reversals-race" breaks "TRR-22",

            /// A reversal of a whole transfer gives nothing of its application fee back.
            WholeReversalKeepsFee = "whole-reversal-keeps-fee" breaks "FEE-01",
            /// An application fee is never shown as refunded.
            FeeNotShownRefunded = "fee-not-shown-refunded" breaks "FEE-01",
            /// No `application_fee.refunded` is sent when a fee is given back.
            FeeRefundedNotSent = "application-fee-refunded-not-sent" breaks "FEE-01",
            /// A reversal of a part gives the whole application fee back.
            PartRefundsWholeFee = "part-refunds-whole-fee" breaks "FEE-02",
            /// A reversal gives the application fee back though nobody has asked for it.
            FeeRefundedUnasked = "fee-refunded-unasked" breaks "FEE-03",
            /// More than a destination charge can be reversed of its transfer.
            ReversalAboveCharge = "reversal-above-charge" breaks "FEE-04",
            /// A reversal does not name the refund that it comes from.
            ReversalForgetsRefund = "transfer-reversal-forgets-refund" breaks "FEE-05",
            /// A refund does not name the reversal that it has made.
            RefundForgetsReversal = "refund-forgets-reversal" breaks "FEE-05",
            /// A refund of a charge never reverses its transfer.
            RefundKeepsTransfer = "refund-keeps-transfer" breaks "FEE-05",
            /// Every part of an application fee is rounded up, so that parts bring back more than there was.
            FeeRoundedUp = "fee-rounded-up" breaks "FEE-06",
            /// Every part of an application fee is rounded down by itself, so that cents are lost.
            FeeCentsLost = "fee-cents-lost" breaks "FEE-06",
        }
    };
}
