@needs:accounts
Feature: Accounts that a platform cannot ask for
  A platform asks for itself or, by naming one of its connected accounts, for that account. No other account will do.

  @AUTH-04 @recorded
  Rule: An account that the key does not reach is refused just as one that does not exist
    Source: Error codes, account_invalid; recorded answers of the real API, published by others.
    The answer does not tell the two apart, so that nobody finds out by asking which accounts there are.

    @needs:payouts @needs:funds
    Scenario Outline: <doing> a payout for an account that does not exist
      Given a payout of 11.00 USD from "acme" to a US bank account
      When the platform <does> the payout as an account that does not exist
      Then the account is refused
      And the payout is still pending
      And no money has moved

      Examples:
        | doing      | does      |
        | Retrieving | retrieves |
        | Updating   | updates   |
        | Canceling  | cancels   |

    @needs:payouts @needs:funds @needs:worlds
    Scenario Outline: <doing> a payout for an account of another platform
      Given a payout of 11.00 USD from "acme" to a US bank account
      When the platform <does> the payout as an account of another platform
      Then the account is refused
      And the payout is still pending
      And no money has moved

      Examples:
        | doing      | does      |
        | Retrieving | retrieves |
        | Updating   | updates   |
        | Canceling  | cancels   |

    @needs:payouts @needs:payout-reversals @needs:funds @needs:bank
    Scenario: Reversing a payout for an account that does not exist
      Given a payout of 11.00 USD from "acme" to a US bank account
      And the payout is paid
      When the platform reverses the payout as an account that does not exist
      Then the account is refused
      And no money has moved

    @needs:transfers @needs:transfer-reversals @needs:funds
    Scenario Outline: <doing> a transfer for an account that does not exist
      Given a transfer of 8.00 USD to "acme"
      When the platform <does> the transfer as an account that does not exist
      Then the account is refused
      And 8.00 USD of the transfer is left to reverse
      And no money has moved

      Examples:
        | doing      | does      |
        | Retrieving | retrieves |
        | Reversing  | reverses  |

    @needs:received-debits @needs:debit-reversals @needs:treasury
    Scenario Outline: <doing> a received debit for an account that does not exist
      Given an ach debit of 10.00 USD on the financial account
      When the platform <does> the received debit as an account that does not exist
      Then the account is refused
      And "acme" has 0 debit reversals
      And no money has moved

      Examples:
        | doing      | does      |
        | Retrieving | retrieves |
        | Reversing  | reverses  |

    @needs:payouts @needs:funds
    Scenario: Canceling a payout for the account that it belongs to, for contrast
      Given a payout of 11.00 USD from "acme" to a US bank account
      When the platform cancels the payout as "acme"
      Then the request succeeds
      And the money moved is:
        | account | available  |
        | acme    | +11.00 USD |
