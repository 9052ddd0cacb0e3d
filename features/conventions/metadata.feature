@needs:accounts
Feature: Keeping notes in metadata
  Metadata is a set of named notes that only their writer understands. An update touches the notes that it names.

  @META-01 @documented
  Rule: An update of metadata leaves the keys alone that it does not name
    Source: API reference, "Update a payout"; "Update a transfer"; "Update a reversal"; "Update a top-up"; published schema,
    "Update a webhook endpoint", metadata.

    @needs:payouts @needs:funds
    Scenario Outline: Updating a payout with <key> set to <value>
      Given a payout of 11.00 USD from "acme" to a US bank account
      And the payout carries the metadata:
        | key      | value |
        | order_id | 6735  |
        | shop     | west  |
      When the platform updates the payout with:
        | param           | value   |
        | metadata[<key>] | <value> |
      Then the request succeeds
      And the payout shows:
        | field    | value   |
        | metadata | <after> |
      And no money has moved

      Examples:
        | key      | value | after                                    |
        | city     | Rome  | {city: Rome, order_id: 6735, shop: west} |
        | order_id | 6736  | {order_id: 6736, shop: west}             |

    @needs:payouts @needs:funds
    Scenario: Updating a payout with nothing at all
      Given a payout of 11.00 USD from "acme" to a US bank account
      And the payout carries the metadata:
        | key      | value |
        | order_id | 6735  |
      When the platform updates the payout
      Then the request succeeds
      And the payout shows:
        | field    | value            |
        | metadata | {order_id: 6735} |
      And no money has moved

    @needs:payouts @needs:payout-reversals @needs:funds @needs:bank
    Scenario: Updating a reversing payout that carries metadata
      Given a payout of 11.00 USD from "acme" to a US bank account
      And the payout is paid
      And the payout is being reversed
      And the reversing payout carries the metadata:
        | key      | value |
        | order_id | 6735  |
      When the platform updates the reversing payout with:
        | param          | value |
        | metadata[shop] | west  |
      Then the request succeeds
      And the reversing payout shows:
        | field    | value                        |
        | metadata | {order_id: 6735, shop: west} |
      And no money has moved

    @needs:transfers @needs:funds
    Scenario Outline: Updating a transfer with <key> set to <value>
      Given a transfer of 8.00 USD to "acme"
      And the transfer carries the metadata:
        | key      | value |
        | order_id | 6735  |
        | shop     | west  |
      When the platform updates the transfer with:
        | param           | value   |
        | metadata[<key>] | <value> |
      Then the request succeeds
      And the transfer shows:
        | field    | value   |
        | metadata | <after> |
      And no money has moved

      Examples:
        | key      | value | after                                    |
        | city     | Rome  | {city: Rome, order_id: 6735, shop: west} |
        | order_id | 6736  | {order_id: 6736, shop: west}             |

    @needs:transfers @needs:funds
    Scenario: Updating the description of a transfer that carries metadata
      Given a transfer of 8.00 USD to "acme"
      And the transfer carries the metadata:
        | key      | value |
        | order_id | 6735  |
      When the platform updates the transfer with:
        | param       | value |
        | description | rent  |
      Then the request succeeds
      And the transfer shows:
        | field       | value            |
        | description | rent             |
        | metadata    | {order_id: 6735} |
      And no money has moved

    @needs:transfers @needs:transfer-reversals @needs:funds
    Scenario: Updating a transfer reversal with another value for a key
      Given a transfer of 8.00 USD to "acme"
      And 3.00 USD of the transfer has been reversed
      And the transfer reversal carries the metadata:
        | key      | value |
        | order_id | 6735  |
        | shop     | west  |
      When the platform updates the transfer reversal with:
        | param              | value |
        | metadata[order_id] | 6736  |
      Then the request succeeds
      And the transfer reversal shows:
        | field    | value                        |
        | metadata | {order_id: 6736, shop: west} |
      And no money has moved

    @needs:topups
    Scenario Outline: Updating a top-up with <key> set to <value>
      Given 1 top-up exists
      And the top-up carries the metadata:
        | key      | value |
        | order_id | 6735  |
      When the platform updates the top-up with:
        | param           | value   |
        | metadata[<key>] | <value> |
      Then the request succeeds
      And the top-up shows:
        | field    | value   |
        | metadata | <after> |
      And no money has moved

      Examples:
        | key      | value | after                        |
        | shop     | west  | {order_id: 6735, shop: west} |
        | order_id | 6736  | {order_id: 6736}             |

    @needs:webhooks
    Scenario: Updating a webhook endpoint that carries metadata
      Given the platform listens for "payout.paid"
      And the webhook endpoint carries the metadata:
        | key      | value |
        | order_id | 6735  |
      When the platform updates the webhook endpoint with:
        | param          | value |
        | metadata[shop] | west  |
      Then the request succeeds
      And the webhook endpoint shows:
        | field    | value                        |
        | metadata | {order_id: 6735, shop: west} |
      And no money has moved
