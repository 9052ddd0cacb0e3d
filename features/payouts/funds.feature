@needs:payouts @needs:accounts @needs:funds
Feature: The funds of a payout
  A payout is paid from what its own account has available, in the payout's own currency, at the moment it is created.

  @PAY-CREATE-07 @documented
  Rule: A payout cannot be larger than what its account has available
    Source: Published schema, "Create a payout"; error codes, balance_insufficient.

    Scenario: Creating a payout of one cent more than is available
      Given "acme" holds 11.00 USD
      When the platform creates a payout from "acme" with:
        | param    | value     |
        | amount   | 11.01 USD |
        | currency | usd       |
      Then the request is refused
      And the refusal has the code "balance_insufficient"
      And no money has moved

    Scenario: Creating a payout of one cent more than an earlier payout has left
      Given "acme" holds 20.00 USD
      And a payout of 11.00 USD from "acme" to a US bank account
      When the platform creates a payout from "acme" with:
        | param    | value    |
        | amount   | 9.01 USD |
        | currency | usd      |
      Then the request is refused
      And the refusal has the code "balance_insufficient"
      And no money has moved

    @needs:bank @needs:payout-reversals
    Scenario: Creating a payout from funds that a reversal has still pending
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

    Scenario Outline: Creating a payout that only funds <elsewhere> would cover
      Given <rich> holds <held>
      When the platform creates a payout from "acme" with:
        | param    | value     |
        | amount   | 11.00 USD |
        | currency | usd       |
      Then the request is refused
      And the refusal has the code "balance_insufficient"
      And no money has moved

      Examples:
        | elsewhere           | rich         | held      |
        | of the platform     | the platform | 20.00 USD |
        | in another currency | "acme"       | 20.00 EUR |

    Scenario: Creating a payout of one cent less than is available, for contrast
      Given "acme" holds 11.00 USD
      When the platform creates a payout from "acme" with:
        | param    | value     |
        | amount   | 10.99 USD |
        | currency | usd       |
      Then the request succeeds
      And the money moved is:
        | account | available  |
        | acme    | -10.99 USD |

  @PAY-CREATE-08 @documented
  Rule: A payout may take everything that is available
    Source: Error codes, balance_insufficient.
    The error is for amounts that exceed the balance, so an equal amount does not.

    Scenario: Creating a payout of the whole balance
      Given "acme" holds 11.00 USD
      When the platform creates a payout from "acme" with:
        | param    | value     |
        | amount   | 11.00 USD |
        | currency | usd       |
      Then the request succeeds
      And the money moved is:
        | account | available  |
        | acme    | -11.00 USD |

    Scenario: Creating a payout of all that an earlier payout has left
      Given "acme" holds 20.00 USD
      And a payout of 11.00 USD from "acme" to a US bank account
      When the platform creates a payout from "acme" with:
        | param    | value    |
        | amount   | 9.00 USD |
        | currency | usd      |
      Then the request succeeds
      And the money moved is:
        | account | available |
        | acme    | -9.00 USD |

  @PAY-CREATE-11 @documented
  Rule: A payout that names a source type is limited to the funds of that type
    Source: Connect documentation, manual payouts; published schema, "Create a payout", source_type.

    Scenario Outline: Creating a payout of one cent more than the funds of type <source>
      Given "acme" holds 5.00 USD
      And "acme" holds 11.00 USD as bank_account
      When the platform creates a payout from "acme" with:
        | param       | value    |
        | amount      | <amount> |
        | currency    | usd      |
        | source_type | <source> |
      Then the request is refused
      And no money has moved

      Examples:
        | source       | amount    |
        | card         | 5.01 USD  |
        | bank_account | 11.01 USD |

    Scenario Outline: Creating a payout of all the funds of type <source>, for contrast
      Given "acme" holds 5.00 USD
      And "acme" holds 11.00 USD as bank_account
      When the platform creates a payout from "acme" with:
        | param       | value    |
        | amount      | <amount> |
        | currency    | usd      |
        | source_type | <source> |
      Then the request succeeds
      And the payout shows:
        | field       | value    |
        | source_type | <source> |
      And the money moved is:
        | account | available |
        | acme    | -<amount> |

      Examples:
        | source       | amount    |
        | card         | 5.00 USD  |
        | bank_account | 11.00 USD |
