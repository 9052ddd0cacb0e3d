@needs:received-debits @needs:debit-reversals @needs:accounts @needs:treasury
Feature: Reversing a debit twice
  The funds of a debit come back once: not a second time later, nor when two ask at the same moment.

  @DR-06 @documented
  Rule: A debit that was reversed cannot be reversed again
    Source: Treasury guide "DebitReversal objects", table of restricted reasons.

    Scenario: Reversing a debit again while its reversal is under way
      Given an ach debit of 10.00 USD on the financial account
      And the received debit is being reversed
      When the platform reverses the received debit
      Then the request is refused
      And the received debit shows:
        | field                              | value              |
        | reversal_details.restricted_reason | already_reversed   |
        | linked_flows.debit_reversal        | the debit reversal |
      And "acme" has 1 debit reversal
      And no money has moved

    @needs:treasury-bank
    Scenario: Reversing a debit again after its reversal was completed
      Given an ach debit of 10.00 USD on the financial account
      And the received debit has been reversed
      When the platform reverses the received debit
      Then the request is refused
      And the received debit shows:
        | field                              | value              |
        | reversal_details.restricted_reason | already_reversed   |
        | linked_flows.debit_reversal        | the debit reversal |
      And "acme" has 1 debit reversal
      And no money has moved

    Scenario: Reversing a debit for the first time, for contrast
      Given an ach debit of 10.00 USD on the financial account
      When the platform reverses the received debit
      Then the request succeeds
      And "acme" has 1 debit reversal
      And the money moved is unspecified

  @DR-19 @inferred
  Rule: Of several requests at once to reverse one debit, one succeeds
    Source: Treasury guide "DebitReversal objects", table of restricted reasons.
    What holds for a second request later holds for one at the same moment.

    Scenario Outline: Reversing a debit from <clients> clients at once
      Given "acme" has a financial account holding 50.00 USD
      And an ach debit of 10.00 USD on the financial account
      When <clients> clients at once each reverse the received debit
      Then 1 of the requests succeeds
      And "acme" has 1 debit reversal
      And the received debit shows:
        | field                              | value            |
        | reversal_details.restricted_reason | already_reversed |
        | linked_flows.debit_reversal        | set              |
      And the money moved is unspecified

      Examples:
        | clients |
        | 2       |
        | 8       |

  @DR-20 @inferred @needs:clock
  Rule: A debit that was reversed stays restricted as already_reversed when its deadline passes
    Source: Treasury guide "DebitReversal objects", table of restricted reasons.
    Both reasons apply then; the guide lets a reversed debit keep a deadline, and that deadline passes too.

    Scenario: Retrieving a debit that was reversed and whose deadline has passed
      Given an ach debit of 10.00 USD on the financial account
      And the received debit is being reversed
      And the deadline passed 1 second ago
      When the platform retrieves the received debit
      Then the received debit shows:
        | field                              | value              |
        | reversal_details.restricted_reason | already_reversed   |
        | linked_flows.debit_reversal        | the debit reversal |
      And no money has moved

    Scenario: Reversing a debit again after its deadline
      Given an ach debit of 10.00 USD on the financial account
      And the received debit is being reversed
      And the deadline passed 1 hour ago
      When the platform reverses the received debit
      Then the request is refused
      And the received debit shows:
        | field                              | value              |
        | reversal_details.restricted_reason | already_reversed   |
        | linked_flows.debit_reversal        | the debit reversal |
      And no money has moved

    Scenario: Letting the deadline of a debit pass that nobody reversed, for contrast
      Given an ach debit of 10.00 USD on the financial account
      And the deadline is 1 second away
      When 2 seconds pass
      Then the received debit shows:
        | field                              | value           |
        | reversal_details.restricted_reason | deadline_passed |
      And no money has moved
