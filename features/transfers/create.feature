@needs:transfers @needs:accounts @needs:funds
Feature: Creating a transfer
  A transfer moves part of the platform's available balance to a connected account. Here: what a request must say,
  and what is told about it.

  @TR-01 @documented
  Rule: Neither the currency nor the destination of a new transfer may be left out
    Source: Published schema, "Create a transfer", required parameters; error codes, parameter_missing.

    Scenario: Creating a transfer without its currency
      Given the platform holds 8.00 USD
      When the platform creates a transfer to "acme" with:
        | param  | value    |
        | amount | 8.00 USD |
      Then the request is refused
      And the refusal has the code "parameter_missing"
      And the refusal names the parameter "currency"
      And no money has moved

    Scenario: Creating a transfer without its destination
      Given a connected account "acme"
      And the platform holds 8.00 USD
      When the platform creates a transfer with:
        | param    | value    |
        | amount   | 8.00 USD |
        | currency | usd      |
      Then the request is refused
      And the refusal has the code "parameter_missing"
      And the refusal names the parameter "destination"
      And no money has moved

    Scenario: Creating a transfer with both, for contrast
      Given the platform holds 8.00 USD
      When the platform creates a transfer with:
        | param       | value    |
        | amount      | 8.00 USD |
        | currency    | usd      |
        | destination | "acme"   |
      Then the request succeeds
      And the answer is the transfer as it reads now
      And the money moved is:
        | account  | available |
        | platform | -8.00 USD |
        | acme     | +8.00 USD |

  @TR-09 @documented @needs:events
  Rule: A new transfer is announced to the platform
    Source: API reference, event types, transfer.created.

    Scenario: Creating a transfer while the events are watched
      Given the platform holds 8.00 USD
      When the platform creates a transfer to "acme" with:
        | param    | value    |
        | amount   | 8.00 USD |
        | currency | usd      |
      Then the events sent are:
        | type             | object       |
        | transfer.created | the transfer |
      And the "transfer.created" event of the transfer shows:
        | field                       | value    |
        | account                     | absent   |
        | data.object.object          | transfer |
        | data.object.amount_reversed | 0.00 USD |
        | data.object.destination     | "acme"   |
      And the money moved is:
        | account  | available |
        | platform | -8.00 USD |
        | acme     | +8.00 USD |
