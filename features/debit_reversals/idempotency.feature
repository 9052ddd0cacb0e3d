@needs:idempotency @needs:received-debits @needs:debit-reversals @needs:accounts @needs:treasury
Feature: Repeating a debit reversal with its key
  A debit comes back once, so that a second request is refused, unless it is the first one again.

  @DR-18 @documented
  Rule: A debit reversal that is repeated with its key is the same reversal, and no second one
    Source: API documentation, idempotent requests; Treasury guide "DebitReversal objects", Creating a DebitReversal.

    Scenario: Repeating a debit reversal with its key
      Given an ach debit of 10.00 USD on the financial account
      And the next request carries the key "first"
      And the received debit is being reversed
      When the platform repeats the request
      Then the request succeeds
      And the answers are the same
      And "acme" has 1 debit reversal
      And no money has moved

    @needs:treasury-bank
    Scenario: Repeating a debit reversal with its key after it was completed
      Given an ach debit of 10.00 USD on the financial account
      And the next request carries the key "first"
      And the received debit is being reversed
      And the debit reversal is completed
      When the platform repeats the request
      Then the answers are the same
      And the answer shows:
        | field                           | value      |
        | status                          | processing |
        | status_transitions.completed_at | null       |
      And the debit reversal shows:
        | field                           | value |
        | status_transitions.completed_at | set   |
      And no money has moved

    @needs:clock
    Scenario: Repeating a debit reversal with its key after the deadline of the debit
      Given an ach debit of 10.00 USD on the financial account
      And the deadline is 1 hour away
      And the next request carries the key "first"
      And the received debit is being reversed
      And the deadline passed 1 second ago
      When the platform repeats the request
      Then the answers are the same
      And no money has moved

    @needs:events
    Scenario: Listening while a debit reversal is repeated with its key
      Given an ach debit of 10.00 USD on the financial account
      And the next request carries the key "first"
      And the received debit is being reversed
      When the platform repeats the request
      Then the request succeeds
      And no events are sent
      And no money has moved

    Scenario: Looking for the mark when a debit reversal is repeated
      Given an ach debit of 10.00 USD on the financial account
      And the next request carries the key "first"
      And the received debit is being reversed
      When the platform repeats the request
      Then the request succeeds
      And the answers mark only the second as a replay
      And no money has moved

    Scenario: Creating a debit reversal from four clients at once, with one key
      Given an ach debit of 10.00 USD on the financial account
      And the next request carries the key "first"
      When 4 clients at once each reverse the received debit
      Then the answers are the same, or say that the key is in use
      And "acme" has 1 debit reversal
      And the money moved is unspecified

    @recorded
    Scenario: Repeating a debit reversal with its key and other metadata
      Given an ach debit of 10.00 USD on the financial account
      And the next request carries the key "first"
      And the received debit is being reversed
      And the next request carries the key "first"
      When the platform reverses the received debit with:
        | param            | value   |
        | metadata[reason] | Because |
      Then the key is refused
      And "acme" has 1 debit reversal
      And no money has moved

    Scenario: Repeating a debit reversal without a key, for contrast
      Given an ach debit of 10.00 USD on the financial account
      And the received debit is being reversed
      When the platform repeats the request
      Then the request is refused
      And "acme" has 1 debit reversal
      And no money has moved

    Scenario: Reversing a debit again with another key, for contrast
      Given an ach debit of 10.00 USD on the financial account
      And the next request carries the key "first"
      And the received debit is being reversed
      And the next request carries the key "second"
      When the platform reverses the received debit
      Then the request is refused
      And "acme" has 1 debit reversal
      And no money has moved
