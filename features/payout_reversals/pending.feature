@needs:payouts @needs:payout-reversals @needs:accounts @needs:funds
Feature: Reversing a payout that is still pending
  A pending payout that was made by hand can be canceled, and one that the schedule made cannot. Whether a reversal takes
  either of them back is read in two ways.

  @PAY-REV-19 @inferred @reading:reverse-manual-pending=refused
  Rule: A manual payout cannot be reversed while it is pending
    Source: API reference, "Reverse a payout", introduction.
    The reference sends the caller to the cancel call. It does not say what the reverse call answers; a refusal is the
    answer that keeps one payout from being taken back on two roads.

    Scenario: Reversing a manual payout that is pending
      Given a payout of 11.00 USD from "acme" to a US bank account
      When the platform reverses the payout
      Then the request is refused
      And the payout is still pending
      And the payout shows:
        | field       | value |
        | reversed_by | null  |
      And no money has moved

    @needs:bank
    Scenario: Reversing a manual payout that the bank has paid, for contrast
      Given a payout of 11.00 USD from "acme" to a US bank account
      And the payout is paid
      When the platform reverses the payout
      Then the request succeeds
      And the money moved is:
        | account | pending    |
        | acme    | +11.00 USD |

  @PAY-REV-19b @inferred @reading:reverse-manual-pending=accepted
  Rule: A manual payout can be reversed while it is pending
    Source: API reference, "Reverse a payout", introduction.
    The other half of PAY-REV-19: the hint at the cancel call read as advice.

    Scenario: Reversing a manual payout that is pending, where the cancel call is advice only
      Given a payout of 11.00 USD from "acme" to a US bank account
      When the platform reverses the payout
      Then the request succeeds
      And the payout is still pending
      And the payout and the reversing payout name each other
      And the money moved is:
        | account | pending    |
        | acme    | +11.00 USD |

  @PAY-REV-20 @inferred @reading:reverse-automatic-pending=accepted @needs:schedule
  Rule: An automatic payout can be reversed while it is pending
    Source: API reference, "Reverse a payout", introduction; "Cancel a payout", introduction.
    The hint at the cancel call is for manual payouts only, and an automatic payout cannot be canceled.

    Scenario: Reversing an automatic payout that is pending
      Given a payout of 11.00 USD from "acme" to a US bank account
      And the payout is automatic
      When the platform reverses the payout
      Then the request succeeds
      And the payout is still pending
      And the payout and the reversing payout name each other
      And the money moved is:
        | account | pending    |
        | acme    | +11.00 USD |

  @PAY-REV-20b @inferred @reading:reverse-automatic-pending=refused @needs:schedule
  Rule: An automatic payout cannot be reversed while it is pending
    Source: API reference, "Reverse a payout", introduction.
    The other half of PAY-REV-20: nothing has reached the bank account yet that could be debited from it.

    Scenario: Reversing an automatic payout that is pending, where only sent money comes back
      Given a payout of 11.00 USD from "acme" to a US bank account
      And the payout is automatic
      When the platform reverses the payout
      Then the request is refused
      And the payout is still pending
      And no money has moved

    @needs:bank
    Scenario: Reversing an automatic payout that the bank has paid, for contrast
      Given a payout of 11.00 USD from "acme" to a US bank account
      And the payout is automatic
      And the payout is paid
      When the platform reverses the payout
      Then the request succeeds
      And the money moved is:
        | account | pending    |
        | acme    | +11.00 USD |
