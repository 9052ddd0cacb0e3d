@needs:payouts @needs:payout-reversals @needs:accounts @needs:funds
Feature: Requests to reverse a payout
  The platform asks, in the name of the connected account whose payout it was, to take back a payout that went to a
  bank account. What it gets is a second payout that runs the other way: the reversing payout.

  @PAY-REV-01 @documented @needs:bank
  Rule: Reversing a paid payout to a US bank account makes a new payout
    Source: Connect guide "Payout reversals", introduction; API reference, "Reverse a payout", Returns.

    Scenario: Reversing a manual payout that the bank has paid
      Given a payout of 11.00 USD from "acme" to a US bank account
      And the payout is paid
      When the platform reverses the payout
      Then the request succeeds
      And the answer is the reversing payout as it reads now
      And the reversing payout shows:
        | field  | value   |
        | id     | another |
        | object | payout  |
      And the money moved is:
        | account | pending    |
        | acme    | +11.00 USD |

  @PAY-REV-08 @documented @needs:bank
  Rule: The metadata of a reverse request goes on the reversing payout only
    Source: API reference, "Reverse a payout", Parameters and Response.

    Scenario: Giving metadata for a payout that carries none
      Given a payout of 11.00 USD from "acme" to a US bank account
      And the payout is paid
      When the platform reverses the payout with:
        | param              | value |
        | metadata[order_id] | 6735  |
      Then the request succeeds
      And the reversing payout shows:
        | field    | value            |
        | metadata | {order_id: 6735} |
      And the payout shows:
        | field    | value |
        | metadata | {}    |
      And the money moved is:
        | account | pending    |
        | acme    | +11.00 USD |

    Scenario: Giving metadata for a payout that carries other metadata
      Given a payout of 11.00 USD from "acme" to a US bank account
      And the payout carries the metadata:
        | key      | value |
        | order_id | 6735  |
      And the payout is paid
      When the platform reverses the payout with:
        | param            | value   |
        | metadata[reason] | mistake |
      Then the reversing payout shows:
        | field    | value             |
        | metadata | {reason: mistake} |
      And the payout shows:
        | field    | value            |
        | metadata | {order_id: 6735} |
      And the money moved is:
        | account | pending    |
        | acme    | +11.00 USD |

  @PAY-REV-09 @documented @needs:bank
  Rule: A reverse request takes no amount
    Source: Published schema, parameters of the reverse call; support article on payout reversals.
    A payout is reversed as a whole or not at all.

    Scenario Outline: Asking for <amount> of a payout of 11.00 USD
      Given a payout of 11.00 USD from "acme" to a US bank account
      And the payout is paid
      When the platform reverses the payout with:
        | param  | value    |
        | amount | <amount> |
      Then the request is refused
      And the refusal has the code "parameter_unknown"
      And the refusal names the parameter "amount"
      And no money has moved

      Examples:
        | amount    |
        | 5.00 USD  |
        | 11.00 USD |

    Scenario: Asking without an amount, for contrast
      Given a payout of 11.00 USD from "acme" to a US bank account
      And the payout is paid
      When the platform reverses the payout
      Then the request succeeds
      And the reversing payout shows:
        | field  | value      |
        | amount | -11.00 USD |
      And the money moved is:
        | account | pending    |
        | acme    | +11.00 USD |

  @PAY-REV-25 @inferred
  Rule: A payout that the acting account does not have is not found
    Source: API reference, "Reverse a payout"; Connect guide "Payout reversals", the example call.
    The example call names the connected account. What another account's payout looks like is nowhere said of reversals;
    everywhere else it looks like one that does not exist.

    Scenario: Reversing a payout that was never made
      Given a connected account "acme"
      When the platform reverses a payout that does not exist
      Then no such payout is found
      And the refusal names the parameter "payout"
      And no money has moved

    @needs:bank
    Scenario: Reversing a payout in the name of another connected account
      Given a payout of 11.00 USD from "acme" to a US bank account
      And the payout is paid
      When the platform reverses the payout as "globex"
      Then no such payout is found
      And the payout shows:
        | field       | value |
        | reversed_by | null  |
      And no money has moved

    @needs:bank
    Scenario: Reversing a payout without naming the connected account
      Given a payout of 11.00 USD from "acme" to a US bank account
      And the payout is paid
      When the platform reverses the payout as itself
      Then no such payout is found
      And the payout shows:
        | field       | value |
        | reversed_by | null  |
      And no money has moved

    @needs:bank
    Scenario: Reversing a payout in the name of its own account, for contrast
      Given a payout of 11.00 USD from "acme" to a US bank account
      And the payout is paid
      When the platform reverses the payout
      Then the request succeeds
      And the payout and the reversing payout name each other
      And the money moved is:
        | account | pending    |
        | acme    | +11.00 USD |
