Feature: Values out of a closed list
  Some parameters take one word out of a list. Currencies are such a list, too.

  @ENC-05 @recorded
  Rule: A word that is not on the list of a parameter is refused
    Source: Recorded answers of the real API, published by others; published schema, the lists of words.
    The status by which payouts are listed is a word without a list, so it is not tried.

    @needs:payouts @needs:accounts @needs:funds
    Scenario Outline: Creating a payout with the <param> <word>
      Given "acme" holds 11.00 USD
      When the platform creates a payout from "acme" with:
        | param    | value     |
        | amount   | 11.00 USD |
        | currency | usd       |
        | <param>  | <word>    |
      Then the request is refused
      And the refusal names the parameter "<param>"
      And no money has moved

      Examples:
        | param       | word |
        | method      | slow |
        | source_type | cash |

    @needs:payouts @needs:accounts @needs:funds
    Scenario Outline: Creating a payout with the <param> <word>, for contrast
      Given "acme" holds 11.00 USD
      When the platform creates a payout from "acme" with:
        | param    | value     |
        | amount   | 11.00 USD |
        | currency | usd       |
        | <param>  | <word>    |
      Then the request succeeds
      And the money moved is:
        | account | available  |
        | acme    | -11.00 USD |

      Examples:
        | param       | word     |
        | method      | standard |
        | source_type | card     |

    @needs:transfers @needs:accounts @needs:funds
    Scenario: Creating a transfer with the source_type cash
      Given the platform holds 8.00 USD
      When the platform creates a transfer to "acme" with:
        | param       | value    |
        | amount      | 8.00 USD |
        | currency    | usd      |
        | source_type | cash     |
      Then the request is refused
      And the refusal names the parameter "source_type"
      And no money has moved

    @needs:received-debits @needs:debit-reversals @needs:accounts @needs:treasury
    Scenario Outline: Listing the <collection> by the <param> <word>
      Given an ach debit of 10.00 USD on the financial account
      When the platform lists the <collection> of "acme" with:
        | param             | value                 |
        | financial_account | the financial account |
        | <param>           | <word>                |
      Then the request is refused
      And the refusal names the parameter "<param>"
      And no money has moved

      Examples:
        | collection            | param      | word    |
        | received debits       | status     | pending |
        | debit reversals       | status     | lost    |
        | debit reversals       | resolution | drawn   |
        | treasury transactions | status     | paid    |
        | treasury transactions | order_by   | amount  |
        | treasury entries      | order_by   | amount  |

    @needs:received-debits @needs:debit-reversals @needs:accounts @needs:treasury
    Scenario Outline: Listing the <collection> by the <param> <word>, for contrast
      Given an ach debit of 10.00 USD on the financial account
      When the platform lists the <collection> of "acme" with:
        | param             | value                 |
        | financial_account | the financial account |
        | <param>           | <word>                |
      Then the request succeeds
      And no money has moved

      Examples:
        | collection            | param      | word         |
        | received debits       | status     | succeeded    |
        | debit reversals       | status     | processing   |
        | debit reversals       | resolution | won          |
        | treasury transactions | status     | posted       |
        | treasury transactions | order_by   | created      |
        | treasury entries      | order_by   | effective_at |

    @needs:topups
    Scenario: Listing the top-ups by the status lost
      When the platform lists the top-ups of the platform with:
        | param  | value |
        | status | lost  |
      Then the request is refused
      And the refusal names the parameter "status"
      And no money has moved

    @needs:topups
    Scenario: Listing the top-ups by the status pending, for contrast
      When the platform lists the top-ups of the platform with:
        | param  | value   |
        | status | pending |
      Then the request succeeds
      And no money has moved

    @needs:transfers @needs:accounts @needs:funds
    Scenario: Creating a transfer with the source_type card, for contrast
      Given the platform holds 8.00 USD
      When the platform creates a transfer to "acme" with:
        | param       | value    |
        | amount      | 8.00 USD |
        | currency    | usd      |
        | source_type | card     |
      Then the request succeeds
      And the money moved is:
        | account  | available |
        | platform | -8.00 USD |
        | acme     | +8.00 USD |
