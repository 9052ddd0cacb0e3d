@needs:idempotency @needs:accounts @needs:funds
Feature: Keys of other requests
  A key stands for one request. Whoever uses it for another has made a mistake that must not go unnoticed.

  @IDEM-04 @recorded
  Rule: A key cannot be used again with other parameters
    Source: Recorded answers of the real API, published by others; API documentation, idempotent requests.

    @needs:payouts
    Scenario Outline: Creating a payout of <amount> with the idempotency key of one of 11.00 USD
      Given "acme" holds 33.00 USD
      And the next request carries the key "first"
      And a payout of 11.00 USD from "acme" to a US bank account
      And the next request carries the key "first"
      When the platform creates a payout from "acme" with:
        | param       | value               |
        | amount      | <amount>            |
        | currency    | usd                 |
        | destination | the US bank account |
      Then the key is refused
      And "acme" has 1 payout
      And no money has moved

      Examples:
        | amount    |
        | 11.01 USD |
        | 22.00 USD |

    @needs:payouts
    Scenario: Creating a second payout with an idempotency key of its own, for contrast
      Given "acme" holds 33.00 USD
      And the next request carries the key "first"
      And a payout of 11.00 USD from "acme" to a US bank account
      And the next request carries the key "second"
      When the platform creates a payout from "acme" with:
        | param       | value               |
        | amount      | 22.00 USD           |
        | currency    | usd                 |
        | destination | the US bank account |
      Then the request succeeds
      And "acme" has 2 payouts
      And the money moved is:
        | account | available  |
        | acme    | -22.00 USD |

    @needs:payouts
    Scenario: Updating a payout with other metadata and the idempotency key of an earlier update
      Given a payout of 11.00 USD from "acme" to a US bank account
      And the next request carries the key "first"
      And the payout carries the metadata:
        | key      | value |
        | order_id | 6735  |
      And the next request carries the key "first"
      When the platform updates the payout with:
        | param              | value |
        | metadata[order_id] | 6736  |
      Then the key is refused
      And the payout shows:
        | field    | value            |
        | metadata | {order_id: 6735} |
      And no money has moved

    @needs:transfers
    Scenario: Creating a transfer with the idempotency key of a smaller one
      Given the platform holds 20.00 USD
      And the next request carries the key "first"
      And a transfer of 8.00 USD to "acme"
      And the next request carries the key "first"
      When the platform creates a transfer to "acme" with:
        | param    | value    |
        | amount   | 8.01 USD |
        | currency | usd      |
      Then the key is refused
      And the platform has 1 transfer
      And no money has moved

    @needs:transfers @needs:transfer-reversals
    Scenario: Reversing another part of a transfer with the idempotency key of the first part
      Given a transfer of 8.00 USD to "acme"
      And the next request carries the key "first"
      And 3.00 USD of the transfer has been reversed
      And the next request carries the key "first"
      When the platform reverses 2.00 USD of the transfer
      Then the key is refused
      And 5.00 USD of the transfer is left to reverse
      And no money has moved

    @needs:transfers @needs:transfer-reversals
    Scenario: Reversing another part of a transfer with an idempotency key of its own, for contrast
      Given a transfer of 8.00 USD to "acme"
      And the next request carries the key "first"
      And 3.00 USD of the transfer has been reversed
      And the next request carries the key "second"
      When the platform reverses 2.00 USD of the transfer
      Then the request succeeds
      And 3.00 USD of the transfer is left to reverse
      And the money moved is:
        | account  | available |
        | platform | +2.00 USD |
        | acme     | -2.00 USD |

  @IDEM-05 @documented
  Rule: A key cannot be used again for another kind of request
    Source: API reference, errors, idempotency_error.

    @needs:payouts
    Scenario: Canceling a payout with the idempotency key that made it
      Given the next request carries the key "first"
      And a payout of 11.00 USD from "acme" to a US bank account
      And the next request carries the key "first"
      When the platform cancels the payout
      Then the key is refused
      And the payout is still pending
      And no money has moved

    @needs:transfers @needs:transfer-reversals
    Scenario: Reversing a transfer with the idempotency key that made it
      Given the next request carries the key "first"
      And a transfer of 8.00 USD to "acme"
      And the next request carries the key "first"
      When the platform reverses the transfer
      Then the key is refused
      And 8.00 USD of the transfer is left to reverse
      And no money has moved

    @needs:payouts
    Scenario: Canceling a payout with an idempotency key of its own, for contrast
      Given the next request carries the key "first"
      And a payout of 11.00 USD from "acme" to a US bank account
      And the next request carries the key "second"
      When the platform cancels the payout
      Then the request succeeds
      And the payout is now canceled
      And the money moved is:
        | account | available  |
        | acme    | +11.00 USD |
