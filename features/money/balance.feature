@needs:payouts @needs:accounts @needs:funds
Feature: Available and pending funds
  A balance is nothing of its own: it is what the balance transactions come to, split by whether their time has come.

  @LED-02 @documented @needs:payout-reversals @needs:bank @needs:clock
  Rule: A balance transaction is pending until its funds are available
    Source: Published schema, balance transaction, available_on, status.
    The funds of a payout reversal are the ones that wait: about five business days from the request on.

    Scenario: Reversing a payout and reading the new transaction
      Given a payout of 11.00 USD from "acme" to a US bank account
      And the payout is paid
      When the platform reverses the payout
      Then the balance transactions of the reversing payout are:
        | type   | amount    | status  |
        | payout | 11.00 USD | pending |
      And the money moved is:
        | account | pending    |
        | acme    | +11.00 USD |

    Scenario: Waiting one day for the funds of a reversal
      Given a payout of 11.00 USD from "acme" to a US bank account
      And the payout is paid
      And the payout has been reversed
      When 1 day passes
      Then the balance transactions of the reversing payout are:
        | type   | amount    | status  |
        | payout | 11.00 USD | pending |
      And no money has moved

    Scenario: Waiting two weeks for the funds of a reversal
      Given a payout of 11.00 USD from "acme" to a US bank account
      And the payout is paid
      And the payout has been reversed
      When 14 days pass
      Then the balance transactions of the reversing payout are:
        | type   | amount    | status    |
        | payout | 11.00 USD | available |
      And the money moved is:
        | account | available  | pending    |
        | acme    | +11.00 USD | -11.00 USD |

  @LED-07 @documented @needs:payout-reversals @needs:bank
  Rule: A balance tells the funds that are available from those that are pending
    Source: Published schema, balance.

    Scenario: Reading the balance of an account that holds funds
      Given a connected account "acme"
      And "acme" holds 20.00 USD
      When the platform retrieves the balance of "acme"
      Then the request succeeds
      And the balance of "acme" shows:
        | field                         | value     |
        | object                        | balance   |
        | livemode                      | false     |
        | available.0.amount            | 20.00 USD |
        | available.0.currency          | usd       |
        | available.0.source_types.card | 20.00 USD |
      And no money has moved

    Scenario: Reading the balance while the funds of a reversal are pending
      Given a connected account "acme"
      And "acme" holds 20.00 USD
      And a payout of 11.00 USD from "acme" to a US bank account
      And the payout is paid
      When the platform reverses the payout
      Then the balance of "acme" is the sum of its balance transactions
      And the money moved is:
        | account | pending    |
        | acme    | +11.00 USD |

  @LED-08 @inferred
  Rule: What is available is the sum of the nets whose time has come
    Source: Published schema, balance transaction, net, available_on; balance, available.

    Scenario: Creating a payout in one currency beside funds in another
      Given a connected account "acme"
      And "acme" holds 20.00 EUR
      And "acme" holds 20.00 USD
      When the platform creates a payout from "acme" with:
        | param    | value     |
        | amount   | 11.00 USD |
        | currency | usd       |
      Then the balance of "acme" is the sum of its balance transactions
      And the money moved is:
        | account | available  |
        | acme    | -11.00 USD |

    Scenario: Canceling a payout of the platform itself
      Given a payout of 11.00 USD from the platform to a US bank account
      When the platform cancels the payout
      Then the balance of the platform is the sum of its balance transactions
      And the money moved is:
        | account  | available  |
        | platform | +11.00 USD |

    @needs:payout-reversals @needs:bank
    Scenario: Reversing a payout, so that something is pending
      Given a payout of 11.00 USD from "acme" to a US bank account
      And the payout is paid
      When the platform reverses the payout
      Then the balance of "acme" is the sum of its balance transactions
      And the money moved is:
        | account | pending    |
        | acme    | +11.00 USD |

    @needs:payout-reversals @needs:bank @needs:clock
    Scenario: Waiting until the funds of a reversal are available
      Given a payout of 11.00 USD from "acme" to a US bank account
      And the payout is paid
      And the payout has been reversed
      When 14 days pass
      Then the balance of "acme" is the sum of its balance transactions
      And the money moved is:
        | account | available  | pending    |
        | acme    | +11.00 USD | -11.00 USD |
