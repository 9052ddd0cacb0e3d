@needs:transfers @needs:transfer-reversals @needs:accounts @needs:funds
Feature: Updating a transfer reversal
  What a reversal did with the money stands. The platform can only change its own notes about it.

  @TRR-19 @documented
  Rule: An update of a reversal changes its metadata alone
    Source: API reference, "Update a reversal"; error codes, parameter_unknown.
    For the description see TRR-20.

    Scenario: Updating the metadata of a reversal that carries none
      Given a transfer of 8.00 USD to "acme"
      And 3.00 USD of the transfer has been reversed
      When the platform updates the transfer reversal with:
        | param              | value |
        | metadata[order_id] | 6735  |
      Then the request succeeds
      And the answer is the transfer reversal as it reads now
      And the transfer reversal shows:
        | field    | value            |
        | amount   | 3.00 USD         |
        | metadata | {order_id: 6735} |
      And no money has moved

    Scenario Outline: Updating metadata with <param> set to "<value>"
      Given a transfer of 8.00 USD to "acme"
      And 3.00 USD of the transfer has been reversed
      And the transfer reversal carries the metadata:
        | key      | value |
        | order_id | 6735  |
      When the platform updates the transfer reversal with:
        | param   | value   |
        | <param> | <value> |
      Then the request succeeds
      And the transfer reversal shows:
        | field    | value   |
        | metadata | <after> |
      And no money has moved

      Examples:
        | param              | value | after                        |
        | metadata[shop]     | west  | {order_id: 6735, shop: west} |
        | metadata[order_id] |       | {}                           |
        | metadata           |       | {}                           |

    Scenario: Updating the amount of a reversal
      Given a transfer of 8.00 USD to "acme"
      And 3.00 USD of the transfer has been reversed
      When the platform updates the transfer reversal with:
        | param  | value    |
        | amount | 4.00 USD |
      Then the request is refused
      And the refusal has the code "parameter_unknown"
      And the refusal names the parameter "amount"
      And no money has moved

    Scenario: Updating the metadata in one request with the amount
      Given a transfer of 8.00 USD to "acme"
      And 3.00 USD of the transfer has been reversed
      When the platform updates the transfer reversal with:
        | param              | value    |
        | metadata[order_id] | 6735     |
        | amount             | 4.00 USD |
      Then the request is refused
      And the transfer reversal shows:
        | field    | value    |
        | amount   | 3.00 USD |
        | metadata | {}       |
      And no money has moved

  @TRR-20 @documented @reading:reversal-update-description=accepted
  Rule: An update of a reversal takes a description
    Source: API reference, "Update a reversal", introduction.
    The text names metadata as well as description, the list of parameters below it metadata only.

    Scenario: Updating the description together with the metadata
      Given a transfer of 8.00 USD to "acme"
      And 3.00 USD of the transfer has been reversed
      When the platform updates the transfer reversal with:
        | param              | value       |
        | description        | wrong order |
        | metadata[order_id] | 6735        |
      Then the request succeeds
      And the transfer reversal shows:
        | field    | value            |
        | metadata | {order_id: 6735} |
      And no money has moved

  @TRR-20b @documented @reading:reversal-update-description=refused
  Rule: An update of a reversal takes no description
    Source: API reference, "Update a reversal", Parameters; error codes, parameter_unknown.
    The other half of TRR-20.

    Scenario: Updating the description of a reversal
      Given a transfer of 8.00 USD to "acme"
      And 3.00 USD of the transfer has been reversed
      When the platform updates the transfer reversal with:
        | param       | value       |
        | description | wrong order |
      Then the request is refused
      And the refusal has the code "parameter_unknown"
      And the refusal names the parameter "description"
      And no money has moved

    Scenario: Updating the metadata of a reversal without a description, for contrast
      Given a transfer of 8.00 USD to "acme"
      And 3.00 USD of the transfer has been reversed
      When the platform updates the transfer reversal with:
        | param              | value |
        | metadata[order_id] | 6735  |
      Then the request succeeds
      And no money has moved
