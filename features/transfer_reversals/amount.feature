@needs:transfers @needs:transfer-reversals @needs:accounts @needs:funds
Feature: Reversing a transfer, whole or in part
  The platform takes back what it has transferred, all at once or piece by piece, until nothing is left to reverse.

  @TRR-01 @documented
  Rule: Without an amount the whole of a transfer is reversed
    Source: API reference, "Create a transfer reversal", amount.

    Scenario Outline: Reversing the whole of a transfer of <amount>
      Given a transfer of <amount> to "acme"
      When the platform reverses the transfer
      Then the request succeeds
      And the transfer reversal shows:
        | field  | value    |
        | amount | <amount> |
      And the transfer shows:
        | field           | value    |
        | amount          | <amount> |
        | amount_reversed | <amount> |
        | reversed        | true     |
      And 0.00 USD of the transfer is left to reverse
      And the money moved is:
        | account  | available |
        | platform | +<amount> |
        | acme     | -<amount> |

      Examples:
        | amount        |
        | 0.01 USD      |
        | 999999.99 USD |

  @TRR-02 @documented
  Rule: With an amount only that part of a transfer is reversed
    Source: API reference, "Create a transfer reversal", amount; published schema, transfer, reversed.

    Scenario Outline: Reversing <part> of a transfer of 8.00 USD
      Given a transfer of 8.00 USD to "acme"
      When the platform reverses <part> of the transfer
      Then the request succeeds
      And the transfer reversal shows:
        | field  | value  |
        | amount | <part> |
      And the transfer shows:
        | field           | value    |
        | amount          | 8.00 USD |
        | amount_reversed | <part>   |
        | reversed        | false    |
      And <rest> of the transfer is left to reverse
      And the money moved is:
        | account  | available |
        | platform | +<part>   |
        | acme     | -<part>   |

      Examples:
        | part     | rest     |
        | 0.01 USD | 7.99 USD |
        | 7.99 USD | 0.01 USD |

    Scenario: Reversing all of a transfer by naming its amount, for contrast
      Given a transfer of 8.00 USD to "acme"
      When the platform reverses 8.00 USD of the transfer
      Then the request succeeds
      And the transfer shows:
        | field           | value    |
        | amount_reversed | 8.00 USD |
        | reversed        | true     |
      And the money moved is:
        | account  | available |
        | platform | +8.00 USD |
        | acme     | -8.00 USD |

  @TRR-03 @documented
  Rule: Parts of a transfer can be reversed until nothing is left
    Source: API reference, "Create a transfer reversal".

    Scenario: Reversing the second of two parts that make up the whole
      Given a transfer of 8.00 USD to "acme"
      And 5.00 USD of the transfer has been reversed
      When the platform reverses 3.00 USD of the transfer
      Then the request succeeds
      And the transfer shows:
        | field           | value    |
        | amount_reversed | 8.00 USD |
        | reversed        | true     |
      And 0.00 USD of the transfer is left to reverse
      And the money moved is:
        | account  | available |
        | platform | +3.00 USD |
        | acme     | -3.00 USD |

    Scenario: Reversing a second part that leaves one cent, for contrast
      Given a transfer of 8.00 USD to "acme"
      And 5.00 USD of the transfer has been reversed
      When the platform reverses 2.99 USD of the transfer
      Then the request succeeds
      And the transfer shows:
        | field           | value    |
        | amount_reversed | 7.99 USD |
        | reversed        | false    |
      And 0.01 USD of the transfer is left to reverse
      And the money moved is:
        | account  | available |
        | platform | +2.99 USD |
        | acme     | -2.99 USD |

    Scenario: Reversing the last of ten equal parts
      Given a transfer of 1.00 USD to "acme"
      And 0.10 USD of the transfer has been reversed 9 times
      When the platform reverses 0.10 USD of the transfer
      Then the request succeeds
      And 0.00 USD of the transfer is left to reverse
      And the money moved is:
        | account  | available |
        | platform | +0.10 USD |
        | acme     | -0.10 USD |
