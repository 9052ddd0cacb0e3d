@needs:accounts @needs:expand
Feature: What cannot be expanded
  A path that leads to nothing that could be expanded is a mistake, and is told so before anything is done.

  @EXP-04 @recorded
  Rule: A member that cannot be expanded is refused
    Source: Recorded answers of the real API, published by others.
    In a list the path without data leads nowhere, whatever the listed objects have.

    @needs:payouts @needs:funds
    Scenario Outline: Retrieving a payout with its <member> expanded
      Given a payout of 11.00 USD from "acme" to a US bank account
      When the platform retrieves the payout with:
        | param    | value    |
        | expand[] | <member> |
      Then the request is refused
      And no money has moved

      Examples:
        | member                    |
        | amount                    |
        | color                     |
        | data.balance_transaction  |
        | balance_transaction.color |

    @needs:payouts @needs:funds
    Scenario: Retrieving a payout with a member that can be expanded, for contrast
      Given a payout of 11.00 USD from "acme" to a US bank account
      When the platform retrieves the payout with:
        | param    | value               |
        | expand[] | balance_transaction |
      Then the request succeeds
      And no money has moved

    @needs:payouts @needs:funds
    Scenario Outline: Listing payouts with <path> expanded
      Given a payout of 11.00 USD from "acme" to a US bank account
      When the platform lists the payouts of "acme" with:
        | param    | value  |
        | expand[] | <path> |
      Then the request is refused
      And no money has moved

      Examples:
        | path                |
        | balance_transaction |
        | data.amount         |

    @needs:payouts @needs:funds
    Scenario: Listing payouts with a path that begins with data, for contrast
      Given a payout of 11.00 USD from "acme" to a US bank account
      When the platform lists the payouts of "acme" with:
        | param    | value                    |
        | expand[] | data.balance_transaction |
      Then the request succeeds
      And no money has moved

    @needs:payouts @needs:funds
    Scenario: Creating a payout with a color expanded
      Given "acme" holds 11.00 USD
      When the platform creates a payout from "acme" with:
        | param    | value     |
        | amount   | 11.00 USD |
        | currency | usd       |
        | expand[] | color     |
      Then the request is refused
      And no money has moved

    @needs:payouts @needs:funds
    Scenario: Canceling a payout with a color expanded
      Given a payout of 11.00 USD from "acme" to a US bank account
      When the platform cancels the payout with:
        | param    | value |
        | expand[] | color |
      Then the request is refused
      And the payout is still pending
      And no money has moved

    @needs:transfers @needs:transfer-reversals @needs:funds
    Scenario Outline: Expanding a color where the platform <asks>
      Given a transfer of 8.00 USD to "acme"
      And 3.00 USD of the transfer has been reversed
      When the platform <asks> with:
        | param    | value |
        | expand[] | color |
      Then the request is refused
      And 5.00 USD of the transfer is left to reverse
      And no money has moved

      Examples:
        | asks                                         |
        | retrieves the transfer                       |
        | updates the transfer                         |
        | reverses the transfer                        |
        | retrieves the transfer reversal              |
        | lists the transfer reversals of the transfer |

    @needs:received-debits @needs:debit-reversals @needs:treasury
    Scenario Outline: Expanding a color beside a debit where the platform <asks>
      Given an ach debit of 10.00 USD on the financial account
      When the platform <asks> with:
        | param    | value |
        | expand[] | color |
      Then the request is refused
      And "acme" has 0 debit reversals
      And no money has moved

      Examples:
        | asks                         |
        | retrieves the received debit |
        | reverses the received debit  |
