@needs:accounts
Feature: The account that a request is for
  The account that a request names decides what is seen and whose money moves; without one it is the platform itself.

  @HDR-02 @documented
  Rule: A request concerns the account that it is for
    Source: Connect documentation, authentication.

    @needs:payouts @needs:funds
    Scenario: Creating a payout for one of two accounts that hold as much
      Given "acme" holds 11.00 USD
      And "globex" holds 11.00 USD
      When the platform creates a payout from "acme" with:
        | param    | value     |
        | amount   | 11.00 USD |
        | currency | usd       |
      Then the request succeeds
      And "acme" has 1 payout
      And "globex" has 0 payouts
      And the money moved is:
        | account | available  |
        | acme    | -11.00 USD |

    @needs:payouts @needs:funds
    Scenario Outline: Listing the payouts of <owner> where another account has made one
      Given a payout of 11.00 USD from "acme" to a US bank account
      And a connected account "globex"
      When the platform lists the payouts of <owner>
      Then the request succeeds
      And the list holds 0 payouts
      And no money has moved

      Examples:
        | owner        |
        | "globex"     |
        | the platform |

    @needs:payouts @needs:funds
    Scenario: Listing the payouts of the account that has made one, for contrast
      Given a payout of 11.00 USD from "acme" to a US bank account
      And a connected account "globex"
      When the platform lists the payouts of "acme"
      Then the request succeeds
      And the list holds 1 payout
      And no money has moved

    @needs:payouts @needs:funds
    Scenario: Retrieving a payout in the name of the account that has made it
      Given a payout of 11.00 USD from "acme" to a US bank account
      When the platform retrieves the payout as "acme"
      Then the request succeeds
      And the answer shows:
        | field  | value      |
        | id     | the payout |
        | amount | 11.00 USD  |
      And no money has moved

    @needs:transfers @needs:funds
    Scenario: Listing the transfers of the account that received one
      Given a transfer of 8.00 USD to "acme"
      When the platform lists the transfers of "acme"
      Then the request succeeds
      And the list holds 0 transfers
      And no money has moved

    @needs:transfers @needs:funds
    Scenario: Listing the transfers of the platform, for contrast
      Given a transfer of 8.00 USD to "acme"
      When the platform lists the transfers of the platform
      Then the request succeeds
      And the list holds 1 transfer
      And no money has moved

    @needs:funds
    Scenario Outline: Reading the balance of <owner> beside two others
      Given the platform holds 8.00 USD
      And "acme" holds 20.00 USD
      And "globex" holds 3.00 USD
      When the platform retrieves the balance of <owner>
      Then the request succeeds
      And the answer shows:
        | field                | value  |
        | available.0.amount   | <held> |
        | available.0.currency | usd    |
      And no money has moved

      Examples:
        | owner        | held      |
        | the platform | 8.00 USD  |
        | "acme"       | 20.00 USD |
        | "globex"     | 3.00 USD  |
