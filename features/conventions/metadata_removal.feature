@needs:accounts
Feature: Removing notes from metadata
  What is set to nothing is gone: a key, or all of them at once.

  @META-02 @documented
  Rule: A key of metadata that is set to nothing is removed
    Source: API reference, "Update a payout"; "Update a transfer"; "Update a reversal", metadata.

    @needs:payouts @needs:funds
    Scenario Outline: Updating a payout with <key> set to nothing
      Given a payout of 11.00 USD from "acme" to a US bank account
      And the payout carries the metadata:
        | key      | value |
        | order_id | 6735  |
        | shop     | west  |
      When the platform updates the payout with:
        | param           | value   |
        | metadata[<key>] | nothing |
      Then the request succeeds
      And the payout shows:
        | field    | value   |
        | metadata | <after> |
      And no money has moved

      Examples:
        | key      | after            |
        | shop     | {order_id: 6735} |
        | order_id | {shop: west}     |

      @inferred
      Examples:
        | key  | after                        |
        | city | {order_id: 6735, shop: west} |

    @needs:payouts @needs:funds
    Scenario: Updating a payout with one key set to nothing beside another set to something
      Given a payout of 11.00 USD from "acme" to a US bank account
      And the payout carries the metadata:
        | key      | value |
        | order_id | 6735  |
        | shop     | west  |
      When the platform updates the payout with:
        | param          | value   |
        | metadata[shop] | nothing |
        | metadata[city] | Rome    |
      Then the request succeeds
      And the payout shows:
        | field    | value                        |
        | metadata | {city: Rome, order_id: 6735} |
      And no money has moved

    @needs:transfers @needs:funds
    Scenario Outline: Updating a transfer with <key> set to nothing
      Given a transfer of 8.00 USD to "acme"
      And the transfer carries the metadata:
        | key      | value |
        | order_id | 6735  |
        | shop     | west  |
      When the platform updates the transfer with:
        | param           | value   |
        | metadata[<key>] | nothing |
      Then the request succeeds
      And the transfer shows:
        | field    | value   |
        | metadata | <after> |
      And no money has moved

      Examples:
        | key      | after            |
        | shop     | {order_id: 6735} |
        | order_id | {shop: west}     |

    @needs:transfers @needs:transfer-reversals @needs:funds
    Scenario: Updating a transfer reversal with one of two keys set to nothing
      Given a transfer of 8.00 USD to "acme"
      And 3.00 USD of the transfer has been reversed
      And the transfer reversal carries the metadata:
        | key      | value |
        | order_id | 6735  |
        | shop     | west  |
      When the platform updates the transfer reversal with:
        | param          | value   |
        | metadata[shop] | nothing |
      Then the request succeeds
      And the transfer reversal shows:
        | field    | value            |
        | metadata | {order_id: 6735} |
      And no money has moved

  @META-03 @documented
  Rule: Metadata that is set to nothing as a whole is emptied
    Source: API reference, "Update a payout"; "Update a transfer"; "Create a transfer reversal", metadata.
    For the update of a transfer reversal see TRR-19.

    @needs:payouts @needs:funds
    Scenario: Updating a payout with all of its metadata set to nothing
      Given a payout of 11.00 USD from "acme" to a US bank account
      And the payout carries the metadata:
        | key      | value |
        | order_id | 6735  |
        | shop     | west  |
      When the platform updates the payout with:
        | param    | value   |
        | metadata | nothing |
      Then the request succeeds
      And the payout shows:
        | field    | value |
        | metadata | {}    |
      And no money has moved

    @needs:transfers @needs:funds
    Scenario: Updating a transfer with all of its metadata set to nothing
      Given a transfer of 8.00 USD to "acme"
      And the transfer carries the metadata:
        | key      | value |
        | order_id | 6735  |
        | shop     | west  |
      When the platform updates the transfer with:
        | param    | value   |
        | metadata | nothing |
      Then the request succeeds
      And the transfer shows:
        | field    | value |
        | metadata | {}    |
      And no money has moved

    @needs:transfers @needs:transfer-reversals @needs:funds
    Scenario: Reversing a transfer with metadata set to nothing from the start
      Given a transfer of 8.00 USD to "acme"
      When the platform reverses the transfer with:
        | param    | value   |
        | metadata | nothing |
      Then the request succeeds
      And the transfer reversal shows:
        | field    | value |
        | metadata | {}    |
      And the money moved is:
        | account  | available |
        | platform | +8.00 USD |
        | acme     | -8.00 USD |
