@needs:payouts @needs:payout-reversals @needs:accounts @needs:funds
Feature: Reversing a payout that has left the pending status
  Once the bank has a payout, it may still be on its way, and it may have come back already.

  @PAY-REV-21 @inferred @reading:reverse-in-transit=accepted @needs:bank
  Rule: A payout can be reversed while it is in transit
    Source: Connect guide "Payout reversals", Failures.
    The guide tells what happens when a payout fails while its reversal is pending, as if the reversal could be asked for
    before the payout has arrived.

    Scenario: Reversing a payout that the bank is carrying out
      Given a payout of 11.00 USD from "acme" to a US bank account
      And the payout is in_transit
      When the platform reverses the payout
      Then the request succeeds
      And the payout is still in_transit
      And the payout and the reversing payout name each other
      And the money moved is:
        | account | pending    |
        | acme    | +11.00 USD |

  @PAY-REV-21b @inferred @reading:reverse-in-transit=refused @needs:bank
  Rule: A payout cannot be reversed while it is in transit
    Source: Connect guide "Payout reversals", Failures.
    The other half of PAY-REV-21: the sentence about failures read as being about late returns of paid payouts.

    Scenario: Reversing a payout that the bank is carrying out, where it must arrive first
      Given a payout of 11.00 USD from "acme" to a US bank account
      And the payout is in_transit
      When the platform reverses the payout
      Then the request is refused
      And the payout is still in_transit
      And no money has moved

    Scenario: Reversing a payout that has arrived, for contrast
      Given a payout of 11.00 USD from "acme" to a US bank account
      And the payout is paid
      When the platform reverses the payout
      Then the request succeeds
      And the money moved is:
        | account | pending    |
        | acme    | +11.00 USD |

  @PAY-REV-22 @inferred
  Rule: A payout whose money has come back already cannot be reversed
    Source: API reference, "Reverse a payout", Returns.
    The reference refuses payouts that cannot be reversed, without a list. The money of a failed payout, as that of a
    canceled one, is in the balance again: reversing it would give it out twice.

    @needs:bank
    Scenario: Reversing a payout that the bank refused
      Given a payout of 11.00 USD from "acme" to a US bank account
      And the payout is failed
      When the platform reverses the payout
      Then the request is refused
      And the payout is still failed
      And the payout shows:
        | field       | value |
        | reversed_by | null  |
      And no money has moved

    @needs:bank
    Scenario: Reversing a payout that the bank returned after paying it
      Given a payout of 11.00 USD from "acme" to a US bank account
      And the payout is paid
      And the payout is failed
      When the platform reverses the payout
      Then the request is refused
      And the payout is still failed
      And no money has moved

    Scenario: Reversing a payout that was canceled
      Given a payout of 11.00 USD from "acme" to a US bank account
      And the payout has been canceled
      When the platform reverses the payout
      Then the request is refused
      And the payout is still canceled
      And the payout shows:
        | field       | value |
        | reversed_by | null  |
      And no money has moved

    @needs:bank
    Scenario: Reversing a payout whose money is at the bank, for contrast
      Given a payout of 11.00 USD from "acme" to a US bank account
      And the payout is paid
      When the platform reverses the payout
      Then the request succeeds
      And the payout is still paid
      And the money moved is:
        | account | pending    |
        | acme    | +11.00 USD |
