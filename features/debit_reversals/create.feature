@needs:received-debits @needs:debit-reversals @needs:accounts @needs:treasury
Feature: Reversing a received debit
  The platform asks for the funds of a debit back by naming the debit. What it gets is a debit reversal, whole and
  under way.

  @DR-01 @documented
  Rule: Reversing a debit that is not restricted makes a debit reversal that is processing
    Source: Treasury guide "DebitReversal objects", Creating a DebitReversal.
    Whether the cash returns at the request or at the completion, no document says; DR-17 has what is certain.

    Scenario: Reversing a received debit at once
      Given an ach debit of 10.00 USD on the financial account
      When the platform reverses the received debit
      Then the request succeeds
      And the answer is the debit reversal as it reads now
      And the debit reversal shows:
        | field                           | value              |
        | status                          | processing         |
        | status_transitions.completed_at | null               |
        | received_debit                  | the received debit |
      And the money moved is unspecified

    Scenario: Reversing a received debit beside another one that is reversed
      Given "acme" has a financial account holding 50.00 USD
      And an ach debit of 10.00 USD on the financial account
      And the received debit is being reversed
      And an ach debit of 5.00 USD on the financial account
      When the platform reverses the received debit
      Then the request succeeds
      And the debit reversal shows:
        | field          | value              |
        | status         | processing         |
        | received_debit | the received debit |
      And the money moved is unspecified

    Scenario: Retrieving a debit reversal
      Given an ach debit of 10.00 USD on the financial account
      And the received debit is being reversed
      When the platform retrieves the debit reversal
      Then the request succeeds
      And the answer is the debit reversal as it reads now
      And no money has moved

  @DR-02 @documented
  Rule: A debit reversal needs the received debit
    Source: Treasury guide "DebitReversal objects", Creating a DebitReversal; error codes, parameter_missing.

    Scenario: Creating a debit reversal of no received debit
      Given an ach debit of 10.00 USD on the financial account
      When the platform creates a debit reversal with:
        | param            | value   |
        | metadata[reason] | Because |
      Then the request is refused
      And the refusal has the code "parameter_missing"
      And the refusal names the parameter "received_debit"
      And no money has moved

    Scenario: Creating a debit reversal of a received debit, for contrast
      Given an ach debit of 10.00 USD on the financial account
      When the platform creates a debit reversal with:
        | param          | value              |
        | received_debit | the received debit |
      Then the request succeeds
      And the debit reversal is now processing
      And the money moved is unspecified
