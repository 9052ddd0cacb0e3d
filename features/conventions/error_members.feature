Feature: The members of an error
  An error says what there is to say, and leads to more.

  @ERR-02 @documented
  Rule: An error has no member without a value
    Source: The official libraries, which take a missing member for null; published schema, error.
    Objects show null where they have no value, errors leave the member out.

    @needs:payouts @needs:accounts @needs:funds
    Scenario Outline: Looking for empty members where the platform <asks>
      Given a payout of 11.00 USD from "acme" to a US bank account
      And the payout is canceled
      When the platform <asks>
      Then the refusal has no member without a value
      And no money has moved

      Examples:
        | asks                                                   |
        | cancels the payout                                     |
        | retrieves a payout that does not exist                 |
        | retrieves a route that does not exist                  |
        | retrieves the payout as an account that does not exist |
        | retrieves the payout as a stranger without a key       |

    @needs:payouts @needs:accounts @needs:funds
    Scenario Outline: Looking for empty members in the answer to a new payout of <amount> from 11.00 USD
      Given "acme" holds 11.00 USD
      When the platform creates a payout from "acme" with:
        | param    | value    |
        | amount   | <amount> |
        | currency | usd      |
      Then the refusal has no member without a value
      And no money has moved

      Examples:
        | amount    |
        | eleven    |
        | 11.01 USD |

    @needs:payouts @needs:accounts @needs:funds
    Scenario: Looking for the empty members of a payout, for contrast
      Given a payout of 11.00 USD from "acme" to a US bank account
      When the platform retrieves the payout
      Then the request succeeds
      And the answer shows:
        | field           | value |
        | failure_code    | null  |
        | original_payout | null  |
      And no money has moved

    @needs:transfers @needs:transfer-reversals @needs:accounts @needs:funds
    Scenario Outline: Looking for empty members beside a transfer where the platform <asks>
      Given a transfer of 8.00 USD to "acme"
      And the transfer has been reversed
      When the platform <asks>
      Then the refusal has no member without a value
      And no money has moved

      Examples:
        | asks                                     |
        | reverses the transfer                    |
        | retrieves a transfer that does not exist |

    @needs:received-debits @needs:debit-reversals @needs:accounts @needs:treasury
    Scenario Outline: Looking for empty members beside a debit where the platform <asks>
      Given an ach debit of 10.00 USD on the financial account
      And the received debit is being reversed
      When the platform <asks>
      Then the refusal has no member without a value
      And no money has moved

      Examples:
        | asks                                           |
        | reverses the received debit                    |
        | retrieves a debit reversal that does not exist |

    Scenario Outline: Looking for empty members where nothing was made and the platform <asks>
      When the platform <asks>
      Then the refusal has no member without a value
      And no money has moved

      Examples:
        | asks                                                              |
        | retrieves a route that does not exist                             |
        | retrieves the balance of the platform as a stranger without a key |

  @ERR-03 @recorded
  Rule: An error with a code names the page that explains the code
    Source: Error codes; recorded answers of the real API, published by others.
    The name of the page is the code with hyphens.

    @needs:payouts @needs:accounts @needs:funds
    Scenario Outline: Creating a payout of <amount> from 11.00 USD to read about the code
      Given "acme" holds 11.00 USD
      When the platform creates a payout from "acme" with:
        | param    | value    |
        | amount   | <amount> |
        | currency | usd      |
      Then the refusal has the code "<code>"
      And the refusal names the page of its code
      And no money has moved

      Examples:
        | amount    | code                      |
        | eleven    | parameter_invalid_integer |
        | 11.01 USD | balance_insufficient      |

    @needs:payouts @needs:accounts @needs:funds
    Scenario Outline: Looking for the page where the platform <asks>
      Given a payout of 11.00 USD from "acme" to a US bank account
      When the platform <asks>
      Then the refusal has the code "<code>"
      And the refusal names the page of its code
      And no money has moved

      Examples:
        | asks                                                   | code             |
        | retrieves a payout that does not exist                 | resource_missing |
        | retrieves the payout as an account that does not exist | account_invalid  |

    @needs:transfers @needs:accounts @needs:funds
    Scenario: Looking for the page where the platform retrieves a transfer that does not exist
      Given a transfer of 8.00 USD to "acme"
      When the platform retrieves a transfer that does not exist
      Then the refusal has the code "resource_missing"
      And the refusal names the page of its code
      And no money has moved

    @needs:received-debits @needs:debit-reversals @needs:accounts @needs:treasury
    Scenario: Looking for the page where the platform reverses a received debit with a color
      Given an ach debit of 10.00 USD on the financial account
      When the platform reverses the received debit with:
        | param | value |
        | color | blue  |
      Then the refusal has the code "parameter_unknown"
      And the refusal names the page of its code
      And no money has moved

    @needs:payouts @needs:accounts @needs:funds
    Scenario: Creating a payout of all the funds, for contrast
      Given "acme" holds 11.00 USD
      When the platform creates a payout from "acme" with:
        | param    | value     |
        | amount   | 11.00 USD |
        | currency | usd       |
      Then the request succeeds
      And the money moved is:
        | account | available  |
        | acme    | -11.00 USD |
