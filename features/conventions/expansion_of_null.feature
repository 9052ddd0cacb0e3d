@needs:accounts @needs:expand
Feature: Expanding what has no value
  A member that names nothing has nothing to expand, and asking for it does no harm.

  @EXP-07 @documented
  Rule: A member that is null stays null when it is expanded
    Source: Published schema, the members of each object that can be expanded or null.

    @needs:payouts @needs:funds
    Scenario Outline: Retrieving a new payout with its <member> expanded
      Given a payout of 11.00 USD from "acme" to a US bank account
      When the platform retrieves the payout with:
        | param    | value    |
        | expand[] | <member> |
      Then the request succeeds
      And the answer shows:
        | field    | value |
        | <member> | null  |
      And no money has moved

      Examples:
        | member                      |
        | failure_balance_transaction |
        | original_payout             |
        | reversed_by                 |

    @needs:payouts @needs:funds
    Scenario: Retrieving a new payout with a path that goes on behind what has no value
      Given a payout of 11.00 USD from "acme" to a US bank account
      When the platform retrieves the payout with:
        | param    | value                           |
        | expand[] | reversed_by.balance_transaction |
      Then the request succeeds
      And the answer shows:
        | field       | value |
        | reversed_by | null  |
      And no money has moved

    @needs:payouts @needs:funds
    Scenario: Retrieving a canceled payout with its second transaction expanded, for contrast
      Given a payout of 11.00 USD from "acme" to a US bank account
      And the payout is canceled
      When the platform retrieves the payout with:
        | param    | value                       |
        | expand[] | failure_balance_transaction |
      Then the request succeeds
      And the answer shows:
        | field                              | value               |
        | failure_balance_transaction.object | balance_transaction |
      And no money has moved

    @needs:payouts @needs:funds
    Scenario: Listing a new payout with its second transaction expanded
      Given a payout of 11.00 USD from "acme" to a US bank account
      When the platform lists the payouts of "acme" with:
        | param    | value                            |
        | expand[] | data.failure_balance_transaction |
      Then the request succeeds
      And the answer shows:
        | field                              | value |
        | data.0.failure_balance_transaction | null  |
      And no money has moved

    @needs:transfers @needs:funds
    Scenario: Retrieving a transfer from the balance with its source expanded
      Given a transfer of 8.00 USD to "acme"
      When the platform retrieves the transfer with:
        | param    | value              |
        | expand[] | source_transaction |
      Then the request succeeds
      And the answer shows:
        | field              | value |
        | source_transaction | null  |
      And no money has moved

    @needs:transfers @needs:transfer-reversals @needs:funds
    Scenario: Retrieving a transfer reversal that no refund caused, with the refund expanded
      Given a transfer of 8.00 USD to "acme"
      And 3.00 USD of the transfer has been reversed
      When the platform retrieves the transfer reversal with:
        | param    | value         |
        | expand[] | source_refund |
      Then the request succeeds
      And the answer shows:
        | field         | value |
        | source_refund | null  |
      And no money has moved

    @needs:received-debits @needs:treasury
    Scenario: Retrieving a received debit that failed, with its transaction expanded
      Given "acme" has a financial account holding 9.99 USD
      And an ach debit of 10.00 USD on the financial account
      When the platform retrieves the received debit with:
        | param    | value       |
        | expand[] | transaction |
      Then the request succeeds
      And the answer shows:
        | field       | value  |
        | status      | failed |
        | transaction | null   |
      And no money has moved
