@needs:payouts @needs:accounts @needs:funds
Feature: The balance ledger
  Every change of a balance is a balance transaction: what it was for, what it came to, and when the money counts as
  available. Here as far as payouts touch it.

  @LED-01 @documented
  Rule: The net of a balance transaction is its amount less its fee
    Source: Published schema, balance transaction, net.
    The table of a payout's transactions holds each of them to this sum.

    Scenario: Canceling a payout of part of the balance
      Given a connected account "acme"
      And "acme" holds 20.00 USD
      And a payout of 11.00 USD from "acme" to a US bank account
      When the platform cancels the payout
      Then the balance transactions of the payout are:
        | type          | amount     |
        | payout        | -11.00 USD |
        | payout_cancel | 11.00 USD  |
      And the money moved is:
        | account | available  |
        | acme    | +11.00 USD |

    @needs:payout-reversals @needs:bank
    Scenario: Reversing a payout that is paid
      Given a payout of 11.00 USD from "acme" to a US bank account
      And the payout is paid
      When the platform reverses the payout
      Then the balance transactions of the reversing payout are:
        | type   | amount    |
        | payout | 11.00 USD |
      And the money moved is:
        | account | pending    |
        | acme    | +11.00 USD |

  @LED-03 @documented
  Rule: The balance transactions can be narrowed to those of one type
    Source: Published schema, list of balance transactions, type.

    Scenario Outline: Listing the balance transactions of type <type>
      Given a connected account "acme"
      And these payouts from "acme":
        | amount   | status   |
        | 1.00 USD | canceled |
        | 2.00 USD | canceled |
        | 3.00 USD | pending  |
      When the platform lists the balance transactions of "acme" with:
        | param | value  |
        | type  | <type> |
      Then the request succeeds
      And the list holds <count> balance transactions
      And no money has moved

      Examples:
        | type          | count |
        | payout        | 3     |
        | payout_cancel | 2     |

    @recorded
    Scenario: Listing the balance transactions of a type that nobody has heard of
      Given a payout of 11.00 USD from "acme" to a US bank account
      When the platform lists the balance transactions of "acme" with:
        | param | value         |
        | type  | payout_rebate |
      Then the request succeeds
      And the list holds 0 balance transactions
      And no money has moved

  @LED-04 @documented
  Rule: The balance transactions can be narrowed to those of one payout
    Source: Published schema, list of balance transactions, source.

    Scenario: Listing the balance transactions of one payout among others
      Given a connected account "acme"
      And these payouts from "acme":
        | amount   | status   |
        | 1.00 USD | pending  |
        | 2.00 USD | canceled |
      And a payout of 11.00 USD from "acme" to a US bank account
      When the platform lists the balance transactions of "acme" with:
        | param  | value      |
        | source | the payout |
      Then the request succeeds
      And the list holds 1 balance transaction
      And no money has moved

  @LED-05 @recorded
  Rule: The balance transactions cannot be narrowed by a payout that does not exist
    Source: Recorded answers of the real API, published by others.

    Scenario: Listing the balance transactions by a payout that does not exist
      Given a connected account "acme"
      When the platform lists the balance transactions of "acme" with:
        | param  | value                        |
        | payout | a payout that does not exist |
      Then the request is refused
      And the refusal names the parameter "payout"
      And no money has moved

    @inferred
    Scenario: Listing the balance transactions by a payout of another account
      Given a payout of 11.00 USD from "globex" to a US bank account
      And a connected account "acme"
      When the platform lists the balance transactions of "acme" with:
        | param  | value      |
        | payout | the payout |
      Then the request is refused
      And the refusal names the parameter "payout"
      And no money has moved

    @needs:schedule @needs:bank
    Scenario: Listing the balance transactions by an automatic payout of the account, for contrast
      Given a payout of 11.00 USD from "acme" to a US bank account
      And the payout is automatic
      And the payout is paid
      When the platform lists the balance transactions of "acme" with:
        | param  | value      |
        | payout | the payout |
      Then the request succeeds
      And no money has moved

  @LED-06 @inferred
  Rule: The transaction that undoes a payout has the payout as its source too
    Source: Published schema, balance transaction, source; payout, failure_balance_transaction.

    Scenario: Listing the balance transactions of a payout that is canceled
      Given a payout of 11.00 USD from "acme" to a US bank account
      And the payout is canceled
      When the platform lists the balance transactions of "acme" with:
        | param  | value      |
        | source | the payout |
      Then the request succeeds
      And the list holds 2 balance transactions
      And no money has moved

    @needs:bank
    Scenario: Listing the balance transactions of a payout that is failed
      Given a payout of 11.00 USD from "acme" to a US bank account
      And the payout is failed
      When the platform lists the balance transactions of "acme" with:
        | param  | value      |
        | source | the payout |
      Then the request succeeds
      And the list holds 2 balance transactions
      And no money has moved
