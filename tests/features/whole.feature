@needs:payouts @needs:funds
Feature: Canceling payouts
  A payout that has not left yet can be called back.

  # What a comment says counts for nothing.
  @PAY-CANCEL-11 @documented @needs:bank @needs:funds
  Rule: A payout whose reversal is under way cannot be canceled
    Source: API reference, "Cancel a payout"; "Reverse a payout".
    A manual pending payout is canceled, not reversed,
    and an automatic one is never canceled.

    Scenario Outline: Canceling a payout that is <schedule> and <status>
      Given a payout of 11.00 USD from "acme" to a US bank account
      And the payout is <schedule>
      And the payout is <status>
      When the platform cancels the payout
      Then the request is refused
      But no money has moved

      Examples:

        | schedule  | status |
        | manual    | paid   |
        | automatic | paid   |

      @recorded
      Examples: seen once
        | schedule  | status |
        | instant   | paid   |

    Scenario Outline: Canceling with an amount
      Given a payout of <amount> from "acme" to a US bank account
      When the platform cancels the payout with:
        | param  | value    |
        | amount | <amount> |
      Then the request is refused
      Examples:
        | amount    |
        | 11.00 USD |
        | 12.00 USD |

    @inferred @needs:events
    Scenario: Canceling with nothing
      When the platform cancels the payout
      Then the request is refused

  @PAY-REV-14 @inferred @reading:day-90=refused
  Rule: The 90th day is too late
    Source: Guide, "Payout reversals".

    Scenario: On the 90th day
      When the platform reverses the payout
      Then the request is refused

  @PAY-REV-14b @inferred @reading:day-90=accepted
  Rule: The 90th day is soon enough
    Source: Support article.
    Scenario: On the 90th day, otherwise
      When the platform reverses the payout
      Then the request succeeds
