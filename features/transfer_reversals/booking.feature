@needs:transfers @needs:transfer-reversals @needs:accounts @needs:funds
Feature: What a transfer reversal books
  The money comes from the account that got the transfer and goes to the platform that made it, at once, with a balance
  transaction on either side.

  @TRR-09 @documented
  Rule: What a reversal takes from the destination it gives to the platform
    Source: API reference, "Transfer Reversals", introduction.

    Scenario: Reversing a part while both sides hold other money
      Given the platform holds 20.00 USD
      And "acme" holds 5.00 USD
      And a transfer of 8.00 USD to "acme"
      When the platform reverses 3.00 USD of the transfer
      Then the request succeeds
      And the money moved is:
        | account  | available |
        | platform | +3.00 USD |
        | acme     | -3.00 USD |

    Scenario: Reversing a transfer to one of two accounts
      Given a transfer of 8.00 USD to "acme"
      And "globex" holds 8.00 USD
      When the platform reverses the transfer
      Then the request succeeds
      And the money moved is:
        | account  | available |
        | platform | +8.00 USD |
        | acme     | -8.00 USD |

    Scenario: Transferring again what a reversal has brought back
      Given a transfer of 8.00 USD to "acme"
      And the transfer has been reversed
      When the platform creates a transfer to "globex" with:
        | param    | value    |
        | amount   | 8.00 USD |
        | currency | usd      |
      Then the request succeeds
      And the money moved is:
        | account  | available |
        | platform | -8.00 USD |
        | globex   | +8.00 USD |

  @TRR-10 @inferred
  Rule: A reversal books a transaction of type transfer_refund over the positive amount on the platform
    Source: Published schema, balance transaction, type, reporting_category; API reference, the example.
    The schema has the type for it, and what comes back to a balance is booked with a plus.

    Scenario: Reading what a reversal has booked on the platform
      Given a transfer of 8.00 USD to "acme"
      When the platform reverses 3.00 USD of the transfer
      Then the balance transactions of the transfer reversal are:
        | type            | amount   | status    | reporting_category |
        | transfer_refund | 3.00 USD | available | transfer_reversal  |
      And the balance of the platform is the sum of its balance transactions
      And the balance of "acme" is the sum of its balance transactions
      And the money moved is:
        | account  | available |
        | platform | +3.00 USD |
        | acme     | -3.00 USD |

    Scenario: Reading what the transfer itself has booked once it is reversed
      Given a transfer of 8.00 USD to "acme"
      When the platform reverses the transfer
      Then the balance transactions of the transfer are:
        | type     | amount    |
        | transfer | -8.00 USD |
      And the balance transactions of the transfer reversal are:
        | type            | amount   |
        | transfer_refund | 8.00 USD |
      And the money moved is:
        | account  | available |
        | platform | +8.00 USD |
        | acme     | -8.00 USD |

  @TRR-11 @inferred
  Rule: A reversal books a transaction of type payment_refund over the negative amount on the destination
    Source: Published schema, balance transaction, type; API reference, destination_payment_refund, the example.
    The transfer arrived as a payment, so that its reversal is a refund of that payment.

    Scenario: Listing what reversals have booked at the destination
      Given a transfer of 8.00 USD to "acme"
      And 3.00 USD of the transfer has been reversed
      And 1.00 USD of the transfer has been reversed
      When the platform lists the balance transactions of "acme" with:
        | param | value          |
        | type  | payment_refund |
      Then the list holds 2 balance transactions
      And the list holds the amounts:
        | amount    |
        | -1.00 USD |
        | -3.00 USD |
      And no money has moved
