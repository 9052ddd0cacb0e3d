Feature: How success is told
  Clients that were written for one status do not look for another: there is one for all that went well.

  @HDR-05 @documented
  Rule: What a request has made or changed is answered with status 200
    Source: Published schema, the responses of every call.
    No call answers with 201, however new the object is. "Succeeds" means just that status in every scenario.

    @needs:payouts @needs:accounts @needs:funds
    Scenario: Creating a payout and looking at the status
      Given "acme" holds 11.00 USD
      When the platform creates a payout from "acme" with:
        | param    | value     |
        | amount   | 11.00 USD |
        | currency | usd       |
      Then the request succeeds
      And the answer shows:
        | field  | value  |
        | object | payout |
      And the money moved is:
        | account | available  |
        | acme    | -11.00 USD |

    @needs:payouts @needs:accounts @needs:funds
    Scenario: Updating a payout and looking at the status
      Given a payout of 11.00 USD from "acme" to a US bank account
      When the platform updates the payout with:
        | param              | value |
        | metadata[order_id] | 6735  |
      Then the request succeeds
      And the answer shows:
        | field  | value  |
        | object | payout |
      And no money has moved

    @needs:payouts @needs:accounts @needs:funds
    Scenario: Canceling a payout and looking at the status
      Given a payout of 11.00 USD from "acme" to a US bank account
      When the platform cancels the payout
      Then the request succeeds
      And the answer shows:
        | field  | value  |
        | object | payout |
      And the money moved is:
        | account | available  |
        | acme    | +11.00 USD |

    @needs:payouts @needs:payout-reversals @needs:accounts @needs:funds @needs:bank
    Scenario: Reversing a payout and looking at the status
      Given a payout of 11.00 USD from "acme" to a US bank account
      And the payout is paid
      When the platform reverses the payout
      Then the request succeeds
      And the answer shows:
        | field  | value  |
        | object | payout |
      And the money moved is:
        | account | pending    |
        | acme    | +11.00 USD |

    @needs:transfers @needs:accounts @needs:funds
    Scenario: Creating a transfer and looking at the status
      Given the platform holds 8.00 USD
      When the platform creates a transfer to "acme" with:
        | param    | value    |
        | amount   | 8.00 USD |
        | currency | usd      |
      Then the request succeeds
      And the answer shows:
        | field  | value    |
        | object | transfer |
      And the money moved is:
        | account  | available |
        | platform | -8.00 USD |
        | acme     | +8.00 USD |

    @needs:transfers @needs:transfer-reversals @needs:accounts @needs:funds
    Scenario: Reversing a transfer and looking at the status
      Given a transfer of 8.00 USD to "acme"
      When the platform reverses the transfer
      Then the request succeeds
      And the answer shows:
        | field  | value             |
        | object | transfer_reversal |
      And the money moved is:
        | account  | available |
        | platform | +8.00 USD |
        | acme     | -8.00 USD |

    @needs:received-debits @needs:accounts @needs:treasury
    Scenario: Creating a received debit and looking at the status
      Given "acme" has a financial account holding 50.00 USD
      When the platform creates a received debit on the financial account with:
        | param             | value                 |
        | amount            | 10.00 USD             |
        | currency          | usd                   |
        | financial_account | the financial account |
        | network           | ach                   |
      Then the request succeeds
      And the answer shows:
        | field  | value     |
        | amount | 10.00 USD |
      And the money moved is:
        | account           | available  |
        | financial account | -10.00 USD |

    @needs:received-debits @needs:debit-reversals @needs:accounts @needs:treasury
    Scenario: Reversing a received debit and looking at the status
      Given an ach debit of 10.00 USD on the financial account
      When the platform reverses the received debit
      Then the request succeeds
      And the answer shows:
        | field  | value     |
        | amount | 10.00 USD |
      And the money moved is unspecified

    @needs:topups
    Scenario: Creating a top-up and looking at the status
      When the platform creates a top-up with:
        | param    | value     |
        | amount   | 11.00 USD |
        | currency | usd       |
      Then the request succeeds
      And the answer shows:
        | field  | value |
        | object | topup |
      And no money has moved
