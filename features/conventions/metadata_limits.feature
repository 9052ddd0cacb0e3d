@needs:accounts
Feature: How much metadata an object carries
  Metadata is meant for notes, so it has limits. A request beyond one is refused as a whole.

  @META-04 @documented
  Rule: An object carries at most 50 keys of metadata
    Source: API reference, metadata.

    @needs:payouts @needs:funds
    Scenario: Creating a payout with 51 keys
      Given "acme" holds 11.00 USD
      When the platform creates a payout from "acme" with:
        | param    | value     |
        | amount   | 11.00 USD |
        | currency | usd       |
        | metadata | 51 keys   |
      Then the request is refused
      And no money has moved

    @needs:payouts @needs:funds
    Scenario: Creating a payout with 50 keys, for contrast
      Given "acme" holds 11.00 USD
      When the platform creates a payout from "acme" with:
        | param    | value     |
        | amount   | 11.00 USD |
        | currency | usd       |
        | metadata | 50 keys   |
      Then the request succeeds
      And the payout shows:
        | field    | value   |
        | metadata | 50 keys |
      And the money moved is:
        | account | available  |
        | acme    | -11.00 USD |

    @needs:payouts @needs:funds
    Scenario: Updating a payout with 51 keys
      Given a payout of 11.00 USD from "acme" to a US bank account
      When the platform updates the payout with:
        | param    | value   |
        | metadata | 51 keys |
      Then the request is refused
      And the payout shows:
        | field    | value |
        | metadata | {}    |
      And no money has moved

    @needs:payouts @needs:funds
    Scenario: Updating a payout with 50 keys, for contrast
      Given a payout of 11.00 USD from "acme" to a US bank account
      When the platform updates the payout with:
        | param    | value   |
        | metadata | 50 keys |
      Then the request succeeds
      And the payout shows:
        | field    | value   |
        | metadata | 50 keys |
      And no money has moved

    @needs:transfers @needs:transfer-reversals @needs:funds
    Scenario Outline: Giving 51 keys where the platform <asks>
      Given a transfer of 8.00 USD to "acme"
      And 3.00 USD of the transfer has been reversed
      When the platform <asks> with:
        | param    | value   |
        | metadata | 51 keys |
      Then the request is refused
      And 5.00 USD of the transfer is left to reverse
      And no money has moved

      Examples:
        | asks                          |
        | updates the transfer          |
        | reverses the transfer         |
        | updates the transfer reversal |

    @needs:transfers @needs:transfer-reversals @needs:funds
    Scenario Outline: Giving 50 keys where the platform <asks>, for contrast
      Given a transfer of 8.00 USD to "acme"
      And 3.00 USD of the transfer has been reversed
      When the platform <asks> with:
        | param    | value   |
        | metadata | 50 keys |
      Then the request succeeds
      And the answer shows:
        | field    | value   |
        | metadata | 50 keys |
      And no money has moved

      Examples:
        | asks                          |
        | updates the transfer          |
        | updates the transfer reversal |

    @needs:transfers @needs:transfer-reversals @needs:funds
    Scenario: Reversing a transfer with 50 keys, for contrast
      Given a transfer of 8.00 USD to "acme"
      When the platform reverses the transfer with:
        | param    | value   |
        | metadata | 50 keys |
      Then the request succeeds
      And the transfer reversal shows:
        | field    | value   |
        | metadata | 50 keys |
      And the money moved is:
        | account  | available |
        | platform | +8.00 USD |
        | acme     | -8.00 USD |

    @needs:received-debits @needs:debit-reversals @needs:treasury
    Scenario: Reversing a received debit with 51 keys
      Given an ach debit of 10.00 USD on the financial account
      When the platform reverses the received debit with:
        | param    | value   |
        | metadata | 51 keys |
      Then the request is refused
      And "acme" has 0 debit reversals
      And no money has moved

    @needs:received-debits @needs:debit-reversals @needs:treasury
    Scenario: Reversing a received debit with 50 keys, for contrast
      Given an ach debit of 10.00 USD on the financial account
      When the platform reverses the received debit with:
        | param    | value   |
        | metadata | 50 keys |
      Then the request succeeds
      And the debit reversal shows:
        | field    | value   |
        | metadata | 50 keys |
      And the money moved is unspecified

    @needs:topups
    Scenario: Updating a top-up with 51 keys
      Given 1 top-up exists
      When the platform updates the top-up with:
        | param    | value   |
        | metadata | 51 keys |
      Then the request is refused
      And no money has moved

    @needs:topups
    Scenario: Updating a top-up with 50 keys, for contrast
      Given 1 top-up exists
      When the platform updates the top-up with:
        | param    | value   |
        | metadata | 50 keys |
      Then the request succeeds
      And no money has moved
