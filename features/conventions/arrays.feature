@needs:accounts @needs:expand
Feature: Lists of values in a request
  A list of values is written with empty brackets or with counted ones; libraries differ in it. The list that every
  call takes is that of what to expand.

  @ENC-08 @documented
  Rule: A list means the same with counted brackets as with empty ones
    Source: Published schema, the encoding of lists; the official libraries, which count.

    @needs:payouts @needs:funds
    Scenario Outline: Retrieving a payout with its transaction asked for by <param>
      Given a payout of 11.00 USD from "acme" to a US bank account
      When the platform retrieves the payout with:
        | param   | value               |
        | <param> | balance_transaction |
      Then the request succeeds
      And the answer shows:
        | field                      | value               |
        | balance_transaction.object | balance_transaction |
        | balance_transaction.source | the payout          |
        | destination                | the US bank account |
      And no money has moved

      Examples:
        | param     |
        | expand[]  |
        | expand[0] |

    @needs:payouts @needs:funds
    Scenario Outline: Retrieving a payout with two members asked for by <first> beside <second>
      Given a payout of 11.00 USD from "acme" to a US bank account
      When the platform retrieves the payout with:
        | param    | value               |
        | <first>  | balance_transaction |
        | <second> | destination         |
      Then the request succeeds
      And the answer shows:
        | field                      | value               |
        | balance_transaction.object | balance_transaction |
        | destination.object         | bank_account        |
      And no money has moved

      Examples:
        | first     | second    |
        | expand[]  | expand[]  |
        | expand[0] | expand[1] |

    @needs:payouts @needs:funds
    Scenario Outline: Listing payouts with their transactions asked for by <param>
      Given a payout of 11.00 USD from "acme" to a US bank account
      When the platform lists the payouts of "acme" with:
        | param   | value                    |
        | <param> | data.balance_transaction |
      Then the request succeeds
      And the answer shows:
        | field                             | value               |
        | data.0.balance_transaction.object | balance_transaction |
      And no money has moved

      Examples:
        | param     |
        | expand[]  |
        | expand[0] |

    @needs:payouts @needs:funds
    Scenario Outline: Canceling a payout with its transaction asked for by <param>
      Given a payout of 11.00 USD from "acme" to a US bank account
      When the platform cancels the payout with:
        | param   | value               |
        | <param> | balance_transaction |
      Then the request succeeds
      And the answer shows:
        | field                      | value               |
        | balance_transaction.object | balance_transaction |
      And the money moved is:
        | account | available  |
        | acme    | +11.00 USD |

      Examples:
        | param     |
        | expand[]  |
        | expand[0] |

    @needs:transfers @needs:transfer-reversals @needs:funds
    Scenario Outline: Reversing a transfer with the transfer asked for by <param>
      Given a transfer of 8.00 USD to "acme"
      When the platform reverses the transfer with:
        | param   | value    |
        | <param> | transfer |
      Then the request succeeds
      And the answer shows:
        | field           | value    |
        | transfer.object | transfer |
      And the money moved is:
        | account  | available |
        | platform | +8.00 USD |
        | acme     | -8.00 USD |

      Examples:
        | param     |
        | expand[]  |
        | expand[0] |

    @needs:received-debits @needs:debit-reversals @needs:treasury
    Scenario Outline: Reversing a received debit with its transaction asked for by <param>
      Given an ach debit of 10.00 USD on the financial account
      When the platform reverses the received debit with:
        | param   | value       |
        | <param> | transaction |
      Then the request succeeds
      And the answer shows:
        | field              | value                |
        | transaction.object | treasury.transaction |
      And the money moved is unspecified

      Examples:
        | param     |
        | expand[]  |
        | expand[0] |
