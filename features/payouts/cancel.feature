@needs:payouts @needs:accounts @needs:funds
Feature: Canceling a payout
  A payout that has not left yet can be called back. A second balance transaction returns its money; the first one
  stays in the books.

  @PAY-CANCEL-01 @documented
  Rule: A manual payout can be canceled while it is pending
    Source: API reference, "Cancel a payout".

    Scenario: Canceling a payout of a connected account
      Given a payout of 11.00 USD from "acme" to a US bank account
      When the platform cancels the payout
      Then the request succeeds
      And the payout is now canceled
      And the answer is the payout as it reads now
      And the money moved is:
        | account | available  |
        | acme    | +11.00 USD |

    Scenario: Canceling a payout of the platform itself
      Given a payout of 11.00 USD from the platform to a US bank account
      When the platform cancels the payout
      Then the request succeeds
      And the payout is now canceled
      And the money moved is:
        | account  | available  |
        | platform | +11.00 USD |

  @PAY-CANCEL-02 @documented
  Rule: Canceling returns the amount of the payout to the available balance
    Source: API reference, "Cancel a payout".

    Scenario: Canceling a payout of part of the balance
      Given a connected account "acme"
      And "acme" holds 20.00 USD
      And a payout of 11.00 USD from "acme" to a US bank account
      When the platform cancels the payout
      Then the money moved is:
        | account | available  |
        | acme    | +11.00 USD |

    Scenario: Canceling one of two pending payouts
      Given a connected account "acme"
      And these payouts from "acme":
        | amount   |
        | 4.00 USD |
      And a payout of 11.00 USD from "acme" to a US bank account
      When the platform cancels the payout
      Then the money moved is:
        | account | available  |
        | acme    | +11.00 USD |

    Scenario: Canceling a payout in another currency, to a debit card
      Given a payout of 11.00 EUR from "acme" to a debit card
      When the platform cancels the payout
      Then the money moved is:
        | account | available  |
        | acme    | +11.00 EUR |

    Scenario: Paying out again what a canceled payout has returned
      Given a payout of 11.00 USD from "acme" to a US bank account
      And the payout is canceled
      When the platform creates a payout from "acme" with:
        | param    | value     |
        | amount   | 11.00 USD |
        | currency | usd       |
      Then the request succeeds
      And the payout is still canceled
      And the money moved is:
        | account | available  |
        | acme    | -11.00 USD |

  @PAY-CANCEL-03 @documented
  Rule: A canceled payout names the transaction that returned its money, without a failure code
    Source: API reference, "Cancel a payout", the example.

    Scenario: Canceling a payout that nothing was wrong with
      Given a payout of 11.00 USD from "acme" to a US bank account
      When the platform cancels the payout
      Then the request succeeds
      And the payout shows:
        | field                       | value |
        | failure_balance_transaction | set   |
        | failure_code                | null  |
        | failure_message             | null  |
      And the money moved is:
        | account | available  |
        | acme    | +11.00 USD |

  @PAY-CANCEL-04 @documented
  Rule: Canceling books the opposite transaction beside the one of the creation
    Source: API reference, "Cancel a payout", the example; published schema, payout, failure_balance_transaction.

    Scenario: Canceling a payout and reading its transactions
      Given a payout of 11.00 CAD from "acme" to a CA bank account
      When the platform cancels the payout
      Then the request succeeds
      And the balance transactions of the payout are:
        | type          | amount     |
        | payout        | -11.00 CAD |
        | payout_cancel | 11.00 CAD  |
      And the money moved is:
        | account | available  |
        | acme    | +11.00 CAD |

  @PAY-CANCEL-09 @documented @needs:events
  Rule: A cancellation is announced
    Source: API reference, event types, payout.canceled.

    Scenario: Canceling a payout while the events are watched
      Given a payout of 11.00 USD from "acme" to a US bank account
      When the platform cancels the payout
      Then the events sent are:
        | type            | object     | status   |
        | payout.canceled | the payout | canceled |
      And the money moved is:
        | account | available  |
        | acme    | +11.00 USD |
