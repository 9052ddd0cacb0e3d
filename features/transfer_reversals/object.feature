@needs:transfers @needs:transfer-reversals @needs:accounts @needs:funds
Feature: The transfer reversal object
  What a reversal says about itself: how much, of which transfer, and what it booked on either side. It has no status
  and no description.

  @TRR-08 @documented
  Rule: A transfer reversal names its transfer and what it has booked
    Source: API reference, "The Transfer Reversal object".

    Scenario: Reversing a part and reading the reversal
      Given a transfer of 8.00 USD to "acme"
      When the platform reverses 3.00 USD of the transfer
      Then the request succeeds
      And the answer is the transfer reversal as it reads now
      And the transfer reversal shows:
        | field                      | value                 |
        | id                         | the transfer reversal |
        | object                     | transfer_reversal     |
        | amount                     | 3.00 USD              |
        | balance_transaction        | set                   |
        | created                    | set                   |
        | currency                   | usd                   |
        | destination_payment_refund | set                   |
        | metadata                   | {}                    |
        | source_refund              | null                  |
        | transfer                   | the transfer          |
      And the money moved is:
        | account  | available |
        | platform | +3.00 USD |
        | acme     | -3.00 USD |

    Scenario: Reversing a transfer in another currency
      Given a connected account "acme" with:
        | field            | value |
        | country          | DE    |
        | currency         | eur   |
        | external_account | none  |
      And a transfer of 8.00 EUR to "acme"
      When the platform reverses 3.00 EUR of the transfer
      Then the request succeeds
      And the transfer reversal shows:
        | field    | value    |
        | amount   | 3.00 EUR |
        | currency | eur      |
      And the money moved is:
        | account  | available |
        | platform | +3.00 EUR |
        | acme     | -3.00 EUR |

  @TRR-15 @documented
  Rule: A reverse request may carry metadata or a description
    Source: API reference, "Create a transfer reversal", description, metadata; "The Transfer Reversal object".
    The reversal shows its metadata. A description is taken, but the documented object has no member that shows it.

    Scenario: Giving both for a part
      Given a transfer of 8.00 USD to "acme"
      When the platform reverses the transfer with:
        | param              | value       |
        | amount             | 3.00 USD    |
        | description        | wrong order |
        | metadata[order_id] | 6735        |
      Then the request succeeds
      And the transfer reversal shows:
        | field    | value            |
        | metadata | {order_id: 6735} |
      And the transfer shows:
        | field       | value |
        | description | null  |
        | metadata    | {}    |
      And the money moved is:
        | account  | available |
        | platform | +3.00 USD |
        | acme     | -3.00 USD |

    @inferred
    Scenario: Looking for the description on the reversal
      Given a transfer of 8.00 USD to "acme"
      When the platform reverses the transfer with:
        | param       | value       |
        | description | wrong order |
      Then the request succeeds
      And the transfer reversal shows:
        | field       | value  |
        | description | absent |
      And the money moved is:
        | account  | available |
        | platform | +8.00 USD |
        | acme     | -8.00 USD |
