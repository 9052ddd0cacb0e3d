@needs:transfers @needs:accounts @needs:funds
Feature: The destination of a transfer
  A transfer goes to a connected account that may receive one, and arrives there as a payment of that account's own.

  @TR-06 @documented
  Rule: A transfer names the payment that it became at its destination
    Source: Published schema, transfer, destination_payment.

    Scenario: Retrieving the payment for the account that received it
      Given a transfer of 8.00 USD to "acme"
      When the platform retrieves the destination payment
      Then the request succeeds
      And the transfer shows:
        | field               | value                   |
        | destination_payment | the destination payment |
      And the destination payment shows:
        | field               | value                   |
        | object              | charge                  |
        | amount              | 8.00 USD                |
        | currency            | usd                     |
        | balance_transaction | set                     |
      And no money has moved

  @TR-07 @recorded
  Rule: An account without the capability for transfers cannot receive one
    Source: Recorded answers of the real API, published by others; error codes, transfers_not_allowed.

    Scenario: Creating a transfer to an account without the capability
      Given a connected account "acme" with:
        | field     | value |
        | transfers | false |
      And the platform holds 8.00 USD
      When the platform creates a transfer to "acme" with:
        | param    | value    |
        | amount   | 8.00 USD |
        | currency | usd      |
      Then the request is refused
      And no money has moved

    Scenario: Creating a transfer to an account with the capability, for contrast
      Given a connected account "acme" with:
        | field     | value |
        | transfers | true  |
      And the platform holds 8.00 USD
      When the platform creates a transfer to "acme" with:
        | param    | value    |
        | amount   | 8.00 USD |
        | currency | usd      |
      Then the request succeeds
      And the money moved is:
        | account  | available |
        | platform | -8.00 USD |
        | acme     | +8.00 USD |

  @TR-08 @inferred
  Rule: A transfer cannot go to an account that does not exist
    Source: Published schema, "Create a transfer", destination; error codes, resource_missing.

    Scenario: Creating a transfer to an account that does not exist
      Given a connected account "acme"
      And the platform holds 8.00 USD
      When the platform creates a transfer with:
        | param       | value                          |
        | amount      | 8.00 USD                       |
        | currency    | usd                            |
        | destination | an account that does not exist |
      Then the request is refused
      And the refusal names the parameter "destination"
      And no money has moved

    Scenario: Creating a transfer to an account that exists, for contrast
      Given a connected account "acme"
      And the platform holds 8.00 USD
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
