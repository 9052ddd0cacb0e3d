@needs:accounts
Feature: Objects of other accounts
  What belongs to another account might as well not exist.

  @HDR-03 @inferred
  Rule: An object of another account looks like one that does not exist
    Source: Connect documentation, webhooks.
    An event of a connected account has to be followed up in that account's name, because the object is in no other.
    Canceling as well as reversing in another's name is looked at under those calls.

    @needs:payouts @needs:funds
    Scenario Outline: <doing> a payout of a connected account <how>
      Given a payout of 11.00 USD from "acme" to a US bank account
      When the platform <does> the payout as <actor>
      Then no such payout is found
      And no money has moved

      Examples:
        | doing      | does      | actor    | how                        |
        | Retrieving | retrieves | "globex" | for "globex"               |
        | Retrieving | retrieves | itself   | without naming the account |
        | Updating   | updates   | "globex" | for "globex"               |
        | Updating   | updates   | itself   | without naming the account |

    @needs:payouts @needs:funds
    Scenario: Retrieving a payout of the platform for a connected account
      Given a payout of 11.00 USD from the platform to a US bank account
      When the platform retrieves the payout as "acme"
      Then no such payout is found
      And no money has moved

    @needs:payouts @needs:funds
    Scenario Outline: Retrieving the balance transaction of a payout <how>
      Given a payout of 11.00 USD from "acme" to a US bank account
      When the platform retrieves the balance transaction as <actor>
      Then no such balance transaction is found
      And no money has moved

      Examples:
        | actor    | how                        |
        | "globex" | for "globex"               |
        | itself   | without naming the account |

    @needs:transfers @needs:funds
    Scenario Outline: <doing> a transfer for the account that received it
      Given a transfer of 8.00 USD to "acme"
      When the platform <does> the transfer as "acme"
      Then no such transfer is found
      And no money has moved

      Examples:
        | doing      | does      |
        | Retrieving | retrieves |
        | Updating   | updates   |

    @needs:transfers @needs:transfer-reversals @needs:funds
    Scenario Outline: <doing> a transfer reversal for the account that it took from
      Given a transfer of 8.00 USD to "acme"
      And 3.00 USD of the transfer has been reversed
      When the platform <does> the transfer reversal as "acme"
      Then no such transfer reversal is found
      And no money has moved

      Examples:
        | doing      | does      |
        | Retrieving | retrieves |
        | Updating   | updates   |

    @needs:received-debits @needs:treasury
    Scenario Outline: Retrieving a received debit <how>
      Given an ach debit of 10.00 USD on the financial account
      When the platform retrieves the received debit as <actor>
      Then no such received debit is found
      And no money has moved

      Examples:
        | actor    | how                        |
        | "globex" | for "globex"               |
        | itself   | without naming the account |

    @needs:received-debits @needs:debit-reversals @needs:treasury
    Scenario Outline: Retrieving a debit reversal <how>
      Given an ach debit of 10.00 USD on the financial account
      And the received debit is being reversed
      When the platform retrieves the debit reversal as <actor>
      Then no such debit reversal is found
      And no money has moved

      Examples:
        | actor    | how                        |
        | "globex" | for "globex"               |
        | itself   | without naming the account |

    @needs:payouts @needs:funds
    Scenario Outline: <doing> a payout for the account that it belongs to, for contrast
      Given a payout of 11.00 USD from "acme" to a US bank account
      When the platform <does> the payout as "acme"
      Then the request succeeds
      And the answer is the payout as it reads now
      And no money has moved

      Examples:
        | doing      | does      |
        | Retrieving | retrieves |
        | Updating   | updates   |

    @needs:transfers @needs:funds
    Scenario: Retrieving a transfer for the platform that made it, for contrast
      Given a transfer of 8.00 USD to "acme"
      When the platform retrieves the transfer as itself
      Then the request succeeds
      And no money has moved

    @needs:received-debits @needs:treasury
    Scenario: Retrieving a received debit for the account that it belongs to, for contrast
      Given an ach debit of 10.00 USD on the financial account
      When the platform retrieves the received debit as "acme"
      Then the request succeeds
      And no money has moved
