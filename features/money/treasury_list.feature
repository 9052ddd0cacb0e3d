@needs:received-debits @needs:accounts @needs:treasury
Feature: Listing treasury transactions
  The ledger of a financial account is read in the order of creation or, among what is posted, of posting.

  @TRX-04 @documented
  Rule: Transactions can be narrowed by the time of posting only among the posted ones, ordered by that time
    Source: Published schema, list of treasury transactions, status_transitions, status, order_by.

    Scenario Outline: Listing transactions by posted_at with no more than <param>
      Given an ach debit of 10.00 USD on the financial account
      When the platform lists the treasury transactions of "acme" with:
        | param                              | value                 |
        | financial_account                  | the financial account |
        | status_transitions[posted_at][gte] | 1 day ago             |
        | <param>                            | <value>               |
      Then the request is refused
      And no money has moved

      Examples:
        | param    | value     |
        | status   | posted    |
        | order_by | posted_at |

    Scenario Outline: Listing <status> transactions by posted_at, ordered by <order>
      Given an ach debit of 10.00 USD on the financial account
      When the platform lists the treasury transactions of "acme" with:
        | param                              | value                 |
        | financial_account                  | the financial account |
        | status_transitions[posted_at][gte] | 1 day ago             |
        | status                             | <status>              |
        | order_by                           | <order>               |
      Then the request is refused
      And no money has moved

      Examples:
        | status | order     |
        | open   | posted_at |
        | posted | created   |

    Scenario: Listing posted transactions by posted_at, in that order, for contrast
      Given an ach debit of 10.00 USD on the financial account
      When the platform lists the treasury transactions of "acme" with:
        | param                              | value                 |
        | financial_account                  | the financial account |
        | status_transitions[posted_at][gte] | 1 day ago             |
        | status                             | posted                |
        | order_by                           | posted_at             |
        | limit                              | 1                     |
      Then the request succeeds
      And the list holds 1 treasury transaction
      And no money has moved

    @needs:clock
    Scenario: Listing the transactions that were posted after the only debit, for contrast
      Given an ach debit of 10.00 USD on the financial account
      And the deadline is 1 hour away
      When the platform lists the treasury transactions of "acme" with:
        | param                              | value                 |
        | financial_account                  | the financial account |
        | status_transitions[posted_at][gte] | 1 hour ago            |
        | status                             | posted                |
        | order_by                           | posted_at             |
      Then the request succeeds
      And the list holds 0 treasury transactions
      And no money has moved
