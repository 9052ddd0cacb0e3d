@needs:accounts @needs:expand
Feature: Ids as the objects that they name
  An object names others by their ids. Whoever wants to read one of them in the same answer asks for it.

  @EXP-01 @documented
  Rule: An id that can be expanded is answered as the object, where that is asked for
    Source: API reference, expanding responses; published schema, the members of each object that can be expanded.

    @needs:payouts @needs:funds
    Scenario Outline: Retrieving a payout with its <member> expanded
      Given a payout of 11.00 USD from "acme" to a US bank account
      When the platform retrieves the payout with:
        | param    | value    |
        | expand[] | <member> |
      Then the request succeeds
      And the answer shows:
        | field           | value    |
        | <member>.object | <object> |
        | <member>.<link> | <target> |
      And no money has moved

      Examples:
        | member              | object              | link   | target              |
        | balance_transaction | balance_transaction | source | the payout          |
        | destination         | bank_account        | id     | the US bank account |

    @needs:payouts @needs:funds
    Scenario: Retrieving a payout with nothing expanded, for contrast
      Given a payout of 11.00 USD from "acme" to a US bank account
      When the platform retrieves the payout
      Then the request succeeds
      And the answer shows:
        | field               | value |
        | balance_transaction | an id |
        | destination         | an id |
      And no money has moved

    @needs:transfers @needs:funds
    Scenario Outline: Retrieving a transfer with its <member> expanded
      Given a transfer of 8.00 USD to "acme"
      When the platform retrieves the transfer with:
        | param    | value    |
        | expand[] | <member> |
      Then the request succeeds
      And the answer shows:
        | field           | value    |
        | <member>.object | <object> |
        | <member>.<link> | <target> |
      And no money has moved

      Examples:
        | member              | object              | link   | target                  |
        | balance_transaction | balance_transaction | source | the transfer            |
        | destination         | account             | id     | "acme"                  |
        | destination_payment | charge              | id     | the destination payment |

    @needs:transfers @needs:funds
    Scenario: Retrieving a transfer with nothing expanded, for contrast
      Given a transfer of 8.00 USD to "acme"
      When the platform retrieves the transfer
      Then the request succeeds
      And the answer shows:
        | field               | value |
        | balance_transaction | an id |
        | destination         | an id |
        | destination_payment | an id |
      And no money has moved

    @needs:transfers @needs:transfer-reversals @needs:funds
    Scenario Outline: Retrieving a transfer reversal with its <member> expanded
      Given a transfer of 8.00 USD to "acme"
      And 3.00 USD of the transfer has been reversed
      When the platform retrieves the transfer reversal with:
        | param    | value    |
        | expand[] | <member> |
      Then the request succeeds
      And the answer shows:
        | field           | value    |
        | <member>.object | <object> |
        | <member>.<link> | <target> |
      And no money has moved

      Examples:
        | member                     | object              | link   | target                |
        | balance_transaction        | balance_transaction | source | the transfer reversal |
        | destination_payment_refund | refund              | id     | an id                 |
        | transfer                   | transfer            | id     | the transfer          |

    @needs:transfers @needs:transfer-reversals @needs:funds
    Scenario: Retrieving a transfer reversal with nothing expanded, for contrast
      Given a transfer of 8.00 USD to "acme"
      And 3.00 USD of the transfer has been reversed
      When the platform retrieves the transfer reversal
      Then the request succeeds
      And the answer shows:
        | field                      | value |
        | balance_transaction        | an id |
        | destination_payment_refund | an id |
        | transfer                   | an id |
      And no money has moved

    @needs:received-debits @needs:debit-reversals @needs:treasury
    Scenario Outline: Retrieving <flow> with its transaction expanded
      Given an ach debit of 10.00 USD on the financial account
      And the received debit is being reversed
      When the platform retrieves <flow> with:
        | param    | value       |
        | expand[] | transaction |
      Then the request succeeds
      And the answer shows:
        | field              | value                |
        | transaction.object | treasury.transaction |
        | transaction.flow   | <flow>               |
      And no money has moved

      Examples:
        | flow               |
        | the received debit |
        | the debit reversal |

    @needs:received-debits @needs:treasury
    Scenario: Retrieving a received debit with nothing expanded, for contrast
      Given an ach debit of 10.00 USD on the financial account
      When the platform retrieves the received debit
      Then the request succeeds
      And the answer shows:
        | field       | value |
        | transaction | an id |
      And no money has moved
