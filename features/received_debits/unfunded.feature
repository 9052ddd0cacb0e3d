@needs:received-debits @needs:accounts @needs:treasury
Feature: Debits that the cash does not cover
  A debit is a fact from outside, so it is not refused: it is made, it fails, and nothing is taken.

  @RD-03 @documented
  Rule: A debit of more than the cash fails
    Source: Treasury guide "ReceivedDebit objects", Testing; published schema, received debit, failure_code, transaction.

    Scenario: Creating a received debit of one cent more than the cash
      Given "acme" has a financial account holding 9.99 USD
      When the platform creates a received debit on the financial account with:
        | param             | value                 |
        | amount            | 10.00 USD             |
        | currency          | usd                   |
        | financial_account | the financial account |
        | network           | ach                   |
      Then the request succeeds
      And the received debit shows:
        | field        | value              |
        | status       | failed             |
        | failure_code | insufficient_funds |
        | transaction  | null               |
      And no money has moved

    Scenario: Creating a received debit of one cent more than another one left
      Given "acme" has a financial account holding 15.00 USD
      And an ach debit of 10.00 USD on the financial account
      When the platform creates a received debit on the financial account with:
        | param             | value                 |
        | amount            | 5.01 USD              |
        | currency          | usd                   |
        | financial_account | the financial account |
        | network           | ach                   |
      Then the received debit shows:
        | field        | value              |
        | status       | failed             |
        | failure_code | insufficient_funds |
      And no money has moved

    Scenario: Creating a received debit after one that failed, for contrast
      Given "acme" has a financial account holding 10.00 USD
      And an ach debit of 10.01 USD on the financial account
      When the platform creates a received debit on the financial account with:
        | param             | value                 |
        | amount            | 10.00 USD             |
        | currency          | usd                   |
        | financial_account | the financial account |
        | network           | ach                   |
      Then the received debit shows:
        | field        | value     |
        | status       | succeeded |
        | failure_code | null      |
        | transaction  | set       |
      And the money moved is:
        | account           | available  |
        | financial account | -10.00 USD |
