Feature: Keys that nobody has
  A key that the API has never given out is no better than none.

  @AUTH-03 @documented
  Rule: A request with an unknown key is turned away
    Source: API reference, errors, status 401.

    @needs:payouts @needs:accounts @needs:funds
    Scenario Outline: <doing> a payout with an unknown API key
      Given a payout of 11.00 USD from "acme" to a US bank account
      When the platform <does> the payout as a stranger with an unknown key
      Then the visitor is turned away
      And the payout is still pending
      And no money has moved

      Examples:
        | doing      | does      |
        | Retrieving | retrieves |
        | Updating   | updates   |
        | Canceling  | cancels   |

    @needs:payouts @needs:payout-reversals @needs:accounts @needs:funds @needs:bank
    Scenario: Reversing a payout with an unknown API key
      Given a payout of 11.00 USD from "acme" to a US bank account
      And the payout is paid
      When the platform reverses the payout as a stranger with an unknown key
      Then the visitor is turned away
      And the payout shows:
        | field       | value |
        | reversed_by | null  |
      And no money has moved

    @needs:transfers @needs:transfer-reversals @needs:accounts @needs:funds
    Scenario Outline: <doing> a transfer with an unknown API key
      Given a transfer of 8.00 USD to "acme"
      When the platform <does> the transfer as a stranger with an unknown key
      Then the visitor is turned away
      And 8.00 USD of the transfer is left to reverse
      And no money has moved

      Examples:
        | doing      | does      |
        | Retrieving | retrieves |
        | Reversing  | reverses  |

    @needs:received-debits @needs:debit-reversals @needs:accounts @needs:treasury
    Scenario Outline: <doing> a received debit with an unknown API key
      Given an ach debit of 10.00 USD on the financial account
      When the platform <does> the received debit as a stranger with an unknown key
      Then the visitor is turned away
      And "acme" has 0 debit reversals
      And no money has moved

      Examples:
        | doing      | does      |
        | Retrieving | retrieves |
        | Reversing  | reverses  |

    Scenario: Retrieving the balance of the platform with an unknown API key
      When the platform retrieves the balance of the platform as a stranger with an unknown key
      Then the visitor is turned away
      And no money has moved

    Scenario: Retrieving the balance of the platform with its own API key, for contrast
      When the platform retrieves the balance of the platform
      Then the request succeeds
      And no money has moved

    @needs:payouts @needs:accounts @needs:funds
    Scenario: Canceling a payout with the API key that made it, for contrast
      Given a payout of 11.00 USD from "acme" to a US bank account
      When the platform cancels the payout as "acme"
      Then the request succeeds
      And the money moved is:
        | account | available  |
        | acme    | +11.00 USD |

    @needs:transfers @needs:transfer-reversals @needs:accounts @needs:funds
    Scenario: Reversing a transfer with the API key that made it, for contrast
      Given a transfer of 8.00 USD to "acme"
      When the platform reverses the transfer as itself
      Then the request succeeds
      And the money moved is:
        | account  | available |
        | platform | +8.00 USD |
        | acme     | -8.00 USD |
