Feature: Test data
  Objects that a test key has made say so wherever they can.

  @HDR-04 @documented
  Rule: An object of test mode is not live
    Source: Published schema, livemode of each object.
    A transfer reversal as well as a balance transaction has no such member.

    @needs:payouts @needs:accounts @needs:funds
    Scenario Outline: Retrieving <object> beside a payout, made with a test key
      Given a payout of 11.00 USD from "acme" to a US bank account
      When the platform retrieves <object>
      Then the request succeeds
      And the answer shows:
        | field    | value |
        | livemode | false |
      And no money has moved

      Examples:
        | object                      |
        | the payout                  |
        | the balance of "acme"       |
        | the balance of the platform |

    Scenario: Retrieving the balance of a platform with a test key
      When the platform retrieves the balance of the platform
      Then the request succeeds
      And the answer shows:
        | field    | value |
        | livemode | false |
      And no money has moved

    @needs:topups
    Scenario: Creating a top-up with a test key
      When the platform creates a top-up with:
        | param    | value     |
        | amount   | 11.00 USD |
        | currency | usd       |
      Then the request succeeds
      And the answer shows:
        | field    | value |
        | livemode | false |
      And no money has moved

    @needs:payouts @needs:payout-reversals @needs:accounts @needs:funds @needs:bank
    Scenario: Reversing a payout that was made with a test key
      Given a payout of 11.00 USD from "acme" to a US bank account
      And the payout is paid
      When the platform reverses the payout
      Then the request succeeds
      And the answer shows:
        | field    | value |
        | livemode | false |
      And the money moved is:
        | account | pending    |
        | acme    | +11.00 USD |

    @needs:payouts @needs:accounts @needs:funds @needs:events
    Scenario: Listing the events of an account that a test key has made
      Given a payout of 11.00 USD from "acme" to a US bank account
      When the platform lists the events of "acme"
      Then the request succeeds
      And the answer shows:
        | field           | value |
        | data.0.object   | event |
        | data.0.livemode | false |
      And no money has moved

    @needs:transfers @needs:accounts @needs:funds
    Scenario: Listing the transfers that a test key has made
      Given a transfer of 8.00 USD to "acme"
      When the platform lists the transfers of the platform
      Then the request succeeds
      And the answer shows:
        | field           | value    |
        | data.0.object   | transfer |
        | data.0.livemode | false    |
      And no money has moved

    @needs:received-debits @needs:debit-reversals @needs:accounts @needs:treasury
    Scenario Outline: Retrieving <object> beside a debit reversal, made with a test key
      Given an ach debit of 10.00 USD on the financial account
      And the received debit is being reversed
      When the platform retrieves <object>
      Then the request succeeds
      And the answer shows:
        | field    | value |
        | livemode | false |
      And no money has moved

      Examples:
        | object                   |
        | the received debit       |
        | the debit reversal       |
        | the treasury transaction |
        | the financial account    |
