@needs:transfers @needs:transfer-reversals @needs:accounts @needs:funds
Feature: Reversing without an amount after a part was reversed
  The documented default is the whole transfer, and the documented limit is what is left of it. After a part was
  reversed the two do not go together.

  @TRR-04 @inferred @reading:transfer-reversal-default-amount=remaining
  Rule: Without an amount whatever is left of a transfer is reversed
    Source: API reference, "Create a transfer reversal", amount.
    The limit has to hold, and a default that can only fail would be no default.

    Scenario Outline: Reversing the rest after <part> of 8.00 USD
      Given "acme" holds 20.00 USD
      And a transfer of 8.00 USD to "acme"
      And <part> of the transfer has been reversed
      When the platform reverses the transfer
      Then the request succeeds
      And the transfer reversal shows:
        | field  | value  |
        | amount | <rest> |
      And the transfer shows:
        | field           | value    |
        | amount_reversed | 8.00 USD |
        | reversed        | true     |
      And the money moved is:
        | account  | available |
        | platform | +<rest>   |
        | acme     | -<rest>   |

      Examples:
        | part     | rest     |
        | 5.00 USD | 3.00 USD |
        | 7.99 USD | 0.01 USD |

  @TRR-04b @inferred @reading:transfer-reversal-default-amount=error
  Rule: Without an amount a transfer cannot be reversed any more once a part of it was
    Source: API reference, "Create a transfer reversal", amount.
    The other half of TRR-04: the default is the entire amount, word for word, and more than is left is an error.

    Scenario: Reversing without an amount after one cent
      Given "acme" holds 20.00 USD
      And a transfer of 8.00 USD to "acme"
      And 0.01 USD of the transfer has been reversed
      When the platform reverses the transfer
      Then the request is refused
      And 7.99 USD of the transfer is left to reverse
      And no money has moved

    Scenario: Reversing the rest by its amount, for contrast
      Given "acme" holds 20.00 USD
      And a transfer of 8.00 USD to "acme"
      And 5.00 USD of the transfer has been reversed
      When the platform reverses 3.00 USD of the transfer
      Then the request succeeds
      And the money moved is:
        | account  | available |
        | platform | +3.00 USD |
        | acme     | -3.00 USD |
