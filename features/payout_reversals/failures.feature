@needs:payouts @needs:payout-reversals @needs:accounts @needs:funds @needs:bank
Feature: Failures around a reversal
  The bank may return the payout after all, and it may refuse the debit that was to bring the money back.

  @PAY-REV-29 @documented
  Rule: When a payout fails while its reversal is pending, the reversing payout is canceled
    Source: Connect guide "Payout reversals", Failures.
    The failure brings the money back, so that the debit must not. Canceling the payout meanwhile is PAY-CANCEL-11.

    Scenario: Returning a paid payout while its reversal is pending
      Given a payout of 11.00 USD from "acme" to a US bank account
      And the payout is paid
      And the payout is being reversed
      When the bank fails the payout as account_closed
      Then the payout is now failed
      And the reversing payout is now canceled
      And the reversing payout shows:
        | field                       | value |
        | failure_code                | null  |
        | failure_balance_transaction | set   |
      And the money moved is:
        | account | available  | pending    |
        | acme    | +11.00 USD | -11.00 USD |

    @inferred
    Scenario: Reading the transactions of a returned payout whose reversal was pending
      Given a payout of 11.00 USD from "acme" to a US bank account
      And the payout is paid
      And the payout is being reversed
      When the bank fails the payout
      Then the balance transactions of the payout are:
        | type           | amount     |
        | payout         | -11.00 USD |
        | payout_failure | 11.00 USD  |
      And the balance transactions of the reversing payout are:
        | type          | amount     |
        | payout        | 11.00 USD  |
        | payout_cancel | -11.00 USD |
      And the money moved is:
        | account | available  | pending    |
        | acme    | +11.00 USD | -11.00 USD |

    @needs:events
    Scenario: Listening while a payout is returned whose reversal is pending
      Given a payout of 11.00 USD from "acme" to a US bank account
      And the payout is paid
      And the payout is being reversed
      When the bank fails the payout
      Then the "payout.canceled" event of the reversing payout shows:
        | field              | value    |
        | data.object.status | canceled |
      And the money moved is:
        | account | available  | pending    |
        | acme    | +11.00 USD | -11.00 USD |

    @inferred
    Scenario: Returning a payout whose reversal was paid, for contrast
      Given a payout of 11.00 USD from "acme" to a US bank account
      And the payout is paid
      And the payout has been reversed
      When the bank fails the payout
      Then the payout is now failed
      And the reversing payout is still paid
      And the money moved is unspecified

  @PAY-REV-30 @documented
  Rule: A paid reversal can still fail
    Source: Connect guide "Payout reversals", Failures.

    Scenario: Taking back a paid reversal, because the debit was not authorized
      Given a payout of 11.00 USD from "acme" to a US bank account
      And the payout is paid
      And the payout has been reversed
      When the bank fails the reversing payout as debit_not_authorized
      Then the reversing payout is now failed
      And the reversing payout shows:
        | field                       | value                |
        | failure_code                | debit_not_authorized |
        | failure_message             | set                  |
        | failure_balance_transaction | set                  |
      And the money moved is:
        | account | pending    |
        | acme    | -11.00 USD |

    @inferred
    Scenario: Reading the original after the bank took back its reversal
      Given a payout of 11.00 USD from "acme" to a US bank account
      And the payout is paid
      And the payout has been reversed
      When the bank fails the reversing payout
      Then the payout is still paid
      And the payout shows:
        | field                       | value |
        | failure_code                | null  |
        | failure_balance_transaction | null  |
      And the money moved is:
        | account | pending    |
        | acme    | -11.00 USD |

    @needs:events
    Scenario: Listening while the bank takes back a paid reversal
      Given a payout of 11.00 USD from "acme" to a US bank account
      And the payout is paid
      And the payout has been reversed
      When the bank fails the reversing payout
      Then the "payout.failed" event of the reversing payout shows:
        | field              | value  |
        | data.object.status | failed |
      And the money moved is:
        | account | pending    |
        | acme    | -11.00 USD |

  @PAY-REV-31 @documented @needs:clock
  Rule: A failed reversal is not retried
    Source: Connect guide "Payout reversals", Failures.
    Two weeks are longer than the money of a second attempt would take.

    Scenario: Waiting two weeks after the bank took back a paid reversal
      Given a payout of 11.00 USD from "acme" to a US bank account
      And the payout is paid
      And the payout has been reversed
      And the reversing payout is failed
      When 14 days pass
      Then the reversing payout is still failed
      And the payout is still paid
      And "acme" has 2 payouts
      And no money has moved

    @needs:events
    Scenario: Listening for two weeks after the bank took back a paid reversal
      Given a payout of 11.00 USD from "acme" to a US bank account
      And the payout is paid
      And the payout has been reversed
      And the reversing payout is failed
      When 14 days pass
      Then no events are sent
      And no money has moved
