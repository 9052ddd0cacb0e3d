@needs:payouts @needs:accounts @needs:funds
Feature: The payout object
  What a payout says about itself. Each member is there from the beginning: a member that has no value yet is null,
  never missing.

  @PAY-OBJ-01 @documented
  Rule: A payout shows every documented member, as null where it has no value
    Source: Published schema, payout; API reference, "Retrieve a payout", the example.

    Scenario: Reading the members that always have a value
      Given a payout of 11.00 USD from "acme" to a US bank account
      When the platform retrieves the payout
      Then the request succeeds
      And the payout shows:
        | field                 | value          |
        | id                    | the payout     |
        | object                | payout         |
        | amount                | 11.00 USD      |
        | arrival_date          | set            |
        | automatic             | false          |
        | created               | set            |
        | currency              | usd            |
        | livemode              | false          |
        | method                | standard       |
        | reconciliation_status | not_applicable |
        | source_type           | card           |
        | status                | pending        |
        | type                  | bank_account   |
      And no money has moved

    Scenario: Reading the members that only some payouts fill
      Given a payout of 11.00 USD from "acme" to a US bank account
      When the platform retrieves the payout
      Then the request succeeds
      And the payout shows:
        | field                       | value               |
        | balance_transaction         | set                 |
        | destination                 | the US bank account |
        | description                 | null                |
        | failure_balance_transaction | null                |
        | failure_code                | null                |
        | failure_message             | null                |
        | metadata                    | {}                  |
        | original_payout             | null                |
        | reversed_by                 | null                |
        | statement_descriptor        | null                |
      And no money has moved

    Scenario: Reading a payout of the platform itself, in another currency
      Given a payout of 11.00 EUR from the platform to a DE bank account
      When the platform retrieves the payout
      Then the request succeeds
      And the payout shows:
        | field       | value               |
        | amount      | 11.00 EUR           |
        | currency    | eur                 |
        | destination | the DE bank account |
        | type        | bank_account        |
      And no money has moved

    Scenario: Reading a payout to a debit card
      Given a payout of 11.00 USD from "acme" to a debit card
      When the platform retrieves the payout
      Then the request succeeds
      And the payout shows:
        | field       | value          |
        | destination | the debit card |
        | type        | card           |
      And no money has moved

  @PAY-OBJ-02 @documented
  Rule: A manual payout is not applicable for reconciliation
    Source: API reference, the examples of every payout call; published schema, payout, reconciliation_status.

    Scenario: Reading a manual payout that is pending
      Given a payout of 11.00 USD from "acme" to a US bank account
      And the payout is manual
      When the platform retrieves the payout
      Then the payout shows:
        | field                 | value          |
        | automatic             | false          |
        | reconciliation_status | not_applicable |
      And no money has moved

    @needs:bank
    Scenario: Reading a manual payout that has arrived
      Given a payout of 11.00 USD from "acme" to a US bank account
      And the payout is manual
      And the payout is paid
      When the platform retrieves the payout
      Then the payout shows:
        | field                 | value          |
        | automatic             | false          |
        | reconciliation_status | not_applicable |
      And no money has moved

  @PAY-OBJ-03 @documented @needs:schedule
  Rule: A payout made by the payout schedule says that it is automatic
    Source: Published schema, payout, automatic.

    Scenario: Reading a payout that the schedule of a connected account made
      Given a payout of 11.00 USD from "acme" to a US bank account
      And the payout is automatic
      When the platform retrieves the payout
      Then the payout shows:
        | field     | value |
        | automatic | true  |
      And no money has moved
