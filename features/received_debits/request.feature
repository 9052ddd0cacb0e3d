@needs:received-debits @needs:accounts @needs:treasury
Feature: What a test debit needs
  The test helper says how much is pulled, in what currency, from where and over which network.

  @RD-02 @documented
  Rule: A test debit needs amount, currency, financial account, with ach as its network
    Source: Published schema, test helper "Create a ReceivedDebit"; error codes, parameter_missing.

    Scenario: Creating a received debit without an amount
      Given "acme" has a financial account holding 50.00 USD
      When the platform creates a received debit on the financial account with:
        | param             | value                 |
        | currency          | usd                   |
        | financial_account | the financial account |
        | network           | ach                   |
      Then the request is refused
      And the refusal has the code "parameter_missing"
      And the refusal names the parameter "amount"
      And no money has moved

    Scenario: Creating a received debit without a currency
      Given "acme" has a financial account holding 50.00 USD
      When the platform creates a received debit on the financial account with:
        | param             | value                 |
        | amount            | 10.00 USD             |
        | financial_account | the financial account |
        | network           | ach                   |
      Then the request is refused
      And the refusal has the code "parameter_missing"
      And the refusal names the parameter "currency"
      And no money has moved

    Scenario: Creating a received debit that names no financial account
      Given "acme" has a financial account holding 50.00 USD
      When the platform creates a received debit on the financial account with:
        | param    | value     |
        | amount   | 10.00 USD |
        | currency | usd       |
        | network  | ach       |
      Then the request is refused
      And the refusal has the code "parameter_missing"
      And the refusal names the parameter "financial_account"
      And no money has moved

    Scenario: Creating a received debit without a network
      Given "acme" has a financial account holding 50.00 USD
      When the platform creates a received debit on the financial account with:
        | param             | value                 |
        | amount            | 10.00 USD             |
        | currency          | usd                   |
        | financial_account | the financial account |
      Then the request is refused
      And the refusal has the code "parameter_missing"
      And the refusal names the parameter "network"
      And no money has moved

    Scenario: Creating a received debit over another network
      Given "acme" has a financial account holding 50.00 USD
      When the platform creates a received debit on the financial account with:
        | param             | value                 |
        | amount            | 10.00 USD             |
        | currency          | usd                   |
        | financial_account | the financial account |
        | network           | card                  |
      Then the request is refused
      And the refusal names the parameter "network"
      And no money has moved

    Scenario: Creating a received debit with all four, for contrast
      Given "acme" has a financial account holding 50.00 USD
      When the platform creates a received debit on the financial account with:
        | param             | value                 |
        | amount            | 10.00 USD             |
        | currency          | usd                   |
        | financial_account | the financial account |
        | network           | ach                   |
      Then the request succeeds
      And the money moved is:
        | account           | available  |
        | financial account | -10.00 USD |

  @RD-11 @documented
  Rule: A debit cannot be created but by the test helper
    Source: Treasury guide "ReceivedDebit objects"; published schema, the routes of received debits.

    Scenario: Creating a received debit among the real ones
      Given "acme" has a financial account holding 50.00 USD
      When the platform creates a received debit with:
        | param             | value                 |
        | amount            | 10.00 USD             |
        | currency          | usd                   |
        | financial_account | the financial account |
        | network           | ach                   |
      Then the request is refused
      And no money has moved

    Scenario: Creating a received debit by the test helper, for contrast
      Given "acme" has a financial account holding 50.00 USD
      When the platform creates a received debit on the financial account with:
        | param             | value                 |
        | amount            | 10.00 USD             |
        | currency          | usd                   |
        | financial_account | the financial account |
        | network           | ach                   |
      Then the request succeeds
      And the money moved is:
        | account           | available  |
        | financial account | -10.00 USD |
