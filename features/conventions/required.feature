Feature: Parameters that a request needs
  What a request cannot do without is asked for by name. Calls that have scenarios of their own about it are not
  repeated here.

  @ENC-02 @documented
  Rule: A required parameter that is missing is asked for by its name
    Source: Published schema, required parameters of each call; error codes, parameter_missing.

    @needs:payouts @needs:accounts @needs:funds
    Scenario: Creating a payout of which nothing but the purpose is said
      Given "acme" holds 11.00 USD
      When the platform creates a payout from "acme" with:
        | param       | value |
        | description | rent  |
      Then the request is refused
      And the refusal has the code "parameter_missing"
      And no money has moved

    @needs:payouts @needs:accounts @needs:funds
    Scenario: Creating a payout without a currency
      Given "acme" holds 11.00 USD
      When the platform creates a payout from "acme" with:
        | param       | value     |
        | amount      | 11.00 USD |
        | description | rent      |
      Then the request is refused
      And the refusal has the code "parameter_missing"
      And the refusal names the parameter "currency"
      And no money has moved

    @needs:payouts @needs:accounts @needs:funds
    Scenario: Creating a payout without the purpose, which is not required, for contrast
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
    Scenario: Creating a transfer of which nothing but the purpose is said
      Given the platform holds 8.00 USD
      When the platform creates a transfer with:
        | param       | value |
        | description | rent  |
      Then the request is refused
      And the refusal has the code "parameter_missing"
      And no money has moved

    @needs:transfers @needs:accounts @needs:funds
    Scenario: Creating a transfer of which all but the purpose is said, for contrast
      Given the platform holds 8.00 USD
      When the platform creates a transfer with:
        | param       | value    |
        | amount      | 8.00 USD |
        | currency    | usd      |
        | destination | "acme"   |
      Then the request succeeds
      And the money moved is:
        | account  | available |
        | platform | -8.00 USD |
        | acme     | +8.00 USD |

    @needs:received-debits @needs:accounts @needs:treasury
    Scenario Outline: Listing the treasury <collection> of no financial account
      Given an ach debit of 10.00 USD on the financial account
      When the platform lists the treasury <collection> of "acme" with:
        | param | value |
        | limit | 3     |
      Then the request is refused
      And the refusal has the code "parameter_missing"
      And the refusal names the parameter "financial_account"
      And no money has moved

      Examples:
        | collection   |
        | transactions |
        | entries      |

    @needs:received-debits @needs:accounts @needs:treasury
    Scenario Outline: Listing the treasury <collection> of a financial account, for contrast
      Given an ach debit of 10.00 USD on the financial account
      When the platform lists the treasury <collection> of "acme" with:
        | param             | value                 |
        | financial_account | the financial account |
        | limit             | 3                     |
      Then the request succeeds
      And no money has moved

      Examples:
        | collection   |
        | transactions |
        | entries      |

    @needs:topups
    Scenario Outline: Creating a top-up without its <missing>
      When the platform creates a top-up with:
        | param   | value   |
        | <given> | <value> |
      Then the request is refused
      And the refusal has the code "parameter_missing"
      And the refusal names the parameter "<missing>"
      And no money has moved

      Examples:
        | missing  | given    | value     |
        | amount   | currency | usd       |
        | currency | amount   | 11.00 USD |

    @needs:topups
    Scenario: Creating a top-up with both, for contrast
      When the platform creates a top-up with:
        | param    | value     |
        | amount   | 11.00 USD |
        | currency | usd       |
      Then the request succeeds
      And no money has moved
