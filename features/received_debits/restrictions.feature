@needs:received-debits @needs:accounts @needs:treasury
Feature: Why a received debit cannot be reversed
  A debit tells itself whether its funds can still be demanded back, and if not, for what reason.

  @RD-07 @documented @needs:debit-reversals
  Rule: A debit that was reversed is restricted as already_reversed, naming its reversal
    Source: Treasury guide "DebitReversal objects", table of restricted reasons; "ReceivedDebit objects", linked flows.
    Its deadline may go or stay, says the guide, so the deadline is not looked at.

    Scenario: Reversing a received debit
      Given an ach debit of 10.00 USD on the financial account
      When the platform reverses the received debit
      Then the received debit shows:
        | field                              | value              |
        | status                             | succeeded          |
        | reversal_details.restricted_reason | already_reversed   |
        | linked_flows.debit_reversal        | the debit reversal |
      And the money moved is unspecified

    @needs:treasury-bank
    Scenario: Retrieving a received debit whose reversal is completed
      Given an ach debit of 10.00 USD on the financial account
      And the received debit has been reversed
      When the platform retrieves the received debit
      Then the received debit shows:
        | field                              | value              |
        | reversal_details.restricted_reason | already_reversed   |
        | linked_flows.debit_reversal        | the debit reversal |
      And no money has moved

    Scenario: Retrieving a received debit that nobody reversed, for contrast
      Given an ach debit of 10.00 USD on the financial account
      When the platform retrieves the received debit
      Then the received debit shows:
        | field                              | value |
        | reversal_details.restricted_reason | null  |
        | linked_flows.debit_reversal        | null  |
      And no money has moved

  @RD-08 @documented
  Rule: A debit whose source flow cannot be reversed is restricted as source_flow_restricted, without a deadline
    Source: Treasury guide "DebitReversal objects", table of restricted reasons.

    Scenario: Retrieving a received debit from a restricted source
      Given an ach debit of 10.00 USD on the financial account from a restricted source
      When the platform retrieves the received debit
      Then the received debit shows:
        | field                              | value                  |
        | status                             | succeeded              |
        | reversal_details.restricted_reason | source_flow_restricted |
        | reversal_details.deadline          | null                   |
      And no money has moved

    @inferred @needs:clock
    Scenario: Waiting past the deadline that another received debit would have had
      Given an ach debit of 10.00 USD on the financial account from a restricted source
      When 30 days pass
      Then the received debit shows:
        | field                              | value                  |
        | reversal_details.restricted_reason | source_flow_restricted |
        | reversal_details.deadline          | null                   |
      And no money has moved

    Scenario: Retrieving a received debit from a source that is not restricted, for contrast
      Given an ach debit of 10.00 USD on the financial account
      When the platform retrieves the received debit
      Then the received debit shows:
        | field                              | value |
        | reversal_details.restricted_reason | null  |
        | reversal_details.deadline          | set   |
      And no money has moved
