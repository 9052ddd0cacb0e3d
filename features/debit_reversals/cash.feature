@needs:received-debits @needs:debit-reversals @needs:accounts @needs:treasury @needs:treasury-bank
Feature: The cash that a debit reversal brings back
  Once a reversal is completed the financial account has what it had before the debit. Whether the cash is back with
  the request already or only then, no document says, so what counts is the cash in the end.

  @DR-17 @inferred
  Rule: A completed debit reversal has restored the cash by the amount of the debit
    Source: Published schema, treasury transaction, flow_type; transaction entry, type, balance_impact.

    Scenario: Completing the reversal of one debit out of two
      Given "acme" has a financial account holding 50.00 USD
      And an ach debit of 5.00 USD on the financial account
      And an ach debit of 10.00 USD on the financial account
      And the received debit is being reversed
      When the bank completes the debit reversal
      Then the financial account shows:
        | field            | value     |
        | balance.cash.usd | 45.00 USD |
      And the money moved is unspecified

    Scenario: Reading the transaction of a completed debit reversal
      Given an ach debit of 10.00 USD on the financial account
      And the received debit has been reversed
      When the platform retrieves the treasury transaction
      Then the treasury transaction shows:
        | field               | value              |
        | flow_type           | debit_reversal     |
        | flow                | the debit reversal |
        | status              | posted             |
        | amount              | 10.00 USD          |
        | balance_impact.cash | 10.00 USD          |
      And no money has moved

    Scenario: Receiving a debit of what a reversal brought back
      Given "acme" has a financial account holding 10.00 USD
      And an ach debit of 10.00 USD on the financial account
      And the received debit has been reversed
      When the platform creates a received debit on the financial account with:
        | param             | value                 |
        | amount            | 10.00 USD             |
        | currency          | usd                   |
        | financial_account | the financial account |
        | network           | ach                   |
      Then the received debit is now succeeded
      And the money moved is:
        | account           | available  |
        | financial account | -10.00 USD |

    Scenario: Canceling a debit reversal before it is completed, for contrast
      Given "acme" has a financial account holding 50.00 USD
      And an ach debit of 10.00 USD on the financial account
      And the received debit is being reversed
      When the bank cancels the debit reversal
      Then the financial account shows:
        | field            | value     |
        | balance.cash.usd | 40.00 USD |
      And the money moved is unspecified
