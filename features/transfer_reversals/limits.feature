@needs:transfers @needs:transfer-reversals @needs:accounts @needs:funds
Feature: How much of a transfer can be reversed
  Never more than was transferred, however the parts are cut. Here the account holds other money as well, so that only
  the transfer itself sets the limit.

  @TRR-05 @documented
  Rule: No more of a transfer can be reversed than is left of it
    Source: API reference, "Create a transfer reversal".

    Scenario Outline: Reversing <amount> after <part> of 8.00 USD
      Given "acme" holds 20.00 USD
      And a transfer of 8.00 USD to "acme"
      And <part> of the transfer has been reversed
      When the platform reverses <amount> of the transfer
      Then the request is refused
      And <rest> of the transfer is left to reverse
      And no money has moved

      Examples:
        | part     | rest     | amount   |
        | 5.00 USD | 3.00 USD | 3.01 USD |
        | 5.00 USD | 3.00 USD | 8.00 USD |

    Scenario: Reversing one cent more than was transferred
      Given "acme" holds 20.00 USD
      And a transfer of 8.00 USD to "acme"
      When the platform reverses 8.01 USD of the transfer
      Then the request is refused
      And 8.00 USD of the transfer is left to reverse
      And no money has moved

    @inferred
    Scenario: Reading which parameter was too much
      Given "acme" holds 20.00 USD
      And a transfer of 8.00 USD to "acme"
      When the platform reverses 8.01 USD of the transfer
      Then the request is refused
      And the refusal names the parameter "amount"
      And no money has moved

    Scenario: Reversing just as much as is left, for contrast
      Given "acme" holds 20.00 USD
      And a transfer of 8.00 USD to "acme"
      And 5.00 USD of the transfer has been reversed
      When the platform reverses 3.00 USD of the transfer
      Then the request succeeds
      And the transfer shows:
        | field           | value    |
        | amount_reversed | 8.00 USD |
        | reversed        | true     |
      And the money moved is:
        | account  | available |
        | platform | +3.00 USD |
        | acme     | -3.00 USD |

  @TRR-06 @documented
  Rule: A transfer that has been reversed in full cannot be reversed again
    Source: API reference, "Create a transfer reversal"; recorded answers of the real API agree.

    Scenario: Reversing one more cent of a transfer that was reversed in one piece
      Given "acme" holds 20.00 USD
      And a transfer of 8.00 USD to "acme"
      And the transfer has been reversed
      When the platform reverses 0.01 USD of the transfer
      Then the request is refused
      And 0.00 USD of the transfer is left to reverse
      And no money has moved

    Scenario: Reversing one more cent of a transfer that was reversed in two pieces
      Given "acme" holds 20.00 USD
      And a transfer of 8.00 USD to "acme"
      And 5.00 USD of the transfer has been reversed
      And 3.00 USD of the transfer has been reversed
      When the platform reverses 0.01 USD of the transfer
      Then the request is refused
      And no money has moved

    Scenario: Reversing without an amount a transfer that was reversed in full
      Given "acme" holds 20.00 USD
      And a transfer of 8.00 USD to "acme"
      And the transfer has been reversed
      When the platform reverses the transfer
      Then the request is refused
      And the transfer shows:
        | field           | value    |
        | amount_reversed | 8.00 USD |
        | reversed        | true     |
      And no money has moved

    Scenario: Reversing the last cent of a transfer, for contrast
      Given "acme" holds 20.00 USD
      And a transfer of 8.00 USD to "acme"
      And 7.99 USD of the transfer has been reversed
      When the platform reverses 0.01 USD of the transfer
      Then the request succeeds
      And 0.00 USD of the transfer is left to reverse
      And the money moved is:
        | account  | available |
        | platform | +0.01 USD |
        | acme     | -0.01 USD |
