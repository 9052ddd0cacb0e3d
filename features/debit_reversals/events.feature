@needs:received-debits @needs:debit-reversals @needs:accounts @needs:treasury @needs:events
Feature: Events of a debit reversal
  A debit reversal tells its beginning and its completion. The debit itself has no event for having been reversed.

  @DR-15 @documented
  Rule: A debit reversal sends treasury.debit_reversal.created, then treasury.debit_reversal.completed
    Source: Treasury guide "DebitReversal objects", DebitReversal webhooks.

    Scenario: Listening while a debit is reversed
      Given an ach debit of 10.00 USD on the financial account
      When the platform reverses the received debit
      Then the events sent are:
        | type                            | object             | status     |
        | treasury.debit_reversal.created | the debit reversal | processing |
      And the "treasury.debit_reversal.created" event of the debit reversal shows:
        | field                                       | value              |
        | data.object.received_debit                  | the received debit |
        | data.object.status_transitions.completed_at | null               |
      And the money moved is unspecified

    @needs:treasury-bank
    Scenario: Listening while the bank completes a debit reversal
      Given an ach debit of 10.00 USD on the financial account
      And the received debit is being reversed
      When the bank completes the debit reversal
      Then the events sent are:
        | type                              | object             |
        | treasury.debit_reversal.completed | the debit reversal |
      And the "treasury.debit_reversal.completed" event of the debit reversal shows:
        | field                                       | value              |
        | data.object.received_debit                  | the received debit |
        | data.object.status_transitions.completed_at | set                |
      And the money moved is unspecified

    @inferred @needs:treasury-bank
    Scenario: Listening while the bank completes a debit reversal a second time
      Given an ach debit of 10.00 USD on the financial account
      And the received debit has been reversed
      When the bank completes the debit reversal
      Then no events are sent
      And no money has moved

    @inferred @needs:treasury-bank
    Scenario: Listening while the bank cancels a debit reversal
      Given an ach debit of 10.00 USD on the financial account
      And the received debit is being reversed
      When the bank cancels the debit reversal
      Then no events are sent
      And the money moved is unspecified
