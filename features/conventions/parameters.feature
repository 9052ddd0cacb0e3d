@needs:accounts
Feature: Parameters that a request does not take
  A parameter that is misspelt or sent to the wrong place is told so. Passing over it in silence would hide the mistake.

  @ENC-01 @documented
  Rule: A parameter that a request does not take is refused by its name
    Source: Error codes, parameter_unknown.
    Parameters that another call would take are sent to the wrong one under the calls themselves.

    @needs:payouts @needs:funds
    Scenario Outline: Naming a color in a request that <asks>
      Given a payout of 11.00 USD from "acme" to a US bank account
      When the platform <asks> with:
        | param | value |
        | color | blue  |
      Then the request is refused
      And the refusal has the code "parameter_unknown"
      And the refusal names the parameter "color"
      And no money has moved

      Examples:
        | asks                                     |
        | retrieves the payout                     |
        | updates the payout                       |
        | retrieves the balance of "acme"          |
        | lists the payouts of "acme"              |
        | lists the balance transactions of "acme" |

    @needs:payouts @needs:funds
    Scenario: Creating a payout with a color
      Given "acme" holds 11.00 USD
      When the platform creates a payout from "acme" with:
        | param    | value     |
        | amount   | 11.00 USD |
        | currency | usd       |
        | color    | blue      |
      Then the request is refused
      And the refusal has the code "parameter_unknown"
      And the refusal names the parameter "color"
      And no money has moved

    @needs:payouts @needs:funds
    Scenario: Creating a payout without a color, for contrast
      Given "acme" holds 11.00 USD
      When the platform creates a payout from "acme" with:
        | param    | value     |
        | amount   | 11.00 USD |
        | currency | usd       |
      Then the request succeeds
      And the money moved is:
        | account | available  |
        | acme    | -11.00 USD |

    @needs:payouts @needs:payout-reversals @needs:funds @needs:bank
    Scenario: Reversing a payout with a color
      Given a payout of 11.00 USD from "acme" to a US bank account
      And the payout is paid
      When the platform reverses the payout with:
        | param | value |
        | color | blue  |
      Then the request is refused
      And the refusal has the code "parameter_unknown"
      And the refusal names the parameter "color"
      And no money has moved

    @recorded @needs:payouts @needs:funds
    Scenario: Listing payouts by a bound that no range has
      Given a payout of 11.00 USD from "acme" to a US bank account
      When the platform lists the payouts of "acme" with:
        | param               | value       |
        | arrival_date[after] | 10 days ago |
      Then the request is refused
      And the refusal has the code "parameter_unknown"
      And no money has moved

    @needs:transfers @needs:funds
    Scenario: Creating a transfer with a color
      Given the platform holds 8.00 USD
      When the platform creates a transfer to "acme" with:
        | param    | value    |
        | amount   | 8.00 USD |
        | currency | usd      |
        | color    | blue     |
      Then the request is refused
      And the refusal has the code "parameter_unknown"
      And the refusal names the parameter "color"
      And no money has moved

    @needs:transfers @needs:transfer-reversals @needs:funds
    Scenario Outline: Naming a color where the platform <asks>
      Given a transfer of 8.00 USD to "acme"
      And 3.00 USD of the transfer has been reversed
      When the platform <asks> with:
        | param | value |
        | color | blue  |
      Then the request is refused
      And the refusal has the code "parameter_unknown"
      And the refusal names the parameter "color"
      And no money has moved

      Examples:
        | asks                                         |
        | retrieves the transfer                       |
        | lists the transfers of the platform          |
        | reverses the transfer                        |
        | retrieves the transfer reversal              |
        | updates the transfer reversal                |
        | lists the transfer reversals of the transfer |

    @needs:received-debits @needs:debit-reversals @needs:treasury
    Scenario Outline: Naming a color beside a debit where the platform <asks>
      Given an ach debit of 10.00 USD on the financial account
      When the platform <asks> with:
        | param | value |
        | color | blue  |
      Then the request is refused
      And the refusal has the code "parameter_unknown"
      And the refusal names the parameter "color"
      And no money has moved

      Examples:
        | asks                         |
        | retrieves the received debit |
        | reverses the received debit  |

    @needs:received-debits @needs:debit-reversals @needs:treasury
    Scenario Outline: Listing the <collection> of a financial account by a color
      Given an ach debit of 10.00 USD on the financial account
      When the platform lists the <collection> of "acme" with:
        | param             | value                 |
        | financial_account | the financial account |
        | color             | blue                  |
      Then the request is refused
      And the refusal has the code "parameter_unknown"
      And the refusal names the parameter "color"
      And no money has moved

      Examples:
        | collection            |
        | received debits       |
        | debit reversals       |
        | treasury transactions |
        | treasury entries      |
