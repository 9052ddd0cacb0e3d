@needs:payouts @needs:accounts @needs:funds
Feature: Requests at the same time
  Whoever looks first and acts later is overtaken. However many clients ask at once, money is spent once and a payout
  goes one way. Clients that lose are refused or told to try again.

  @CON-01 @inferred
  Rule: Payouts at the same time cannot spend more than is available
    Source: Published schema, "Create a payout"; error codes, balance_insufficient, lock_timeout.
    The limit makes no exception for haste.

    Scenario Outline: Creating payouts of <amount> by <count> clients at once, of whom only one can be served
      Given "acme" holds 11.00 USD
      When <count> clients at once each pay out <amount> from "acme"
      Then 1 of the requests succeeds
      And the balance of "acme" is the sum of its balance transactions
      And the money moved is:
        | account | available |
        | acme    | -<amount> |

      Examples:
        | count | amount    |
        | 2     | 11.00 USD |
        | 8     | 6.00 USD  |

    Scenario Outline: Creating payouts of <amount> by <count> clients at once, of whom several can be served
      Given "acme" holds 11.00 USD
      When <count> clients at once each pay out <amount> from "acme"
      Then at most <most> of the requests succeed
      And the balance of "acme" is the sum of its balance transactions
      And the money moved is unspecified

      Examples:
        | count | amount   | most |
        | 8     | 2.00 USD | 5    |
        | 8     | 5.00 USD | 2    |

  @CON-02 @inferred @needs:payout-reversals @needs:bank
  Rule: Reverse requests at the same time make one reversing payout
    Source: API reference, "Reverse a payout"; error codes, lock_timeout.
    A payout names one payout that reverses it, and cannot be reversed twice.

    Scenario Outline: Reversing a payout by <count> clients at once
      Given a payout of 11.00 USD from "acme" to a US bank account
      And the payout is paid
      When <count> clients at once each reverse the payout
      Then 1 of the requests succeeds
      And the payout and the reversing payout name each other
      And "acme" has 2 payouts
      And the money moved is:
        | account | pending    |
        | acme    | +11.00 USD |

      Examples:
        | count |
        | 2     |
        | 8     |

  @CON-03 @inferred @needs:bank
  Rule: A payout that is canceled while the bank takes it up goes one way only
    Source: API reference, "Cancel a payout"; Connect documentation, payouts, statuses.
    Either the cancellation comes first, and the bank has nothing to take up, or the payout has left and cannot be
    canceled.

    Scenario Outline: Canceling a payout from <owner> while the bank submits it
      Given a payout of 11.00 USD from <owner> to a US bank account
      When the bank submits the payout while the platform cancels it
      Then 1 of the requests succeeds
      And the balance of <owner> is the sum of its balance transactions
      And the money moved is unspecified

      Examples:
        | owner        |
        | "acme"       |
        | the platform |
