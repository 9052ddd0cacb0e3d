@needs:transfers @needs:transfer-reversals @needs:accounts @needs:funds
Feature: Whose transfers and reversals are found
  A reversal belongs to one transfer, and a transfer to the platform that made it. From anywhere else they look like
  something that does not exist.

  @TRR-16 @documented
  Rule: Each reversal of a transfer can be retrieved by its own id
    Source: API reference, "Retrieve a reversal".

    Scenario: Retrieving the older of two reversals
      Given a transfer of 8.00 USD to "acme"
      And 5.00 USD of the transfer has been reversed
      And 3.00 USD of the transfer has been reversed
      When the platform retrieves the first transfer reversal
      Then the request succeeds
      And the answer is the first transfer reversal as it reads now
      And the first transfer reversal shows:
        | field    | value                       |
        | id       | the first transfer reversal |
        | amount   | 5.00 USD                    |
        | transfer | the transfer                |
      And no money has moved

    Scenario: Retrieving the oldest of eleven reversals, which the transfer no longer shows
      Given a transfer of 8.00 USD to "acme"
      And 1.00 USD of the transfer has been reversed
      And 0.10 USD of the transfer has been reversed 10 times
      When the platform retrieves the first transfer reversal
      Then the request succeeds
      And the first transfer reversal shows:
        | field  | value    |
        | amount | 1.00 USD |
      And no money has moved

  @TRR-17 @inferred
  Rule: A reversal is found under its own transfer only
    Source: API reference, "Retrieve a reversal"; "Update a reversal"; recorded answers of the real API.
    Both calls name the transfer before the reversal, and an id that is not found where it is looked for is missing.

    Scenario: Retrieving a reversal under another transfer
      Given a transfer of 8.00 USD to "acme"
      And 3.00 USD of the transfer has been reversed
      When the platform retrieves the transfer reversal under another transfer
      Then no such transfer reversal is found
      And no money has moved

    Scenario: Updating a reversal under another transfer
      Given a transfer of 8.00 USD to "acme"
      And 3.00 USD of the transfer has been reversed
      When the platform updates the transfer reversal under another transfer with:
        | param              | value |
        | metadata[order_id] | 6735  |
      Then no such transfer reversal is found
      And the transfer reversal shows:
        | field    | value |
        | metadata | {}    |
      And no money has moved

    Scenario: Retrieving a reversal under its own transfer, for contrast
      Given a transfer of 8.00 USD to "acme"
      And 3.00 USD of the transfer has been reversed
      When the platform retrieves the transfer reversal
      Then the request succeeds
      And no money has moved

  @TRR-21 @inferred
  Rule: Only the platform that made a transfer can reverse it
    Source: API reference, "Transfer Reversals", introduction; Connect documentation, authentication.
    Platforms reverse what they have transferred. The transfer belongs to the platform, so that nobody else has it.

    Scenario: Reversing a transfer in the name of the account that received it
      Given a transfer of 8.00 USD to "acme"
      When the platform reverses the transfer as "acme"
      Then no such transfer is found
      And 8.00 USD of the transfer is left to reverse
      And no money has moved

    @recorded
    Scenario: Reversing a transfer that was never made
      Given a connected account "acme"
      When the platform reverses a transfer that does not exist
      Then no such transfer is found
      And no money has moved

    Scenario: Reversing a transfer in the platform's own name, for contrast
      Given a transfer of 8.00 USD to "acme"
      When the platform reverses the transfer as itself
      Then the request succeeds
      And 0.00 USD of the transfer is left to reverse
      And the money moved is:
        | account  | available |
        | platform | +8.00 USD |
        | acme     | -8.00 USD |
