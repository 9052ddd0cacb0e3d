@needs:payouts @needs:accounts @needs:funds
Feature: The destination of a payout
  A payout goes to an external account of the account that it is paid from: the one that the request names, or else
  the default one of the payout's currency.

  @PAY-CREATE-03 @documented
  Rule: A payout without a destination goes to the default external account of its currency
    Source: Published schema, "Create a payout", destination.

    Scenario: Leaving out the destination where a later external account is not the default
      Given "acme" also has a CA bank account
      And "acme" holds 11.00 USD
      When the platform creates a payout from "acme" with:
        | param    | value     |
        | amount   | 11.00 USD |
        | currency | usd       |
      Then the request succeeds
      And the payout shows:
        | field       | value               |
        | destination | the US bank account |
      And the money moved is:
        | account | available  |
        | acme    | -11.00 USD |

    Scenario: Leaving out the destination where a later external account is the default
      Given "acme" also has a CA bank account as the default
      And "acme" holds 11.00 USD
      When the platform creates a payout from "acme" with:
        | param    | value     |
        | amount   | 11.00 USD |
        | currency | usd       |
      Then the request succeeds
      And the payout shows:
        | field       | value               |
        | destination | the CA bank account |
      And the money moved is:
        | account | available  |
        | acme    | -11.00 USD |

    Scenario: Leaving out the destination of a payout in a second currency
      Given a payout of 11.00 EUR from "acme" to a DE bank account
      And the payout is canceled
      When the platform creates a payout from "acme" with:
        | param    | value     |
        | amount   | 11.00 EUR |
        | currency | eur       |
      Then the request succeeds
      And the new payout shows:
        | field       | value               |
        | destination | the DE bank account |
      And the money moved is:
        | account | available  |
        | acme    | -11.00 EUR |

  @PAY-CREATE-04 @documented
  Rule: A payout goes to the destination that the request names
    Source: Published schema, "Create a payout", destination; payout, type.

    Scenario Outline: Naming a <destination> that is not the default
      Given "acme" also has a <destination>
      And "acme" holds 11.00 USD
      When the platform creates a payout from "acme" with:
        | param       | value             |
        | amount      | 11.00 USD         |
        | currency    | usd               |
        | destination | the <destination> |
      Then the request succeeds
      And the payout shows:
        | field       | value             |
        | destination | the <destination> |
        | type        | <type>            |
      And the money moved is:
        | account | available  |
        | acme    | -11.00 USD |

      Examples:
        | destination     | type         |
        | CA bank account | bank_account |
        | debit card      | card         |

  @PAY-CREATE-05 @inferred
  Rule: A payout cannot go to an external account of another account
    Source: Published schema, "Create a payout", destination; Connect documentation, authentication.
    Objects belong to one account and look like missing ones to all others, external accounts included.

    Scenario: Naming an external account of another connected account
      Given a connected account "globex" with:
        | field            | value           |
        | external_account | CA bank account |
      And "acme" holds 11.00 USD
      When the platform creates a payout from "acme" with:
        | param       | value               |
        | amount      | 11.00 USD           |
        | currency    | usd                 |
        | destination | the CA bank account |
      Then the request is refused
      And the refusal names the parameter "destination"
      And no money has moved

    Scenario: Naming an external account of the platform
      Given the platform also has a CA bank account
      And "acme" holds 11.00 USD
      When the platform creates a payout from "acme" with:
        | param       | value               |
        | amount      | 11.00 USD           |
        | currency    | usd                 |
        | destination | the CA bank account |
      Then the request is refused
      And the refusal names the parameter "destination"
      And no money has moved

    Scenario: Naming an external account of its own, for contrast
      Given "acme" also has a CA bank account
      And "acme" holds 11.00 USD
      When the platform creates a payout from "acme" with:
        | param       | value               |
        | amount      | 11.00 USD           |
        | currency    | usd                 |
        | destination | the CA bank account |
      Then the request succeeds
      And the money moved is:
        | account | available  |
        | acme    | -11.00 USD |
