@needs:transfers @needs:transfer-reversals @needs:payouts @needs:accounts @needs:funds
Feature: Reversing what the destination no longer has
  The account may have spent the money meanwhile. In these examples it holds 1.00 USD of its own, receives 8.00 USD and
  pays some of the sum out.

  @TRR-12 @documented @reading:transfer-reversal-shortfall=refused
  Rule: A transfer can be reversed only up to what its destination has available
    Source: Connect documentation, separate charges and transfers; error codes, balance_insufficient.
    The page on risk management says otherwise: see TRR-12b.

    Scenario: Reversing a transfer whose destination is one cent short
      Given "acme" holds 1.00 USD
      And a transfer of 8.00 USD to "acme"
      And a payout of 1.01 USD from "acme" to a US bank account
      When the platform reverses the transfer
      Then the request is refused
      And the refusal has the code "balance_insufficient"
      And 8.00 USD of the transfer is left to reverse
      And no money has moved

    @inferred @needs:payout-reversals @needs:bank
    Scenario: Reversing a transfer whose destination has the money only as pending
      Given "acme" holds 1.00 USD
      And a transfer of 8.00 USD to "acme"
      And a payout of 9.00 USD from "acme" to a US bank account
      And the payout is paid
      And the payout is being reversed
      When the platform reverses the transfer
      Then the request is refused
      And no money has moved

    Scenario: Reversing as much as the destination has left, for contrast
      Given "acme" holds 1.00 USD
      And a transfer of 8.00 USD to "acme"
      And a payout of 1.01 USD from "acme" to a US bank account
      When the platform reverses 7.99 USD of the transfer
      Then the request succeeds
      And the money moved is:
        | account  | available |
        | platform | +7.99 USD |
        | acme     | -7.99 USD |

  @TRR-12b @documented @reading:transfer-reversal-shortfall=negative
  Rule: Reversing a transfer can leave its destination with a negative balance
    Source: Connect documentation, best practices for risk management.
    The other half of TRR-12, for a transfer that belongs to no group.

    Scenario: Reversing a transfer whose destination can go one cent below zero
      Given "acme" holds 1.00 USD
      And a transfer of 8.00 USD to "acme"
      And a payout of 1.01 USD from "acme" to a US bank account
      When the platform reverses the transfer
      Then the request succeeds
      And 0.00 USD of the transfer is left to reverse
      And the balance of "acme" is the sum of its balance transactions
      And the money moved is:
        | account  | available |
        | platform | +8.00 USD |
        | acme     | -8.00 USD |

  @TRR-13 @documented
  Rule: A transfer of a group can be reversed only if its destination has enough to cover the reversal
    Source: API reference, "Transfer Reversals", introduction.
    The whole amount is enough. The guide on separate charges asks for more than the amount; the reference is the one
    that is written about the call.

    Scenario: Reversing a transfer of a group whose destination is one cent short
      Given "acme" holds 1.00 USD
      And these transfers to "acme":
        | amount   | transfer_group |
        | 8.00 USD | ORDER_95       |
      And a payout of 1.01 USD from "acme" to a US bank account
      When the platform reverses the transfer
      Then the request is refused
      And 8.00 USD of the transfer is left to reverse
      And no money has moved

    Scenario Outline: Reversing <part> of a transfer of a group after <spent> were paid out, for contrast
      Given "acme" holds 1.00 USD
      And these transfers to "acme":
        | amount   | transfer_group |
        | 8.00 USD | ORDER_95       |
      And a payout of <spent> from "acme" to a US bank account
      When the platform reverses <part> of the transfer
      Then the request succeeds
      And the money moved is:
        | account  | available |
        | platform | +<part>   |
        | acme     | -<part>   |

      Examples:
        | spent    | part     |
        | 0.99 USD | 8.00 USD |
        | 1.00 USD | 8.00 USD |
        | 1.01 USD | 7.99 USD |

    @inferred
    Scenario: Reversing a transfer of no group whose destination has just enough
      Given "acme" holds 1.00 USD
      And a transfer of 8.00 USD to "acme"
      And a payout of 1.00 USD from "acme" to a US bank account
      When the platform reverses the transfer
      Then the request succeeds
      And the money moved is:
        | account  | available |
        | platform | +8.00 USD |
        | acme     | -8.00 USD |
