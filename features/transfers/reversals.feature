@needs:transfers @needs:transfer-reversals @needs:accounts @needs:funds
Feature: The reversals that a transfer shows
  A transfer carries the newest of its reversals with it. The rest are found where all of them are listed.

  @TR-12 @documented
  Rule: A transfer shows no more than the ten newest of its reversals
    Source: API reference, "Retrieve a reversal"; published schema, transfer, reversals.
    Among reversals of one second no order is asked for: where it matters, time passes between them.

    Scenario: Reversing a part of a transfer and reading the transfer
      Given a transfer of 8.00 USD to "acme"
      When the platform reverses 3.00 USD of the transfer
      Then the request succeeds
      And the transfer shows:
        | field                     | value                 |
        | reversals.object          | list                  |
        | reversals.data.0.id       | the transfer reversal |
        | reversals.data.0.amount   | 3.00 USD              |
        | reversals.data.0.transfer | the transfer          |
        | reversals.data.1          | absent                |
        | reversals.has_more        | false                 |
        | reversals.url             | set                   |
      And the money moved is:
        | account  | available |
        | platform | +3.00 USD |
        | acme     | -3.00 USD |

    @needs:clock
    Scenario: Reading a transfer that was reversed in two parts
      Given a transfer of 8.00 USD to "acme"
      And 5.00 USD of the transfer has been reversed
      And 1 second has passed
      And 3.00 USD of the transfer has been reversed
      When the platform retrieves the transfer
      Then the transfer shows:
        | field                   | value                       |
        | reversals.data.0.id     | the transfer reversal       |
        | reversals.data.0.amount | 3.00 USD                    |
        | reversals.data.1.id     | the first transfer reversal |
        | reversals.data.1.amount | 5.00 USD                    |
        | reversals.has_more      | false                       |
      And no money has moved

    Scenario: Reading a transfer with ten reversals
      Given a transfer of 8.00 USD to "acme"
      And 0.10 USD of the transfer has been reversed 10 times
      When the platform retrieves the transfer
      Then the transfer shows:
        | field               | value    |
        | reversals.data.9.id | an id    |
        | reversals.data.10   | absent   |
        | reversals.has_more  | false    |
        | amount_reversed     | 1.00 USD |
      And no money has moved

    Scenario: Reading a transfer with eleven reversals
      Given a transfer of 8.00 USD to "acme"
      And 0.10 USD of the transfer has been reversed 11 times
      When the platform retrieves the transfer
      Then the transfer shows:
        | field               | value    |
        | reversals.data.9.id | an id    |
        | reversals.data.10   | absent   |
        | reversals.has_more  | true     |
        | amount_reversed     | 1.10 USD |
      And no money has moved

    @needs:clock
    Scenario: Reading a transfer of whose eleven reversals the oldest is a larger one
      Given a transfer of 8.00 USD to "acme"
      And 1.00 USD of the transfer has been reversed
      And 1 second has passed
      And 0.10 USD of the transfer has been reversed 10 times
      When the platform retrieves the transfer
      Then the transfer shows:
        | field                   | value    |
        | reversals.data.0.amount | 0.10 USD |
        | reversals.data.9.amount | 0.10 USD |
        | reversals.data.10       | absent   |
        | amount_reversed         | 2.00 USD |
      And no money has moved
