@needs:payouts @needs:accounts @needs:funds @needs:bank
Feature: The life of a payout
  A payout is handed to the bank, which pays it or refuses it. The money left the balance at creation, so that being
  paid moves nothing, and where a payout has ended it stays.

  @PAY-LIFE-01 @documented
  Rule: A payout goes from pending to in_transit to paid
    Source: Published schema, payout, status; API reference, event types, payout.paid.

    Scenario: Submitting a payout to the bank
      Given a payout of 11.00 USD from "acme" to a US bank account
      When the bank submits the payout
      Then the payout is now in_transit
      And no money has moved

    Scenario: Paying a payout that is in transit
      Given a payout of 11.00 EUR from the platform to a DE bank account
      And the payout is in_transit
      When the bank pays the payout
      Then the payout is now paid
      And no money has moved

    @needs:schedule
    Scenario: Paying a payout that the schedule made
      Given a payout of 11.00 USD from "acme" to a US bank account
      And the payout is automatic
      When the bank pays the payout
      Then the payout is now paid
      And no money has moved

    @needs:events
    Scenario: Paying a payout while the events are watched
      Given a payout of 11.00 USD from "acme" to a US bank account
      And the payout is in_transit
      When the bank pays the payout
      Then the events sent are:
        | type        | object     | status |
        | payout.paid | the payout | paid   |
      And no money has moved

  @PAY-LIFE-05 @documented
  Rule: A payout that is paid can still fail
    Source: Published schema, payout, status; payouts documentation, failures.
    A late return comes within about five business days of the arrival.

    Scenario: Failing a payout right after it was paid
      Given a payout of 11.00 USD from "acme" to a US bank account
      And the payout is paid
      When the bank fails the payout as account_closed
      Then the payout is now failed
      And the balance transactions of the payout are:
        | type           | amount     |
        | payout         | -11.00 USD |
        | payout_failure | 11.00 USD  |
      And the money moved is:
        | account | available  |
        | acme    | +11.00 USD |

    @needs:clock
    Scenario: Failing a payout some days after its arrival
      Given a payout of 11.00 USD from the platform to a US bank account
      And the payout was expected to arrive 4 days ago
      When the bank fails the payout as no_account
      Then the payout is now failed
      And the money moved is:
        | account  | available  |
        | platform | +11.00 USD |

  @PAY-LIFE-07 @inferred
  Rule: A payout that is canceled or failed stays so
    Source: Published schema, payout, status.
    Each end is described without a way out of it, and its money is back in the balance.

    Scenario Outline: Hearing that the bank <act> a payout that is <status>
      Given a payout of 11.00 USD from "acme" to a US bank account
      And the payout is <status>
      When the bank <act> the payout
      Then the payout is still <status>
      And no money has moved

      Examples:
        | status   | act     |
        | canceled | submits |
        | canceled | pays    |
        | canceled | fails   |
        | failed   | pays    |
        | failed   | fails   |

    @needs:clock
    Scenario: Waiting beyond the arrival date of a canceled payout
      Given a payout of 11.00 USD from "acme" to a US bank account numbered 000123456789
      And the payout is canceled
      When 10 days pass
      Then the payout is still canceled
      And no money has moved
