@needs:received-debits @needs:debit-reversals @needs:accounts @needs:treasury
Feature: The notes on a debit reversal
  A debit reversal carries notes like other objects, but it has only one moment for them: its creation.

  @DR-05 @documented
  Rule: The metadata of a debit reversal is what its creation said, for good
    Source: Treasury guide "DebitReversal objects", Creating a DebitReversal, note.
    There is no request that updates a debit reversal.

    Scenario: Creating a debit reversal with metadata
      Given an ach debit of 10.00 USD on the financial account
      When the platform creates a debit reversal with:
        | param            | value              |
        | received_debit   | the received debit |
        | metadata[reason] | Because            |
      Then the request succeeds
      And the debit reversal shows:
        | field    | value             |
        | metadata | {reason: Because} |
      And the money moved is unspecified

    Scenario: Updating the metadata of a debit reversal
      Given an ach debit of 10.00 USD on the financial account
      And the received debit is being reversed
      When the platform updates the debit reversal with:
        | param            | value   |
        | metadata[reason] | Because |
      Then the request is refused
      And the debit reversal shows:
        | field    | value |
        | metadata | {}    |
      And no money has moved
