@needs:received-debits @needs:accounts @needs:treasury
Feature: The deadline of a received debit
  A debit over ACH tells for how long its funds can be demanded back. Before the deadline nothing stands in the way;
  afterwards the debit says that it is too late.

  @RD-05 @documented
  Rule: A debit over ACH that succeeded shows a deadline without a restriction
    Source: Treasury guide "DebitReversal objects", table of restricted reasons.

    Scenario: Creating a received debit over ACH
      Given "acme" has a financial account holding 50.00 USD
      When the platform creates a received debit on the financial account with:
        | param             | value                 |
        | amount            | 10.00 USD             |
        | currency          | usd                   |
        | financial_account | the financial account |
        | network           | ach                   |
      Then the received debit shows:
        | field                              | value |
        | reversal_details.deadline          | set   |
        | reversal_details.restricted_reason | null  |
        | linked_flows.debit_reversal        | null  |
      And the money moved is:
        | account           | available  |
        | financial account | -10.00 USD |

    Scenario: Retrieving a received debit over a card, for contrast
      Given a card debit of 10.00 USD on the financial account
      When the platform retrieves the received debit
      Then the received debit shows:
        | field                              | value |
        | network                            | card  |
        | reversal_details.restricted_reason | set   |
      And no money has moved

  @RD-06 @documented @needs:clock
  Rule: A debit whose deadline has passed is restricted as deadline_passed
    Source: Treasury guide "DebitReversal objects", table of restricted reasons.
    The deadline itself stays where it was.

    Scenario Outline: Retrieving a received debit <overdue> after its deadline
      Given an ach debit of 10.00 USD on the financial account
      And the deadline passed <overdue> ago
      When the platform retrieves the received debit
      Then the received debit shows:
        | field                              | value           |
        | status                             | succeeded       |
        | reversal_details.restricted_reason | deadline_passed |
        | reversal_details.deadline          | <overdue> ago   |
        | linked_flows.debit_reversal        | null            |
      And no money has moved

      Examples:
        | overdue  |
        | 1 second |
        | 30 days  |

    Scenario: Letting time go by, up to one second before the deadline, for contrast
      Given an ach debit of 10.00 USD on the financial account
      And the deadline is 1 hour away
      When 59 minutes and 59 seconds pass
      Then the received debit shows:
        | field                              | value |
        | reversal_details.restricted_reason | null  |
      And no money has moved

  @RD-12 @documented @needs:clock
  Rule: The deadline of a debit over ACH is 36 hours after its receipt
    Source: Treasury guide "DebitReversal objects", Return deadlines.
    A newer text of the guide says about one business day, which no scenario can hold anybody to.

    Scenario: Retrieving a received debit at once
      Given an ach debit of 10.00 USD on the financial account
      When the platform retrieves the received debit
      Then the received debit can be reversed for another 36 hours
      And no money has moved

    Scenario: Retrieving a received debit that came on a weekend, days after another
      Given "acme" has a financial account holding 50.00 USD
      And an ach debit of 10.00 USD on the financial account
      And the deadline passed 4 days ago
      And an ach debit of 5.00 USD on the financial account
      When the platform retrieves the received debit
      Then the received debit can be reversed for another 36 hours
      And no money has moved
