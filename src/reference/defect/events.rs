//! The defects of events, webhooks, external accounts and top-ups.

/// Hands these defects, after those that come before, to the next table.
macro_rules! events {
    ($next:ident! $($before:tt)*) => {
        $next! {
            $($before)*

            /// An event says when it was made in milliseconds.
            EventMilliseconds = "event-created-in-milliseconds" breaks "EVT-01",
            /// An event says that it is another kind of object.
            EventMisnamed = "event-misnamed" breaks "EVT-01",
            /// An event does not say which version of the API it is written in.
            EventWithoutVersion = "event-without-api-version" breaks "EVT-01",
            /// The object of an event stands beside its data, not in it.
            EventObjectMisplaced = "event-object-misplaced" breaks "EVT-01",
            /// The events of creations have previous attributes too.
            PreviousOnCreated = "created-event-with-previous-attributes" breaks "EVT-02",
            /// The events of state changes have previous attributes too.
            PreviousOnPaid = "paid-event-with-previous-attributes" breaks "EVT-02",
            /// The events of connected accounts do not name their account.
            EventWithoutAccount = "event-without-account" breaks "EVT-03",
            /// The platform's own events name an account as well.
            PlatformEventWithAccount = "platform-event-with-account" breaks "EVT-03",
            /// An event does not name the request that caused it.
            EventWithoutRequest = "event-without-request" breaks "EVT-04",
            /// What the bank does names a request.
            BankEventWithRequest = "bank-event-with-request" breaks "EVT-04",
            /// An event does not name the idempotency key of its request.
            EventWithoutKey = "event-without-key" breaks "EVT-04",
            /// An event shows its object as it is now.
            EventShowsLiveObject = "event-shows-live-object" breaks "EVT-05",
            /// The list of events takes a wildcard for a type that no event has.
            EventWildcardIgnored = "list-events-wildcard-ignored" breaks "EVT-06",
            /// The list of events ignores types.
            EventTypesIgnored = "list-events-types-ignored" breaks "EVT-06",
            /// The list of events takes type and types together.
            EventTypeAndTypes = "list-events-type-and-types" breaks "EVT-06",
            /// Events are listed for more than thirty days.
            EventsKeptLonger = "events-listed-for-32-days" breaks "EVT-07",
            /// Events are listed for a week only.
            EventsLostEarly = "events-listed-for-a-week" breaks "EVT-07",
            /// A payout that is too late to be canceled sends `payout.canceled` all the same.
            RefusedCancelLeavesEvent = "refused-cancel-leaves-event" breaks "PAY-CANCEL-06",

            /// A webhook endpoint shows its secret whenever it is read.
            EndpointShowsSecret = "webhook-secret-shown-later" breaks "WHK-01",
            /// A webhook endpoint can be made without a URL.
            EndpointUrlOptional = "webhook-without-url" breaks "WHK-02",
            /// A webhook endpoint can be made without types of events.
            EndpointTypesOptional = "webhook-without-enabled-events" breaks "WHK-02",
            /// A webhook endpoint gets events of every type.
            AnyTypeDelivered = "webhook-gets-any-type" breaks "WHK-03",
            /// An endpoint for connected accounts gets the platform's own events too.
            ConnectGetsOwn = "connect-webhook-gets-own-events" breaks "WHK-04",
            /// An endpoint for the platform's own events gets those of connected accounts too.
            PlainGetsConnected = "webhook-gets-connected-events" breaks "WHK-04",
            /// The signature of a delivery leaves out its time.
            SignatureWithoutTime = "webhook-signature-without-time" breaks "WHK-05",
            /// The signature of a delivery is made with a part of the secret.
            SignatureOfShortSecret = "webhook-signature-of-short-secret" breaks "WHK-05",
            /// The signature of a delivery is that of a body without its last byte.
            SignatureOfOtherBody = "webhook-signature-of-other-body" breaks "WHK-05",
            /// A delivery that failed is not tried again.
            NoRetry = "webhook-not-retried" breaks "WHK-06",
            /// Whatever an endpoint answers, it has taken the event.
            AnyAnswerTaken = "webhook-takes-any-answer" breaks "WHK-06",
            /// A delivery that is tried again is signed with the time of the event.
            StaleSignature = "webhook-signature-stale" breaks "WHK-06",
            /// A delivery that is tried again is another event.
            RetryIsAnotherEvent = "webhook-retry-is-another-event" breaks "WHK-06",
            /// A disabled endpoint gets events as before.
            DisabledGetsDeliveries = "disabled-webhook-gets-events" breaks "WHK-07",
            /// A deleted endpoint gets events as before.
            DeletedGetsDeliveries = "deleted-webhook-gets-events" breaks "WHK-07",
            /// An event that has been delivered counts as pending all the same.
            PendingWebhooksStay = "pending-webhooks-stay" breaks "WHK-08",

            /// The first bank account of a currency is not the default one.
            FirstExternalNotDefault = "first-external-account-not-default" breaks "ACC-01",
            /// An external account does not become the default one when it is asked to.
            DefaultNotMoved = "default-external-account-not-moved" breaks "ACC-02",
            /// The default external account stays that when another one becomes it.
            OldDefaultStays = "old-default-external-account-stays" breaks "ACC-02",
            /// The number of a bank account is shown in full.
            NumberInFull = "account-number-in-full" breaks "ACC-03",
            /// An external account that was updated is shown as errored all the same.
            UpdatedShownErrored = "updated-external-account-shown-errored" breaks "ACC-04",

            /// A top-up is credited while it is still pending.
            TopUpCreditsEarly = "top-up-credited-while-pending" breaks "TOP-01",
            /// A top-up that has succeeded is not credited.
            TopUpNeverCredits = "top-up-not-credited" breaks "TOP-01",
            /// No `topup.succeeded` is sent.
            TopUpSuccessNotSent = "top-up-succeeded-not-sent" breaks "TOP-01",
            /// A top-up can be canceled whatever has become of it.
            TopUpCanceledLate = "top-up-canceled-late" breaks "TOP-02",
            /// A pending top-up cannot be canceled.
            TopUpNeverCanceled = "top-up-never-canceled" breaks "TOP-02",
            /// A top-up that the bank has taken back is not debited.
            ReturnedTopUpKept = "returned-top-up-not-debited" breaks "TOP-03",
            /// A top-up that the bank has taken back says that it has succeeded.
            ReturnedTopUpSucceeded = "returned-top-up-still-succeeded" breaks "TOP-03",
            /// The debit of a top-up that the bank has taken back is booked as an adjustment.
            TopUpReturnBooksAdjustment = "returned-top-up-books-adjustment" breaks "TOP-03",
            /// No `topup.reversed` is sent.
            TopUpReturnNotSent = "top-up-reversed-not-sent" breaks "TOP-03",
            /// An update of a top-up replaces the metadata that was there.
            TopUpMetadataReplaced = "top-up-update-replaces-metadata" breaks "META-01",
            /// The list of top-ups begins with the oldest.
            TopUpsOldestFirst = "top-ups-oldest-first" breaks "PAGE-04",
            /// The list of top-ups begins anew whatever it is to go on from.
            TopUpsCursorIgnored = "top-ups-cursor-ignored" breaks "PAGE-05",
        }
    };
}
