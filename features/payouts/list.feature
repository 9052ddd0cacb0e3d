@needs:payouts @needs:accounts @needs:funds
Feature: Listing payouts
  An account's payouts come newest first and can be narrowed by status, destination and expected arrival.

  @PAY-LIST-01 @documented @needs:bank
  Rule: A list can be narrowed to the payouts that are pending, paid, failed or canceled
    Source: API reference, "List all payouts", status.

    Scenario Outline: Listing the payouts that are <status>
      Given these payouts from "acme":
        | amount   | status     |
        | 1.00 USD | pending    |
        | 2.00 USD | in_transit |
        | 3.00 USD | paid       |
        | 4.00 USD | canceled   |
        | 5.00 USD | failed     |
      When the platform lists the payouts of "acme" with:
        | param  | value    |
        | status | <status> |
      Then the request succeeds
      And the list holds the payouts:
        | amount   |
        | <amount> |
      And no money has moved

      Examples:
        | status   | amount   |
        | pending  | 1.00 USD |
        | paid     | 3.00 USD |
        | failed   | 5.00 USD |
        | canceled | 4.00 USD |

  @PAY-LIST-02 @inferred @needs:bank
  Rule: A list can be narrowed to the payouts that are in transit
    Source: API reference, "List all payouts", status; published schema, payout, status.
    The list's own text names four of the five statuses, and nothing says that the fifth is refused.

    Scenario: Listing the payouts that are in transit
      Given these payouts from "acme":
        | amount   | status     |
        | 1.00 USD | pending    |
        | 2.00 USD | in_transit |
        | 3.00 USD | paid       |
      When the platform lists the payouts of "acme" with:
        | param  | value      |
        | status | in_transit |
      Then the request succeeds
      And the list holds the payouts:
        | amount   |
        | 2.00 USD |
      And no money has moved

  @PAY-LIST-03 @documented
  Rule: A list can be narrowed to the payouts to one external account
    Source: API reference, "List all payouts", destination.

    Scenario Outline: Listing the payouts to the <destination>
      Given "acme" also has a CA bank account
      And these payouts from "acme":
        | amount   | destination     |
        | 1.00 USD | US bank account |
        | 2.00 USD | CA bank account |
      When the platform lists the payouts of "acme" with:
        | param       | value             |
        | destination | the <destination> |
      Then the request succeeds
      And the list holds the payouts:
        | amount   |
        | <amount> |
      And no money has moved

      Examples:
        | destination     | amount   |
        | US bank account | 1.00 USD |
        | CA bank account | 2.00 USD |

  @PAY-LIST-04 @documented @needs:bank @needs:clock
  Rule: A list can be narrowed by the time at which a payout is expected to arrive
    Source: API reference, "List all payouts", arrival_date; published schema, the range filters.

    Scenario Outline: Listing by <filter> with the very arrival date
      Given a payout of 11.00 USD from "acme" to a US bank account
      And the payout was expected to arrive 10 days ago
      When the platform lists the payouts of "acme" with:
        | param    | value       |
        | <filter> | 10 days ago |
      Then the request succeeds
      And the list holds the payouts:
        | amount    |
        | 11.00 USD |
      And no money has moved

      Examples:
        | filter            |
        | arrival_date      |
        | arrival_date[gte] |
        | arrival_date[lte] |

    Scenario Outline: Listing by <filter>, which leaves its own bound out, with the arrival date
      Given a payout of 11.00 USD from "acme" to a US bank account
      And the payout was expected to arrive 10 days ago
      When the platform lists the payouts of "acme" with:
        | param    | value       |
        | <filter> | 10 days ago |
      Then the request succeeds
      And the list holds 0 payouts
      And no money has moved

      Examples:
        | filter           |
        | arrival_date[gt] |
        | arrival_date[lt] |

    Scenario: Listing by both ends of a month
      Given these payouts from "acme":
        | amount   | status | age     |
        | 1.00 USD | paid   | 60 days |
        | 2.00 USD | paid   | 30 days |
        | 3.00 USD | paid   | 1 day   |
      When the platform lists the payouts of "acme" with:
        | param             | value       |
        | arrival_date[gte] | 45 days ago |
        | arrival_date[lte] | 15 days ago |
      Then the request succeeds
      And the list holds the payouts:
        | amount   |
        | 2.00 USD |
      And no money has moved

  @PAY-LIST-05 @documented @needs:payout-reversals @needs:bank
  Rule: A reversing payout stands in the same list with a negative amount
    Source: API reference, "Reverse a payout", Returns and the example; published schema, payout, amount.

    @needs:clock
    Scenario: Listing a payout and its reversal
      Given a payout of 11.00 USD from "acme" to a US bank account
      And the payout was expected to arrive 1 day ago
      And the payout is being reversed
      When the platform lists the payouts of "acme"
      Then the list holds the payouts:
        | amount     |
        | -11.00 USD |
        | 11.00 USD  |
      And no money has moved
