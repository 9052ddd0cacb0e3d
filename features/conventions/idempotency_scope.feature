@needs:idempotency @needs:accounts
Feature: How far a key reaches
  How long a key may be, how long it lasts, for whom it stands, and what becomes of two requests at once with one key.

  @IDEM-07 @documented @needs:funds
  Rule: A key has at most 255 characters
    Source: API documentation, idempotent requests.

    @needs:payouts
    Scenario: Creating a payout with a key of 256 characters
      Given "acme" holds 11.00 USD
      And the next request carries a key of 256 characters
      When the platform creates a payout from "acme" with:
        | param    | value     |
        | amount   | 11.00 USD |
        | currency | usd       |
      Then the request is refused
      And "acme" has 0 payouts
      And no money has moved

    @needs:payouts
    Scenario: Creating a payout with a key of 255 characters, for contrast
      Given "acme" holds 11.00 USD
      And the next request carries a key of 255 characters
      When the platform creates a payout from "acme" with:
        | param    | value     |
        | amount   | 11.00 USD |
        | currency | usd       |
      Then the request succeeds
      And the money moved is:
        | account | available  |
        | acme    | -11.00 USD |

    @needs:payouts
    Scenario: Repeating the creation of a payout with its key of 255 characters
      Given "acme" holds 22.00 USD
      And the next request carries a key of 255 characters
      And a payout of 11.00 USD from "acme" to a US bank account
      When the platform repeats the request
      Then the answers are the same
      And "acme" has 1 payout
      And no money has moved

  @IDEM-09 @documented @needs:payouts @needs:funds @needs:clock
  Rule: A key is kept for 24 hours
    Source: API documentation, idempotent requests.
    After that it may be forgotten, or not. Then the same request may be a new one, and nobody can say which it is.

    Scenario: Repeating the creation of a payout with its key after 23 hours and 59 minutes
      Given "acme" holds 22.00 USD
      And the next request carries the key "first"
      And a payout of 11.00 USD from "acme" to a US bank account
      And 23 hours and 59 minutes have passed
      When the platform repeats the request
      Then the answers are the same
      And "acme" has 1 payout
      And no money has moved

    @inferred
    Scenario: Repeating the creation of a payout with its key after 24 hours and 1 minute
      Given "acme" holds 22.00 USD
      And the next request carries the key "first"
      And a payout of 11.00 USD from "acme" to a US bank account
      And 24 hours and 1 minute have passed
      When the platform repeats the request
      Then the request succeeds
      And the balance of "acme" is the sum of its balance transactions
      And the money moved is unspecified

    Scenario: Creating the same payout once more with another key, for contrast
      Given "acme" holds 22.00 USD
      And the next request carries the key "first"
      And a payout of 11.00 USD from "acme" to a US bank account
      And the next request carries the key "second"
      When the platform creates a payout from "acme" with:
        | param    | value     |
        | amount   | 11.00 USD |
        | currency | usd       |
      Then "acme" has 2 payouts
      And the money moved is unspecified

  @IDEM-10 @inferred @needs:payouts @needs:funds
  Rule: A key of one account is no key of another
    Source: API documentation, idempotent requests; Connect documentation, authentication.
    Accounts see nothing of each other. A platform that numbers the requests of each account must not lose any.

    Scenario Outline: Creating a payout from <owner> with the key of a payout of another account
      Given <owner> also has a US bank account as the default
      And <owner> holds 11.00 USD
      And the next request carries the key "first"
      And a payout of 11.00 USD from "acme" to a US bank account
      And the next request carries the key "first"
      When the platform creates a payout from <owner> with:
        | param    | value     |
        | amount   | 11.00 USD |
        | currency | usd       |
      Then the request succeeds
      And the money moved is:
        | account | available  |
        | <owner> | -11.00 USD |

      Examples:
        | owner        |
        | "globex"     |
        | the platform |

  @IDEM-11 @documented
  Rule: Of requests with one key at the same time, one is carried out
    Source: Error codes, idempotency_key_in_use; API reference, errors, status 409.
    The others are told that the key is in use, or what came of the one if it is over by then.

    @needs:payouts @needs:funds
    Scenario Outline: Creating a payout from <clients> clients at once, with one key
      Given "acme" holds 110.00 USD
      And the next request carries the key "first"
      When <clients> clients at once each pay out 11.00 USD from "acme"
      Then the answers are the same, or say that the key is in use
      And "acme" has 1 payout
      And the money moved is:
        | account | available  |
        | acme    | -11.00 USD |

      Examples:
        | clients |
        | 2       |
        | 8       |

    @needs:transfers @needs:transfer-reversals @needs:funds
    Scenario: Reversing a part of a transfer from four clients at once, with one key
      Given a transfer of 8.00 USD to "acme"
      And the next request carries the key "first"
      When 4 clients at once each reverse 1.00 USD of the transfer
      Then the answers are the same, or say that the key is in use
      And 7.00 USD of the transfer is left to reverse
      And the money moved is:
        | account  | available |
        | platform | +1.00 USD |
        | acme     | -1.00 USD |

    @needs:payouts @needs:payout-reversals @needs:funds @needs:bank
    Scenario: Reversing a payout from four clients at once, with one key
      Given a payout of 11.00 USD from "acme" to a US bank account
      And the payout is paid
      And the next request carries the key "first"
      When 4 clients at once each reverse the payout
      Then the answers are the same, or say that the key is in use
      And "acme" has 2 payouts
      And the money moved is:
        | account | pending    |
        | acme    | +11.00 USD |
