@needs:payouts @needs:accounts
Feature: Bank accounts
  What a bank account shows of itself, and how one recovers at which a payout has failed.

  @ACC-03 @documented
  Rule: A bank account shows the last four digits of its number and not the number
    Source: Published schema, bank account, last4.

    Scenario: Adding a bank account
      Given a connected account "acme"
      When the platform creates a bank account for "acme" with:
        | param                            | value        |
        | external_account[object]         | bank_account |
        | external_account[country]        | US           |
        | external_account[currency]       | usd          |
        | external_account[account_number] | 000111111116 |
        | external_account[routing_number] | 110000000    |
      Then the request succeeds
      And the answer shows:
        | field          | value     |
        | last4          | 1116      |
        | account_number | absent    |
        | routing_number | 110000000 |
      And no money has moved

    Scenario: Retrieving a bank account
      Given a connected account "acme" with:
        | field            | value                                 |
        | external_account | US bank account numbered 000111111116 |
      When the platform retrieves the US bank account
      Then the request succeeds
      And the answer shows:
        | field          | value  |
        | last4          | 1116   |
        | account_number | absent |
      And no money has moved

  @ACC-04 @documented @needs:payouts @needs:funds @needs:bank
  Rule: A bank account at which a payout has failed is good again once it is updated
    Source: Published schema, bank account, status; Connect documentation, webhooks, account.external_account.updated.

    Scenario: Updating a bank account at which a payout has failed
      Given a payout of 11.00 USD from "acme" to a US bank account
      And the payout is failed
      When the platform updates the bank account with:
        | param               | value       |
        | account_holder_name | Jenny Rosen |
      Then the request succeeds
      And the bank account is now new
      And no money has moved

    Scenario: Creating a payout after its bank account was updated
      Given a payout of 11.00 USD from "acme" to a US bank account
      And the payout is failed
      And the bank account has been updated
      When the platform creates a payout from "acme" with:
        | param    | value     |
        | amount   | 11.00 USD |
        | currency | usd       |
      Then the request succeeds
      And the bank account is still new
      And the money moved is:
        | account | available  |
        | acme    | -11.00 USD |

    Scenario: Retrieving a bank account at which a payout has failed, for contrast
      Given a payout of 11.00 USD from "acme" to a US bank account
      And the payout is failed
      When the platform retrieves the bank account
      Then the request succeeds
      And the bank account is still errored
      And no money has moved
