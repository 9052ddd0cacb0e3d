Feature: What every answer carries
  Whatever is asked, the answer can be named later on, and says that it comes from test data.

  @HDR-01 @documented
  Rule: Every answer carries a request id of its own
    Source: API reference, request IDs.
    It is the name under which a request is found again when something went wrong, so that refusals carry one too.

    @needs:payouts @needs:accounts @needs:funds
    Scenario Outline: <doing> a payout while the request ids are collected
      Given a payout of 11.00 USD from "acme" to a US bank account
      When the platform <does> the payout
      Then the request succeeds
      And the answers carry a request id each
      And no money has moved

      Examples:
        | doing      | does      |
        | Retrieving | retrieves |
        | Updating   | updates   |

    @needs:payouts @needs:accounts @needs:funds
    Scenario: Canceling a payout while the request ids are collected
      Given a payout of 11.00 USD from "acme" to a US bank account
      When the platform cancels the payout
      Then the request succeeds
      And the answers carry a request id each
      And the money moved is:
        | account | available  |
        | acme    | +11.00 USD |

    @needs:payouts @needs:accounts @needs:funds
    Scenario Outline: Collecting the request ids where the platform <asks>
      Given a payout of 11.00 USD from "acme" to a US bank account
      And the payout is canceled
      When the platform <asks>
      Then the answers carry a request id each
      And the payout is still canceled
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
    Scenario Outline: Collecting the request ids where the platform lists <collection>
      Given a payout of 11.00 USD from "acme" to a US bank account
      When the platform lists the <collection> of "acme"
      Then the request succeeds
      And the answers carry a request id each
      And no money has moved

      Examples:
        | collection           |
        | payouts              |
        | balance transactions |

    @needs:transfers @needs:transfer-reversals @needs:accounts @needs:funds
    Scenario: Reversing a transfer while the request ids are collected
      Given a transfer of 8.00 USD to "acme"
      When the platform reverses the transfer
      Then the request succeeds
      And the answers carry a request id each
      And the money moved is:
        | account  | available |
        | platform | +8.00 USD |
        | acme     | -8.00 USD |

    @needs:received-debits @needs:debit-reversals @needs:accounts @needs:treasury
    Scenario: Reversing a received debit while the request ids are collected
      Given an ach debit of 10.00 USD on the financial account
      When the platform reverses the received debit
      Then the request succeeds
      And the answers carry a request id each
      And the money moved is unspecified

    Scenario Outline: Collecting the request ids where nothing was made and the platform <asks>
      When the platform <asks>
      Then the answers carry a request id each
      And no money has moved

      Examples:
        | asks                                                              |
        | retrieves the balance of the platform                             |
        | retrieves a route that does not exist                             |
        | retrieves the balance of the platform as a stranger without a key |
