@needs:accounts
Feature: The length of metadata's keys
  A key of metadata is a short name.

  @META-05 @documented
  Rule: A key of metadata has at most 40 characters
    Source: API reference, metadata.

    @needs:payouts @needs:funds
    Scenario: Updating a payout with a key of 41 characters
      Given a payout of 11.00 USD from "acme" to a US bank account
      When the platform updates the payout with:
        | param                   | value |
        | metadata[41 characters] | 6735  |
      Then the request is refused
      And the payout shows:
        | field    | value |
        | metadata | {}    |
      And no money has moved

    @needs:payouts @needs:funds
    Scenario: Updating a payout with a key of 40 characters, for contrast
      Given a payout of 11.00 USD from "acme" to a US bank account
      When the platform updates the payout with:
        | param                   | value |
        | metadata[40 characters] | 6735  |
        | metadata[shop]          | west  |
      Then the request succeeds
      And the payout shows:
        | field         | value  |
        | metadata      | 2 keys |
        | metadata.shop | west   |
      And no money has moved

    @needs:payouts @needs:funds
    Scenario: Creating a payout with a key of 41 characters
      Given "acme" holds 11.00 USD
      When the platform creates a payout from "acme" with:
        | param                   | value     |
        | amount                  | 11.00 USD |
        | currency                | usd       |
        | metadata[41 characters] | 6735      |
      Then the request is refused
      And no money has moved

    @needs:payouts @needs:payout-reversals @needs:funds @needs:bank
    Scenario: Reversing a payout with a key of 41 characters
      Given a payout of 11.00 USD from "acme" to a US bank account
      And the payout is paid
      When the platform reverses the payout with:
        | param                   | value |
        | metadata[41 characters] | 6735  |
      Then the request is refused
      And the payout shows:
        | field       | value |
        | reversed_by | null  |
      And no money has moved

    @needs:transfers @needs:transfer-reversals @needs:funds
    Scenario Outline: Giving a key of 41 characters where the platform <asks>
      Given a transfer of 8.00 USD to "acme"
      And 3.00 USD of the transfer has been reversed
      When the platform <asks> with:
        | param                   | value |
        | metadata[41 characters] | 6735  |
      Then the request is refused
      And no money has moved

      Examples:
        | asks                          |
        | updates the transfer          |
        | reverses the transfer         |
        | updates the transfer reversal |

    @needs:transfers @needs:transfer-reversals @needs:funds
    Scenario Outline: Giving a key of 40 characters where the platform <asks>, for contrast
      Given a transfer of 8.00 USD to "acme"
      And 3.00 USD of the transfer has been reversed
      When the platform <asks> with:
        | param                   | value |
        | metadata[40 characters] | 6735  |
        | metadata[shop]          | west  |
      Then the request succeeds
      And the answer shows:
        | field         | value  |
        | metadata      | 2 keys |
        | metadata.shop | west   |
      And no money has moved

      Examples:
        | asks                          |
        | updates the transfer          |
        | updates the transfer reversal |

    @needs:received-debits @needs:debit-reversals @needs:treasury
    Scenario: Reversing a received debit with a key of 41 characters
      Given an ach debit of 10.00 USD on the financial account
      When the platform reverses the received debit with:
        | param                   | value |
        | metadata[41 characters] | 6735  |
      Then the request is refused
      And "acme" has 0 debit reversals
      And no money has moved

    @needs:received-debits @needs:debit-reversals @needs:treasury
    Scenario: Reversing a received debit with a key of 40 characters, for contrast
      Given an ach debit of 10.00 USD on the financial account
      When the platform reverses the received debit with:
        | param                   | value |
        | metadata[40 characters] | 6735  |
        | metadata[shop]          | west  |
      Then the request succeeds
      And the debit reversal shows:
        | field    | value  |
        | metadata | 2 keys |
      And the money moved is unspecified

    @needs:payouts @needs:funds
    Scenario: Creating a payout with a key of 40 characters, for contrast
      Given "acme" holds 11.00 USD
      When the platform creates a payout from "acme" with:
        | param                   | value     |
        | amount                  | 11.00 USD |
        | currency                | usd       |
        | metadata[40 characters] | 6735      |
      Then the request succeeds
      And the answer shows:
        | field    | value |
        | metadata | 1 key |
      And the money moved is:
        | account | available  |
        | acme    | -11.00 USD |

    @needs:payouts @needs:payout-reversals @needs:funds @needs:bank
    Scenario: Reversing a payout with a key of 40 characters, for contrast
      Given a payout of 11.00 USD from "acme" to a US bank account
      And the payout is paid
      When the platform reverses the payout with:
        | param                   | value |
        | metadata[40 characters] | 6735  |
      Then the request succeeds
      And the answer shows:
        | field    | value |
        | metadata | 1 key |
      And the money moved is:
        | account | pending    |
        | acme    | +11.00 USD |
