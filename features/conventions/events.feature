@needs:events @needs:accounts
Feature: What an event says
  An event tells what happened to which object, for which account and by whose request, and whether it was a change.

  @EVT-01 @documented
  Rule: Every event has the same form, with the object that it is about inside
    Source: Published schema, event.

    @needs:payouts @needs:funds
    Scenario: Reading the event of a payout that was created
      Given "acme" holds 11.00 USD
      When the platform creates a payout from "acme" with:
        | param    | value     |
        | amount   | 11.00 USD |
        | currency | usd       |
      Then the "payout.created" event of the payout shows:
        | field              | value          |
        | id                 | an id          |
        | object             | event          |
        | type               | payout.created |
        | livemode           | false          |
        | api_version        | set            |
        | created            | set            |
        | pending_webhooks   | set            |
        | data.object.object | payout         |
        | data.object.amount | 11.00 USD      |
      And the money moved is:
        | account | available  |
        | acme    | -11.00 USD |

    @needs:transfers @needs:transfer-reversals @needs:funds
    Scenario: Reading the event of a transfer that was reversed
      Given a transfer of 8.00 USD to "acme"
      When the platform reverses 3.00 USD of the transfer
      Then the "transfer.reversed" event of the transfer shows:
        | field              | value             |
        | id                 | an id             |
        | object             | event             |
        | type               | transfer.reversed |
        | livemode           | false             |
        | api_version        | set               |
        | pending_webhooks   | set               |
        | data.object.object | transfer          |
      And the money moved is:
        | account  | available |
        | platform | +3.00 USD |
        | acme     | -3.00 USD |

    @needs:received-debits @needs:debit-reversals @needs:treasury
    Scenario: Reading the event of a debit reversal that was created
      Given an ach debit of 10.00 USD on the financial account
      When the platform reverses the received debit
      Then the "treasury.debit_reversal.created" event of the debit reversal shows:
        | field            | value                           |
        | id               | an id                           |
        | object           | event                           |
        | type             | treasury.debit_reversal.created |
        | livemode         | false                           |
        | api_version      | set                             |
        | pending_webhooks | set                             |
        | data.object.id   | the debit reversal              |
      And the money moved is unspecified

  @EVT-02 @documented
  Rule: An event tells previous values only when it tells of an update
    Source: Published schema, event, previous_attributes.
    What is new, over or failed has a type of its own, and the object in the event says the rest.

    @needs:payouts @needs:funds
    Scenario: Looking for previous values of a payout that was canceled
      Given a payout of 11.00 USD from "acme" to a US bank account
      When the platform cancels the payout
      Then the "payout.canceled" event of the payout shows:
        | field                    | value    |
        | data.object.status       | canceled |
        | data.previous_attributes | absent   |
      And the money moved is:
        | account | available  |
        | acme    | +11.00 USD |

    @needs:payouts @needs:funds @needs:bank
    Scenario: Looking for previous values of a payout that was paid
      Given a payout of 11.00 USD from "acme" to a US bank account
      When the bank pays the payout
      Then the "payout.paid" event of the payout shows:
        | field                    | value  |
        | data.object.status       | paid   |
        | data.previous_attributes | absent |
      And no money has moved

    @needs:payouts @needs:payout-reversals @needs:funds @needs:bank
    Scenario: Looking for previous values of a reversing payout that was created
      Given a payout of 11.00 USD from "acme" to a US bank account
      And the payout is paid
      When the platform reverses the payout
      Then the "payout.created" event of the reversing payout shows:
        | field                    | value  |
        | data.previous_attributes | absent |
      And the money moved is:
        | account | pending    |
        | acme    | +11.00 USD |

    @needs:transfers @needs:transfer-reversals @needs:funds
    Scenario: Looking for previous values of a transfer that was reversed
      Given a transfer of 8.00 USD to "acme"
      When the platform reverses 3.00 USD of the transfer
      Then the "transfer.reversed" event of the transfer shows:
        | field                       | value    |
        | data.object.amount_reversed | 3.00 USD |
        | data.previous_attributes    | absent   |
      And the money moved is:
        | account  | available |
        | platform | +3.00 USD |
        | acme     | -3.00 USD |

    @needs:received-debits @needs:debit-reversals @needs:treasury
    Scenario: Looking for previous values of a debit reversal that was created
      Given an ach debit of 10.00 USD on the financial account
      When the platform reverses the received debit
      Then the "treasury.debit_reversal.created" event of the debit reversal shows:
        | field                    | value  |
        | data.previous_attributes | absent |
      And the money moved is unspecified

    @needs:payouts @needs:funds
    Scenario: Looking for previous values of a payout that was updated, for contrast
      Given a payout of 11.00 USD from "acme" to a US bank account
      And the payout carries the metadata:
        | key      | value |
        | order_id | 6735  |
      When the platform updates the payout with:
        | param              | value |
        | metadata[order_id] | 6736  |
      Then the "payout.updated" event of the payout shows:
        | field                             | value            |
        | data.object.metadata              | {order_id: 6736} |
        | data.previous_attributes.metadata | {order_id: 6735} |
      And no money has moved
