@needs:webhooks
Feature: Webhook endpoints
  A platform can have events brought to it. It says where to and which, and gets a secret by which it can tell that
  they are genuine.

  @WHK-01 @documented
  Rule: The secret of a webhook endpoint is shown once, in the answer to its creation
    Source: Published schema, webhook endpoint, secret.

    Scenario: Reading the answer to the creation of a webhook endpoint
      When the platform creates a webhook endpoint with:
        | param             | value       |
        | url               | the inbox   |
        | enabled_events[0] | payout.paid |
      Then the request succeeds
      And the answer shows:
        | field            | value            |
        | object           | webhook_endpoint |
        | secret           | an id            |
        | status           | enabled          |
        | enabled_events.0 | payout.paid      |
      And no money has moved

    Scenario: Retrieving a webhook endpoint later
      Given the platform listens for "payout.paid"
      When the platform retrieves the webhook endpoint
      Then the request succeeds
      And the answer shows:
        | field  | value            |
        | object | webhook_endpoint |
        | secret | absent           |
        | url    | set              |
      And no money has moved

    Scenario: Updating a webhook endpoint later
      Given the platform listens for "payout.paid"
      When the platform updates the webhook endpoint with:
        | param             | value         |
        | enabled_events[0] | payout.failed |
      Then the request succeeds
      And the answer shows:
        | field            | value         |
        | secret           | absent        |
        | enabled_events.0 | payout.failed |
      And no money has moved

    Scenario: Listing the webhook endpoints later
      Given the platform listens for "payout.paid"
      When the platform lists the webhook endpoints of the platform
      Then the request succeeds
      And the answer shows:
        | field         | value            |
        | data.0.object | webhook_endpoint |
        | data.0.secret | absent           |
      And no money has moved

  @WHK-02 @documented
  Rule: A webhook endpoint needs an address as well as events
    Source: Published schema, "Create a webhook endpoint", url, enabled_events; error codes, parameter_missing.

    Scenario: Creating a webhook endpoint without an address
      When the platform creates a webhook endpoint with:
        | param             | value       |
        | enabled_events[0] | payout.paid |
      Then the request is refused
      And the refusal has the code "parameter_missing"
      And the refusal names the parameter "url"
      And the platform has 0 webhook endpoints
      And no money has moved

    Scenario: Creating a webhook endpoint without events
      When the platform creates a webhook endpoint with:
        | param | value     |
        | url   | the inbox |
      Then the request is refused
      And the refusal has the code "parameter_missing"
      And the refusal names the parameter "enabled_events"
      And the platform has 0 webhook endpoints
      And no money has moved

    Scenario: Creating a webhook endpoint with both, for contrast
      When the platform creates a webhook endpoint with:
        | param             | value         |
        | url               | the inbox     |
        | enabled_events[0] | payout.paid   |
        | enabled_events[1] | payout.failed |
      Then the request succeeds
      And the answer shows:
        | field            | value         |
        | enabled_events.1 | payout.failed |
      And the platform has 1 webhook endpoint
      And no money has moved
