@needs:payouts @needs:payout-reversals @needs:accounts @needs:funds @needs:bank
Feature: Reversing twice
  What happens to a second request for the same payout, and to one for a payout that is a reversal itself.

  @PAY-REV-10 @documented
  Rule: A payout that is already reversed cannot be reversed again
    Source: API reference, "Reverse a payout", Returns.

    Scenario Outline: Reversing a payout again while its reversal is <status>
      Given a payout of 11.00 USD from "acme" to a US bank account
      And the payout is paid
      And the payout is being reversed
      And the reversing payout is <status>
      When the platform reverses the payout
      Then the request is refused
      And the payout and the reversing payout name each other
      And no money has moved

      Examples:
        | status  |
        | pending |
        | paid    |

    @inferred
    Scenario: Reversing a payout again after it failed and its reversal was canceled
      Given a payout of 11.00 USD from "acme" to a US bank account
      And the payout is paid
      And the payout is being reversed
      And the payout is failed
      When the platform reverses the payout
      Then the request is refused
      And the reversing payout is still canceled
      And no money has moved

    Scenario: Reversing a payout for the first time, for contrast
      Given a payout of 11.00 USD from "acme" to a US bank account
      And the payout is paid
      When the platform reverses the payout
      Then the request succeeds
      And the payout and the reversing payout name each other
      And the money moved is:
        | account | pending    |
        | acme    | +11.00 USD |

  @PAY-REV-11 @documented
  Rule: A reversing payout cannot be reversed itself
    Source: Connect guide "Payout reversals", Requirements and Webhooks.
    A debit cannot be reversed, and a reversal counts as a debit.

    Scenario Outline: Reversing a reversing payout that is <status>
      Given a payout of 11.00 USD from "acme" to a US bank account
      And the payout is paid
      And the payout is being reversed
      And the reversing payout is <status>
      When the platform reverses the reversing payout
      Then the request is refused
      And the reversing payout shows:
        | field       | value    |
        | status      | <status> |
        | reversed_by | null     |
      And no money has moved

      Examples:
        | status  |
        | pending |
        | paid    |

    Scenario: Reversing the original payout, for contrast
      Given a payout of 11.00 USD from "acme" to a US bank account
      And the payout is paid
      When the platform reverses the payout
      Then the request succeeds
      And the money moved is:
        | account | pending    |
        | acme    | +11.00 USD |

  @PAY-REV-32 @inferred @reading:reverse-after-failed-reversal=refused
  Rule: A payout cannot be reversed again after its reversal failed
    Source: Support article on payout reversals.
    The article gives a payout one attempt. The guide says only that a failed one is not repeated for the caller.

    Scenario: Reversing again after the bank took back the reversal
      Given a payout of 11.00 USD from "acme" to a US bank account
      And the payout is paid
      And the payout has been reversed
      And the reversing payout is failed
      When the platform reverses the payout
      Then the request is refused
      And the reversing payout is still failed
      And no money has moved

    Scenario: Reversing without an earlier attempt, for contrast
      Given a payout of 11.00 USD from "acme" to a US bank account
      And the payout is paid
      When the platform reverses the payout
      Then the request succeeds
      And the money moved is:
        | account | pending    |
        | acme    | +11.00 USD |

  @PAY-REV-32b @inferred @reading:reverse-after-failed-reversal=accepted
  Rule: A payout can be reversed again after its reversal failed
    Source: Connect guide "Payout reversals", Failures.
    The other half of PAY-REV-32: a failed attempt read as none.

    Scenario: Reversing again after the bank took back the reversal, where that leaves the payout as it was
      Given a payout of 11.00 USD from "acme" to a US bank account
      And the payout is paid
      And the payout has been reversed
      And the reversing payout is failed
      When the platform reverses the payout
      Then the request succeeds
      And the payout and the reversing payout name each other
      And the money moved is:
        | account | pending    |
        | acme    | +11.00 USD |
