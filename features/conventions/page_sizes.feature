@needs:accounts
Feature: Sizes of a page
  A page holds ten objects unless the request gives a limit. It says that more follow when they do, which is easily
  mistaken where the page ends just where the list ends.

  @PAGE-02 @documented
  Rule: A page holds as many objects as its limit, ten when none is given
    Source: API reference, "List all payouts", limit; published schema, lists, has_more.

    @needs:payouts @needs:funds
    Scenario Outline: Listing eleven <collection> without a limit
      Given 11 <collection> exist
      When the platform lists the <collection> of "acme"
      Then the list holds 10 <collection>
      And the answer shows:
        | field    | value |
        | has_more | true  |
      And no money has moved

      Examples:
        | collection           |
        | payouts              |
        | balance transactions |

    @needs:payouts @needs:funds @needs:events
    Scenario: Listing eleven events without a limit
      Given 11 events exist
      When the platform lists the events of "acme"
      Then the list holds 10 events
      And the answer shows:
        | field    | value |
        | has_more | true  |
      And no money has moved

    @needs:transfers @needs:transfer-reversals @needs:funds @needs:clock
    Scenario Outline: Listing eleven <collection>, which the platform has, without a limit
      Given 11 <collection> exist
      When the platform lists the <collection> of <holder>
      Then the list holds the newest 10, and has more
      And no money has moved

      Examples:
        | collection         | holder       |
        | transfers          | the platform |
        | transfer reversals | the transfer |

    @needs:received-debits @needs:debit-reversals @needs:treasury @needs:clock
    Scenario Outline: Listing eleven <collection>, which a financial account has, without a limit
      Given 11 <collection> exist
      When the platform lists the <collection> of "acme"
      Then the list holds the newest 10, and has more
      And no money has moved

      Examples:
        | collection      |
        | received debits |
        | debit reversals |

    @needs:topups @needs:clock
    Scenario: Listing eleven top-ups without a limit
      Given 11 top-ups exist
      When the platform lists the top-ups of the platform
      Then the list holds the newest 10, and has more
      And no money has moved

    @needs:received-debits @needs:treasury
    Scenario: Listing the treasury transactions of eleven debits without a limit
      Given 11 received debits exist
      When the platform lists the treasury transactions of "acme"
      Then the list holds 10 treasury transactions
      And no money has moved

    @needs:payouts @needs:funds
    Scenario: Listing ten payouts without a limit
      Given 10 payouts exist
      When the platform lists the payouts of "acme"
      Then the list holds 10 payouts
      And the answer shows:
        | field    | value |
        | has_more | false |
      And no money has moved

    @needs:payouts @needs:funds
    Scenario Outline: Listing <limit> of <count> payouts
      Given <count> payouts exist
      When the platform lists the payouts of "acme" with:
        | param | value   |
        | limit | <limit> |
      Then the list holds <limit> <noun>
      And the answer shows:
        | field    | value |
        | has_more | true  |
      And no money has moved

      Examples:
        | limit | count | noun    |
        | 1     | 2     | payout  |
        | 3     | 4     | payouts |
        | 100   | 101   | payouts |

    @needs:payouts @needs:funds
    Scenario Outline: Listing three payouts with the limit <limit>
      Given 3 payouts exist
      When the platform lists the payouts of "acme" with:
        | param | value   |
        | limit | <limit> |
      Then the list holds 3 payouts
      And the answer shows:
        | field    | value |
        | has_more | false |
      And no money has moved

      Examples:
        | limit |
        | 3     |
        | 100   |

    @needs:transfers @needs:transfer-reversals @needs:funds @needs:clock
    Scenario Outline: Listing three <collection>, which the platform has, with the limit <limit>
      Given 3 <collection> exist
      When the platform lists the <collection> of <holder> with:
        | param | value   |
        | limit | <limit> |
      Then the list holds the newest 3, and has no more
      And no money has moved

      Examples:
        | collection         | holder       | limit |
        | transfers          | the platform | 3     |
        | transfers          | the platform | 100   |
        | transfer reversals | the transfer | 3     |
        | transfer reversals | the transfer | 100   |

    @needs:received-debits @needs:debit-reversals @needs:treasury @needs:clock
    Scenario Outline: Listing three <collection>, which a financial account has, with the limit <limit>
      Given 3 <collection> exist
      When the platform lists the <collection> of "acme" with:
        | param             | value                 |
        | financial_account | the financial account |
        | limit             | <limit>               |
      Then the list holds the newest 3, and has no more
      And no money has moved

      Examples:
        | collection      | limit |
        | received debits | 3     |
        | received debits | 100   |
        | debit reversals | 3     |
        | debit reversals | 100   |
