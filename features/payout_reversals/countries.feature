@needs:payouts @needs:payout-reversals @needs:accounts @needs:funds @needs:bank
Feature: Countries from which a payout can be reversed
  A reversal debits the bank account that the payout went to, and that works in few countries. What counts is the
  country of the bank account, not that of its owner.

  @PAY-REV-14 @documented @reading:payout-reversal-countries=us-ca
  Rule: A payout to a Canadian bank account can be reversed
    Source: API reference, "Reverse a payout", introduction.
    The newer text of the reference names the US and Canada; the guide and the older text name the US only.

    Scenario: Reversing a payout of a US account to a CA bank account
      Given a payout of 11.00 USD from "acme" to a CA bank account
      And the payout is paid
      When the platform reverses the payout
      Then the request succeeds
      And the reversing payout shows:
        | field       | value               |
        | amount      | -11.00 USD          |
        | destination | the CA bank account |
      And the money moved is:
        | account | pending    |
        | acme    | +11.00 USD |

    Scenario: Reversing a payout of a CA account to a CA bank account
      Given a connected account "acme" with:
        | field            | value |
        | country          | CA    |
        | currency         | cad   |
        | external_account | none  |
      And a payout of 11.00 CAD from "acme" to a CA bank account
      And the payout is paid
      When the platform reverses the payout
      Then the request succeeds
      And the reversing payout shows:
        | field    | value      |
        | amount   | -11.00 CAD |
        | currency | cad        |
      And the money moved is:
        | account | pending    |
        | acme    | +11.00 CAD |

  @PAY-REV-14b @documented @reading:payout-reversal-countries=us
  Rule: A payout to a Canadian bank account cannot be reversed
    Source: Connect guide "Payout reversals", Requirements; API reference, the Payouts page, "Reverse a payout".
    The other half of PAY-REV-14.

    Scenario: Reversing a payout to a CA bank account, where only the US counts
      Given a payout of 11.00 USD from "acme" to a CA bank account
      And the payout is paid
      When the platform reverses the payout
      Then the request is refused
      And the payout shows:
        | field       | value |
        | reversed_by | null  |
      And no money has moved

    Scenario: Reversing a payout to a US bank account, where only the US counts, for contrast
      Given a payout of 11.00 USD from "acme" to a US bank account
      And the payout is paid
      When the platform reverses the payout
      Then the request succeeds
      And the money moved is:
        | account | pending    |
        | acme    | +11.00 USD |

  @PAY-REV-15 @documented
  Rule: A payout to a bank account outside the US and Canada cannot be reversed
    Source: Connect guide "Payout reversals", Requirements; API reference, "Reverse a payout", introduction.

    Scenario Outline: Reversing a payout of a US account to a <country> bank account
      Given a payout of 11.00 USD from "acme" to a <country> bank account
      And the payout is paid
      When the platform reverses the payout
      Then the request is refused
      And the payout shows:
        | field       | value |
        | reversed_by | null  |
      And no money has moved

      Examples:
        | country |
        | GB      |
        | DE      |
        | MX      |

    Scenario: Reversing a payout of a GB account to a GB bank account
      Given a connected account "acme" with:
        | field            | value |
        | country          | GB    |
        | currency         | gbp   |
        | external_account | none  |
      And a payout of 11.00 GBP from "acme" to a GB bank account
      And the payout is paid
      When the platform reverses the payout
      Then the request is refused
      And no money has moved

    Scenario: Reversing a payout of a US account to a US bank account, for contrast
      Given a payout of 11.00 USD from "acme" to a US bank account
      And the payout is paid
      When the platform reverses the payout
      Then the request succeeds
      And the money moved is:
        | account | pending    |
        | acme    | +11.00 USD |

    @inferred
    Scenario: Reversing a payout of a GB account to a US bank account, for contrast
      Given a connected account "acme" with:
        | field            | value |
        | country          | GB    |
        | currency         | usd   |
        | external_account | none  |
      And a payout of 11.00 USD from "acme" to a US bank account
      And the payout is paid
      When the platform reverses the payout
      Then the request succeeds
      And the money moved is:
        | account | pending    |
        | acme    | +11.00 USD |
