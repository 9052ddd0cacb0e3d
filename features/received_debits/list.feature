@needs:received-debits @needs:accounts @needs:treasury
Feature: Listing received debits
  Debits are listed for one financial account at a time, newest first, and can be narrowed by how they went.

  @RD-09 @documented
  Rule: A list of received debits is that of the financial account it names, as far as its status filter goes
    Source: Published schema, list of received debits, financial_account, status.

    Scenario: Listing received debits of no financial account
      Given an ach debit of 10.00 USD on the financial account
      When the platform lists the received debits of "acme" with:
        | param  | value     |
        | status | succeeded |
      Then the request is refused
      And the refusal has the code "parameter_missing"
      And the refusal names the parameter "financial_account"
      And no money has moved

    Scenario Outline: Listing the received debits that <status>
      Given "acme" has a financial account holding 15.00 USD
      And an ach debit of 10.00 USD on the financial account
      And an ach debit of 20.00 USD on the financial account
      When the platform lists the received debits of "acme" with:
        | param             | value                 |
        | financial_account | the financial account |
        | status            | <status>              |
      Then the request succeeds
      And the list holds the amounts:
        | amount   |
        | <amount> |
      And no money has moved

      Examples:
        | status    | amount    |
        | succeeded | 10.00 USD |
        | failed    | 20.00 USD |

    @needs:clock
    Scenario: Listing the received debits of two different hours
      Given "acme" has a financial account holding 15.00 USD
      And an ach debit of 10.00 USD on the financial account
      And the deadline is 1 hour away
      And an ach debit of 20.00 USD on the financial account
      When the platform lists the received debits of "acme"
      Then the request succeeds
      And the list holds the amounts:
        | amount    |
        | 20.00 USD |
        | 10.00 USD |
      And no money has moved
