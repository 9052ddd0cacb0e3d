Feature: Amounts of nothing
  An amount is at least one of the currency's smallest unit.

  @ENC-04 @recorded
  Rule: An amount below one cent is refused
    Source: Recorded answers of the real API, published by others; error codes, parameter_invalid_integer.
    The refusal is that of a number which is none. For the reversals of transfers see TRR-07.

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
        | amount    |
        | 0.00 USD  |
        | -0.01 USD |

    @needs:payouts @needs:accounts @needs:funds
    Scenario: Creating a payout of one cent, for contrast
      Given "acme" holds 11.00 USD
      When the platform creates a payout from "acme" with:
        | param    | value    |
        | amount   | 0.01 USD |
        | currency | usd      |
      Then the request succeeds
      And the money moved is:
        | account | available |
        | acme    | -0.01 USD |

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
        | amount    |
        | 0.00 USD  |
        | -0.01 USD |

    @needs:transfers @needs:accounts @needs:funds
    Scenario: Creating a transfer of one cent, for contrast
      Given the platform holds 8.00 USD
      When the platform creates a transfer to "acme" with:
        | param    | value    |
        | amount   | 0.01 USD |
        | currency | usd      |
      Then the request succeeds
      And the money moved is:
        | account  | available |
        | platform | -0.01 USD |
        | acme     | +0.01 USD |

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
        | amount    |
        | 0.00 USD  |
        | -0.01 USD |

    @needs:received-debits @needs:accounts @needs:treasury
    Scenario: Creating a received debit of one cent, for contrast
      Given "acme" has a financial account holding 50.00 USD
      When the platform creates a received debit on the financial account with:
        | param             | value                 |
        | amount            | 0.01 USD              |
        | currency          | usd                   |
        | financial_account | the financial account |
        | network           | ach                   |
      Then the request succeeds
      And the money moved is:
        | account           | available |
        | financial account | -0.01 USD |

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
        | amount    |
        | 0.00 USD  |
        | -0.01 USD |

    @needs:topups
    Scenario: Creating a top-up of 1.00 USD, for contrast
      When the platform creates a top-up with:
        | param    | value    |
        | amount   | 1.00 USD |
        | currency | usd      |
      Then the request succeeds
      And no money has moved
