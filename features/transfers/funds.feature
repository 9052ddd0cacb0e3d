@needs:transfers @needs:accounts @needs:funds
Feature: The funds of a transfer
  A transfer is paid from what the platform has available, in the transfer's own currency, at the moment it is created.

  @TR-03 @documented
  Rule: A transfer cannot be larger than what the platform has available
    Source: Published schema, "Create a transfer"; error codes, balance_insufficient.

    Scenario: Creating a transfer of one cent more than is available
      Given the platform holds 8.00 USD
      When the platform creates a transfer to "acme" with:
        | param    | value    |
        | amount   | 8.01 USD |
        | currency | usd      |
      Then the request is refused
      And the refusal has the code "balance_insufficient"
      And no money has moved

    Scenario: Creating a transfer of one cent more than an earlier transfer has left
      Given the platform holds 20.00 USD
      And a transfer of 8.00 USD to "acme"
      When the platform creates a transfer to "acme" with:
        | param    | value     |
        | amount   | 12.01 USD |
        | currency | usd       |
      Then the request is refused
      And the refusal has the code "balance_insufficient"
      And no money has moved

    Scenario Outline: Creating a transfer that only funds <elsewhere> would cover
      Given <rich> holds <held>
      When the platform creates a transfer to "acme" with:
        | param    | value    |
        | amount   | 8.00 USD |
        | currency | usd      |
      Then the request is refused
      And the refusal has the code "balance_insufficient"
      And no money has moved

      Examples:
        | elsewhere           | rich         | held      |
        | of its destination  | "acme"       | 20.00 USD |
        | in another currency | the platform | 20.00 EUR |

    Scenario: Creating a transfer of all that is available, for contrast
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

  @TR-04 @documented
  Rule: What a transfer takes from the platform's available funds is added to those of its destination
    Source: Published schema, "Create a transfer"; Connect documentation, separate charges and transfers.

    Scenario Outline: Creating a transfer of <amount> from a larger balance
      Given the platform holds 200000.00 USD
      When the platform creates a transfer to "acme" with:
        | param    | value    |
        | amount   | <amount> |
        | currency | usd      |
      Then the request succeeds
      And the transfer shows:
        | field    | value    |
        | amount   | <amount> |
        | currency | usd      |
      And the money moved is:
        | account  | available |
        | platform | -<amount> |
        | acme     | +<amount> |

      Examples:
        | amount        |
        | 0.01 USD      |
        | 199999.99 USD |

    Scenario: Creating a transfer to one of two accounts that hold money already
      Given the platform holds 8.00 USD
      And "acme" holds 5.00 USD
      And "globex" holds 3.00 USD
      When the platform creates a transfer to "acme" with:
        | param    | value    |
        | amount   | 8.00 USD |
        | currency | usd      |
      Then the balance of "acme" is the sum of its balance transactions
      And the money moved is:
        | account  | available |
        | platform | -8.00 USD |
        | acme     | +8.00 USD |

    Scenario: Creating a transfer in another currency, to an account that keeps it
      Given a connected account "acme" with:
        | field            | value |
        | country          | DE    |
        | currency         | eur   |
        | external_account | none  |
      And the platform holds 8.00 EUR
      When the platform creates a transfer to "acme" with:
        | param    | value    |
        | amount   | 8.00 EUR |
        | currency | eur      |
      Then the request succeeds
      And the money moved is:
        | account  | available |
        | platform | -8.00 EUR |
        | acme     | +8.00 EUR |
