@needs:accounts
Feature: Metadata that grows
  What an update adds comes to what is there.

  @META-07 @inferred
  Rule: The keys that an object carries already count toward the 50 that it can carry
    Source: API reference, metadata; "Update a payout"; "Update a transfer"; "Update a reversal", metadata.
    The limit is stated for an object and not for a request, and an update leaves the keys alone that it does not name.

    @needs:payouts @needs:funds
    Scenario: Updating a payout that carries a key with 50 others
      Given a payout of 11.00 USD from "acme" to a US bank account
      And the payout carries the metadata:
        | key      | value |
        | order_id | 6735  |
      When the platform updates the payout with:
        | param    | value   |
        | metadata | 50 keys |
      Then the request is refused
      And the payout shows:
        | field    | value            |
        | metadata | {order_id: 6735} |
      And no money has moved

    @needs:payouts @needs:funds
    Scenario: Updating a payout that carries a key with 49 others, for contrast
      Given a payout of 11.00 USD from "acme" to a US bank account
      And the payout carries the metadata:
        | key      | value |
        | order_id | 6735  |
      When the platform updates the payout with:
        | param    | value   |
        | metadata | 49 keys |
      Then the request succeeds
      And the payout shows:
        | field    | value   |
        | metadata | 50 keys |
      And no money has moved

    @needs:transfers @needs:transfer-reversals @needs:funds
    Scenario Outline: Updating <object> that carries a key with 50 others
      Given a transfer of 8.00 USD to "acme"
      And 3.00 USD of the transfer has been reversed
      And <object> carries the metadata:
        | key      | value |
        | order_id | 6735  |
      When the platform updates <object> with:
        | param    | value   |
        | metadata | 50 keys |
      Then the request is refused
      And <object> shows:
        | field    | value            |
        | metadata | {order_id: 6735} |
      And no money has moved

      Examples:
        | object                |
        | the transfer          |
        | the transfer reversal |

    @needs:transfers @needs:transfer-reversals @needs:funds
    Scenario Outline: Updating <object> that carries a key with 49 others, for contrast
      Given a transfer of 8.00 USD to "acme"
      And 3.00 USD of the transfer has been reversed
      And <object> carries the metadata:
        | key      | value |
        | order_id | 6735  |
      When the platform updates <object> with:
        | param    | value   |
        | metadata | 49 keys |
      Then the request succeeds
      And <object> shows:
        | field    | value   |
        | metadata | 50 keys |
      And no money has moved

      Examples:
        | object                |
        | the transfer          |
        | the transfer reversal |
