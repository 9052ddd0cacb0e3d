@needs:transfers @needs:transfer-reversals @needs:accounts @needs:funds
Feature: Transfer reversals at the same time
  Whoever looks first how much is left and takes it later takes too much when others do the same. Clients that lose are
  refused or told to try again.

  @TRR-22 @documented
  Rule: Reversals at the same time take no more than is left of the transfer
    Source: API reference, "Create a transfer reversal"; error codes, lock_timeout.
    The limit makes no exception for haste. The account holds enough for all clients, so that its balance sets no limit.

    Scenario Outline: Reversing <part> of 8.00 USD by <count> clients at once, of whom only one can have it
      Given "acme" holds 80.00 USD
      And a transfer of 8.00 USD to "acme"
      When <count> clients at once each reverse <part> of the transfer
      Then 1 of the requests succeeds
      And <rest> of the transfer is left to reverse
      And the money moved is:
        | account  | available |
        | platform | +<part>   |
        | acme     | -<part>   |

      Examples:
        | count | part     | rest     |
        | 2     | 8.00 USD | 0.00 USD |
        | 8     | 5.00 USD | 3.00 USD |

    Scenario: Reversing the rest of a transfer by eight clients at once
      Given "acme" holds 80.00 USD
      And a transfer of 8.00 USD to "acme"
      And 5.00 USD of the transfer has been reversed
      When 8 clients at once each reverse 3.00 USD of the transfer
      Then 1 of the requests succeeds
      And the transfer shows:
        | field           | value    |
        | amount_reversed | 8.00 USD |
        | reversed        | true     |
      And the money moved is:
        | account  | available |
        | platform | +3.00 USD |
        | acme     | -3.00 USD |

    Scenario Outline: Reversing <part> of 8.00 USD by <count> clients at once, of whom several can have it
      Given "acme" holds 80.00 USD
      And a transfer of 8.00 USD to "acme"
      When <count> clients at once each reverse <part> of the transfer
      Then at most <most> of the requests succeed
      And the balance of "acme" is the sum of its balance transactions
      And the balance of the platform is the sum of its balance transactions
      And the money moved is unspecified

      Examples:
        | count | part     | most |
        | 8     | 2.00 USD | 4    |
        | 8     | 3.00 USD | 2    |
