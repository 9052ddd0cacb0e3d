@needs:idempotency @needs:accounts
Feature: Repeating a request with its key
  A client that does not know whether a request arrived sends it again with the same idempotency key. It is told what
  came of it the first time, and nothing happens twice.

  @IDEM-01 @documented
  Rule: A request that is repeated with its key is answered as the first was, and done once
    Source: API documentation, idempotent requests.
    Where a request could be made twice, the funds for it are there, so that what stops the second is the key.

    @needs:payouts @needs:funds
    Scenario: Repeating the creation of a payout with its key
      Given "acme" holds 22.00 USD
      And the next request carries the key "first"
      And a payout of 11.00 USD from "acme" to a US bank account
      When the platform repeats the request
      Then the request succeeds
      And the answers are the same
      And "acme" has 1 payout
      And no money has moved

    @needs:payouts @needs:funds
    Scenario: Repeating the cancellation of a payout with its key
      Given a payout of 11.00 USD from "acme" to a US bank account
      And the next request carries the key "first"
      And the payout is canceled
      When the platform repeats the request
      Then the request succeeds
      And the answers are the same
      And no money has moved

    @needs:payouts @needs:funds @needs:events
    Scenario: Listening while the creation of a payout is repeated with its key
      Given "acme" holds 22.00 USD
      And the next request carries the key "first"
      And a payout of 11.00 USD from "acme" to a US bank account
      When the platform repeats the request
      Then the request succeeds
      And no events are sent
      And no money has moved

    @needs:payouts @needs:funds @needs:bank
    Scenario Outline: Repeating with its key the creation of a payout that is <status> by now
      Given the next request carries the key "first"
      And a payout of 11.00 USD from "acme" to a US bank account
      And the payout is <status>
      When the platform repeats the request
      Then the answers are the same
      And the answer shows:
        | field  | value   |
        | status | pending |
      And the payout is still <status>
      And no money has moved

      Examples:
        | status     |
        | in_transit |
        | paid       |
        | failed     |

    @needs:payouts @needs:funds
    Scenario: Repeating with its key an update that another has followed
      Given a payout of 11.00 USD from "acme" to a US bank account
      And the next request carries the key "first"
      And the payout carries the metadata:
        | key      | value |
        | order_id | 6735  |
      And the payout carries the metadata:
        | key      | value |
        | order_id | 6736  |
      And the next request carries the key "first"
      When the platform updates the payout with:
        | param              | value |
        | metadata[order_id] | 6735  |
      Then the answer shows:
        | field    | value            |
        | metadata | {order_id: 6735} |
      And the payout shows:
        | field    | value            |
        | metadata | {order_id: 6736} |
      And no money has moved

    @needs:transfers @needs:funds
    Scenario: Repeating the creation of a transfer with its key
      Given the platform holds 16.00 USD
      And the next request carries the key "first"
      And a transfer of 8.00 USD to "acme"
      When the platform repeats the request
      Then the request succeeds
      And the answers are the same
      And the platform has 1 transfer
      And no money has moved

    @needs:transfers @needs:transfer-reversals @needs:funds
    Scenario: Repeating the reversal of a part of a transfer with its key
      Given a transfer of 8.00 USD to "acme"
      And the next request carries the key "first"
      And 3.00 USD of the transfer has been reversed
      When the platform repeats the request
      Then the answers are the same
      And the platform has 1 transfer reversal
      And 5.00 USD of the transfer is left to reverse
      And no money has moved

    @needs:transfers @needs:transfer-reversals @needs:funds @needs:events
    Scenario: Listening while the reversal of a part of a transfer is repeated with its key
      Given a transfer of 8.00 USD to "acme"
      And the next request carries the key "first"
      And 3.00 USD of the transfer has been reversed
      When the platform repeats the request
      Then the request succeeds
      And no events are sent
      And no money has moved

    @needs:payouts @needs:funds
    Scenario: Repeating the creation of a payout without a key, for contrast
      Given "acme" holds 22.00 USD
      And a payout of 11.00 USD from "acme" to a US bank account
      When the platform repeats the request
      Then the request succeeds
      And "acme" has 2 payouts
      And the money moved is:
        | account | available  |
        | acme    | -11.00 USD |

    @needs:transfers @needs:transfer-reversals @needs:funds
    Scenario: Repeating the reversal of a part of a transfer without a key, for contrast
      Given a transfer of 8.00 USD to "acme"
      And 3.00 USD of the transfer has been reversed
      When the platform repeats the request
      Then the request succeeds
      And 2.00 USD of the transfer is left to reverse
      And the money moved is:
        | account  | available |
        | platform | +3.00 USD |
        | acme     | -3.00 USD |
