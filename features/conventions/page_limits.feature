@needs:accounts
Feature: Limits out of range
  A page holds one to a hundred objects. What becomes of a limit beyond that, the documents leave open.

  @PAGE-03 @inferred @reading:list-limit-out-of-range=refused
  Rule: A limit below 1 or above 100 is refused
    Source: API reference, "List all payouts", limit; published schema, lists, limit.
    The documents give the range and no word of what lies beyond. A parameter that cannot be what it must be is refused
    elsewhere.

    @needs:payouts @needs:funds
    Scenario Outline: Listing <collection> with the limit <limit>, which is out of range
      Given 2 <collection> exist
      When the platform lists the <collection> of "acme" with:
        | param | value   |
        | limit | <limit> |
      Then the request is refused
      And the refusal names the parameter "limit"
      And no money has moved

      Examples:
        | collection           | limit |
        | payouts              | -1    |
        | payouts              | 0     |
        | payouts              | 101   |
        | balance transactions | 0     |
        | balance transactions | 101   |

    @needs:payouts @needs:funds @needs:events
    Scenario Outline: Listing events with the limit <limit>, which is out of range
      Given 2 events exist
      When the platform lists the events of "acme" with:
        | param | value   |
        | limit | <limit> |
      Then the request is refused
      And the refusal names the parameter "limit"
      And no money has moved

      Examples:
        | limit |
        | 0     |
        | 101   |

    @needs:transfers @needs:transfer-reversals @needs:funds
    Scenario Outline: Listing <collection> of <holder> with the limit <limit>, which is out of range
      Given 2 <collection> exist
      When the platform lists the <collection> of <holder> with:
        | param | value   |
        | limit | <limit> |
      Then the request is refused
      And the refusal names the parameter "limit"
      And no money has moved

      Examples:
        | collection         | holder       | limit |
        | transfers          | the platform | 0     |
        | transfers          | the platform | 101   |
        | transfer reversals | the transfer | 0     |
        | transfer reversals | the transfer | 101   |

    @needs:received-debits @needs:debit-reversals @needs:treasury
    Scenario Outline: Listing <collection> of a financial account with the limit <limit>, which is out of range
      Given 2 <collection> exist
      When the platform lists the <collection> of "acme" with:
        | param             | value                 |
        | financial_account | the financial account |
        | limit             | <limit>               |
      Then the request is refused
      And the refusal names the parameter "limit"
      And no money has moved

      Examples:
        | collection      | limit |
        | received debits | 0     |
        | received debits | 101   |
        | debit reversals | 0     |
        | debit reversals | 101   |

    @needs:payouts @needs:funds
    Scenario Outline: Listing two payouts with the limit <limit>, for contrast
      Given 2 payouts exist
      When the platform lists the payouts of "acme" with:
        | param | value   |
        | limit | <limit> |
      Then the request succeeds
      And the list holds <count>
      And no money has moved

      Examples:
        | limit | count     |
        | 1     | 1 payout  |
        | 100   | 2 payouts |

  @PAGE-03b @inferred @reading:list-limit-out-of-range=clamped
  Rule: A limit below 1 counts as 1, one above 100 as 100
    Source: Recorded answers of the real API, published by others.
    The other half of PAGE-03: what lies beyond the range counts as its nearest end. The record was taken through a
    layer in between, which may have been the one that did so.

    @needs:payouts @needs:funds
    Scenario Outline: Listing <count> payouts with the limit <limit>, where it counts as the nearest that there is
      Given <count> payouts exist
      When the platform lists the payouts of "acme" with:
        | param | value   |
        | limit | <limit> |
      Then the list holds <page>
      And the answer shows:
        | field    | value |
        | has_more | true  |
      And no money has moved

      Examples:
        | count | limit | page        |
        | 2     | -1    | 1 payout    |
        | 2     | 0     | 1 payout    |
        | 101   | 101   | 100 payouts |
        | 101   | 200   | 100 payouts |

    @needs:transfers @needs:transfer-reversals @needs:funds @needs:clock
    Scenario Outline: Listing <collection> with the limit 0, where it counts as 1
      Given 2 <collection> exist
      When the platform lists the <collection> of <holder> with:
        | param | value |
        | limit | 0     |
      Then the list holds the newest 1, and has more
      And no money has moved

      Examples:
        | collection         | holder       |
        | transfers          | the platform |
        | transfer reversals | the transfer |

    @needs:received-debits @needs:debit-reversals @needs:treasury @needs:clock
    Scenario Outline: Listing <collection> of a financial account with the limit 0, where it counts as 1
      Given 2 <collection> exist
      When the platform lists the <collection> of "acme" with:
        | param             | value                 |
        | financial_account | the financial account |
        | limit             | 0                     |
      Then the list holds the newest 1, and has more
      And no money has moved

      Examples:
        | collection      |
        | received debits |
        | debit reversals |
