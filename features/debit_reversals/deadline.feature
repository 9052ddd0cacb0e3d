@needs:received-debits @needs:debit-reversals @needs:accounts @needs:treasury @needs:clock
Feature: Reversing around the deadline
  The deadline of a debit decides to the second. How far away it lies is a rule of the received debit (RD-12), so here
  it is only what the debit itself shows.

  @DR-07 @documented
  Rule: A debit cannot be reversed once its deadline has passed
    Source: Treasury guide "DebitReversal objects", table of restricted reasons; Return deadlines.

    Scenario Outline: Reversing a debit whose deadline passed <overdue> ago
      Given an ach debit of 10.00 USD on the financial account
      And the deadline passed <overdue> ago
      When the platform reverses the received debit
      Then the request is refused
      And the received debit shows:
        | field                              | value           |
        | reversal_details.restricted_reason | deadline_passed |
        | linked_flows.debit_reversal        | null            |
      And no money has moved

      Examples:
        | overdue  |
        | 1 second |
        | 30 days  |

    Scenario: Reversing a debit one hour before its deadline, for contrast
      Given an ach debit of 10.00 USD on the financial account
      And the deadline is 1 hour away
      When the platform reverses the received debit
      Then the request succeeds
      And the debit reversal is now processing
      And the money moved is unspecified

  @DR-08 @inferred
  Rule: A debit can be reversed up to the second before its deadline
    Source: Published schema, received debit, reversal_details, deadline.
    The schema calls the deadline the time before which a debit can be reversed, and time is told in seconds.

    Scenario: Reversing a debit in the last second before its deadline
      Given an ach debit of 10.00 USD on the financial account
      And the deadline is 1 second away
      When the platform reverses the received debit
      Then the request succeeds
      And the debit reversal is now processing
      And the received debit shows:
        | field                              | value            |
        | reversal_details.restricted_reason | already_reversed |
      And the money moved is unspecified

  @DR-09 @documented @reading:debit-deadline-instant=refused
  Rule: A debit cannot be reversed at the very instant of its deadline
    Source: Published schema, received debit, reversal_details, deadline.
    The schema wants the reversal before the deadline; the guide allows it until then.

    Scenario: Reversing a debit at the instant that is no longer before the deadline
      Given an ach debit of 10.00 USD on the financial account
      And the deadline is 0 seconds away
      When the platform reverses the received debit
      Then the request is refused
      And the received debit shows:
        | field                       | value |
        | linked_flows.debit_reversal | null  |
      And no money has moved

    Scenario: Reversing a debit one second before that instant, for contrast
      Given an ach debit of 10.00 USD on the financial account
      And the deadline is 1 second away
      When the platform reverses the received debit
      Then the request succeeds
      And the debit reversal is now processing
      And the money moved is unspecified

  @DR-09b @documented @reading:debit-deadline-instant=accepted
  Rule: A debit can still be reversed at the very instant of its deadline
    Source: Treasury guide "DebitReversal objects", table of restricted reasons.
    The other half of DR-09.

    Scenario: Reversing a debit at the last instant until which the guide allows it
      Given an ach debit of 10.00 USD on the financial account
      And the deadline is 0 seconds away
      When the platform reverses the received debit
      Then the request succeeds
      And the debit reversal is now processing
      And the money moved is unspecified

    Scenario: Reversing a debit one second after that instant, for contrast
      Given an ach debit of 10.00 USD on the financial account
      And the deadline passed 1 second ago
      When the platform reverses the received debit
      Then the request is refused
      And the received debit shows:
        | field                       | value |
        | linked_flows.debit_reversal | null  |
      And no money has moved
