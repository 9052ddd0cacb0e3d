@needs:payouts @needs:accounts @needs:funds
Feature: The balance transaction of a payout
  A payout takes its money when it is created, not when it leaves or arrives; the balance transaction that did it is
  the payout's own for good.

  @PAY-CREATE-09 @inferred
  Rule: A payout is taken from the available balance at its creation
    Source: API reference, "Cancel a payout".
    Canceling a pending payout returns its funds to the available balance, so creating it has taken them from there.

    Scenario: Creating a payout of part of the balance
      Given a connected account "acme"
      And "acme" holds 20.00 USD
      When the platform creates a payout from "acme" with:
        | param    | value     |
        | amount   | 11.00 USD |
        | currency | usd       |
      Then the request succeeds
      And the balance transactions of the payout are:
        | type   | amount     |
        | payout | -11.00 USD |
      And the money moved is:
        | account | available  |
        | acme    | -11.00 USD |

    Scenario: Creating a payout in a second currency, while the first is held too
      Given a payout of 4.00 EUR from "acme" to a DE bank account
      And the payout is canceled
      And "acme" holds 20.00 USD
      When the platform creates a payout from "acme" with:
        | param    | value    |
        | amount   | 4.00 EUR |
        | currency | eur      |
      Then the request succeeds
      And the balance transactions of the new payout are:
        | type   | amount    |
        | payout | -4.00 EUR |
      And the money moved is:
        | account | available |
        | acme    | -4.00 EUR |

    @needs:schedule
    Scenario: Reading a payout that the schedule made
      Given a payout of 11.00 USD from "acme" to a US bank account
      And the payout is automatic
      When the platform retrieves the payout
      Then the balance transactions of the payout are:
        | type   | amount     |
        | payout | -11.00 USD |
      And no money has moved

  @PAY-CREATE-10 @documented
  Rule: A payout names its balance transaction from its creation on
    Source: API reference, "Retrieve a payout", the example; published schema, payout, balance_transaction.

    Scenario: Creating a payout from the platform itself
      Given the platform also has a US bank account
      And the platform holds 11.00 USD
      When the platform creates a payout from the platform with:
        | param    | value     |
        | amount   | 11.00 USD |
        | currency | usd       |
      Then the payout shows:
        | field               | value |
        | balance_transaction | set   |
      And the balance transactions of the payout are:
        | type   | amount     |
        | payout | -11.00 USD |
      And the money moved is:
        | account  | available  |
        | platform | -11.00 USD |

    @needs:bank
    Scenario Outline: Reading a payout that is <status>
      Given a payout of 11.00 USD from "acme" to a US bank account
      And the payout is <status>
      When the platform retrieves the payout
      Then the balance transactions of the payout are:
        | type   | amount     |
        | payout | -11.00 USD |
      And no money has moved

      Examples:
        | status     |
        | in_transit |
        | paid       |

  @PAY-LIFE-08 @inferred
  Rule: A payout is reported as payout, its undoing as payout_reversal
    Source: Official Go library, reporting categories; a published note on payout_failure.

    Scenario: Canceling a payout and reading the categories
      Given a payout of 11.00 USD from "acme" to a US bank account
      When the platform cancels the payout
      Then the balance transactions of the payout are:
        | type          | amount     | reporting_category |
        | payout        | -11.00 USD | payout             |
        | payout_cancel | 11.00 USD  | payout_reversal    |
      And the money moved is:
        | account | available  |
        | acme    | +11.00 USD |

    @needs:bank
    Scenario: Failing a payout and reading the categories
      Given a payout of 11.00 USD from "acme" to a US bank account
      When the bank fails the payout
      Then the balance transactions of the payout are:
        | type           | amount     | reporting_category |
        | payout         | -11.00 USD | payout             |
        | payout_failure | 11.00 USD  | payout_reversal    |
      And the money moved is:
        | account | available  |
        | acme    | +11.00 USD |
