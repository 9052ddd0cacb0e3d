Feature: Lists of nothing
  Where there is nothing to list, there is still a list.

  @PAGE-09 @documented
  Rule: A list of nothing is a list without objects and without more to come
    Source: API reference, "List all payouts", Returns; published schema, lists.

    @needs:payouts @needs:accounts
    Scenario: Listing the payouts of "acme" where none was made
      Given a connected account "acme"
      When the platform lists the payouts of "acme"
      Then the request succeeds
      And the answer shows:
        | field    | value |
        | object   | list  |
        | data     | []    |
        | has_more | false |
      And no money has moved

    @needs:payouts
    Scenario: Listing the payouts of the platform where none was made
      When the platform lists the payouts of the platform
      Then the request succeeds
      And the answer shows:
        | field    | value |
        | object   | list  |
        | data     | []    |
        | has_more | false |
      And no money has moved

    @needs:topups
    Scenario: Listing the top-ups of a platform that has made none
      When the platform lists the top-ups of the platform
      Then the request succeeds
      And the answer shows:
        | field    | value |
        | object   | list  |
        | data     | []    |
        | has_more | false |
      And no money has moved

    @needs:topups
    Scenario: Listing the top-ups where there are two, for contrast
      Given 2 top-ups exist
      When the platform lists the top-ups of the platform
      Then the request succeeds
      And the list holds 2 top-ups
      And no money has moved

    @needs:payouts @needs:accounts @needs:funds
    Scenario: Listing the failed payouts where every payout is pending
      Given 2 payouts exist
      When the platform lists the payouts of "acme" with:
        | param  | value  |
        | status | failed |
      Then the request succeeds
      And the answer shows:
        | field    | value |
        | object   | list  |
        | data     | []    |
        | has_more | false |
      And no money has moved

    @needs:payouts @needs:accounts @needs:funds @needs:events
    Scenario: Listing the events of a type that was never sent
      Given 2 payouts exist
      When the platform lists the events of "acme" with:
        | param | value         |
        | type  | payout.failed |
      Then the request succeeds
      And the answer shows:
        | field    | value |
        | object   | list  |
        | data     | []    |
        | has_more | false |
      And no money has moved

    @needs:transfers @needs:accounts
    Scenario: Listing the transfers of a platform that has made none
      Given a connected account "acme"
      When the platform lists the transfers of the platform
      Then the request succeeds
      And the answer shows:
        | field    | value |
        | object   | list  |
        | data     | []    |
        | has_more | false |
      And no money has moved

    @needs:transfers @needs:transfer-reversals @needs:accounts @needs:funds
    Scenario: Listing the reversals of a transfer that was never reversed
      Given a transfer of 8.00 USD to "acme"
      When the platform lists the transfer reversals of the transfer
      Then the request succeeds
      And the answer shows:
        | field    | value |
        | object   | list  |
        | data     | []    |
        | has_more | false |
      And no money has moved

    @needs:received-debits @needs:debit-reversals @needs:accounts @needs:treasury
    Scenario Outline: Listing the <collection> of a financial account that has none
      Given "acme" has a financial account holding 10.00 USD
      When the platform lists the <collection> of "acme"
      Then the request succeeds
      And the answer shows:
        | field    | value |
        | object   | list  |
        | data     | []    |
        | has_more | false |
      And no money has moved

      Examples:
        | collection      |
        | received debits |
        | debit reversals |

    @needs:topups
    Scenario: Listing the failed top-ups where every top-up is pending
      Given 2 top-ups exist
      When the platform lists the top-ups of the platform with:
        | param  | value  |
        | status | failed |
      Then the request succeeds
      And the answer shows:
        | field    | value |
        | object   | list  |
        | data     | []    |
        | has_more | false |
      And no money has moved

    @needs:payouts @needs:accounts @needs:funds
    Scenario: Listing the payouts where one was made, for contrast
      Given a payout of 11.00 USD from "acme" to a US bank account
      When the platform lists the payouts of "acme"
      Then the request succeeds
      And the answer shows:
        | field     | value      |
        | object    | list       |
        | data.0.id | the payout |
        | data.1    | absent     |
        | has_more  | false      |
      And no money has moved
