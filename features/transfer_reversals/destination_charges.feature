@needs:transfers @needs:transfer-reversals @needs:charges @needs:accounts @needs:funds
Feature: Transfers made by a destination charge
  A destination charge transfers what it earns at once. That transfer can be reversed by itself, or together with a
  refund of the charge.

  @FEE-04 @documented
  Rule: No more than its charge can be reversed of a transfer made by a destination charge
    Source: API reference, "Transfer Reversals", introduction.

    Scenario: Reversing one cent more than the charge
      Given "acme" holds 20.00 USD
      And a destination charge of 20.00 USD for "acme"
      When the platform reverses 20.01 USD of the transfer
      Then the request is refused
      And 20.00 USD of the transfer is left to reverse
      And no money has moved

    Scenario: Reversing one cent more than a charge has transferred of its amount
      Given "acme" holds 20.00 USD
      And a destination charge of 20.00 USD for "acme" transferring 18.00 USD
      When the platform reverses 18.01 USD of the transfer
      Then the request is refused
      And 18.00 USD of the transfer is left to reverse
      And no money has moved

    Scenario: Reversing all that a charge has transferred of its amount, for contrast
      Given a destination charge of 20.00 USD for "acme" transferring 18.00 USD
      When the platform reverses 18.00 USD of the transfer
      Then the request succeeds
      And 0.00 USD of the transfer is left to reverse
      And the money moved is:
        | account  | available  |
        | platform | +18.00 USD |
        | acme     | -18.00 USD |

    Scenario: Reversing the whole charge, for contrast
      Given a destination charge of 20.00 USD for "acme"
      When the platform reverses 20.00 USD of the transfer
      Then the request succeeds
      And 0.00 USD of the transfer is left to reverse
      And the money moved is:
        | account  | available  |
        | platform | +20.00 USD |
        | acme     | -20.00 USD |

    @inferred @needs:payouts
    Scenario: Reversing the whole charge after its destination has paid a part of it out
      Given "acme" holds 1.00 USD
      And a destination charge of 20.00 USD for "acme"
      And a payout of 6.00 USD from "acme" to a US bank account
      When the platform reverses the transfer
      Then the request succeeds
      And the money moved is:
        | account  | available  |
        | platform | +20.00 USD |
        | acme     | -20.00 USD |

  @FEE-05 @documented
  Rule: A refund that reverses the transfer makes a reversal that names the refund
    Source: Published schema, "Create a refund", reverse_transfer; API reference, "The Transfer Reversal object".

    Scenario: Refunding a charge with its transfer
      Given a destination charge of 20.00 USD for "acme"
      When the platform creates a refund of the charge with:
        | param            | value |
        | reverse_transfer | true  |
      Then the request succeeds
      And the transfer reversal shows:
        | field         | value      |
        | amount        | 20.00 USD  |
        | source_refund | the refund |
      And the refund shows:
        | field             | value                 |
        | transfer_reversal | the transfer reversal |
      And 0.00 USD of the transfer is left to reverse
      And the money moved is:
        | account | available  |
        | acme    | -20.00 USD |

    @inferred
    Scenario: Refunding half of a charge that has transferred nine tenths
      Given a destination charge of 20.00 USD for "acme" transferring 18.00 USD
      When the platform creates a refund of the charge with:
        | param            | value     |
        | amount           | 10.00 USD |
        | reverse_transfer | true      |
      Then the transfer reversal shows:
        | field         | value      |
        | amount        | 9.00 USD   |
        | source_refund | the refund |
      And the money moved is:
        | account  | available |
        | platform | -1.00 USD |
        | acme     | -9.00 USD |

    Scenario: Refunding a charge without its transfer, for contrast
      Given the platform holds 20.00 USD
      And a destination charge of 20.00 USD for "acme"
      When the platform creates a refund of the charge with:
        | param  | value     |
        | amount | 20.00 USD |
      Then the refund shows:
        | field             | value |
        | transfer_reversal | null  |
      And 20.00 USD of the transfer is left to reverse
      And the money moved is:
        | account  | available  |
        | platform | -20.00 USD |

    Scenario: Reversing one more cent of what a refund has reversed
      Given "acme" holds 20.00 USD
      And a destination charge of 20.00 USD for "acme"
      And the charge has been refunded, reversing the transfer
      When the platform reverses 0.01 USD of the transfer
      Then the request is refused
      And no money has moved
