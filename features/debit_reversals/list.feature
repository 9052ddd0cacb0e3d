@needs:received-debits @needs:debit-reversals @needs:accounts @needs:treasury
Feature: Listing debit reversals
  Debit reversals are listed for one financial account at a time and can be narrowed by status and by debit.

  @DR-13 @documented
  Rule: A list of debit reversals is that of the financial account it names, as far as its filters go
    Source: Treasury guide "DebitReversal objects", List DebitReversals; published schema, the same list, resolution.

    Scenario: Listing the last three debit reversals, of no financial account
      Given an ach debit of 10.00 USD on the financial account
      And the received debit is being reversed
      When the platform lists the debit reversals of "acme" with:
        | param | value |
        | limit | 3     |
      Then the request is refused
      And the refusal has the code "parameter_missing"
      And the refusal names the parameter "financial_account"
      And no money has moved

    Scenario: Listing the last three debit reversals of a financial account, for contrast
      Given an ach debit of 10.00 USD on the financial account
      And the received debit is being reversed
      When the platform lists the debit reversals of "acme" with:
        | param             | value                 |
        | financial_account | the financial account |
        | limit             | 3                     |
      Then the request succeeds
      And the list holds the amounts:
        | amount    |
        | 10.00 USD |
      And no money has moved

    @needs:treasury-bank
    Scenario Outline: Listing the debit reversals that are <status>
      Given "acme" has a financial account holding 50.00 USD
      And an ach debit of 10.00 USD on the financial account
      And the received debit has been reversed
      And an ach debit of 5.00 USD on the financial account
      And the received debit is being reversed
      When the platform lists the debit reversals of "acme" with:
        | param             | value                 |
        | financial_account | the financial account |
        | status            | <status>              |
      Then the list holds the amounts:
        | amount   |
        | <amount> |
      And no money has moved

      Examples:
        | status     | amount    |
        | completed  | 10.00 USD |
        | processing | 5.00 USD  |

    @needs:treasury-bank
    Scenario: Listing the canceled debit reversals
      Given an ach debit of 10.00 USD on the financial account
      And the received debit is being reversed
      And the debit reversal is canceled
      When the platform lists the debit reversals of "acme" with:
        | param             | value                 |
        | financial_account | the financial account |
        | status            | canceled              |
      Then the request succeeds
      And the list holds 1 debit reversal
      And no money has moved

    Scenario: Listing the reversal of one debit among others
      Given "acme" has a financial account holding 50.00 USD
      And an ach debit of 10.00 USD on the financial account
      And the received debit is being reversed
      And an ach debit of 5.00 USD on the financial account
      And the received debit is being reversed
      When the platform lists the debit reversals of "acme" with:
        | param             | value                 |
        | financial_account | the financial account |
        | received_debit    | the received debit    |
      Then the list holds the amounts:
        | amount   |
        | 5.00 USD |
      And no money has moved

    Scenario: Listing what comes after the only debit reversal
      Given an ach debit of 10.00 USD on the financial account
      And the received debit is being reversed
      When the platform lists the debit reversals of "acme" with:
        | param             | value                 |
        | financial_account | the financial account |
        | starting_after    | the debit reversal    |
      Then the request succeeds
      And the list holds 0 debit reversals
      And no money has moved

    Scenario: Listing the debit reversals that were won, where none was disputed
      Given an ach debit of 10.00 USD on the financial account
      And the received debit is being reversed
      When the platform lists the debit reversals of "acme" with:
        | param             | value                 |
        | financial_account | the financial account |
        | resolution        | won                   |
      Then the request succeeds
      And the list holds 0 debit reversals
      And no money has moved
