Feature: What is not there
  A path that the API does not have is told from an object that it does not have.

  @ERR-04 @recorded
  Rule: A path that the API does not have is answered as not found
    Source: Published answers of imitations of the API; API reference, errors, status 404.
    The message names the method with the path. It is not compared, as no message is.

    Scenario Outline: <doing> what no path leads to
      When the platform <does> a route that does not exist
      Then no such route is found
      And the answer shows:
        | field      | value                 |
        | error.type | invalid_request_error |
      And no money has moved

      Examples:
        | doing      | does      |
        | Retrieving | retrieves |
        | Updating   | updates   |

    Scenario: Retrieving what a path leads to, for contrast
      When the platform retrieves the balance of the platform
      Then the request succeeds
      And no money has moved

  @ERR-05 @recorded
  Rule: An id that nothing has is answered as not found, with the name that the path has for it
    Source: Recorded answers of the real API, published by others; error codes, resource_missing.

    @needs:payouts @needs:accounts
    Scenario Outline: <doing> a payout by an id that nothing has
      Given a connected account "acme"
      When the platform <does> a payout that does not exist
      Then no such payout is found
      And the refusal names the parameter "payout"
      And no money has moved

      Examples:
        | doing      | does      |
        | Retrieving | retrieves |
        | Updating   | updates   |
        | Canceling  | cancels   |

    @needs:payouts @needs:accounts
    Scenario: Retrieving a balance transaction by an id that nothing has
      Given a connected account "acme"
      When the platform retrieves a balance transaction that does not exist
      Then no such balance transaction is found
      And the refusal names the parameter "id"
      And no money has moved

    @needs:events @needs:accounts
    Scenario: Retrieving an event by an id that nothing has
      Given a connected account "acme"
      When the platform retrieves an event that does not exist
      Then no such event is found
      And the refusal names the parameter "id"
      And no money has moved

    @needs:transfers @needs:accounts
    Scenario Outline: <doing> a transfer by an id that nothing has
      Given a connected account "acme"
      When the platform <does> a transfer that does not exist
      Then no such transfer is found
      And the refusal names the parameter "transfer"
      And no money has moved

      Examples:
        | doing      | does      |
        | Retrieving | retrieves |
        | Updating   | updates   |

    @needs:transfers @needs:transfer-reversals @needs:accounts
    Scenario Outline: <doing> a transfer reversal by ids that nothing has
      Given a connected account "acme"
      When the platform <does> a transfer reversal that does not exist
      Then no such transfer reversal is found
      And no money has moved

      Examples:
        | doing      | does      |
        | Retrieving | retrieves |
        | Updating   | updates   |

    @needs:received-debits @needs:debit-reversals @needs:accounts @needs:treasury
    Scenario Outline: Retrieving a <noun> by an id that nothing has
      Given an ach debit of 10.00 USD on the financial account
      When the platform retrieves a <noun> that does not exist
      Then no such <noun> is found
      And the refusal names the parameter "<param>"
      And no money has moved

      Examples:
        | noun           | param          |
        | received debit | id             |
        | debit reversal | debit_reversal |

    @needs:topups
    Scenario Outline: <doing> a top-up by an id that nothing has
      When the platform <does> a top-up that does not exist
      Then no such top-up is found
      And the refusal names the parameter "topup"
      And no money has moved

      Examples:
        | doing      | does      |
        | Retrieving | retrieves |
        | Updating   | updates   |
        | Canceling  | cancels   |

    @needs:webhooks
    Scenario: Retrieving a webhook endpoint by an id that nothing has
      When the platform retrieves a webhook endpoint that does not exist
      Then no such webhook endpoint is found
      And the refusal names the parameter "webhook_endpoint"
      And no money has moved

    @needs:payouts @needs:accounts @needs:funds
    Scenario: Retrieving a payout by its id, for contrast
      Given a payout of 11.00 USD from "acme" to a US bank account
      When the platform retrieves the payout
      Then the request succeeds
      And the answer is the payout as it reads now
      And no money has moved

    @needs:transfers @needs:accounts @needs:funds
    Scenario: Retrieving a transfer by its id, for contrast
      Given a transfer of 8.00 USD to "acme"
      When the platform retrieves the transfer
      Then the request succeeds
      And the answer is the transfer as it reads now
      And no money has moved

    @needs:topups
    Scenario: Retrieving a top-up by its id, for contrast
      Given 2 top-ups exist
      When the platform retrieves the top-up
      Then the request succeeds
      And the answer is the top-up as it reads now
      And no money has moved

    @needs:webhooks
    Scenario: Retrieving a webhook endpoint by its id, for contrast
      Given the platform listens for "*"
      When the platform retrieves the webhook endpoint
      Then the request succeeds
      And the answer is the webhook endpoint as it reads now
      And no money has moved
