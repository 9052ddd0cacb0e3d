@needs:accounts @needs:expand
Feature: Expanding what a request has just done
  Not only readings take expansions. What is expanded is as it stands after the request.

  @EXP-06 @documented
  Rule: A request that changes something can expand its answer
    Source: Published schema, expand of each call.

    @needs:payouts @needs:funds
    Scenario: Creating a payout with its transaction expanded
      Given "acme" holds 11.00 USD
      When the platform creates a payout from "acme" with:
        | param    | value               |
        | amount   | 11.00 USD           |
        | currency | usd                 |
        | expand[] | balance_transaction |
      Then the request succeeds
      And the answer shows:
        | field                      | value               |
        | balance_transaction.object | balance_transaction |
        | balance_transaction.type   | payout              |
        | balance_transaction.source | the payout          |
      And the money moved is:
        | account | available  |
        | acme    | -11.00 USD |

    @needs:payouts @needs:funds
    Scenario: Updating a payout with its destination expanded
      Given a payout of 11.00 USD from "acme" to a US bank account
      When the platform updates the payout with:
        | param              | value       |
        | metadata[order_id] | 6735        |
        | expand[]           | destination |
      Then the request succeeds
      And the answer shows:
        | field              | value            |
        | destination.object | bank_account     |
        | metadata           | {order_id: 6735} |
      And no money has moved

    @needs:payouts @needs:funds
    Scenario: Canceling a payout with the new transaction expanded
      Given a payout of 11.00 USD from "acme" to a US bank account
      When the platform cancels the payout with:
        | param    | value                       |
        | expand[] | failure_balance_transaction |
      Then the request succeeds
      And the answer shows:
        | field                              | value         |
        | status                             | canceled      |
        | failure_balance_transaction.type   | payout_cancel |
        | failure_balance_transaction.source | the payout    |
      And the money moved is:
        | account | available  |
        | acme    | +11.00 USD |

    @needs:payouts @needs:funds
    Scenario: Canceling a payout with nothing expanded, for contrast
      Given a payout of 11.00 USD from "acme" to a US bank account
      When the platform cancels the payout
      Then the request succeeds
      And the answer shows:
        | field                       | value    |
        | status                      | canceled |
        | failure_balance_transaction | an id    |
      And the money moved is:
        | account | available  |
        | acme    | +11.00 USD |

    @needs:payouts @needs:payout-reversals @needs:funds @needs:bank
    Scenario: Reversing a payout with the original expanded
      Given a payout of 11.00 USD from "acme" to a US bank account
      And the payout is paid
      When the platform reverses the payout with:
        | param    | value           |
        | expand[] | original_payout |
      Then the request succeeds
      And the answer shows:
        | field                       | value                |
        | original_payout.object      | payout               |
        | original_payout.id          | the payout           |
        | original_payout.reversed_by | the reversing payout |
      And the money moved is:
        | account | pending    |
        | acme    | +11.00 USD |

    @needs:transfers @needs:funds
    Scenario: Creating a transfer with what became of it expanded
      Given the platform holds 8.00 USD
      When the platform creates a transfer to "acme" with:
        | param    | value               |
        | amount   | 8.00 USD            |
        | currency | usd                 |
        | expand[] | destination_payment |
      Then the request succeeds
      And the answer shows:
        | field                      | value    |
        | destination_payment.object | charge   |
        | destination_payment.amount | 8.00 USD |
      And the money moved is:
        | account  | available |
        | platform | -8.00 USD |
        | acme     | +8.00 USD |

    @needs:transfers @needs:transfer-reversals @needs:funds
    Scenario: Reversing part of a transfer with the transfer expanded
      Given a transfer of 8.00 USD to "acme"
      When the platform reverses the transfer with:
        | param    | value    |
        | amount   | 3.00 USD |
        | expand[] | transfer |
      Then the request succeeds
      And the answer shows:
        | field                    | value    |
        | amount                   | 3.00 USD |
        | transfer.object          | transfer |
        | transfer.amount_reversed | 3.00 USD |
      And the money moved is:
        | account  | available |
        | platform | +3.00 USD |
        | acme     | -3.00 USD |

    @needs:received-debits @needs:debit-reversals @needs:treasury
    Scenario: Reversing a received debit with the transaction expanded
      Given an ach debit of 10.00 USD on the financial account
      When the platform reverses the received debit with:
        | param    | value       |
        | expand[] | transaction |
      Then the request succeeds
      And the answer shows:
        | field                 | value                |
        | transaction.object    | treasury.transaction |
        | transaction.flow_type | debit_reversal       |
      And the money moved is unspecified
