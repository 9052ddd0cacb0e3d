@needs:transfers @needs:transfer-reversals @needs:accounts @needs:funds
Feature: Amounts that are no amounts of a reversal
  A reversal takes back something. Nothing, less than nothing, or part of a cent cannot be taken back.

  @TRR-07 @documented
  Rule: The amount of a reversal is a positive number of whole cents
    Source: API reference, "Create a transfer reversal", amount; error codes, parameter_invalid_integer.

    Scenario Outline: Reversing <amount> of a transfer
      Given "acme" holds 20.00 USD
      And a transfer of 8.00 USD to "acme"
      When the platform reverses <amount> of the transfer
      Then the request is refused
      And 8.00 USD of the transfer is left to reverse
      And no money has moved

      Examples:
        | amount    |
        | 0.00 USD  |
        | -0.01 USD |

    @recorded
    Scenario: Reading the refusal of nothing
      Given "acme" holds 20.00 USD
      And a transfer of 8.00 USD to "acme"
      When the platform reverses 0.00 USD of the transfer
      Then the request is refused
      And the refusal has the code "parameter_invalid_integer"
      And the refusal names the parameter "amount"
      And no money has moved

    Scenario: Reversing an amount with a fraction of a cent
      Given "acme" holds 20.00 USD
      And a transfer of 8.00 USD to "acme"
      When the platform reverses the transfer with:
        | param  | value |
        | amount | 1.5   |
      Then the request is refused
      And the refusal has the code "parameter_invalid_integer"
      And the refusal names the parameter "amount"
      And no money has moved

    Scenario: Reversing the smallest amount that there is, for contrast
      Given "acme" holds 20.00 USD
      And a transfer of 8.00 USD to "acme"
      When the platform reverses 0.01 USD of the transfer
      Then the request succeeds
      And 7.99 USD of the transfer is left to reverse
      And the money moved is:
        | account  | available |
        | platform | +0.01 USD |
        | acme     | -0.01 USD |
