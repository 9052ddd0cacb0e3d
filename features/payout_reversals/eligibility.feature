@needs:payouts @needs:payout-reversals @needs:accounts @needs:funds @needs:bank
Feature: Payouts that can be reversed at all
  Only a standard payout of a connected account to a bank account can be reversed, and only where the platform itself
  stands in for the account's losses.

  @PAY-REV-12 @documented
  Rule: An instant payout cannot be reversed
    Source: Connect guide "Payout reversals", Requirements.

    Scenario: Reversing an instant payout to a US bank account
      Given a payout of 11.00 USD from "acme" to a US bank account
      And the payout is instant
      And the payout is paid
      When the platform reverses the payout
      Then the request is refused
      And the payout shows:
        | field       | value   |
        | method      | instant |
        | reversed_by | null    |
      And no money has moved

    Scenario: Reversing a standard payout to a US bank account, for contrast
      Given a payout of 11.00 USD from "acme" to a US bank account
      And the payout is paid
      When the platform reverses the payout
      Then the request succeeds
      And the money moved is:
        | account | pending    |
        | acme    | +11.00 USD |

  @PAY-REV-13 @documented
  Rule: A payout to a debit card cannot be reversed
    Source: Connect guide "Payout reversals", Requirements; API reference, "Reverse a payout", introduction.

    Scenario: Reversing a standard payout to a debit card
      Given a payout of 11.00 USD from "acme" to a debit card
      And the payout is paid
      When the platform reverses the payout
      Then the request is refused
      And the payout shows:
        | field       | value    |
        | type        | card     |
        | method      | standard |
        | reversed_by | null     |
      And no money has moved

    Scenario: Reversing a payout to a bank account beside a debit card, for contrast
      Given a payout of 11.00 USD from "acme" to a US bank account
      And the payout is paid
      And "acme" also has a debit card
      When the platform reverses the payout
      Then the request succeeds
      And the money moved is:
        | account | pending    |
        | acme    | +11.00 USD |

  @PAY-REV-23 @documented
  Rule: The platform's own payout cannot be reversed
    Source: API reference, "Reverse a payout", introduction.

    Scenario: Reversing a payout of the platform to its own bank account
      Given a payout of 11.00 USD from the platform to a US bank account
      And the payout is paid
      When the platform reverses the payout
      Then the request is refused
      And the payout shows:
        | field       | value |
        | reversed_by | null  |
      And no money has moved

    Scenario: Reversing a payout of a connected account, for contrast
      Given a payout of 11.00 USD from "acme" to a US bank account
      And the payout is paid
      When the platform reverses the payout
      Then the request succeeds
      And the money moved is:
        | account | pending    |
        | acme    | +11.00 USD |

  @PAY-REV-24 @documented
  Rule: A payout of an account whose losses the processor bears cannot be reversed
    Source: Connect guide "Payout reversals", introduction.

    Scenario: Reversing a payout of an account whose losses the processor bears
      Given a connected account "acme" with:
        | field  | value     |
        | losses | processor |
      And a payout of 11.00 USD from "acme" to a US bank account
      And the payout is paid
      When the platform reverses the payout
      Then the request is refused
      And the payout shows:
        | field       | value |
        | reversed_by | null  |
      And no money has moved

    Scenario: Reversing a payout of an account whose losses the platform bears, for contrast
      Given a connected account "acme" with:
        | field  | value    |
        | losses | platform |
      And a payout of 11.00 USD from "acme" to a US bank account
      And the payout is paid
      When the platform reverses the payout
      Then the request succeeds
      And the money moved is:
        | account | pending    |
        | acme    | +11.00 USD |
