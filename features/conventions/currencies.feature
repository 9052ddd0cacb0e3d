Feature: Currencies
  Money is in one of the currencies that the API knows, by its code.

  @ENC-09 @documented
  Rule: A currency that the API does not know is refused
    Source: Published schema, currency of each call.
    The schema wants a supported code of three small letters. Whether capitals are refused or read as small ones, it
    does not say, so they are not tried.

    @needs:payouts @needs:accounts @needs:funds
    Scenario Outline: Creating a payout in the currency <code>
      Given "acme" holds 11.00 USD
      When the platform creates a payout from "acme" with:
        | param    | value     |
        | amount   | 11.00 USD |
        | currency | <code>    |
      Then the request is refused
      And the refusal names the parameter "currency"
      And no money has moved

      Examples:
        | code    |
        | xyz     |
        | us      |
        | dollars |

    @needs:payouts @needs:accounts @needs:funds
    Scenario: Creating a payout in the currency usd, for contrast
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
    Scenario Outline: Creating a transfer in the currency <code>
      Given the platform holds 8.00 USD
      When the platform creates a transfer to "acme" with:
        | param    | value    |
        | amount   | 8.00 USD |
        | currency | <code>   |
      Then the request is refused
      And the refusal names the parameter "currency"
      And no money has moved

      Examples:
        | code |
        | xyz  |
        | us   |

    @needs:transfers @needs:accounts @needs:funds
    Scenario: Creating a transfer in the currency usd, for contrast
      Given the platform holds 8.00 USD
      When the platform creates a transfer to "acme" with:
        | param    | value    |
        | amount   | 8.00 USD |
        | currency | usd      |
      Then the request succeeds
      And the money moved is:
        | account  | available |
        | platform | -8.00 USD |
        | acme     | +8.00 USD |

    @needs:received-debits @needs:accounts @needs:treasury
    Scenario Outline: Creating a received debit in the currency <code>
      Given "acme" has a financial account holding 50.00 USD
      When the platform creates a received debit on the financial account with:
        | param             | value                 |
        | amount            | 10.00 USD             |
        | currency          | <code>                |
        | financial_account | the financial account |
        | network           | ach                   |
      Then the request is refused
      And the refusal names the parameter "currency"
      And no money has moved

      Examples:
        | code |
        | xyz  |
        | us   |

    @needs:received-debits @needs:accounts @needs:treasury
    Scenario: Creating a received debit in the currency usd, for contrast
      Given "acme" has a financial account holding 50.00 USD
      When the platform creates a received debit on the financial account with:
        | param             | value                 |
        | amount            | 10.00 USD             |
        | currency          | usd                   |
        | financial_account | the financial account |
        | network           | ach                   |
      Then the request succeeds
      And the money moved is:
        | account           | available  |
        | financial account | -10.00 USD |

    @needs:topups
    Scenario: Creating a top-up in the currency xyz
      When the platform creates a top-up with:
        | param    | value     |
        | amount   | 11.00 USD |
        | currency | xyz       |
      Then the request is refused
      And the refusal names the parameter "currency"
      And no money has moved

    @needs:topups
    Scenario: Creating a top-up in the currency usd, for contrast
      When the platform creates a top-up with:
        | param    | value     |
        | amount   | 11.00 USD |
        | currency | usd       |
      Then the request succeeds
      And no money has moved
