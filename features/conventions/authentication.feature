Feature: Who asks
  Every request says by a key who asks. One that does not, or whose key nobody has, is turned away whatever it asks for.

  @AUTH-01 @documented
  Rule: A key opens the API by Basic authentication as well as by a bearer token
    Source: API reference, "Retrieve a payout", the example; published schema, security schemes.
    The key is the user name, and the password is empty. All other scenarios ask with a bearer token, and so do the
    readings that the answers are compared with here.

    @needs:payouts @needs:accounts @needs:funds
    Scenario: Retrieving a payout by Basic authentication
      Given a payout of 11.00 USD from "acme" to a US bank account
      When the platform retrieves the payout as a user of Basic authentication
      Then the request succeeds
      And the answer is the payout as it reads now
      And no money has moved

    @needs:payouts @needs:accounts @needs:funds
    Scenario: Canceling a payout by Basic authentication
      Given a payout of 11.00 USD from "acme" to a US bank account
      When the platform cancels the payout as a user of Basic authentication
      Then the request succeeds
      And the payout is now canceled
      And the money moved is:
        | account | available  |
        | acme    | +11.00 USD |

    @needs:transfers @needs:transfer-reversals @needs:accounts @needs:funds
    Scenario: Reversing a transfer by Basic authentication
      Given a transfer of 8.00 USD to "acme"
      When the platform reverses the transfer as a user of Basic authentication
      Then the request succeeds
      And the money moved is:
        | account  | available |
        | platform | +8.00 USD |
        | acme     | -8.00 USD |

    @needs:received-debits @needs:accounts @needs:treasury
    Scenario: Retrieving a received debit by Basic authentication
      Given an ach debit of 10.00 USD on the financial account
      When the platform retrieves the received debit as a user of Basic authentication
      Then the request succeeds
      And the answer is the received debit as it reads now
      And no money has moved

    Scenario: Retrieving the balance of the platform by Basic authentication
      When the platform retrieves the balance of the platform as a user of Basic authentication
      Then the request succeeds
      And the answer is the balance of the platform as it reads now
      And no money has moved

  @AUTH-02 @recorded
  Rule: A request without a key is turned away
    Source: API reference, errors, status 401; recorded answers of the real API, published by others.

    @needs:payouts @needs:accounts @needs:funds
    Scenario Outline: <doing> a payout without an API key
      Given a payout of 11.00 USD from "acme" to a US bank account
      When the platform <does> the payout as a stranger without a key
      Then the visitor is turned away
      And the payout is still pending
      And no money has moved

      Examples:
        | doing      | does      |
        | Retrieving | retrieves |
        | Updating   | updates   |
        | Canceling  | cancels   |

    @needs:payouts @needs:payout-reversals @needs:accounts @needs:funds @needs:bank
    Scenario: Reversing a payout without an API key
      Given a payout of 11.00 USD from "acme" to a US bank account
      And the payout is paid
      When the platform reverses the payout as a stranger without a key
      Then the visitor is turned away
      And the payout shows:
        | field       | value |
        | reversed_by | null  |
      And no money has moved

    @needs:transfers @needs:accounts @needs:funds
    Scenario Outline: <doing> a transfer without an API key
      Given a transfer of 8.00 USD to "acme"
      When the platform <does> the transfer as a stranger without a key
      Then the visitor is turned away
      And no money has moved

      Examples:
        | doing      | does      |
        | Retrieving | retrieves |
        | Updating   | updates   |

    @needs:transfers @needs:transfer-reversals @needs:accounts @needs:funds
    Scenario: Reversing a transfer without an API key
      Given a transfer of 8.00 USD to "acme"
      When the platform reverses the transfer as a stranger without a key
      Then the visitor is turned away
      And 8.00 USD of the transfer is left to reverse
      And no money has moved

    @needs:received-debits @needs:debit-reversals @needs:accounts @needs:treasury
    Scenario: Reversing a received debit without an API key
      Given an ach debit of 10.00 USD on the financial account
      When the platform reverses the received debit as a stranger without a key
      Then the visitor is turned away
      And "acme" has 0 debit reversals
      And no money has moved

    Scenario: Retrieving the balance of the platform without an API key
      When the platform retrieves the balance of the platform as a stranger without a key
      Then the visitor is turned away
      And no money has moved

    Scenario: Retrieving the balance of the platform with the API key, for contrast
      When the platform retrieves the balance of the platform
      Then the request succeeds
      And no money has moved

    @needs:payouts @needs:accounts @needs:funds
    Scenario: Retrieving a payout with the API key, for contrast
      Given a payout of 11.00 USD from "acme" to a US bank account
      When the platform retrieves the payout as "acme"
      Then the request succeeds
      And no money has moved
