@needs:transfers @needs:accounts @needs:funds
Feature: The transfer object
  What a transfer says about itself, and what it books. It has no status: it is done when it is made, and all that can
  happen to it later is that it is reversed.

  @TR-02 @documented
  Rule: A transfer shows every documented member from the beginning
    Source: Published schema, transfer, required members.

    Scenario: Reading the members that always have a value
      Given a transfer of 8.00 USD to "acme"
      When the platform retrieves the transfer
      Then the request succeeds
      And the transfer shows:
        | field               | value        |
        | id                  | the transfer |
        | object              | transfer     |
        | amount              | 8.00 USD     |
        | balance_transaction | set          |
        | created             | set          |
        | currency            | usd          |
        | destination         | "acme"       |
        | destination_payment | set          |
        | livemode            | false        |
        | metadata            | {}           |
      And no money has moved

    Scenario: Reading what nobody has reversed
      Given a transfer of 8.00 USD to "acme"
      When the platform retrieves the transfer
      Then the transfer shows:
        | field              | value    |
        | amount_reversed    | 0.00 USD |
        | reversed           | false    |
        | reversals.object   | list     |
        | reversals.data.0   | absent   |
        | reversals.has_more | false    |
        | reversals.url      | set      |
      And 8.00 USD of the transfer is left to reverse
      And no money has moved

    Scenario: Creating a transfer with everything that can be said of one
      Given the platform holds 8.00 USD
      When the platform creates a transfer to "acme" with:
        | param              | value    |
        | amount             | 8.00 USD |
        | currency           | usd      |
        | description        | rent     |
        | metadata[order_id] | 6735     |
        | transfer_group     | ORDER_95 |
      Then the transfer shows:
        | field          | value            |
        | description    | rent             |
        | metadata       | {order_id: 6735} |
        | transfer_group | ORDER_95         |
      And the money moved is:
        | account  | available |
        | platform | -8.00 USD |
        | acme     | +8.00 USD |

  @TR-05 @inferred
  Rule: A transfer books a transaction of type transfer over the negative amount on the platform
    Source: Published schema, balance transaction, type; transfer, balance_transaction.
    The schema has the type, and what leaves a balance is booked with a minus, as it is for payouts.

    Scenario: Reading what a new transfer has booked on the platform
      Given the platform holds 20.00 USD
      When the platform creates a transfer to "acme" with:
        | param    | value    |
        | amount   | 8.00 USD |
        | currency | usd      |
      Then the balance transactions of the transfer are:
        | type     | amount    | status    | reporting_category |
        | transfer | -8.00 USD | available | transfer           |
      And the balance of the platform is the sum of its balance transactions
      And the money moved is:
        | account  | available |
        | platform | -8.00 USD |
        | acme     | +8.00 USD |

    Scenario: Reading what a new transfer has booked at its destination
      Given the platform holds 8.00 USD
      When the platform creates a transfer to "acme" with:
        | param    | value    |
        | amount   | 8.00 USD |
        | currency | usd      |
      Then the balance transactions of the destination payment are:
        | type    | amount   | status    | reporting_category |
        | payment | 8.00 USD | available | charge             |
      And the balance of "acme" is the sum of its balance transactions
      And the money moved is:
        | account  | available |
        | platform | -8.00 USD |
        | acme     | +8.00 USD |
