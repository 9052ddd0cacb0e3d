@needs:transfers @needs:transfer-reversals @needs:accounts @needs:funds
Feature: Listing the reversals of a transfer
  All reversals of a transfer stand in a list of its own, of which the transfer itself shows only the beginning.

  @TRR-18 @documented
  Rule: The reversals of a transfer are listed newest first
    Source: Published schema, list of transfer reversals; API reference, "Retrieve a reversal".
    The list comes in pages like every list: ten items unless a limit is given, and onward from a reversal. Where order
    matters the parts are reversed at different times: among those of one second no order is asked for.

    @needs:clock
    Scenario: Listing the reversals of a transfer that was reversed in three parts
      Given a transfer of 8.00 USD to "acme"
      And 5.00 USD of the transfer has been reversed
      And 1 second has passed
      And 2.00 USD of the transfer has been reversed
      And 1 second has passed
      And 1.00 USD of the transfer has been reversed
      When the platform lists the transfer reversals of the transfer
      Then the request succeeds
      And the list holds the amounts:
        | amount   |
        | 1.00 USD |
        | 2.00 USD |
        | 5.00 USD |
      And no money has moved

    @needs:clock
    Scenario Outline: Listing with <param> from a reversal at the end
      Given a transfer of 8.00 USD to "acme"
      And 5.00 USD of the transfer has been reversed
      And 1 second has passed
      And 2.00 USD of the transfer has been reversed
      When the platform lists the transfer reversals of the transfer with:
        | param   | value    |
        | <param> | <cursor> |
      Then the request succeeds
      And the list holds the amounts:
        | amount   |
        | <amount> |
      And no money has moved

      Examples:
        | param          | cursor                      | amount   |
        | starting_after | the transfer reversal       | 5.00 USD |
        | ending_before  | the first transfer reversal | 2.00 USD |

    Scenario: Listing eleven reversals without a limit
      Given a transfer of 8.00 USD to "acme"
      And 0.10 USD of the transfer has been reversed 11 times
      When the platform lists the transfer reversals of the transfer
      Then the request succeeds
      And the list holds 10 transfer reversals
      And no money has moved
