@needs:accounts
Feature: The length of texts
  Texts that a request brings along have a longest length, and what is longer is refused, not cut.

  @ENC-06 @documented @needs:payouts @needs:funds
  Rule: The statement descriptor of a payout has at most 22 characters
    Source: Published schema, "Create a payout", statement_descriptor.

    Scenario: Creating a payout with a statement descriptor of 23 characters
      Given "acme" holds 11.00 USD
      When the platform creates a payout from "acme" with:
        | param                | value         |
        | amount               | 11.00 USD     |
        | currency             | usd           |
        | statement_descriptor | 23 characters |
      Then the request is refused
      And the refusal names the parameter "statement_descriptor"
      And no money has moved

    Scenario: Creating a payout with a statement descriptor of 22 characters, for contrast
      Given "acme" holds 11.00 USD
      When the platform creates a payout from "acme" with:
        | param                | value         |
        | amount               | 11.00 USD     |
        | currency             | usd           |
        | statement_descriptor | 22 characters |
      Then the request succeeds
      And the payout shows:
        | field                | value         |
        | statement_descriptor | 22 characters |
      And the money moved is:
        | account | available  |
        | acme    | -11.00 USD |

  @ENC-07 @documented
  Rule: A description has at most 5000 characters
    Source: Published schema, description of each call.

    @needs:payouts @needs:funds
    Scenario: Creating a payout with a description of 5001 characters
      Given "acme" holds 11.00 USD
      When the platform creates a payout from "acme" with:
        | param       | value           |
        | amount      | 11.00 USD       |
        | currency    | usd             |
        | description | 5001 characters |
      Then the request is refused
      And the refusal names the parameter "description"
      And no money has moved

    @needs:payouts @needs:funds
    Scenario: Creating a payout with a description of 5000 characters, for contrast
      Given "acme" holds 11.00 USD
      When the platform creates a payout from "acme" with:
        | param       | value           |
        | amount      | 11.00 USD       |
        | currency    | usd             |
        | description | 5000 characters |
      Then the request succeeds
      And the payout shows:
        | field       | value           |
        | description | 5000 characters |
      And the money moved is:
        | account | available  |
        | acme    | -11.00 USD |

    @needs:transfers @needs:funds
    Scenario: Creating a transfer with a description of 5001 characters
      Given the platform holds 8.00 USD
      When the platform creates a transfer to "acme" with:
        | param       | value           |
        | amount      | 8.00 USD        |
        | currency    | usd             |
        | description | 5001 characters |
      Then the request is refused
      And the refusal names the parameter "description"
      And no money has moved

    @needs:transfers @needs:transfer-reversals @needs:funds
    Scenario Outline: Giving a description of 5001 characters where the platform <asks>
      Given a transfer of 8.00 USD to "acme"
      When the platform <asks> with:
        | param       | value           |
        | description | 5001 characters |
      Then the request is refused
      And the refusal names the parameter "description"
      And 8.00 USD of the transfer is left to reverse
      And no money has moved

      Examples:
        | asks                  |
        | updates the transfer  |
        | reverses the transfer |

    @needs:transfers @needs:funds
    Scenario: Updating a transfer with a description of 5000 characters, for contrast
      Given a transfer of 8.00 USD to "acme"
      When the platform updates the transfer with:
        | param       | value           |
        | description | 5000 characters |
      Then the request succeeds
      And the transfer shows:
        | field       | value           |
        | description | 5000 characters |
      And no money has moved

    @needs:transfers @needs:transfer-reversals @needs:funds
    Scenario: Reversing a transfer with a description of 5000 characters, for contrast
      Given a transfer of 8.00 USD to "acme"
      When the platform reverses the transfer with:
        | param       | value           |
        | description | 5000 characters |
      Then the request succeeds
      And the money moved is:
        | account  | available |
        | platform | +8.00 USD |
        | acme     | -8.00 USD |

    @needs:received-debits @needs:treasury
    Scenario: Creating a received debit with a description of 5001 characters
      Given "acme" has a financial account holding 50.00 USD
      When the platform creates a received debit on the financial account with:
        | param             | value                 |
        | amount            | 10.00 USD             |
        | currency          | usd                   |
        | financial_account | the financial account |
        | network           | ach                   |
        | description       | 5001 characters       |
      Then the request is refused
      And the refusal names the parameter "description"
      And no money has moved

    @needs:received-debits @needs:treasury
    Scenario: Creating a received debit with a description of 5000 characters, for contrast
      Given "acme" has a financial account holding 50.00 USD
      When the platform creates a received debit on the financial account with:
        | param             | value                 |
        | amount            | 10.00 USD             |
        | currency          | usd                   |
        | financial_account | the financial account |
        | network           | ach                   |
        | description       | 5000 characters       |
      Then the request succeeds
      And the money moved is:
        | account           | available  |
        | financial account | -10.00 USD |
