@needs:payouts @needs:accounts @needs:funds @needs:bank
Feature: Test account numbers
  Some documented account numbers stand for one answer of the bank each, so that every answer can be rehearsed.

  @PAY-LIFE-06 @documented
  Rule: A documented test account number decides how the bank answers
    Source: Payouts documentation, "Test payouts".
    The bank is only told to pay or to fail; the reason that it gives is the number's own.

    Scenario Outline: Failing a payout to the account number <number>
      Given a payout of 11.00 USD from "acme" to a US bank account numbered <number>
      When the bank fails the payout
      Then the payout is now failed
      And the payout shows:
        | field        | value  |
        | failure_code | <code> |
      And the money moved is:
        | account | available  |
        | acme    | +11.00 USD |

      Examples:
        | number       | code             |
        | 000111111116 | no_account       |
        | 000111111113 | account_closed   |
        | 000444444440 | invalid_currency |

    Scenario: Paying a payout to the account number that stands for success
      Given a payout of 11.00 USD from "acme" to a US bank account numbered 000123456789
      When the bank pays the payout
      Then the payout is now paid
      And no money has moved
