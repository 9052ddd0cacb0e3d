@needs:received-debits @needs:accounts @needs:treasury
Feature: Receiving a debit
  Somebody outside pulls money out of a financial account. Nobody asks the account first: the debit either finds the
  cash or fails. In test mode the platform plays the outsider with a test helper.

  @RD-01 @documented
  Rule: A debit that the cash covers succeeds
    Source: Published schema, test helper "Create a ReceivedDebit" and received debit, status, failure_code, transaction.

    Scenario: Creating a received debit of part of the cash
      Given "acme" has a financial account holding 50.00 USD
      When the platform creates a received debit on the financial account with:
        | param             | value                 |
        | amount            | 10.00 USD             |
        | currency          | usd                   |
        | financial_account | the financial account |
        | network           | ach                   |
      Then the request succeeds
      And the answer is the received debit as it reads now
      And the received debit shows:
        | field             | value                   |
        | object            | treasury.received_debit |
        | status            | succeeded               |
        | failure_code      | null                    |
        | transaction       | set                     |
        | amount            | 10.00 USD               |
        | network           | ach                     |
        | financial_account | the financial account   |
        | livemode          | false                   |
      And the money moved is:
        | account           | available  |
        | financial account | -10.00 USD |

    Scenario: Retrieving a received debit again
      Given an ach debit of 10.00 USD on the financial account
      When the platform retrieves the received debit
      Then the request succeeds
      And the answer is the received debit as it reads now
      And no money has moved

  @RD-04 @documented
  Rule: A debit that succeeded lowers the cash of the financial account
    Source: Treasury guide "Working with balances and transactions", Balances.
    The account's other balance, that of its payments, is not concerned.

    Scenario Outline: Creating a received debit of <amount> against 50.00 USD
      Given "acme" has a financial account holding 50.00 USD
      When the platform creates a received debit on the financial account with:
        | param             | value                 |
        | amount            | <amount>              |
        | currency          | usd                   |
        | financial_account | the financial account |
        | network           | ach                   |
      Then the financial account shows:
        | field            | value  |
        | balance.cash.usd | <left> |
      And the money moved is:
        | account           | available |
        | financial account | -<amount> |

      Examples:
        | amount    | left      |
        | 0.01 USD  | 49.99 USD |
        | 50.00 USD | 0.00 USD  |
