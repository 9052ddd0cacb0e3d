@needs:transfers @needs:transfer-reversals @needs:application-fees @needs:charges @needs:accounts @needs:funds
Feature: Parts of an application fee that are no whole cents
  Half of a fee of one cent cannot be paid. Whatever is rounded on the way has to come out even in the end.

  @FEE-06 @inferred
  Rule: However a transfer is divided, its parts bring back the application fee to the cent
    Source: Published schema, "Create a transfer reversal", refund_application_fee.
    A part of a fee is whole cents like all money. The whole transfer brings back the whole fee; parts that make up the
    whole bring back the same, never more. Which part gets the odd cent, no document says.

    Scenario: Reversing the rest after ten parts that are worth half a cent of the fee each
      Given "acme" holds 2.00 USD
      And a destination charge of 10.00 USD for "acme" with an application fee of 0.50 USD
      And 0.10 USD of the transfer has been reversed 10 times, refunding the application fee
      When the platform reverses 9.00 USD of the transfer, refunding the application fee
      Then the application fee shows:
        | field           | value    |
        | amount_refunded | 0.50 USD |
        | refunded        | true     |
      And the money moved is:
        | account  | available |
        | platform | +8.55 USD |
        | acme     | -8.55 USD |

    Scenario: Reversing the last of three parts that do not divide the fee
      Given "acme" holds 2.00 USD
      And a destination charge of 10.00 USD for "acme" with an application fee of 1.00 USD
      And 3.33 USD of the transfer has been reversed 2 times, refunding the application fee
      When the platform reverses 3.34 USD of the transfer, refunding the application fee
      Then the application fee shows:
        | field           | value    |
        | amount_refunded | 1.00 USD |
        | refunded        | true     |
      And 0.00 USD of the transfer is left to reverse
      And the balance of "acme" is the sum of its balance transactions
      And the money moved is unspecified

    Scenario: Reversing a part that is worth less than half a cent of the fee
      Given "acme" holds 2.00 USD
      And a destination charge of 10.00 USD for "acme" with an application fee of 1.00 USD
      When the platform reverses 0.04 USD of the transfer, refunding the application fee
      Then the request succeeds
      And the application fee shows:
        | field           | value    |
        | amount_refunded | 0.00 USD |
        | refunded        | false    |
      And the money moved is:
        | account  | available |
        | platform | +0.04 USD |
        | acme     | -0.04 USD |
