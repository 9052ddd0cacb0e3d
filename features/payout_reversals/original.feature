@needs:payouts @needs:payout-reversals @needs:accounts @needs:funds @needs:bank
Feature: The original payout once its reversal was requested
  A reversal is a payout of its own. The payout that it undoes goes on as it was: "reversed" is not a status.

  @PAY-REV-36 @inferred
  Rule: Of the original payout, a reverse request alters nothing but the link to the reversing payout
    Source: API reference, "Reverse a payout", Returns.
    The call answers with the reversing payout, and no document knows of another change to the original. Its event is
    about the link (PAY-REV-27).

    Scenario: Reading the original after the request
      Given a payout of 11.00 USD from "acme" to a US bank account
      And the payout is paid
      When the platform reverses the payout
      Then the payout is still paid
      And the payout shows:
        | field                       | value     |
        | amount                      | 11.00 USD |
        | failure_balance_transaction | null      |
        | failure_code                | null      |
        | failure_message             | null      |
      And the balance transactions of the payout are:
        | type   | amount     |
        | payout | -11.00 USD |
      And the money moved is:
        | account | pending    |
        | acme    | +11.00 USD |

    Scenario: Reading the original after the bank has paid the reversal
      Given a payout of 11.00 USD from "acme" to a US bank account
      And the payout is paid
      And the payout is being reversed
      When the bank pays the reversing payout
      Then the reversing payout is now paid
      And the payout is still paid
      And the payout and the reversing payout name each other
      And no money has moved
