@needs:transfers @needs:transfer-reversals @needs:application-fees @needs:charges @needs:accounts @needs:funds
Feature: The application fee of a reversed transfer
  With a destination charge the platform may keep a fee. When it takes back the transfer it decides whether the account
  gets the fee back.

  @FEE-01 @documented
  Rule: Reversing a whole transfer gives back the whole application fee on request
    Source: Published schema, "Create a transfer reversal", refund_application_fee; application fee, refunded.

    Scenario: Reversing a transfer with its fee
      Given "acme" holds 2.00 USD
      And a destination charge of 20.00 USD for "acme" with an application fee of 2.00 USD
      When the platform reverses 20.00 USD of the transfer, refunding the application fee
      Then the request succeeds
      And the application fee shows:
        | field           | value    |
        | amount          | 2.00 USD |
        | amount_refunded | 2.00 USD |
        | refunded        | true     |
      And the fee refund shows:
        | field  | value               |
        | object | fee_refund          |
        | amount | 2.00 USD            |
        | fee    | the application fee |
      And the money moved is:
        | account  | available  |
        | platform | +18.00 USD |
        | acme     | -18.00 USD |

    @needs:events
    Scenario: Listening while a transfer is reversed with its fee, without naming the amount
      Given "acme" holds 2.00 USD
      And a destination charge of 20.00 USD for "acme" with an application fee of 2.00 USD
      When the platform reverses the transfer with:
        | param                  | value |
        | refund_application_fee | true  |
      Then the "application_fee.refunded" event of the application fee shows:
        | field                       | value    |
        | data.object.amount_refunded | 2.00 USD |
        | data.object.refunded        | true     |
      And the money moved is:
        | account  | available  |
        | platform | +18.00 USD |
        | acme     | -18.00 USD |

  @FEE-02 @documented
  Rule: Reversing a part of a transfer gives back the same part of the application fee on request
    Source: Published schema, "Create a transfer reversal", refund_application_fee.

    Scenario Outline: Reversing <part> of a charge of 20.00 USD with a fee of 2.00 USD
      Given "acme" holds 2.00 USD
      And a destination charge of 20.00 USD for "acme" with an application fee of 2.00 USD
      When the platform reverses <part> of the transfer, refunding the application fee
      Then the request succeeds
      And the application fee shows:
        | field           | value |
        | amount_refunded | <fee> |
        | refunded        | false |
      And the money moved is:
        | account  | available |
        | platform | +<net>    |
        | acme     | -<net>    |

      Examples:
        | part      | fee      | net       |
        | 10.00 USD | 1.00 USD | 9.00 USD  |
        | 0.10 USD  | 0.01 USD | 0.09 USD  |
        | 19.90 USD | 1.99 USD | 17.91 USD |

    Scenario: Reversing a quarter after a half, each with its part of the fee
      Given "acme" holds 2.00 USD
      And a destination charge of 20.00 USD for "acme" with an application fee of 2.00 USD
      And 10.00 USD of the transfer has been reversed, refunding the application fee
      When the platform reverses 5.00 USD of the transfer, refunding the application fee
      Then the application fee shows:
        | field           | value    |
        | amount_refunded | 1.50 USD |
        | refunded        | false    |
      And the money moved is:
        | account  | available |
        | platform | +4.50 USD |
        | acme     | -4.50 USD |

    @inferred
    Scenario: Reversing a quarter with its part of the fee, after a half without
      Given "acme" holds 2.00 USD
      And a destination charge of 20.00 USD for "acme" with an application fee of 2.00 USD
      And 10.00 USD of the transfer has been reversed
      When the platform reverses 5.00 USD of the transfer, refunding the application fee
      Then the application fee shows:
        | field           | value    |
        | amount_refunded | 0.50 USD |
        | refunded        | false    |
      And the money moved is:
        | account  | available |
        | platform | +4.50 USD |
        | acme     | -4.50 USD |

  @FEE-03 @documented
  Rule: Without the request for it the application fee stays with the platform
    Source: Published schema, "Create a transfer reversal", refund_application_fee.

    Scenario Outline: Reversing <part> of a charge of 20.00 USD and saying nothing of the fee
      Given "acme" holds 2.00 USD
      And a destination charge of 20.00 USD for "acme" with an application fee of 2.00 USD
      When the platform reverses <part> of the transfer
      Then the request succeeds
      And the application fee shows:
        | field           | value    |
        | amount          | 2.00 USD |
        | amount_refunded | 0.00 USD |
        | refunded        | false    |
      And the money moved is:
        | account  | available |
        | platform | +<part>   |
        | acme     | -<part>   |

      Examples:
        | part      |
        | 10.00 USD |
        | 20.00 USD |

    Scenario: Reversing a transfer and saying that the fee is to stay
      Given "acme" holds 2.00 USD
      And a destination charge of 20.00 USD for "acme" with an application fee of 2.00 USD
      When the platform reverses the transfer with:
        | param                  | value |
        | refund_application_fee | false |
      Then the request succeeds
      And the application fee shows:
        | field           | value    |
        | amount_refunded | 0.00 USD |
        | refunded        | false    |
      And the money moved is:
        | account  | available  |
        | platform | +20.00 USD |
        | acme     | -20.00 USD |
