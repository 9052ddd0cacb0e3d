@needs:accounts
Feature: Lists
  Whatever is listed, a list has the same form: one page of objects, newest first, and whether more follow. How long a
  page is stands in page_sizes, how to go on from it in cursors.

  @PAGE-01 @documented
  Rule: Every list comes in the same envelope
    Source: Published schema, lists; API reference, "List all payouts", the example.
    The address in it is the one that was asked for, without parameters. The number of all objects is not told.

    @needs:payouts @needs:funds
    Scenario Outline: Reading the envelope of a list of <collection>
      Given 2 <collection> exist
      When the platform lists the <collection> of "acme" with:
        | param | value |
        | limit | 2     |
      Then the request succeeds
      And the answer shows:
        | field       | value  |
        | object      | list   |
        | data.1.id   | an id  |
        | has_more    | set    |
        | url         | <url>  |
        | total_count | absent |
      And no money has moved

      Examples:
        | collection           | url                      |
        | payouts              | /v1/payouts              |
        | balance transactions | /v1/balance_transactions |

    @needs:payouts @needs:funds @needs:events
    Scenario: Reading the envelope of a list of events
      Given 2 events exist
      When the platform lists the events of "acme" with:
        | param | value |
        | limit | 2     |
      Then the request succeeds
      And the answer shows:
        | field       | value      |
        | object      | list       |
        | data.1.id   | an id      |
        | has_more    | set        |
        | url         | /v1/events |
        | total_count | absent     |
      And no money has moved

    @needs:transfers @needs:transfer-reversals @needs:funds
    Scenario Outline: Reading the envelope of a list of <collection>, which the platform has
      Given 2 <collection> exist
      When the platform lists the <collection> of <holder>
      Then the request succeeds
      And the answer shows:
        | field       | value  |
        | object      | list   |
        | data.1.id   | an id  |
        | has_more    | false  |
        | url         | <url>  |
        | total_count | absent |
      And no money has moved

      Examples:
        | collection         | holder       | url           |
        | transfers          | the platform | /v1/transfers |
        | transfer reversals | the transfer | set           |

    @needs:received-debits @needs:debit-reversals @needs:treasury
    Scenario Outline: Reading the envelope of a list of <collection>, which a financial account has
      Given 2 <collection> exist
      When the platform lists the <collection> of "acme"
      Then the request succeeds
      And the answer shows:
        | field       | value  |
        | object      | list   |
        | data.1.id   | an id  |
        | has_more    | false  |
        | url         | <url>  |
        | total_count | absent |
      And no money has moved

      Examples:
        | collection      | url                          |
        | received debits | /v1/treasury/received_debits |
        | debit reversals | /v1/treasury/debit_reversals |

  @PAGE-04 @documented @needs:clock
  Rule: A list runs from the newest object to the oldest
    Source: API reference, "List all payouts"; published schema, lists.
    The objects are made at different times, so that no order among those of one second is asked for.

    @needs:payouts @needs:funds
    Scenario: Listing payouts of three different seconds
      Given 3 payouts exist
      When the platform lists the payouts of "acme"
      Then the request succeeds
      And the list holds the newest 3, and has no more
      And no money has moved

    @needs:payouts @needs:funds
    Scenario: Listing the balance transactions of payouts of three different days
      Given these payouts from "acme":
        | amount   | age    |
        | 1.00 USD | 3 days |
        | 2.00 USD | 2 days |
        | 3.00 USD | 1 day  |
      When the platform lists the balance transactions of "acme" with:
        | param | value  |
        | type  | payout |
      Then the list holds the amounts:
        | amount    |
        | -3.00 USD |
        | -2.00 USD |
        | -1.00 USD |
      And no money has moved

    @needs:transfers @needs:transfer-reversals @needs:funds
    Scenario Outline: Listing <collection> of three different seconds, which the platform has
      Given 3 <collection> exist
      When the platform lists the <collection> of <holder>
      Then the request succeeds
      And the list holds the newest 3, and has no more
      And no money has moved

      Examples:
        | collection         | holder       |
        | transfers          | the platform |
        | transfer reversals | the transfer |

    @needs:received-debits @needs:debit-reversals @needs:treasury
    Scenario Outline: Listing <collection> of three different seconds, which a financial account has
      Given 3 <collection> exist
      When the platform lists the <collection> of "acme"
      Then the request succeeds
      And the list holds the newest 3, and has no more
      And no money has moved

      Examples:
        | collection      |
        | received debits |
        | debit reversals |

    @needs:topups
    Scenario: Listing top-ups of three different seconds
      Given 3 top-ups exist
      When the platform lists the top-ups of the platform
      Then the list holds the newest 3, and has no more
      And no money has moved
