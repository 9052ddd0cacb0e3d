@needs:payouts @needs:accounts @needs:funds
Feature: Creating a payout
  A payout sends part of an account's available balance to a bank account or debit card outside. Here: what a request
  must say, who may make one, and what is told about it.

  @PAY-CREATE-01 @documented
  Rule: An amount with a currency is enough to create a payout
    Source: Published schema, "Create a payout", required parameters and the default of method.

    Scenario: Creating a payout from a connected account
      Given "acme" holds 11.00 USD
      When the platform creates a payout from "acme" with:
        | param    | value     |
        | amount   | 11.00 USD |
        | currency | usd       |
      Then the request succeeds
      And the payout shows:
        | field    | value     |
        | amount   | 11.00 USD |
        | currency | usd       |
        | method   | standard  |
        | status   | pending   |
      And the answer is the payout as it reads now
      And the money moved is:
        | account | available  |
        | acme    | -11.00 USD |

    Scenario: Creating a payout from the platform itself
      Given the platform also has a US bank account
      And the platform holds 11.00 USD
      When the platform creates a payout from the platform with:
        | param    | value     |
        | amount   | 11.00 USD |
        | currency | usd       |
      Then the request succeeds
      And the answer is the payout as it reads now
      And the money moved is:
        | account  | available  |
        | platform | -11.00 USD |

    Scenario: Creating a payout from an account in another currency
      Given a connected account "maple" with:
        | field            | value           |
        | country          | CA              |
        | currency         | cad             |
        | external_account | CA bank account |
      And "maple" holds 11.00 CAD
      When the platform creates a payout from "maple" with:
        | param    | value     |
        | amount   | 11.00 CAD |
        | currency | cad       |
      Then the request succeeds
      And the payout shows:
        | field    | value     |
        | amount   | 11.00 CAD |
        | currency | cad       |
      And the money moved is:
        | account | available  |
        | maple   | -11.00 CAD |

  @PAY-CREATE-02 @documented
  Rule: Neither the amount nor the currency of a new payout may be left out
    Source: Published schema, "Create a payout", required parameters; error codes, parameter_missing.

    Scenario Outline: Creating a payout without its <missing>
      Given "acme" holds 11.00 USD
      When the platform creates a payout from "acme" with:
        | param   | value   |
        | <given> | <value> |
      Then the request is refused
      And the refusal has the code "parameter_missing"
      And the refusal names the parameter "<missing>"
      And no money has moved

      Examples:
        | missing  | given    | value     |
        | amount   | currency | usd       |
        | currency | amount   | 11.00 USD |

    Scenario: Creating a payout with both, for contrast
      Given "acme" holds 11.00 USD
      When the platform creates a payout from "acme" with:
        | param    | value     |
        | amount   | 11.00 USD |
        | currency | usd       |
      Then the request succeeds
      And the money moved is:
        | account | available  |
        | acme    | -11.00 USD |

  @PAY-CREATE-12 @documented
  Rule: An account whose payouts are disabled cannot create one
    Source: Error codes, payouts_not_allowed.

    Scenario: Creating a payout from an account whose payouts are disabled
      Given a connected account "globex" with:
        | field           | value |
        | payouts_enabled | false |
      And "globex" holds 11.00 USD
      When the platform creates a payout from "globex" with:
        | param    | value     |
        | amount   | 11.00 USD |
        | currency | usd       |
      Then the request is refused
      And the refusal has the code "payouts_not_allowed"
      And no money has moved

    Scenario: Creating a payout from an account whose payouts are enabled, for contrast
      Given a connected account "globex" with:
        | field           | value |
        | payouts_enabled | true  |
      And "globex" holds 11.00 USD
      When the platform creates a payout from "globex" with:
        | param    | value     |
        | amount   | 11.00 USD |
        | currency | usd       |
      Then the request succeeds
      And the money moved is:
        | account | available  |
        | globex  | -11.00 USD |

  @PAY-CREATE-15 @documented @needs:events
  Rule: A new payout is announced as pending
    Source: Connect documentation, payouts to connected accounts, webhooks; API reference, event types, payout.created.

    Scenario: Creating a payout while the events are watched
      Given "acme" holds 11.00 USD
      When the platform creates a payout from "acme" with:
        | param    | value     |
        | amount   | 11.00 USD |
        | currency | usd       |
      Then the events sent are:
        | type           | object     | status  |
        | payout.created | the payout | pending |
      And the money moved is:
        | account | available  |
        | acme    | -11.00 USD |
