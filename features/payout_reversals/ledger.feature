@needs:payouts @needs:payout-reversals @needs:accounts @needs:funds @needs:bank
Feature: Balance transactions of a reversal
  The money of a reversal is booked when the reversal is requested, by a transaction of the reversing payout, and taken
  back by a second one if the bank refuses.

  @PAY-REV-06 @documented
  Rule: A reversing payout has a balance transaction of its own at once
    Source: API reference, "Reverse a payout", Response.

    Scenario: Reading the transaction that the reversing payout names
      Given a payout of 11.00 USD from "acme" to a US bank account
      And the payout is paid
      When the platform reverses the payout
      Then the reversing payout shows:
        | field               | value   |
        | status              | pending |
        | balance_transaction | another |
      And the money moved is:
        | account | pending    |
        | acme    | +11.00 USD |

  @PAY-REV-07 @inferred
  Rule: A reverse request books one pending transaction of type payout over the positive amount
    Source: API reference, "Reverse a payout", Response; support article on payout reversals.
    A payout books its amount with the sign turned, and a reversing payout has a negative one. The article has the money
    arrive days later, hence pending.

    Scenario: Reading the transactions after the request
      Given a payout of 11.00 USD from "acme" to a US bank account
      And the payout is paid
      When the platform reverses the payout
      Then the balance transactions of the reversing payout are:
        | type   | amount     | status  |
        | payout | 11.00 USD  | pending |
      And the balance of "acme" is the sum of its balance transactions
      And the money moved is:
        | account | pending    |
        | acme    | +11.00 USD |

  @PAY-REV-33 @inferred
  Rule: A failed reversal books a transaction of type payout_failure over the negative amount
    Source: Published schema, payout object, failure_balance_transaction; balance transaction, type.
    A failed payout takes back what it booked by a second transaction, and a reversing payout booked a positive amount.

    Scenario: Reading the transactions after the bank refused a pending reversal
      Given a payout of 11.00 USD from "acme" to a US bank account
      And the payout is paid
      And the payout is being reversed
      When the bank fails the reversing payout
      Then the reversing payout is now failed
      And the balance transactions of the reversing payout are:
        | type           | amount     |
        | payout         | 11.00 USD  |
        | payout_failure | -11.00 USD |
      And the money moved is:
        | account | pending    |
        | acme    | -11.00 USD |

    Scenario: Reading the transactions after the bank took back a paid reversal
      Given a payout of 11.00 USD from "acme" to a US bank account
      And the payout is paid
      And the payout has been reversed
      When the bank fails the reversing payout
      Then the balance transactions of the reversing payout are:
        | type           | amount     |
        | payout         | 11.00 USD  |
        | payout_failure | -11.00 USD |
      And the balance of "acme" is the sum of its balance transactions
      And the money moved is:
        | account | pending    |
        | acme    | -11.00 USD |

    @needs:clock
    Scenario: Reading the transactions after the bank took back a reversal whose funds had become available
      Given a payout of 11.00 USD from "acme" to a US bank account
      And the payout is paid
      And the payout is being reversed
      And the reversing payout was expected to arrive 10 days ago
      When the bank fails the reversing payout
      Then the balance transactions of the reversing payout are:
        | type           | amount     |
        | payout         | 11.00 USD  |
        | payout_failure | -11.00 USD |
      And the balance of "acme" is the sum of its balance transactions
      And the money moved is:
        | account | available  |
        | acme    | -11.00 USD |
