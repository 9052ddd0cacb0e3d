@needs:payouts @needs:accounts @needs:funds
Feature: A destination that cannot be paid
  Some accounts have nowhere to send a payout, some bank accounts have failed before, and some cannot take money
  within minutes.

  @PAY-CREATE-06 @recorded
  Rule: A payout needs an external account in its currency
    Source: Recorded answers of the real API, published by others.

    Scenario: Creating a payout from an account without any external account
      Given a connected account "acme" with:
        | field            | value |
        | external_account | none  |
      And "acme" holds 11.00 USD
      When the platform creates a payout from "acme" with:
        | param    | value     |
        | amount   | 11.00 USD |
        | currency | usd       |
      Then the request is refused
      And no money has moved

    Scenario: Creating a payout in a currency that the only bank account does not take
      Given a connected account "acme"
      And "acme" holds 11.00 EUR
      When the platform creates a payout from "acme" with:
        | param    | value     |
        | amount   | 11.00 EUR |
        | currency | eur       |
      Then the request is refused
      And no money has moved

    Scenario: Creating a payout in the currency of the only bank account, for contrast
      Given a connected account "acme" with:
        | field            | value           |
        | country          | DE              |
        | currency         | eur             |
        | external_account | DE bank account |
      And "acme" holds 11.00 EUR
      When the platform creates a payout from "acme" with:
        | param    | value     |
        | amount   | 11.00 EUR |
        | currency | eur       |
      Then the request succeeds
      And the money moved is:
        | account | available  |
        | acme    | -11.00 EUR |

  @PAY-CREATE-13 @documented @needs:bank
  Rule: A bank account at which a payout has failed takes no other payout until it is updated
    Source: Connect documentation, webhooks, account.external_account.updated; published schema, bank account, status.

    Scenario: Creating a payout to a bank account that is errored
      Given a payout of 11.00 USD from "acme" to a US bank account
      And the payout is failed
      When the platform creates a payout from "acme" with:
        | param       | value               |
        | amount      | 11.00 USD           |
        | currency    | usd                 |
        | destination | the US bank account |
      Then the request is refused
      And the bank account is still errored
      And no money has moved

    Scenario: Creating a payout to a bank account that was errored and has been updated, for contrast
      Given a payout of 11.00 USD from "acme" to a US bank account
      And the payout is failed
      And the bank account has been updated
      When the platform creates a payout from "acme" with:
        | param       | value               |
        | amount      | 11.00 USD           |
        | currency    | usd                 |
        | destination | the US bank account |
      Then the request succeeds
      And the money moved is:
        | account | available  |
        | acme    | -11.00 USD |

    Scenario: Creating a payout to the other bank account of the same account, for contrast
      Given a payout of 11.00 USD from "acme" to a US bank account
      And the payout is failed
      And "acme" also has a CA bank account
      When the platform creates a payout from "acme" with:
        | param       | value               |
        | amount      | 11.00 USD           |
        | currency    | usd                 |
        | destination | the CA bank account |
      Then the request succeeds
      And the money moved is:
        | account | available  |
        | acme    | -11.00 USD |

  @PAY-CREATE-14 @documented
  Rule: An instant payout needs a destination that takes instant payouts
    Source: Error codes, instant_payouts_unsupported; payouts documentation, test account numbers.
    The test number of the destination stands for a bank that takes none. An instant payout may cost a fee that no
    document sizes, so its contrast case leaves the money open.

    Scenario: Creating an instant payout to a bank account that takes none
      Given a connected account "acme" with:
        | field            | value                                 |
        | external_account | US bank account numbered 000888888883 |
      And "acme" holds 20.00 USD
      When the platform creates a payout from "acme" with:
        | param    | value     |
        | amount   | 11.00 USD |
        | currency | usd       |
        | method   | instant   |
      Then the request is refused
      And the refusal has the code "instant_payouts_unsupported"
      And no money has moved

    Scenario: Creating an instant payout to a bank account that takes them, for contrast
      Given a connected account "acme"
      And "acme" holds 20.00 USD
      When the platform creates a payout from "acme" with:
        | param    | value     |
        | amount   | 11.00 USD |
        | currency | usd       |
        | method   | instant   |
      Then the request succeeds
      And the payout shows:
        | field  | value   |
        | method | instant |
      And the money moved is unspecified
