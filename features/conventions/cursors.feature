@needs:accounts @needs:clock
Feature: Going on in a list
  A list that is longer than a page is read in pieces, from an object of it in either direction. Both directions show
  the newest object first.

  @PAGE-05 @documented
  Rule: A list that starts after an object holds the next older ones, without the object itself
    Source: API reference, "List all payouts", starting_after; published schema, lists.

    @needs:payouts @needs:funds
    Scenario Outline: Listing two of five payouts after <cursor>
      Given 5 payouts exist
      When the platform lists the payouts of "acme" with:
        | param          | value    |
        | limit          | 2        |
        | starting_after | <cursor> |
      Then the request succeeds
      And the list holds the <page>
      And no money has moved

      Examples:
        | cursor         | page                                   |
        | the newest     | 2nd to the 3rd newest, and has more    |
        | the 2nd newest | 3rd to the 4th newest, and has more    |
        | the 3rd newest | 4th to the 5th newest, and has no more |

    @needs:payouts @needs:funds
    Scenario: Listing payouts after the oldest
      Given 3 payouts exist
      When the platform lists the payouts of "acme" with:
        | param          | value      |
        | starting_after | the oldest |
      Then the list holds 0 payouts
      And the answer shows:
        | field    | value |
        | has_more | false |
      And no money has moved

    @needs:transfers @needs:transfer-reversals @needs:funds
    Scenario Outline: Listing two of four <collection>, which the platform has, after the newest
      Given 4 <collection> exist
      When the platform lists the <collection> of <holder> with:
        | param          | value      |
        | limit          | 2          |
        | starting_after | the newest |
      Then the list holds the 2nd to the 3rd newest, and has more
      And no money has moved

      Examples:
        | collection         | holder       |
        | transfers          | the platform |
        | transfer reversals | the transfer |

    @needs:received-debits @needs:debit-reversals @needs:treasury
    Scenario Outline: Listing two of four <collection>, which a financial account has, after the newest
      Given 4 <collection> exist
      When the platform lists the <collection> of "acme" with:
        | param             | value                 |
        | financial_account | the financial account |
        | limit             | 2                     |
        | starting_after    | the newest            |
      Then the list holds the 2nd to the 3rd newest, and has more
      And no money has moved

      Examples:
        | collection      |
        | received debits |
        | debit reversals |

    @needs:topups
    Scenario: Listing three top-ups after the newest
      Given 3 top-ups exist
      When the platform lists the top-ups of the platform with:
        | param          | value      |
        | starting_after | the newest |
      Then the list holds the 2nd to the 3rd newest, and has no more
      And no money has moved

  @PAGE-06 @documented
  Rule: A list that ends before an object holds the next newer ones, without the object itself
    Source: API reference, "List all payouts", ending_before; published schema, lists.
    These are the neighbors of the object, not the newest of all. Whether has_more then looks toward newer or older
    objects, no document says.

    @needs:payouts @needs:funds
    Scenario Outline: Listing two of five payouts before <cursor>
      Given 5 payouts exist
      When the platform lists the payouts of "acme" with:
        | param         | value    |
        | limit         | 2        |
        | ending_before | <cursor> |
      Then the request succeeds
      And the list holds the <page>
      And no money has moved

      Examples:
        | cursor         | page                  |
        | the oldest     | 3rd to the 4th newest |
        | the 4th newest | 2nd to the 3rd newest |
        | the 3rd newest | newest 2              |
        | the 2nd newest | newest 1              |

    @needs:payouts @needs:funds
    Scenario: Listing payouts before the newest
      Given 3 payouts exist
      When the platform lists the payouts of "acme" with:
        | param         | value      |
        | ending_before | the newest |
      Then the list holds 0 payouts
      And no money has moved

    @needs:transfers @needs:transfer-reversals @needs:funds
    Scenario Outline: Listing two of four <collection>, which the platform has, before the oldest
      Given 4 <collection> exist
      When the platform lists the <collection> of <holder> with:
        | param         | value      |
        | limit         | 2          |
        | ending_before | the oldest |
      Then the list holds the 2nd to the 3rd newest
      And no money has moved

      Examples:
        | collection         | holder       |
        | transfers          | the platform |
        | transfer reversals | the transfer |

    @needs:received-debits @needs:debit-reversals @needs:treasury
    Scenario Outline: Listing two of four <collection>, which a financial account has, before the oldest
      Given 4 <collection> exist
      When the platform lists the <collection> of "acme" with:
        | param             | value                 |
        | financial_account | the financial account |
        | limit             | 2                     |
        | ending_before     | the oldest            |
      Then the list holds the 2nd to the 3rd newest
      And no money has moved

      Examples:
        | collection      |
        | received debits |
        | debit reversals |

    @needs:topups
    Scenario: Listing three top-ups before the oldest
      Given 3 top-ups exist
      When the platform lists the top-ups of the platform with:
        | param         | value      |
        | ending_before | the oldest |
      Then the list holds the newest 2
      And no money has moved
