@needs:transfers @needs:accounts @needs:funds
Feature: Updating a transfer
  Once a transfer exists, only the notes that the platform keeps on it can change.

  @TR-10 @documented
  Rule: Nothing of a transfer but its description or metadata can be updated
    Source: Published schema, "Update a transfer", parameters; error codes, parameter_unknown; event types.
    The prose of the call names the metadata only, its list of parameters both. An update is announced with the values
    that it replaced.

    Scenario Outline: Updating the <param> of a transfer
      Given a transfer of 8.00 USD to "acme"
      When the platform updates the transfer with:
        | param   | value   |
        | <param> | <value> |
      Then the request is refused
      And the refusal has the code "parameter_unknown"
      And the refusal names the parameter "<param>"
      And no money has moved

      Examples:
        | param          | value    |
        | amount         | 5.00 USD |
        | transfer_group | ORDER_95 |

    Scenario: Updating the metadata in one request with the amount
      Given a transfer of 8.00 USD to "acme"
      When the platform updates the transfer with:
        | param              | value    |
        | metadata[order_id] | 6735     |
        | amount             | 5.00 USD |
      Then the request is refused
      And the transfer shows:
        | field    | value    |
        | amount   | 8.00 USD |
        | metadata | {}       |
      And no money has moved

    Scenario: Updating the metadata alone, for contrast
      Given a transfer of 8.00 USD to "acme"
      When the platform updates the transfer with:
        | param              | value |
        | metadata[order_id] | 6735  |
      Then the request succeeds
      And the transfer shows:
        | field       | value            |
        | description | null             |
        | metadata    | {order_id: 6735} |
      And no money has moved

    Scenario: Updating the description alone, for contrast
      Given a transfer of 8.00 USD to "acme"
      When the platform updates the transfer with:
        | param       | value |
        | description | rent  |
      Then the request succeeds
      And the transfer shows:
        | field       | value |
        | description | rent  |
        | metadata    | {}    |
      And no money has moved

    @needs:events
    Scenario: Listening to an update of metadata that the transfer already carries
      Given a transfer of 8.00 USD to "acme"
      And the transfer carries the metadata:
        | key      | value |
        | order_id | 6735  |
      When the platform updates the transfer with:
        | param              | value |
        | metadata[order_id] | 6736  |
      Then the events sent are:
        | type             | object       |
        | transfer.updated | the transfer |
      And the "transfer.updated" event of the transfer shows:
        | field                                      | value |
        | data.object.metadata.order_id              | 6736  |
        | data.previous_attributes.metadata.order_id | 6735  |
      And no money has moved
