//! The defects of what all endpoints have in common: credentials, headers, parameters, errors, metadata, expansion, idempotency keys, lists.

/// Hands these defects, after those that come before, to the next table.
macro_rules! conventions {
    ($next:ident! $($before:tt)*) => {
        $next! {
            $($before)*

            /// Basic authentication is taken for no credentials.
            BasicRefused = "basic-authentication-refused" breaks "AUTH-01",
            /// A request without a key is answered from the default world.
            MissingKeyAnswered = "missing-key-answered" breaks "AUTH-02",
            /// A request without a key is forbidden, with 403.
            MissingKeyForbidden = "missing-key-forbidden" breaks "AUTH-02",
            /// The refusal of a request without a key has a code.
            MissingKeyWithCode = "missing-key-with-code" breaks "AUTH-02",
            /// A request with an unknown key is answered from the default world.
            UnknownKeyAnswered = "unknown-key-answered" breaks "AUTH-03",
            /// A request with an unknown key is forbidden, with 403.
            UnknownKeyForbidden = "unknown-key-forbidden" breaks "AUTH-03",
            /// The refusal of an unknown key has a code.
            UnknownKeyWithCode = "unknown-key-with-code" breaks "AUTH-03",
            /// An account that the key cannot act for is not found, with 404.
            ForeignAccountMissing = "foreign-account-not-found" breaks "AUTH-04",
            /// A request for an account that the key cannot act for is carried out for the platform.
            ForeignAccountIgnored = "foreign-account-ignored" breaks "AUTH-04",
            /// An account of another platform is refused otherwise than one that does not exist.
            ForeignAccountToldApart = "foreign-account-told-apart" breaks "AUTH-04",

            /// Refusals carry no request id.
            RequestIdMissingOnErrors = "request-id-missing-on-errors" breaks "HDR-01",
            /// All answers carry the same request id.
            RequestIdRepeated = "request-id-repeated" breaks "HDR-01",
            /// Lists are the platform's, whatever account the request names.
            AccountIgnoredByLists = "account-ignored-by-lists" breaks "HDR-02",
            /// The balance is the platform's, whatever account the request names.
            AccountIgnoredByBalance = "account-ignored-by-balance" breaks "HDR-02",
            /// Objects are looked for at the platform only, whatever account the request names.
            AccountIgnoredByReads = "account-ignored-by-reads" breaks "HDR-02",
            /// Objects are made for the platform, whatever account the request names.
            AccountIgnoredByCreations = "account-ignored-by-creations" breaks "HDR-02",
            /// A payout of another account can be read.
            ForeignPayoutShown = "foreign-payout-shown" breaks "HDR-03",
            /// A balance transaction of another account can be read.
            ForeignTransactionShown = "foreign-balance-transaction-shown" breaks "HDR-03",
            /// A payout of another account can be updated.
            ForeignPayoutUpdated = "foreign-payout-updated" breaks "HDR-03",
            /// A received debit of another account can be read.
            ForeignDebitShown = "foreign-received-debit-shown" breaks "HDR-03",
            /// Reading a payout of another account is forbidden, with 403.
            ForeignPayoutForbidden = "foreign-payout-forbidden" breaks "HDR-03",
            /// Objects say that they are live.
            LivemodeTrue = "livemode-true" breaks "HDR-04",
            /// A creation is answered with 201.
            CreationAnswers201 = "creation-answers-201" breaks "HDR-05",
            /// A cancellation is answered with 202.
            CancelAnswers202 = "cancel-answers-202" breaks "HDR-05",
            /// The reversal of a payout is answered with 201.
            ReverseAnswers201 = "reverse-answers-201" breaks "HDR-05",

            /// An unknown parameter is ignored.
            UnknownParameterAccepted = "unknown-parameter-accepted" breaks "ENC-01",
            /// The refusal of an unknown parameter does not name it.
            UnknownParameterUnnamed = "unknown-parameter-unnamed" breaks "ENC-01",
            /// The refusal of a missing parameter has no code.
            MissingParameterWithoutCode = "missing-parameter-without-code" breaks "ENC-02",
            /// The refusal of a missing parameter does not name it.
            MissingParameterUnnamed = "missing-parameter-unnamed" breaks "ENC-02",
            /// An amount that is no whole number is read as far as it is one.
            AmountInWordsAccepted = "amount-in-words-accepted" breaks "ENC-03",
            /// The refusal of an amount that is no whole number has no code.
            AmountInWordsWithoutCode = "amount-in-words-without-code" breaks "ENC-03",
            /// An amount of zero is accepted.
            ZeroAmountAccepted = "zero-amount-accepted" breaks "ENC-04",
            /// An amount below zero is taken without its sign.
            NegativeAmountAccepted = "negative-amount-accepted" breaks "ENC-04",
            /// A value that is not on the list counts as none.
            EnumUnchecked = "enum-unchecked" breaks "ENC-05",
            /// The refusal of a value that is not on the list does not name the parameter.
            EnumRefusalUnnamed = "enum-refusal-unnamed" breaks "ENC-05",
            /// A statement descriptor can be one character too long.
            LongDescriptorAccepted = "descriptor-23-accepted" breaks "ENC-06",
            /// A statement descriptor of full length is refused.
            FullDescriptorRefused = "descriptor-22-refused" breaks "ENC-06",
            /// A statement descriptor that is too long is cut short.
            LongDescriptorCut = "descriptor-cut-short" breaks "ENC-06",
            /// A description can be one character too long.
            LongDescriptionAccepted = "description-5001-accepted" breaks "ENC-07",
            /// A description of full length is refused.
            FullDescriptionRefused = "description-5000-refused" breaks "ENC-07",
            /// Expansions with an index are ignored.
            IndexedExpandIgnored = "indexed-expand-ignored" breaks "ENC-08",
            /// Expansions with an index are refused.
            IndexedExpandRefused = "indexed-expand-refused" breaks "ENC-08",
            /// An unknown currency is taken for US dollars.
            UnknownCurrencyAccepted = "unknown-currency-accepted" breaks "ENC-09",

            /// An error is answered without the member that holds it.
            ErrorUnwrapped = "error-unwrapped" breaks "ERR-01",
            /// Errors have a type that no document knows.
            ErrorTypeUnknown = "error-of-unknown-type" breaks "ERR-01",
            /// Errors show the members that they do not have as null.
            ErrorWithNulls = "error-with-nulls" breaks "ERR-02",
            /// The page of a code is named with underscores.
            DocUrlWithUnderscores = "doc-url-with-underscores" breaks "ERR-03",
            /// An error with a code names no page.
            DocUrlMissing = "doc-url-missing" breaks "ERR-03",
            /// A path that does not exist is answered with 200.
            UnknownPathAnswered = "unknown-path-answered" breaks "ERR-04",
            /// A path that does not exist is refused with 400.
            UnknownPathBadRequest = "unknown-path-bad-request" breaks "ERR-04",
            /// An unknown id in a path is refused with 400.
            UnknownIdBadRequest = "unknown-id-bad-request" breaks "ERR-05",
            /// The refusal of an unknown id in a path does not name its parameter.
            UnknownIdUnnamed = "unknown-id-unnamed" breaks "ERR-05",
            /// The refusal of an unknown id in a path has no code.
            UnknownIdWithoutCode = "unknown-id-without-code" breaks "ERR-05",

            /// An update replaces the metadata that was there.
            MetadataReplaced = "metadata-replaced" breaks "META-01",
            /// A key that is posted empty is kept with an empty value.
            EmptyValueStored = "metadata-empty-value-stored" breaks "META-02",
            /// A key that is posted empty takes all the others with it.
            EmptyValueClears = "metadata-empty-value-clears" breaks "META-02",
            /// Metadata that is posted empty stays as it was.
            EmptyMetadataIgnored = "metadata-empty-ignored" breaks "META-03",
            /// An object can carry one key too many.
            KeysAboveMost = "metadata-51-keys-accepted" breaks "META-04",
            /// An object cannot carry as many keys as it can.
            MostKeysRefused = "metadata-50-keys-refused" breaks "META-04",
            /// A key of metadata can be one character too long.
            LongKeyAccepted = "metadata-key-41-accepted" breaks "META-05",
            /// A key of metadata of full length is refused.
            FullKeyRefused = "metadata-key-40-refused" breaks "META-05",
            /// A value of metadata can be one character too long.
            LongValueAccepted = "metadata-value-501-accepted" breaks "META-06",
            /// A value of metadata of full length is refused.
            FullValueRefused = "metadata-value-500-refused" breaks "META-06",
            /// Keys that an object carries already do not count toward the most that it can carry.
            CarriedKeysUncounted = "metadata-carried-keys-uncounted" breaks "META-07",

            /// Nothing is expanded when an object is retrieved.
            ExpandIgnoredOnRetrieve = "expand-ignored-on-retrieve" breaks "EXP-01",
            /// What is expanded shows its id and kind and nothing else.
            ExpandedToStub = "expanded-to-stub" breaks "EXP-01",
            /// The original of a reversing payout is not expanded.
            OriginalNotExpanded = "expand-original-payout-ignored" breaks "EXP-02",
            /// Nothing is expanded in lists.
            ExpandIgnoredOnLists = "expand-ignored-on-lists" breaks "EXP-03",
            /// Only the first of a list is expanded.
            ListsExpandFirstOnly = "expand-first-of-list-only" breaks "EXP-03",
            /// An expansion of what cannot be expanded is ignored.
            UnknownExpansionIgnored = "unknown-expansion-ignored" breaks "EXP-04",
            /// An expansion can be one level too deep.
            FiveLevelsExpanded = "expand-5-levels-accepted" breaks "EXP-05",
            /// An expansion of full depth is refused.
            FourLevelsRefused = "expand-4-levels-refused" breaks "EXP-05",
            /// Nothing is expanded in the answer to a creation.
            ExpandIgnoredOnCreate = "expand-ignored-on-create" breaks "EXP-06",
            /// Nothing is expanded in the answer to a cancellation.
            ExpandIgnoredOnCancel = "expand-ignored-on-cancel" breaks "EXP-06",
            /// Nothing is expanded in the answer to the reversal of a payout.
            ExpandIgnoredOnReverse = "expand-ignored-on-reverse" breaks "EXP-06",
            /// What is null is expanded to an empty object.
            NullExpanded = "expand-null-to-object" breaks "EXP-07",

            /// Idempotency keys are ignored.
            IdempotencyIgnored = "idempotency-ignored" breaks "IDEM-01",
            /// Only refusals are kept under their key.
            SuccessNotReplayed = "idempotency-success-not-replayed" breaks "IDEM-01",
            /// A replay is not marked as one.
            ReplayUnmarked = "idempotency-replay-unmarked" breaks "IDEM-02",
            /// The first answer to a key is marked as a replay too.
            FirstMarkedReplay = "idempotency-first-marked" breaks "IDEM-02",
            /// A request that was carried out and refused is carried out again.
            RefusalNotReplayed = "idempotency-refusal-not-replayed" breaks "IDEM-03",
            /// A key is replayed whatever the parameters.
            OtherParametersReplayed = "idempotency-other-parameters-replayed" breaks "IDEM-04",
            /// A key with other parameters is a new one.
            OtherParametersCarriedOut = "idempotency-other-parameters-carried-out" breaks "IDEM-04",
            /// A key is replayed whatever the endpoint.
            OtherEndpointReplayed = "idempotency-other-endpoint-replayed" breaks "IDEM-05",
            /// A key at another endpoint is a new one.
            OtherEndpointCarriedOut = "idempotency-other-endpoint-carried-out" breaks "IDEM-05",
            /// A request that is wrong in itself uses its key up.
            ValidationUsesKey = "idempotency-validation-uses-key" breaks "IDEM-06",
            /// An idempotency key can be one character too long.
            LongKeyTaken = "idempotency-key-256-accepted" breaks "IDEM-07",
            /// An idempotency key of full length is refused.
            FullKeyRejected = "idempotency-key-255-refused" breaks "IDEM-07",
            /// Retrievals are replayed too.
            KeyCountsOnGet = "idempotency-key-counts-on-get" breaks "IDEM-08",
            /// A key is forgotten after an hour.
            KeyForgottenEarly = "idempotency-key-forgotten-early" breaks "IDEM-09",
            /// Accounts share their keys.
            KeysShared = "idempotency-keys-shared" breaks "IDEM-10",
            /// Requests with one key at the same time are all carried out.
            KeysRace = "idempotency-keys-race" breaks "IDEM-11",
            /// A key whose request is under way is answered with 500.
            KeyInUseRaceFails = "idempotency-key-in-use-race-fails" breaks "IDEM-11",
            /// The key of a reversal of a payout is ignored.
            ReverseKeyIgnored = "idempotency-reverse-key-ignored" breaks "IDEM-12",
            /// The key of a debit reversal is ignored.
            DebitReversalKeyIgnored = "idempotency-debit-reversal-key-ignored" breaks "DR-18",

            /// Lists say how many there are in all.
            ListWithTotal = "list-with-total" breaks "PAGE-01",
            /// Lists do not say where they are from.
            ListWithoutUrl = "list-without-url" breaks "PAGE-01",
            /// A page is of 100 where nothing is said.
            UsualPageOf100 = "list-page-of-100" breaks "PAGE-02",
            /// A page of one is refused.
            ShortestPageRefused = "list-limit-1-refused" breaks "PAGE-02",
            /// A page of 100 is refused.
            LongestPageRefused = "list-limit-100-refused" breaks "PAGE-02",
            /// A page that is just full says that there are more.
            MoreOnExactPage = "list-more-on-exact-page" breaks "PAGE-02",
            /// A limit out of range is taken as it is, and zero as none.
            LimitUnchecked = "list-limit-unchecked" breaks "PAGE-03",
            /// Pages are oldest first.
            OldestFirst = "list-oldest-first" breaks "PAGE-04",
            /// A page after an object begins with the object.
            StartingAfterInclusive = "list-starting-after-inclusive" breaks "PAGE-05",
            /// A page after an object is the first page.
            StartingAfterIgnored = "list-starting-after-ignored" breaks "PAGE-05",
            /// A page before an object is oldest first.
            EndingBeforeReversed = "list-ending-before-reversed" breaks "PAGE-06",
            /// A page before an object begins with the newest instead of ending at the object.
            EndingBeforeFromNewest = "list-ending-before-from-newest" breaks "PAGE-06",
            /// Of two cursors one is ignored.
            BothCursorsAccepted = "list-both-cursors-accepted" breaks "PAGE-07",
            /// An unknown cursor is ignored.
            UnknownCursorIgnored = "list-unknown-cursor-ignored" breaks "PAGE-07",
            /// What was created at the bound of gt is listed.
            CreatedGtInclusive = "list-created-gt-inclusive" breaks "PAGE-08",
            /// What was created at the bound of gte is not listed.
            CreatedGteExclusive = "list-created-gte-exclusive" breaks "PAGE-08",
            /// What was created at the bound of lt is listed.
            CreatedLtInclusive = "list-created-lt-inclusive" breaks "PAGE-08",
            /// What was created at the bound of lte is not listed.
            CreatedLteExclusive = "list-created-lte-exclusive" breaks "PAGE-08",
            /// A bare time of creation is ignored.
            CreatedExactIgnored = "list-created-exact-ignored" breaks "PAGE-08",
            /// A list of nothing shows null.
            EmptyListNull = "list-empty-null" breaks "PAGE-09",
            /// A list of nothing is not found, with 404.
            EmptyListMissing = "list-empty-missing" breaks "PAGE-09",
        }
    };
}
