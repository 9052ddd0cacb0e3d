@needs:received-debits @needs:debit-reversals @needs:accounts @needs:treasury @needs:treasury-bank
Feature: The end of a debit reversal
  The bank ends what the platform asked for. The documents agree on that, and on the time being noted, but not on the
  name of the status.

  @DR-14 @documented @reading:debit-reversal-status=completed
  Rule: A debit reversal that the bank has completed shows the status completed
    Source: Treasury guide "DebitReversal objects", List DebitReversals, status.
    The schema of the object calls it succeeded, though its list is filtered by completed.

    Scenario: Completing a debit reversal, as the guide has it
      Given an ach debit of 10.00 USD on the financial account
      And the received debit is being reversed
      When the bank completes the debit reversal
      Then the debit reversal is now completed
      And the money moved is unspecified

  @DR-14b @documented @reading:debit-reversal-status=succeeded
  Rule: A debit reversal that the bank has completed shows the status succeeded
    Source: Published schema, debit reversal, status; list of debit reversals, status.
    The other half of DR-14.

    Scenario: Completing a debit reversal, as the schema has it
      Given an ach debit of 10.00 USD on the financial account
      And the received debit is being reversed
      When the bank completes the debit reversal
      Then the debit reversal is now succeeded
      And the money moved is unspecified

    Scenario: Listing by completed what shows succeeded
      Given an ach debit of 10.00 USD on the financial account
      And the received debit has been reversed
      When the platform lists the debit reversals of "acme" with:
        | param             | value                 |
        | financial_account | the financial account |
        | status            | completed             |
      Then the list holds 1 debit reversal
      And the debit reversal is still succeeded
      And no money has moved

  @DR-16 @documented
  Rule: The time of its completion is noted on a debit reversal once
    Source: Treasury guide "DebitReversal objects", response; published schema, debit reversal, status_transitions.

    @needs:clock
    Scenario: Completing a debit reversal an hour before the deadline of its debit
      Given an ach debit of 10.00 USD on the financial account
      And the deadline is 1 hour away
      And the received debit is being reversed
      When the bank completes the debit reversal
      Then the debit reversal shows:
        | field                           | value         |
        | status_transitions.completed_at | 0 seconds ago |
      And the money moved is unspecified

    @inferred @needs:clock
    Scenario: Completing a debit reversal again seven hours later
      Given an ach debit of 10.00 USD on the financial account
      And the deadline is 10 hours away
      And the received debit has been reversed
      And the deadline is 3 hours away
      When the bank completes the debit reversal
      Then the debit reversal shows:
        | field                           | value       |
        | status_transitions.completed_at | 7 hours ago |
      And no money has moved
