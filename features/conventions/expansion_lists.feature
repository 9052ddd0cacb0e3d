@needs:accounts @needs:expand
Feature: Expanding in lists
  What a list holds is below its member data, and so is what can be expanded.

  @EXP-03 @documented
  Rule: In a list the path of an expansion begins with data
    Source: API reference, expanding responses.

    @needs:payouts @needs:funds
    Scenario Outline: Listing payouts with each one's <member> expanded
      Given these payouts from "acme":
        | amount   |
        | 4.00 USD |
        | 7.00 USD |
      When the platform lists the payouts of "acme" with:
        | param    | value         |
        | expand[] | data.<member> |
      Then the request succeeds
      And the answer shows:
        | field                  | value    |
        | data.0.<member>.object | <object> |
        | data.1.<member>.object | <object> |
      And no money has moved

      Examples:
        | member              | object              |
        | balance_transaction | balance_transaction |
        | destination         | bank_account        |

    @needs:payouts @needs:funds
    Scenario: Listing payouts with nothing expanded, for contrast
      Given a payout of 11.00 USD from "acme" to a US bank account
      When the platform lists the payouts of "acme"
      Then the request succeeds
      And the answer shows:
        | field                      | value |
        | data.0.balance_transaction | an id |
        | data.0.destination         | an id |
      And no money has moved

    @recorded @needs:payouts @needs:funds
    Scenario: Listing payouts with data expanded, and nothing below it
      Given a payout of 11.00 USD from "acme" to a US bank account
      When the platform lists the payouts of "acme" with:
        | param    | value |
        | expand[] | data  |
      Then the request succeeds
      And the answer shows:
        | field                      | value      |
        | data.0.id                  | the payout |
        | data.0.balance_transaction | an id      |
      And no money has moved

    @needs:payouts @needs:funds
    Scenario: Listing balance transactions with the source of each expanded
      Given a payout of 11.00 USD from "acme" to a US bank account
      When the platform lists the balance transactions of "acme" with:
        | param    | value       |
        | type     | payout      |
        | expand[] | data.source |
      Then the request succeeds
      And the answer shows:
        | field                | value      |
        | data.0.source.object | payout     |
        | data.0.source.id     | the payout |
      And no money has moved

    @needs:transfers @needs:funds
    Scenario Outline: Listing transfers with each one's <member> expanded
      Given a transfer of 8.00 USD to "acme"
      When the platform lists the transfers of the platform with:
        | param    | value         |
        | expand[] | data.<member> |
      Then the request succeeds
      And the answer shows:
        | field                  | value    |
        | data.0.<member>.object | <object> |
      And no money has moved

      Examples:
        | member              | object              |
        | balance_transaction | balance_transaction |
        | destination_payment | charge              |

    @needs:transfers @needs:transfer-reversals @needs:funds
    Scenario: Listing transfer reversals with the transfer of each expanded
      Given a transfer of 8.00 USD to "acme"
      And 3.00 USD of the transfer has been reversed
      When the platform lists the transfer reversals of the transfer with:
        | param    | value         |
        | expand[] | data.transfer |
      Then the request succeeds
      And the answer shows:
        | field                  | value        |
        | data.0.transfer.object | transfer     |
        | data.0.transfer.id     | the transfer |
      And no money has moved

    @needs:transfers @needs:transfer-reversals @needs:funds
    Scenario: Retrieving a transfer with the transactions of its reversals expanded
      Given a transfer of 8.00 USD to "acme"
      And 3.00 USD of the transfer has been reversed
      When the platform retrieves the transfer with:
        | param    | value                              |
        | expand[] | reversals.data.balance_transaction |
      Then the request succeeds
      And the answer shows:
        | field                                       | value                 |
        | reversals.data.0.balance_transaction.object | balance_transaction   |
        | reversals.data.0.balance_transaction.source | the transfer reversal |
      And no money has moved

    @needs:received-debits @needs:debit-reversals @needs:treasury
    Scenario Outline: Listing the <collection> with the transaction of each expanded
      Given an ach debit of 10.00 USD on the financial account
      And the received debit is being reversed
      When the platform lists the <collection> of "acme" with:
        | param             | value                 |
        | financial_account | the financial account |
        | expand[]          | data.transaction      |
      Then the request succeeds
      And the answer shows:
        | field                        | value                |
        | data.0.transaction.object    | treasury.transaction |
        | data.0.transaction.flow_type | <flow>               |
      And no money has moved

      Examples:
        | collection      | flow           |
        | received debits | received_debit |
        | debit reversals | debit_reversal |
