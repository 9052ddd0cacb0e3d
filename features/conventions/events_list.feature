@needs:events @needs:accounts @needs:funds
Feature: Listing events
  The log of an account can be narrowed to the types that somebody cares about, and goes back a month. One change may
  stand in it twice, so that nothing here counts events.

  @EVT-06 @documented
  Rule: The events can be narrowed to those of some types, by one name or several
    Source: Published schema, list of events, type, types.
    A name may end in a star, which stands for the rest of it. One name and several at once are a contradiction. Where
    two events of one second fit, either may come first.

    @needs:payouts
    Scenario Outline: Listing the events of the type <type>
      Given a payout of 11.00 USD from "acme" to a US bank account
      And the payout is canceled
      When the platform lists the events of "acme" with:
        | param | value  |
        | type  | <type> |
      Then the request succeeds
      And the answer shows:
        | field                 | value      |
        | data.0.type           | <first>    |
        | data.0.data.object.id | the payout |
      And no money has moved

      Examples:
        | type            | first           |
        | payout.created  | payout.created  |
        | payout.canceled | payout.canceled |
        | payout.*        | set             |

    @needs:payouts
    Scenario Outline: Listing the events of the type <type>, of which there are none
      Given a payout of 11.00 USD from "acme" to a US bank account
      And the payout is canceled
      When the platform lists the events of "acme" with:
        | param | value  |
        | type  | <type> |
      Then the request succeeds
      And the list holds 0 events
      And no money has moved

      Examples:
        | type          |
        | payout.failed |
        | transfer.*    |

    @needs:transfers
    Scenario Outline: Listing the events of a transfer by the type <type>
      Given a transfer of 8.00 USD to "acme"
      When the platform lists the events of the platform with:
        | param | value  |
        | type  | <type> |
      Then the request succeeds
      And the answer shows:
        | field                 | value            |
        | data.0.type           | transfer.created |
        | data.0.data.object.id | the transfer     |
      And no money has moved

      Examples:
        | type             |
        | transfer.created |
        | transfer.*       |

    @needs:payouts
    Scenario Outline: Listing the events of the types <first> or <second>
      Given a payout of 11.00 USD from "acme" to a US bank account
      And the payout is canceled
      When the platform lists the events of "acme" with:
        | param    | value    |
        | types[0] | <first>  |
        | types[1] | <second> |
      Then the request succeeds
      And the answer shows:
        | field                 | value      |
        | data.0.type           | <found>    |
        | data.0.data.object.id | the payout |
      And no money has moved

      Examples:
        | first          | second          | found          |
        | payout.created | payout.canceled | set            |
        | payout.created | payout.failed   | payout.created |
        | payout.failed  | payout.created  | payout.created |

    @needs:payouts
    Scenario: Listing the events of two types of which there are none
      Given a payout of 11.00 USD from "acme" to a US bank account
      When the platform lists the events of "acme" with:
        | param    | value           |
        | types[0] | payout.failed   |
        | types[1] | payout.canceled |
      Then the request succeeds
      And the list holds 0 events
      And no money has moved

    @needs:payouts
    Scenario: Listing the events of one type and of several
      Given a payout of 11.00 USD from "acme" to a US bank account
      And the payout is canceled
      When the platform lists the events of "acme" with:
        | param    | value           |
        | type     | payout.created  |
        | types[0] | payout.canceled |
      Then the request is refused
      And no money has moved

  @EVT-07 @documented @needs:clock
  Rule: The log of events goes back 30 days
    Source: Published schema, list of events.

    @needs:payouts
    Scenario: Listing the event of a payout of 29 days ago
      Given a payout of 11.00 USD from "acme" to a US bank account
      And the payout is canceled
      And 29 days have passed
      When the platform lists the events of "acme" with:
        | param | value          |
        | type  | payout.created |
      Then the request succeeds
      And the answer shows:
        | field                 | value      |
        | data.0.data.object.id | the payout |
      And no money has moved

    @needs:payouts
    Scenario: Listing the event of a payout of 31 days ago
      Given a payout of 11.00 USD from "acme" to a US bank account
      And the payout is canceled
      And 31 days have passed
      When the platform lists the events of "acme" with:
        | param | value          |
        | type  | payout.created |
      Then the request succeeds
      And the list holds 0 events
      And no money has moved
