@needs:payouts @needs:accounts @needs:funds
Feature: Updating a payout
  Once a payout exists, only the notes that its owner keeps on it can change.

  @PAY-UPD-01 @documented
  Rule: Nothing of a payout but its metadata can be updated
    Source: API reference, "Update a payout"; error codes, parameter_unknown.

    Scenario Outline: Updating the <param> of a payout
      Given a payout of 11.00 USD from "acme" to a US bank account
      When the platform updates the payout with:
        | param   | value   |
        | <param> | <value> |
      Then the request is refused
      And the refusal has the code "parameter_unknown"
      And the refusal names the parameter "<param>"
      And no money has moved

      Examples:
        | param                | value    |
        | amount               | 5.00 USD |
        | description          | rent     |
        | statement_descriptor | RENT     |

    Scenario: Updating the metadata in one request with the description
      Given a payout of 11.00 USD from "acme" to a US bank account
      When the platform updates the payout with:
        | param              | value |
        | metadata[order_id] | 6735  |
        | description        | rent  |
      Then the request is refused
      And the payout shows:
        | field       | value |
        | metadata    | {}    |
        | description | null  |
      And no money has moved

    Scenario: Updating the metadata alone, for contrast
      Given a payout of 11.00 USD from "acme" to a US bank account
      When the platform updates the payout with:
        | param              | value |
        | metadata[order_id] | 6735  |
      Then the request succeeds
      And the payout shows:
        | field    | value            |
        | metadata | {order_id: 6735} |
      And no money has moved

  @PAY-UPD-02 @documented @needs:events
  Rule: An update of the metadata is announced with the values that it replaced
    Source: API reference, event types, payout.updated; published schema, event, previous_attributes.

    Scenario: Updating metadata that the payout already carries
      Given a payout of 11.00 USD from "acme" to a US bank account
      And the payout carries the metadata:
        | key      | value |
        | order_id | 6735  |
      When the platform updates the payout with:
        | param              | value |
        | metadata[order_id] | 6736  |
      Then the events sent are:
        | type           | object     |
        | payout.updated | the payout |
      And the "payout.updated" event of the payout shows:
        | field                                      | value |
        | data.object.metadata.order_id              | 6736  |
        | data.previous_attributes.metadata.order_id | 6735  |
      And no money has moved

  @PAY-UPD-03 @documented
  Rule: An update leaves the status as well as the balance alone
    Source: API reference, "Update a payout".
    What a request does not name stays as it is, and neither can be named.

    Scenario: Updating a payout that is pending
      Given a payout of 11.00 USD from "acme" to a US bank account
      When the platform updates the payout with:
        | param              | value |
        | metadata[order_id] | 6735  |
      Then the request succeeds
      And the payout is still pending
      And no money has moved

    Scenario: Updating a payout that is canceled
      Given a payout of 11.00 USD from "acme" to a US bank account
      And the payout is canceled
      When the platform updates the payout with:
        | param              | value |
        | metadata[order_id] | 6735  |
      Then the request succeeds
      And the payout is still canceled
      And the balance transactions of the payout are:
        | type          | amount     |
        | payout        | -11.00 USD |
        | payout_cancel | 11.00 USD  |
      And no money has moved

    @needs:bank
    Scenario Outline: Updating a payout that is <status>
      Given a payout of 11.00 USD from "acme" to a US bank account
      And the payout is <status>
      When the platform updates the payout with:
        | param              | value |
        | metadata[order_id] | 6735  |
      Then the request succeeds
      And the payout is still <status>
      And no money has moved

      Examples:
        | status     |
        | in_transit |
        | paid       |
        | failed     |
