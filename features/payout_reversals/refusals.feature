@needs:payouts @needs:payout-reversals @needs:accounts @needs:funds @needs:bank
Feature: What is left behind by a refused reversal
  Every refusal is checked for traces where it stands. Here the traces are looked for by name.

  @PAY-REV-37 @inferred
  Rule: A refused reversal leaves no trace
    Source: API reference, "Reverse a payout", Returns.
    The reference gives a refused caller an error in place of a reversing payout, and nothing else.

    Scenario: Reversing an instant payout, with metadata in the request
      Given a payout of 11.00 USD from "acme" to a US bank account
      And the payout is instant
      And the payout is paid
      When the platform reverses the payout with:
        | param              | value |
        | metadata[order_id] | 6735  |
      Then the request is refused
      And the payout shows:
        | field       | value |
        | reversed_by | null  |
        | metadata    | {}    |
      And no money has moved

    Scenario: Reversing a payout twice, with a look at the first reversal
      Given a payout of 11.00 USD from "acme" to a US bank account
      And the payout is paid
      And the payout is being reversed
      When the platform reverses the payout
      Then the request is refused
      And the reversing payout is still pending
      And the balance transactions of the reversing payout are:
        | type   | amount     |
        | payout | 11.00 USD  |
      And no money has moved

    @needs:events
    Scenario: Reversing a payout twice, with an ear to the events
      Given a payout of 11.00 USD from "acme" to a US bank account
      And the payout is paid
      And the payout is being reversed
      When the platform reverses the payout
      Then the request is refused
      And no events are sent
      And no money has moved

    Scenario: Reversing an eligible payout, for contrast
      Given a payout of 11.00 USD from "acme" to a US bank account
      And the payout is paid
      When the platform reverses the payout with:
        | param              | value |
        | metadata[order_id] | 6735  |
      Then the request succeeds
      And the payout shows:
        | field       | value                |
        | reversed_by | the reversing payout |
        | metadata    | {}                   |
      And the balance transactions of the reversing payout are:
        | type   | amount     |
        | payout | 11.00 USD  |
      And the money moved is:
        | account | pending    |
        | acme    | +11.00 USD |
