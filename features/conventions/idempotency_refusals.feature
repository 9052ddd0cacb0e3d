@needs:idempotency @needs:accounts @needs:funds
Feature: Keys of refused requests
  A refusal is a result like any other once the work has begun, and its key keeps it. A request that was not even
  understood has begun nothing, and its key is still free.

  @IDEM-03 @documented
  Rule: A refusal that came of the work itself is repeated with its key, even when its cause is gone
    Source: API documentation, idempotent requests.
    A lack of funds shows only while the work is done: the parameters are all in order.

    @needs:payouts
    Scenario: Repeating with its key a payout that lacked funds which are there by now
      Given the next request carries the key "first"
      And the platform was refused a payout of 11.00 USD from "acme"
      And "acme" holds 11.00 USD
      When the platform repeats the request
      Then the request is refused
      And the refusal has the code "balance_insufficient"
      And the answers are the same
      And no money has moved

    @needs:transfers
    Scenario: Repeating with its key a transfer that lacked funds which are there by now
      Given the next request carries the key "first"
      And the platform was refused a transfer of 8.00 USD to "acme"
      And the platform holds 8.00 USD
      When the platform repeats the request
      Then the request is refused
      And the refusal has the code "balance_insufficient"
      And the answers are the same
      And no money has moved

    @needs:payouts
    Scenario: Repeating without a key a payout that lacked funds which are there by now, for contrast
      Given a connected account "acme"
      And the platform was refused a payout of 11.00 USD from "acme"
      And "acme" holds 11.00 USD
      When the platform repeats the request
      Then the request succeeds
      And "acme" has 1 payout
      And the money moved is:
        | account | available  |
        | acme    | -11.00 USD |

    @needs:transfers
    Scenario: Repeating without a key a transfer that lacked funds which are there by now, for contrast
      Given a connected account "acme"
      And the platform was refused a transfer of 8.00 USD to "acme"
      And the platform holds 8.00 USD
      When the platform repeats the request
      Then the request succeeds
      And the platform has 1 transfer
      And the money moved is:
        | account  | available |
        | platform | -8.00 USD |
        | acme     | +8.00 USD |

  @IDEM-06 @documented
  Rule: A refusal of the parameters leaves the key free
    Source: API documentation, idempotent requests.

    @needs:payouts
    Scenario: Creating a payout with the key of one whose amount was no amount
      Given "acme" holds 11.00 USD
      And the next request carries the key "first"
      And the platform was refused a payout of 0.00 USD from "acme"
      And the next request carries the key "first"
      When the platform creates a payout from "acme" with:
        | param    | value     |
        | amount   | 11.00 USD |
        | currency | usd       |
      Then the request succeeds
      And "acme" has 1 payout
      And the money moved is:
        | account | available  |
        | acme    | -11.00 USD |

    @needs:transfers
    Scenario: Creating a transfer with the key of one whose amount was no amount
      Given the platform holds 8.00 USD
      And the next request carries the key "first"
      And the platform was refused a transfer of 0.00 USD to "acme"
      And the next request carries the key "first"
      When the platform creates a transfer to "acme" with:
        | param    | value    |
        | amount   | 8.00 USD |
        | currency | usd      |
      Then the request succeeds
      And the platform has 1 transfer
      And the money moved is:
        | account  | available |
        | platform | -8.00 USD |
        | acme     | +8.00 USD |

    @recorded @needs:payouts
    Scenario: Creating a smaller payout with the key of one that lacked funds, for contrast
      Given the next request carries the key "first"
      And the platform was refused a payout of 11.00 USD from "acme"
      And "acme" holds 11.00 USD
      And the next request carries the key "first"
      When the platform creates a payout from "acme" with:
        | param    | value    |
        | amount   | 5.00 USD |
        | currency | usd      |
      Then the key is refused
      And "acme" has 0 payouts
      And no money has moved
