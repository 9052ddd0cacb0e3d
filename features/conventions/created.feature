@needs:accounts @needs:funds @needs:clock
Feature: Listing by the time of creation
  A list can be narrowed to the objects of a moment, or of a time before or after it, with or without the moment itself.

  @PAGE-08 @documented
  Rule: A list can be narrowed by when its objects were created, to the second
    Source: API reference, "List all payouts"; published schema, lists, created and the range filters.

    @needs:payouts
    Scenario Outline: Listing a payout of an hour ago by <filter> of <time>
      Given a payout of 11.00 USD from "acme" to a US bank account
      And the payout is canceled
      And 1 hour has passed
      When the platform lists the payouts of "acme" with:
        | param    | value  |
        | <filter> | <time> |
      Then the list holds 1 payout
      And no money has moved

      Examples:
        | filter       | time                          |
        | created      | 1 hour ago                    |
        | created[gte] | 1 hour ago                    |
        | created[lte] | 1 hour ago                    |
        | created[gt]  | 1 hour and 1 second ago       |
        | created[lt]  | 59 minutes and 59 seconds ago |

    @needs:payouts
    Scenario Outline: Listing by <filter> of <time>, which leaves out a payout of an hour ago
      Given a payout of 11.00 USD from "acme" to a US bank account
      And the payout is canceled
      And 1 hour has passed
      When the platform lists the payouts of "acme" with:
        | param    | value  |
        | <filter> | <time> |
      Then the list holds 0 payouts
      And no money has moved

      Examples:
        | filter       | time                          |
        | created[gt]  | 1 hour ago                    |
        | created[lt]  | 1 hour ago                    |
        | created      | 1 hour and 1 second ago       |
        | created      | 59 minutes and 59 seconds ago |
        | created[gte] | 59 minutes and 59 seconds ago |
        | created[lte] | 1 hour and 1 second ago       |

    @needs:payouts
    Scenario: Listing the payouts of one of three months
      Given these payouts from "acme":
        | amount   | status   | age     |
        | 1.00 USD | canceled | 75 days |
        | 2.00 USD | canceled | 45 days |
        | 3.00 USD | canceled | 15 days |
      When the platform lists the payouts of "acme" with:
        | param        | value       |
        | created[gte] | 60 days ago |
        | created[lt]  | 30 days ago |
      Then the list holds the payouts:
        | amount   |
        | 2.00 USD |
      And no money has moved

    @needs:transfers
    Scenario Outline: Listing a transfer of an hour ago by <filter> of that very time
      Given a transfer of 8.00 USD to "acme"
      And 1 hour has passed
      When the platform lists the transfers of the platform with:
        | param    | value      |
        | <filter> | 1 hour ago |
      Then the list holds <count>
      And no money has moved

      Examples:
        | filter       | count       |
        | created      | 1 transfer  |
        | created[gte] | 1 transfer  |
        | created[lte] | 1 transfer  |
        | created[gt]  | 0 transfers |
        | created[lt]  | 0 transfers |

    @needs:payouts
    Scenario Outline: Listing a balance transaction of an hour ago by <filter> of that very time
      Given a payout of 11.00 USD from "acme" to a US bank account
      And 1 hour has passed
      When the platform lists the balance transactions of "acme" with:
        | param    | value      |
        | type     | payout     |
        | <filter> | 1 hour ago |
      Then the list holds <count>
      And no money has moved

      Examples:
        | filter       | count                  |
        | created      | 1 balance transaction  |
        | created[gte] | 1 balance transaction  |
        | created[lte] | 1 balance transaction  |
        | created[gt]  | 0 balance transactions |
        | created[lt]  | 0 balance transactions |

    @needs:payouts @needs:events
    Scenario Outline: Listing an event of an hour ago by <filter> of that very time
      Given a payout of 11.00 USD from "acme" to a US bank account
      And 1 hour has passed
      When the platform lists the events of "acme" with:
        | param    | value          |
        | type     | payout.created |
        | <filter> | 1 hour ago     |
      Then the request succeeds
      And the answer shows:
        | field                 | value      |
        | data.0.data.object.id | the payout |
      And no money has moved

      Examples:
        | filter       |
        | created      |
        | created[gte] |
        | created[lte] |

    @needs:payouts @needs:events
    Scenario Outline: Listing by <filter>, which leaves out its own bound, the events of a payout of an hour ago
      Given a payout of 11.00 USD from "acme" to a US bank account
      And 1 hour has passed
      When the platform lists the events of "acme" with:
        | param    | value          |
        | type     | payout.created |
        | <filter> | 1 hour ago     |
      Then the list holds 0 events
      And no money has moved

      Examples:
        | filter      |
        | created[gt] |
        | created[lt] |
