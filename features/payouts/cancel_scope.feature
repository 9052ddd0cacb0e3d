@needs:payouts @needs:accounts @needs:funds
Feature: Canceling across accounts and reversals
  A cancellation reaches the caller's own payout and nothing else. What it does to a payout and its reversal while
  the reversal is under way, no document says outright.

  @PAY-CANCEL-10 @inferred
  Rule: A payout can be canceled on behalf of its own account only
    Source: Connect documentation, authentication; webhooks.
    Objects belong to one account and look like missing ones to all others.

    Scenario: Canceling a payout on behalf of another connected account
      Given a payout of 11.00 USD from "acme" to a US bank account
      When the platform cancels the payout as "globex"
      Then no such payout is found
      And the payout is still pending
      And no money has moved

    Scenario: Canceling a payout of a connected account without naming the account
      Given a payout of 11.00 USD from "acme" to a US bank account
      When the platform cancels the payout as itself
      Then no such payout is found
      And the payout is still pending
      And no money has moved

    Scenario: Canceling a payout of the platform on behalf of a connected account
      Given a payout of 11.00 USD from the platform to a US bank account
      When the platform cancels the payout as "globex"
      Then no such payout is found
      And the payout is still pending
      And no money has moved

    Scenario: Canceling a payout on behalf of its own account, for contrast
      Given a payout of 11.00 USD from "acme" to a US bank account
      When the platform cancels the payout as "acme"
      Then the request succeeds
      And the money moved is:
        | account | available  |
        | acme    | +11.00 USD |

  @PAY-CANCEL-11 @inferred @needs:payout-reversals @needs:bank
  Rule: A payout whose reversal is under way cannot be canceled
    Source: API reference, "Cancel a payout"; "Reverse a payout".
    A manual pending payout is canceled, not reversed, and an automatic one is never canceled, so every payout whose
    reversal is under way has left already or is automatic.

    Scenario: Canceling a manual payout that is paid, while its reversal is pending
      Given a payout of 11.00 USD from "acme" to a US bank account
      And the payout is paid
      And the payout is being reversed
      When the platform cancels the payout
      Then the request is refused
      And the payout is still paid
      And the reversing payout is still pending
      And no money has moved

    @needs:schedule
    Scenario: Canceling an automatic payout that is paid, while its reversal is pending
      Given a payout of 11.00 USD from "acme" to a US bank account
      And the payout is automatic
      And the payout is paid
      And the payout is being reversed
      When the platform cancels the payout
      Then the request is refused
      And the reversing payout is still pending
      And no money has moved

    Scenario: Canceling a payout that nobody is reversing, for contrast
      Given a payout of 11.00 USD from "acme" to a US bank account
      When the platform cancels the payout
      Then the request succeeds
      And the money moved is:
        | account | available  |
        | acme    | +11.00 USD |

  @PAY-CANCEL-12 @inferred @reading:cancel-reversing-payout=accepted @needs:payout-reversals @needs:bank
  Rule: A reversing payout can be canceled while it is pending
    Source: API reference, "Cancel a payout"; "Reverse a payout", the example.
    It is a payout that is manual as well as pending, and the words on canceling make no exception for it.

    Scenario: Canceling the reversal of a payout that is paid
      Given a payout of 11.00 USD from "acme" to a US bank account
      And the payout is paid
      And the payout is being reversed
      When the platform cancels the reversing payout
      Then the request succeeds
      And the reversing payout is now canceled
      And the payout is still paid
      And the money moved is:
        | account | pending    |
        | acme    | -11.00 USD |

  @PAY-CANCEL-12b @inferred @reading:cancel-reversing-payout=refused @needs:payout-reversals @needs:bank
  Rule: A reversing payout cannot be canceled by request
    Source: Connect guide, "Payout reversals", Failures.
    The guide knows one cancellation of a reversing payout, the one that follows the failure of the original.

    Scenario: Canceling a pending reversal like any payout that is manual and pending
      Given a payout of 11.00 USD from "acme" to a US bank account
      And the payout is paid
      And the payout is being reversed
      When the platform cancels the reversing payout
      Then the request is refused
      And the reversing payout is still pending
      And no money has moved

    Scenario: Canceling a pending payout that reverses nothing, for contrast
      Given a payout of 11.00 USD from "acme" to a US bank account
      When the platform cancels the payout
      Then the request succeeds
      And the money moved is:
        | account | available  |
        | acme    | +11.00 USD |
