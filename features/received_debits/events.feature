@needs:received-debits @needs:accounts @needs:treasury @needs:events
Feature: Events of received debits
  A debit comes from outside, so its event is how the platform hears of it.

  @RD-10 @documented
  Rule: A received debit is announced by treasury.received_debit.created
    Source: Treasury guide "ReceivedDebit objects", Webhooks.

    Scenario: Listening while a debit is received
      Given "acme" has a financial account holding 50.00 USD
      When the platform creates a received debit on the financial account with:
        | param             | value                 |
        | amount            | 10.00 USD             |
        | currency          | usd                   |
        | financial_account | the financial account |
        | network           | ach                   |
      Then the events sent are:
        | type                            | object             | status    |
        | treasury.received_debit.created | the received debit | succeeded |
      And the "treasury.received_debit.created" event of the received debit shows:
        | field                         | value                 |
        | data.object.amount            | 10.00 USD             |
        | data.object.financial_account | the financial account |
      And the money moved is:
        | account           | available  |
        | financial account | -10.00 USD |

    @inferred
    Scenario: Listening while a debit is received that the cash does not cover
      Given "acme" has a financial account holding 9.99 USD
      When the platform creates a received debit on the financial account with:
        | param             | value                 |
        | amount            | 10.00 USD             |
        | currency          | usd                   |
        | financial_account | the financial account |
        | network           | ach                   |
      Then the events sent are:
        | type                            | object             | status |
        | treasury.received_debit.created | the received debit | failed |
      And no money has moved
