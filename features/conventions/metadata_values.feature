@needs:accounts
Feature: The length of metadata's values
  A value of metadata is a note and no document.

  @META-06 @recorded
  Rule: A value of metadata has at most 500 characters
    Source: Recorded answers of the real API, published by others; published schema, metadata.

    @needs:payouts @needs:funds
    Scenario: Updating a payout with a value of 501 characters
      Given a payout of 11.00 USD from "acme" to a US bank account
      When the platform updates the payout with:
        | param              | value          |
        | metadata[order_id] | 501 characters |
      Then the request is refused
      And the refusal names the parameter "metadata[order_id]"
      And the payout shows:
        | field    | value |
        | metadata | {}    |
      And no money has moved

    @needs:payouts @needs:funds
    Scenario: Updating a payout with a value of 500 characters, for contrast
      Given a payout of 11.00 USD from "acme" to a US bank account
      When the platform updates the payout with:
        | param              | value          |
        | metadata[order_id] | 500 characters |
      Then the request succeeds
      And the payout shows:
        | field             | value          |
        | metadata.order_id | 500 characters |
      And no money has moved

    @needs:payouts @needs:funds
    Scenario: Creating a payout with a value of 501 characters
      Given "acme" holds 11.00 USD
      When the platform creates a payout from "acme" with:
        | param              | value          |
        | amount             | 11.00 USD      |
        | currency           | usd            |
        | metadata[order_id] | 501 characters |
      Then the request is refused
      And the refusal names the parameter "metadata[order_id]"
      And no money has moved

    @needs:payouts @needs:payout-reversals @needs:funds @needs:bank
    Scenario: Reversing a payout with a value of 501 characters
      Given a payout of 11.00 USD from "acme" to a US bank account
      And the payout is paid
      When the platform reverses the payout with:
        | param              | value          |
        | metadata[order_id] | 501 characters |
      Then the request is refused
      And the refusal names the parameter "metadata[order_id]"
      And the payout shows:
        | field       | value |
        | reversed_by | null  |
      And no money has moved

    @needs:transfers @needs:transfer-reversals @needs:funds
    Scenario Outline: Giving a value of 501 characters where the platform <asks>
      Given a transfer of 8.00 USD to "acme"
      And 3.00 USD of the transfer has been reversed
      When the platform <asks> with:
        | param              | value          |
        | metadata[order_id] | 501 characters |
      Then the request is refused
      And the refusal names the parameter "metadata[order_id]"
      And no money has moved

      Examples:
        | asks                          |
        | updates the transfer          |
        | reverses the transfer         |
        | updates the transfer reversal |

    @needs:transfers @needs:transfer-reversals @needs:funds
    Scenario Outline: Giving a value of 500 characters where the platform <asks>, for contrast
      Given a transfer of 8.00 USD to "acme"
      And 3.00 USD of the transfer has been reversed
      When the platform <asks> with:
        | param              | value          |
        | metadata[order_id] | 500 characters |
      Then the request succeeds
      And the answer shows:
        | field             | value          |
        | metadata.order_id | 500 characters |
      And no money has moved

      Examples:
        | asks                          |
        | updates the transfer          |
        | updates the transfer reversal |

    @needs:received-debits @needs:debit-reversals @needs:treasury
    Scenario: Reversing a received debit with a value of 501 characters
      Given an ach debit of 10.00 USD on the financial account
      When the platform reverses the received debit with:
        | param              | value          |
        | metadata[order_id] | 501 characters |
      Then the request is refused
      And the refusal names the parameter "metadata[order_id]"
      And "acme" has 0 debit reversals
      And no money has moved

    @needs:received-debits @needs:debit-reversals @needs:treasury
    Scenario: Reversing a received debit with a value of 500 characters, for contrast
      Given an ach debit of 10.00 USD on the financial account
      When the platform reverses the received debit with:
        | param              | value          |
        | metadata[order_id] | 500 characters |
      Then the request succeeds
      And the debit reversal shows:
        | field             | value          |
        | metadata.order_id | 500 characters |
      And the money moved is unspecified

    @needs:payouts @needs:funds
    Scenario: Creating a payout with a value of 500 characters, for contrast
      Given "acme" holds 11.00 USD
      When the platform creates a payout from "acme" with:
        | param              | value          |
        | amount             | 11.00 USD      |
        | currency           | usd            |
        | metadata[order_id] | 500 characters |
      Then the request succeeds
      And the answer shows:
        | field             | value          |
        | metadata.order_id | 500 characters |
      And the money moved is:
        | account | available  |
        | acme    | -11.00 USD |

    @needs:payouts @needs:payout-reversals @needs:funds @needs:bank
    Scenario: Reversing a payout with a value of 500 characters, for contrast
      Given a payout of 11.00 USD from "acme" to a US bank account
      And the payout is paid
      When the platform reverses the payout with:
        | param              | value          |
        | metadata[order_id] | 500 characters |
      Then the request succeeds
      And the answer shows:
        | field             | value          |
        | metadata.order_id | 500 characters |
      And the money moved is:
        | account | pending    |
        | acme    | +11.00 USD |
