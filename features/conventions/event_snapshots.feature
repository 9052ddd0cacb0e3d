@needs:events @needs:accounts
Feature: Events as they were
  An event keeps the object as it was when the event was made. What becomes of the object later stands in later events.

  @EVT-05 @documented
  Rule: The object in an event stays as it was when the event was made
    Source: API documentation, webhooks and events.

    @needs:payouts @needs:funds
    Scenario: Reading how a payout began that was canceled since
      Given a payout of 11.00 USD from "acme" to a US bank account
      And the payout is canceled
      When the platform lists the events of "acme" with:
        | param | value          |
        | type  | payout.created |
      Then the request succeeds
      And the answer shows:
        | field                                          | value      |
        | data.0.data.object.id                          | the payout |
        | data.0.data.object.status                      | pending    |
        | data.0.data.object.failure_balance_transaction | null       |
      And the payout is still canceled
      And no money has moved

    @needs:payouts @needs:funds @needs:bank
    Scenario Outline: Reading how a payout began that is <status> by now
      Given a payout of 11.00 USD from "acme" to a US bank account
      And the payout is <status>
      When the platform lists the events of "acme" with:
        | param | value          |
        | type  | payout.created |
      Then the request succeeds
      And the answer shows:
        | field                           | value      |
        | data.0.data.object.id           | the payout |
        | data.0.data.object.status       | pending    |
        | data.0.data.object.failure_code | null       |
      And the payout is still <status>
      And no money has moved

      Examples:
        | status     |
        | in_transit |
        | paid       |
        | failed     |

    @needs:payouts @needs:payout-reversals @needs:funds @needs:bank
    Scenario: Reading how a payout was paid that was reversed since
      Given a payout of 11.00 USD from "acme" to a US bank account
      And the payout is paid
      And the payout is being reversed
      When the platform lists the events of "acme" with:
        | param | value       |
        | type  | payout.paid |
      Then the request succeeds
      And the answer shows:
        | field                          | value      |
        | data.0.data.object.id          | the payout |
        | data.0.data.object.reversed_by | null       |
      And no money has moved

    @needs:transfers @needs:funds
    Scenario: Reading how a transfer began that was labeled since
      Given a transfer of 8.00 USD to "acme"
      And the transfer carries the metadata:
        | key      | value |
        | order_id | 6735  |
      When the platform lists the events of the platform with:
        | param | value            |
        | type  | transfer.created |
      Then the request succeeds
      And the answer shows:
        | field                       | value        |
        | data.0.data.object.id       | the transfer |
        | data.0.data.object.metadata | {}           |
      And no money has moved

    @needs:transfers @needs:transfer-reversals @needs:funds
    Scenario: Reading how a transfer began that was reversed since
      Given a transfer of 8.00 USD to "acme"
      And 3.00 USD of the transfer has been reversed
      When the platform lists the events of the platform with:
        | param | value            |
        | type  | transfer.created |
      Then the request succeeds
      And the answer shows:
        | field                              | value        |
        | data.0.data.object.id              | the transfer |
        | data.0.data.object.amount_reversed | 0.00 USD     |
        | data.0.data.object.reversed        | false        |
      And no money has moved

    @needs:received-debits @needs:debit-reversals @needs:treasury
    Scenario: Reading how a debit was received that was reversed since
      Given an ach debit of 10.00 USD on the financial account
      And the received debit is being reversed
      When the platform lists the events of "acme" with:
        | param | value                           |
        | type  | treasury.received_debit.created |
      Then the request succeeds
      And the answer shows:
        | field                                                 | value              |
        | data.0.data.object.id                                 | the received debit |
        | data.0.data.object.reversal_details.restricted_reason | null               |
        | data.0.data.object.linked_flows.debit_reversal        | null               |
      And no money has moved

    @needs:received-debits @needs:debit-reversals @needs:treasury @needs:treasury-bank
    Scenario: Reading how a debit reversal began that was completed since
      Given an ach debit of 10.00 USD on the financial account
      And the received debit has been reversed
      When the platform lists the events of "acme" with:
        | param | value                           |
        | type  | treasury.debit_reversal.created |
      Then the request succeeds
      And the answer shows:
        | field                                              | value              |
        | data.0.data.object.id                              | the debit reversal |
        | data.0.data.object.status                          | processing         |
        | data.0.data.object.status_transitions.completed_at | null               |
      And the debit reversal shows:
        | field                           | value |
        | status_transitions.completed_at | set   |
      And no money has moved
