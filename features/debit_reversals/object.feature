@needs:received-debits @needs:debit-reversals @needs:accounts @needs:treasury
Feature: The debit reversal beside its debit
  A debit reversal gives back what the debit took: all of it, over the same network, to the same financial account.

  @DR-03 @documented
  Rule: A debit reversal takes amount, currency, network, financial account from the debit that it names
    Source: Treasury guide "DebitReversal objects", Creating a DebitReversal, response.

    Scenario: Retrieving the reversal of a debit of the whole cash
      Given an ach debit of 99999.99 USD on the financial account
      And the received debit is being reversed
      When the platform retrieves the debit reversal
      Then the debit reversal shows:
        | field             | value                 |
        | amount            | 99999.99 USD          |
        | network           | ach                   |
        | received_debit    | the received debit    |
        | financial_account | the financial account |
      And no money has moved

    Scenario: Reversing a debit of part of the cash
      Given "acme" has a financial account holding 50.00 USD
      And an ach debit of 10.00 USD on the financial account
      When the platform reverses the received debit
      Then the debit reversal shows:
        | field       | value     |
        | amount      | 10.00 USD |
        | currency    | usd       |
        | livemode    | false     |
        | transaction | set       |
      And the money moved is unspecified

  @DR-04 @documented @reading:debit-reversal-object=treasury.debit_reversal
  Rule: A debit reversal calls itself treasury.debit_reversal
    Source: Published schema, debit reversal, object.
    The guide's sample answers have the short name, the published schema the long one.

    Scenario: Retrieving a debit reversal by its long name
      Given an ach debit of 10.00 USD on the financial account
      And the received debit is being reversed
      When the platform retrieves the debit reversal
      Then the debit reversal shows:
        | field  | value                   |
        | object | treasury.debit_reversal |
      And no money has moved

  @DR-04b @documented @reading:debit-reversal-object=debit_reversal
  Rule: A debit reversal calls itself debit_reversal
    Source: Treasury guide "DebitReversal objects", Creating a DebitReversal; Retrieve a DebitReversal.
    The other half of DR-04.

    Scenario: Retrieving a debit reversal by its short name
      Given an ach debit of 10.00 USD on the financial account
      And the received debit is being reversed
      When the platform retrieves the debit reversal
      Then the debit reversal shows:
        | field  | value          |
        | object | debit_reversal |
      And no money has moved
