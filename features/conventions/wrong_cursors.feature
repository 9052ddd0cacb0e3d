@needs:accounts
Feature: Cursors that lead nowhere
  A list goes on from one object, in one direction. Two objects say nothing, and neither does one that is not there.

  @PAGE-07 @documented
  Rule: A list cannot go on from two objects or from one that does not exist
    Source: API documentation, pagination; recorded answers of the real API, published by others.
    The same unknown id serves for every list: what is no payout is nothing else either.

    @needs:payouts @needs:funds
    Scenario: Listing payouts between two of them
      Given 3 payouts exist
      When the platform lists the payouts of "acme" with:
        | param          | value      |
        | starting_after | the newest |
        | ending_before  | the oldest |
      Then the request is refused
      And no money has moved

    @needs:transfers @needs:transfer-reversals @needs:funds
    Scenario Outline: Listing <collection> between two of them, which the platform has
      Given 3 <collection> exist
      When the platform lists the <collection> of <holder> with:
        | param          | value      |
        | starting_after | the newest |
        | ending_before  | the oldest |
      Then the request is refused
      And no money has moved

      Examples:
        | collection         | holder       |
        | transfers          | the platform |
        | transfer reversals | the transfer |

    @needs:received-debits @needs:debit-reversals @needs:treasury
    Scenario Outline: Listing <collection> between two of them, which a financial account has
      Given 3 <collection> exist
      When the platform lists the <collection> of "acme" with:
        | param             | value                 |
        | financial_account | the financial account |
        | starting_after    | the newest            |
        | ending_before     | the oldest            |
      Then the request is refused
      And no money has moved

      Examples:
        | collection      |
        | received debits |
        | debit reversals |

    @needs:topups
    Scenario: Listing top-ups between two of them
      Given 3 top-ups exist
      When the platform lists the top-ups of the platform with:
        | param          | value      |
        | starting_after | the newest |
        | ending_before  | the oldest |
      Then the request is refused
      And no money has moved

    @recorded @needs:payouts @needs:funds
    Scenario Outline: Listing <collection> with <param> of one that does not exist
      Given 2 <collection> exist
      When the platform lists the <collection> of "acme" with:
        | param   | value                        |
        | <param> | a payout that does not exist |
      Then the request is refused
      And no money has moved

      Examples:
        | collection           | param          |
        | payouts              | starting_after |
        | payouts              | ending_before  |
        | balance transactions | starting_after |
        | balance transactions | ending_before  |

    @recorded @needs:transfers @needs:transfer-reversals @needs:funds
    Scenario Outline: Listing <collection> of <holder> with <param> of one that does not exist
      Given 2 <collection> exist
      When the platform lists the <collection> of <holder> with:
        | param   | value                        |
        | <param> | a payout that does not exist |
      Then the request is refused
      And no money has moved

      Examples:
        | collection         | holder       | param          |
        | transfers          | the platform | starting_after |
        | transfers          | the platform | ending_before  |
        | transfer reversals | the transfer | starting_after |
        | transfer reversals | the transfer | ending_before  |

    @recorded @needs:received-debits @needs:debit-reversals @needs:treasury
    Scenario Outline: Listing <collection> of a financial account with <param> of one that does not exist
      Given 2 <collection> exist
      When the platform lists the <collection> of "acme" with:
        | param             | value                        |
        | financial_account | the financial account        |
        | <param>           | a payout that does not exist |
      Then the request is refused
      And no money has moved

      Examples:
        | collection      | param          |
        | received debits | starting_after |
        | received debits | ending_before  |
        | debit reversals | starting_after |
        | debit reversals | ending_before  |

    @inferred @needs:payouts @needs:funds
    Scenario: Reading the refusal of a cursor that does not exist
      Given 2 payouts exist
      When the platform lists the payouts of "acme" with:
        | param          | value                        |
        | starting_after | a payout that does not exist |
      Then the request is refused
      And the refusal has the code "resource_missing"
      And the refusal names the parameter "starting_after"
      And no money has moved

    @needs:payouts @needs:funds @needs:clock
    Scenario Outline: Listing three payouts with <param> alone, for contrast
      Given 3 payouts exist
      When the platform lists the payouts of "acme" with:
        | param   | value    |
        | <param> | <cursor> |
      Then the request succeeds
      And the list holds 2 payouts
      And no money has moved

      Examples:
        | param          | cursor     |
        | starting_after | the newest |
        | ending_before  | the oldest |
