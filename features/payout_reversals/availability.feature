@needs:payouts @needs:payout-reversals @needs:accounts @needs:funds @needs:bank
Feature: When the money of a reversal can be spent
  The bank may refuse the debit for some days, so the money counts as pending first and can be spent later.

  @PAY-REV-34 @documented
  Rule: The money of a reversal is not available at once
    Source: Support article on payout reversals.

    Scenario: Reversing a payout while the account holds other money
      Given a connected account "acme"
      And "acme" holds 20.00 USD
      And a payout of 11.00 USD from "acme" to a US bank account
      And the payout is paid
      When the platform reverses the payout
      Then the request succeeds
      And the money moved is:
        | account | pending    |
        | acme    | +11.00 USD |

    Scenario: Paying out again what is being reversed
      Given a payout of 11.00 USD from "acme" to a US bank account
      And the payout is paid
      And the payout is being reversed
      When the platform creates a payout from "acme" with:
        | param    | value     |
        | amount   | 11.00 USD |
        | currency | usd       |
      Then the request is refused
      And the refusal has the code "balance_insufficient"
      And no money has moved

    Scenario: Paying out other money meanwhile, for contrast
      Given a connected account "acme"
      And "acme" holds 22.00 USD
      And a payout of 11.00 USD from "acme" to a US bank account
      And the payout is paid
      And the payout is being reversed
      When the platform creates a payout from "acme" with:
        | param    | value     |
        | amount   | 11.00 USD |
        | currency | usd       |
      Then the request succeeds
      And the money moved is:
        | account | available  |
        | acme    | -11.00 USD |

  @PAY-REV-35 @documented
  Rule: The money of a reversal becomes available about five business days after the request
    Source: Support article on payout reversals.
    Fewer than five business days are too few. Four calendar days never hold five business days, two weeks always do.

    Scenario: Reading when the money will be available
      Given a payout of 11.00 USD from "acme" to a US bank account
      And the payout is paid
      When the platform reverses the payout
      Then the funds of the reversing payout become available 5 business days after the request or later
      And the money moved is:
        | account | pending    |
        | acme    | +11.00 USD |

    Scenario: Waiting for the bank to pay the reversal
      Given a payout of 11.00 USD from "acme" to a US bank account
      And the payout is paid
      And the payout is being reversed
      When the bank pays the reversing payout
      Then the reversing payout is now paid
      And no money has moved

    @needs:clock
    Scenario: Waiting four days after a reversal that the bank has paid
      Given a payout of 11.00 USD from "acme" to a US bank account
      And the payout is paid
      And the payout has been reversed
      When 4 days pass
      Then the reversing payout is still paid
      And no money has moved

    @needs:clock
    Scenario: Waiting two weeks after a reversal that the bank has paid
      Given a payout of 11.00 USD from "acme" to a US bank account
      And the payout is paid
      And the payout has been reversed
      When 14 days pass
      Then the reversing payout is still paid
      And the money moved is:
        | account | available  | pending    |
        | acme    | +11.00 USD | -11.00 USD |
