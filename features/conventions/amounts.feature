Feature: Amounts
  Every amount is a whole number of the currency's smallest unit, and there is no request about nothing.

  @ENC-03 @documented
  Rule: An amount that is no whole number is refused
    Source: Published schema, amount of each call; error codes, parameter_invalid_integer.

    @needs:payouts @needs:accounts @needs:funds
    Scenario Outline: Creating a payout of <amount>
      Given "acme" holds 11.00 USD
      When the platform creates a payout from "acme" with:
        | param    | value    |
        | amount   | <amount> |
        | currency | usd      |
      Then the request is refused
      And the refusal has the code "parameter_invalid_integer"
      And the refusal names the parameter "amount"
      And no money has moved

      Examples:
        | amount |
        | eleven |
        | 11.5   |
        | 1e3    |

    @needs:payouts @needs:accounts @needs:funds
    Scenario: Creating a payout of all the funds in whole cents, for contrast
      Given "acme" holds 11.00 USD
      When the platform creates a payout from "acme" with:
        | param    | value     |
        | amount   | 11.00 USD |
        | currency | usd       |
      Then the request succeeds
      And the money moved is:
        | account | available  |
        | acme    | -11.00 USD |

    @needs:transfers @needs:accounts @needs:funds
    Scenario Outline: Creating a transfer of <amount>
      Given the platform holds 8.00 USD
      When the platform creates a transfer to "acme" with:
        | param    | value    |
        | amount   | <amount> |
        | currency | usd      |
      Then the request is refused
      And the refusal has the code "parameter_invalid_integer"
      And the refusal names the parameter "amount"
      And no money has moved

      Examples:
        | amount |
        | eight  |
        | 0.5    |

    @needs:transfers @needs:transfer-reversals @needs:accounts @needs:funds
    Scenario: Reversing three of a transfer, in letters
      Given a transfer of 8.00 USD to "acme"
      When the platform reverses the transfer with:
        | param  | value |
        | amount | three |
      Then the request is refused
      And the refusal has the code "parameter_invalid_integer"
      And the refusal names the parameter "amount"
      And no money has moved

    @needs:received-debits @needs:accounts @needs:treasury
    Scenario Outline: Creating a received debit of <amount>
      Given "acme" has a financial account holding 50.00 USD
      When the platform creates a received debit on the financial account with:
        | param             | value                 |
        | amount            | <amount>              |
        | currency          | usd                   |
        | financial_account | the financial account |
        | network           | ach                   |
      Then the request is refused
      And the refusal has the code "parameter_invalid_integer"
      And the refusal names the parameter "amount"
      And no money has moved

      Examples:
        | amount |
        | ten    |
        | 10.5   |

    @needs:topups
    Scenario Outline: Creating a top-up of <amount>
      When the platform creates a top-up with:
        | param    | value    |
        | amount   | <amount> |
        | currency | usd      |
      Then the request is refused
      And the refusal has the code "parameter_invalid_integer"
      And the refusal names the parameter "amount"
      And no money has moved

      Examples:
        | amount |
        | eleven |
        | 11.5   |

    @needs:transfers @needs:transfer-reversals @needs:accounts @needs:funds
    Scenario: Reversing three of a transfer, in digits and whole, for contrast
      Given a transfer of 8.00 USD to "acme"
      When the platform reverses the transfer with:
        | param  | value    |
        | amount | 3.00 USD |
      Then the request succeeds
      And the money moved is:
        | account  | available |
        | platform | +3.00 USD |
        | acme     | -3.00 USD |

    @needs:received-debits @needs:accounts @needs:treasury
    Scenario: Creating a received debit of part of the cash in whole cents, for contrast
      Given "acme" has a financial account holding 50.00 USD
      When the platform creates a received debit on the financial account with:
        | param             | value                 |
        | amount            | 10.50 USD             |
        | currency          | usd                   |
        | financial_account | the financial account |
        | network           | ach                   |
      Then the request succeeds
      And the money moved is:
        | account           | available  |
        | financial account | -10.50 USD |

    @needs:topups
    Scenario: Creating a top-up in whole cents, for contrast
      When the platform creates a top-up with:
        | param    | value     |
        | amount   | 11.50 USD |
        | currency | usd       |
      Then the request succeeds
      And no money has moved
