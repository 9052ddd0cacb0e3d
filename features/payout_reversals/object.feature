@needs:payouts @needs:payout-reversals @needs:accounts @needs:funds
Feature: The reversing payout beside its original
  A reversing payout is a payout object like any other, but for its sign and for the link to the payout that it undoes.

  @PAY-REV-02 @documented @needs:bank
  Rule: A reversing payout has the negative amount of the payout that it names as its original
    Source: API reference, "Reverse a payout", Response.

    Scenario Outline: Reversing a payout of <amount>
      Given a payout of <amount> from "acme" to a US bank account
      And the payout is paid
      When the platform reverses the payout
      Then the reversing payout shows:
        | field           | value      |
        | amount          | <undone>   |
        | original_payout | the payout |
      And the money moved is:
        | account | pending |
        | acme    | <back>  |

      Examples:
        | amount       | undone        | back          |
        | 1.00 USD     | -1.00 USD     | +1.00 USD     |
        | 99999.99 USD | -99999.99 USD | +99999.99 USD |

  @PAY-REV-03 @documented
  Rule: A reversed payout names the payout that reverses it
    Source: Published schema, payout object, reversed_by.

    @needs:bank
    Scenario: Reading a payout after its reversal was requested
      Given a payout of 11.00 USD from "acme" to a US bank account
      And the payout is paid
      When the platform reverses the payout
      Then the payout shows:
        | field           | value                |
        | reversed_by     | the reversing payout |
        | original_payout | null                 |
      And the payout and the reversing payout name each other
      And the money moved is:
        | account | pending    |
        | acme    | +11.00 USD |

    Scenario: Reading a payout that nobody reversed, for contrast
      Given a payout of 11.00 USD from "acme" to a US bank account
      When the platform retrieves the payout
      Then the payout shows:
        | field           | value |
        | reversed_by     | null  |
        | original_payout | null  |
      And no money has moved

  @PAY-REV-04 @documented @needs:bank
  Rule: A reversing payout starts as a pending standard payout to a bank account, made by hand
    Source: API reference, "Reverse a payout", Response.

    Scenario: Reversing a payout that was made by hand
      Given a payout of 11.00 USD from "acme" to a US bank account
      And the payout is paid
      When the platform reverses the payout
      Then the reversing payout shows:
        | field                 | value          |
        | status                | pending        |
        | automatic             | false          |
        | method                | standard       |
        | type                  | bank_account   |
        | reconciliation_status | not_applicable |
      And the money moved is:
        | account | pending    |
        | acme    | +11.00 USD |

    @inferred @needs:schedule
    Scenario: Reversing a payout that the schedule made
      Given a payout of 11.00 USD from "acme" to a US bank account
      And the payout is automatic
      And the payout is paid
      When the platform reverses the payout
      Then the reversing payout shows:
        | field                 | value          |
        | status                | pending        |
        | automatic             | false          |
        | reconciliation_status | not_applicable |
      And the money moved is:
        | account | pending    |
        | acme    | +11.00 USD |

  @PAY-REV-05 @documented @needs:bank
  Rule: A reversing payout takes the route of its original, without a history of its own
    Source: API reference, "Reverse a payout", introduction and Response.

    Scenario: Reversing a payout to the only bank account
      Given a payout of 11.00 USD from "acme" to a US bank account
      And the payout is paid
      When the platform reverses the payout
      Then the reversing payout shows:
        | field                       | value               |
        | currency                    | usd                 |
        | destination                 | the US bank account |
        | source_type                 | card                |
        | reversed_by                 | null                |
        | failure_balance_transaction | null                |
        | failure_code                | null                |
        | failure_message             | null                |
      And the money moved is:
        | account | pending    |
        | acme    | +11.00 USD |

    Scenario: Reversing a payout after another bank account became the default
      Given a payout of 11.00 USD from "acme" to a US bank account
      And the payout is paid
      And "acme" also has a CA bank account as the default
      When the platform reverses the payout
      Then the reversing payout shows:
        | field       | value               |
        | destination | the US bank account |
      And the money moved is:
        | account | pending    |
        | acme    | +11.00 USD |
