Feature: The form of a refusal
  Every refusal has the same form, whoever is told no and for what: one error object that says of what type it is.

  @ERR-01 @documented
  Rule: A refusal is a single error object with one of the four types
    Source: API reference, errors; published schema, error, type.

    @needs:payouts @needs:accounts @needs:funds
    Scenario Outline: Looking at the answer where the platform <asks>
      Given a payout of 11.00 USD from "acme" to a US bank account
      And the payout is canceled
      When the platform <asks>
      Then the refusal is a single error object of a known type
      And no money has moved

      Examples:
        | asks                                                   |
        | cancels the payout                                     |
        | retrieves a payout that does not exist                 |
        | retrieves a route that does not exist                  |
        | retrieves the payout as an account that does not exist |
        | retrieves the payout as a stranger without a key       |
        | retrieves the payout as a stranger with an unknown key |

    @needs:payouts @needs:accounts @needs:funds
    Scenario Outline: Looking at the answer to a new payout of <amount> from 11.00 USD
      Given "acme" holds 11.00 USD
      When the platform creates a payout from "acme" with:
        | param    | value    |
        | amount   | <amount> |
        | currency | usd      |
      Then the refusal is a single error object of a known type
      And no money has moved

      Examples:
        | amount    |
        | eleven    |
        | 11.01 USD |

    @needs:payouts @needs:accounts @needs:funds
    Scenario Outline: Looking at the answer where the platform <asks>, for contrast
      Given a payout of 11.00 USD from "acme" to a US bank account
      When the platform <asks>
      Then the request succeeds
      And the answer shows:
        | field  | value    |
        | object | <object> |
        | error  | absent   |
      And no money has moved

      Examples:
        | asks                        | object |
        | retrieves the payout        | payout |
        | lists the payouts of "acme" | list   |

    @needs:transfers @needs:transfer-reversals @needs:accounts @needs:funds
    Scenario Outline: Looking at the answer beside a transfer where the platform <asks>
      Given a transfer of 8.00 USD to "acme"
      And the transfer has been reversed
      When the platform <asks>
      Then the refusal is a single error object of a known type
      And no money has moved

      Examples:
        | asks                                              |
        | reverses the transfer                             |
        | reverses the transfer as "acme"                   |
        | retrieves a transfer that does not exist          |
        | retrieves a transfer reversal that does not exist |

    @needs:received-debits @needs:debit-reversals @needs:accounts @needs:treasury
    Scenario Outline: Looking at the answer beside a debit where the platform <asks>
      Given an ach debit of 10.00 USD on the financial account
      And the received debit is being reversed
      When the platform <asks>
      Then the refusal is a single error object of a known type
      And no money has moved

      Examples:
        | asks                                           |
        | reverses the received debit                    |
        | reverses a received debit that does not exist  |
        | retrieves a received debit that does not exist |
        | retrieves a debit reversal that does not exist |

    Scenario Outline: Looking at the answer where nothing was made and the platform <asks>
      When the platform <asks>
      Then the refusal is a single error object of a known type
      And no money has moved

      Examples:
        | asks                                                                    |
        | retrieves a route that does not exist                                   |
        | retrieves the balance of the platform as a stranger without a key       |
        | retrieves the balance of the platform as a stranger with an unknown key |

    Scenario: Looking at the answer where nothing was made and there is a balance, for contrast
      When the platform retrieves the balance of the platform
      Then the request succeeds
      And the answer shows:
        | field  | value   |
        | object | balance |
        | error  | absent  |
      And no money has moved
