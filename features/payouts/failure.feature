@needs:payouts @needs:accounts @needs:funds @needs:bank
Feature: The failure of a payout
  A bank can refuse a payout. The payout then says why, its money returns to the balance, and its destination is
  marked until somebody has put it right.

  @PAY-LIFE-02 @documented
  Rule: A payout that fails says why, in a code as well as in words
    Source: Published schema, payout, failure_code, failure_message; Connect documentation, payouts to connected accounts.

    Scenario Outline: Failing a payout as <code>
      Given a payout of 11.00 USD from "acme" to a US bank account
      And the payout is in_transit
      When the bank fails the payout as <code>
      Then the payout is now failed
      And the payout shows:
        | field           | value  |
        | failure_code    | <code> |
        | failure_message | set    |
      And the money moved is:
        | account | available  |
        | acme    | +11.00 USD |

      Examples:
        | code           |
        | account_closed |
        | no_account     |

    Scenario: Failing a payout without naming a reason
      Given a payout of 11.00 USD from "acme" to a US bank account
      When the bank fails the payout
      Then the payout is now failed
      And the payout shows:
        | field           | value |
        | failure_code    | set   |
        | failure_message | set   |
      And the money moved is:
        | account | available  |
        | acme    | +11.00 USD |

    @needs:events
    Scenario: Failing a payout while the events are watched
      Given a payout of 11.00 USD from "acme" to a US bank account
      And the payout is in_transit
      When the bank fails the payout as account_closed
      Then the "payout.failed" event of the payout shows:
        | field                    | value          |
        | data.object.status       | failed         |
        | data.object.failure_code | account_closed |
      And the money moved is:
        | account | available  |
        | acme    | +11.00 USD |

  @PAY-LIFE-03 @documented
  Rule: A payout that fails returns its amount by a transaction of its own
    Source: Published schema, payout, failure_balance_transaction; balance transaction types.

    Scenario: Failing a payout of part of the balance
      Given a connected account "acme"
      And "acme" holds 20.00 USD
      And a payout of 11.00 USD from "acme" to a US bank account
      When the bank fails the payout
      Then the balance transactions of the payout are:
        | type           | amount     |
        | payout         | -11.00 USD |
        | payout_failure | 11.00 USD  |
      And the money moved is:
        | account | available  |
        | acme    | +11.00 USD |

    Scenario: Failing a payout of the platform itself, in another currency
      Given a payout of 11.00 EUR from the platform to a DE bank account
      And the payout is in_transit
      When the bank fails the payout
      Then the balance transactions of the payout are:
        | type           | amount     |
        | payout         | -11.00 EUR |
        | payout_failure | 11.00 EUR  |
      And the money moved is:
        | account  | available  |
        | platform | +11.00 EUR |

  @PAY-LIFE-04 @documented
  Rule: The destination of a payout that fails becomes errored
    Source: Connect documentation, payouts to connected accounts; published schema, bank account, status.

    Scenario: Failing a payout to one of two bank accounts
      Given a payout of 11.00 USD from "acme" to a US bank account
      And "acme" also has a CA bank account
      When the bank fails the payout
      Then the bank account is now errored
      And the CA bank account is still new
      And the money moved is:
        | account | available  |
        | acme    | +11.00 USD |

    @needs:events
    Scenario: Failing a payout while the events of its destination are watched
      Given a payout of 11.00 USD from "acme" to a US bank account
      When the bank fails the payout
      Then the "account.external_account.updated" event of the bank account shows:
        | field              | value   |
        | data.object.status | errored |
      And the money moved is:
        | account | available  |
        | acme    | +11.00 USD |

    Scenario: Paying a payout, for contrast
      Given a payout of 11.00 USD from "acme" to a US bank account
      When the bank pays the payout
      Then the bank account is still new
      And no money has moved
