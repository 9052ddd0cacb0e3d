@needs:accounts @needs:expand
Feature: Expanding through several objects
  A path leads from object to object, by the names of the members that it goes through, up to a limit.

  @EXP-02 @documented @needs:payouts @needs:payout-reversals @needs:funds @needs:bank
  Rule: The two payouts of a reversal can be read in one answer
    Source: Published schema, payout, original_payout, reversed_by.

    Scenario: Retrieving a reversing payout with the original expanded
      Given a payout of 11.00 USD from "acme" to a US bank account
      And the payout is paid
      And the payout is being reversed
      When the platform retrieves the reversing payout with:
        | param    | value           |
        | expand[] | original_payout |
      Then the request succeeds
      And the answer shows:
        | field                       | value                |
        | original_payout.object      | payout               |
        | original_payout.id          | the payout           |
        | original_payout.amount      | 11.00 USD            |
        | original_payout.reversed_by | the reversing payout |
      And no money has moved

    Scenario: Retrieving a reversed payout with its reversal expanded
      Given a payout of 11.00 USD from "acme" to a US bank account
      And the payout is paid
      And the payout is being reversed
      When the platform retrieves the payout with:
        | param    | value       |
        | expand[] | reversed_by |
      Then the request succeeds
      And the answer shows:
        | field                       | value                |
        | reversed_by.object          | payout               |
        | reversed_by.id              | the reversing payout |
        | reversed_by.amount          | -11.00 USD           |
        | reversed_by.original_payout | the payout           |
      And no money has moved

    Scenario: Retrieving a reversing payout with nothing expanded, for contrast
      Given a payout of 11.00 USD from "acme" to a US bank account
      And the payout is paid
      And the payout is being reversed
      When the platform retrieves the reversing payout
      Then the request succeeds
      And the answer shows:
        | field           | value |
        | original_payout | an id |
      And no money has moved

  @EXP-05 @recorded
  Rule: An expansion reaches no deeper than four members
    Source: API reference, expanding responses; recorded answers of the real API, published by others.
    The data of a list counts as one of them.

    @needs:payouts @needs:funds
    Scenario: Retrieving a payout with five members on the path
      Given a payout of 11.00 USD from "acme" to a US bank account
      When the platform retrieves the payout with:
        | param    | value                                                                     |
        | expand[] | balance_transaction.source.balance_transaction.source.balance_transaction |
      Then the request is refused
      And the refusal has the code "property_expansion_max_depth"
      And no money has moved

    @needs:payouts @needs:funds
    Scenario: Retrieving a payout with four members on the path, for contrast
      Given a payout of 11.00 USD from "acme" to a US bank account
      When the platform retrieves the payout with:
        | param    | value                                                 |
        | expand[] | balance_transaction.source.balance_transaction.source |
      Then the request succeeds
      And the answer shows:
        | field                                                    | value      |
        | balance_transaction.source.balance_transaction.source.id | the payout |
      And no money has moved

    @needs:payouts @needs:funds
    Scenario: Listing payouts with five members on the path
      Given a payout of 11.00 USD from "acme" to a US bank account
      When the platform lists the payouts of "acme" with:
        | param    | value                                                      |
        | expand[] | data.balance_transaction.source.balance_transaction.source |
      Then the request is refused
      And the refusal has the code "property_expansion_max_depth"
      And no money has moved

    @needs:payouts @needs:funds
    Scenario: Listing payouts with four members on the path, for contrast
      Given a payout of 11.00 USD from "acme" to a US bank account
      When the platform lists the payouts of "acme" with:
        | param    | value                                               |
        | expand[] | data.balance_transaction.source.balance_transaction |
      Then the request succeeds
      And the answer shows:
        | field                                                        | value               |
        | data.0.balance_transaction.source.balance_transaction.object | balance_transaction |
      And no money has moved

    @needs:transfers @needs:transfer-reversals @needs:funds
    Scenario: Reversing a transfer with five members on the path
      Given a transfer of 8.00 USD to "acme"
      When the platform reverses the transfer with:
        | param    | value                                                          |
        | expand[] | transfer.balance_transaction.source.balance_transaction.source |
      Then the request is refused
      And the refusal has the code "property_expansion_max_depth"
      And 8.00 USD of the transfer is left to reverse
      And no money has moved

    @needs:transfers @needs:transfer-reversals @needs:funds
    Scenario: Reversing a transfer with four members on the path, for contrast
      Given a transfer of 8.00 USD to "acme"
      When the platform reverses the transfer with:
        | param    | value                                                   |
        | expand[] | transfer.balance_transaction.source.balance_transaction |
      Then the request succeeds
      And the answer shows:
        | field                                                          | value               |
        | transfer.balance_transaction.source.balance_transaction.object | balance_transaction |
      And the money moved is:
        | account  | available |
        | platform | +8.00 USD |
        | acme     | -8.00 USD |
