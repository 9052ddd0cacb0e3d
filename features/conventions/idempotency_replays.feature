@needs:idempotency @needs:accounts @needs:funds
Feature: Answers that repeat an earlier one
  An answer from memory says that it is one. Reversing a payout twice is an error, unless the second request is the
  first one again; and what is only read is never answered from memory.

  @IDEM-02 @documented
  Rule: An answer that repeats an earlier one is marked as a replay
    Source: API documentation, low-level error handling.

    @needs:payouts
    Scenario: Looking for the mark when the creation of a payout is repeated
      Given "acme" holds 22.00 USD
      And the next request carries the key "first"
      And a payout of 11.00 USD from "acme" to a US bank account
      When the platform repeats the request
      Then the request succeeds
      And the answers mark only the second as a replay
      And no money has moved

    @needs:payouts
    Scenario: Looking for the mark when a refusal for lack of funds is repeated
      Given a connected account "acme"
      And the next request carries the key "first"
      And the platform was refused a payout of 11.00 USD from "acme"
      When the platform repeats the request
      Then the request is refused
      And the answers mark only the second as a replay
      And no money has moved

    @needs:payouts
    Scenario: Looking for the mark when the cancellation of a payout is repeated
      Given a payout of 11.00 USD from "acme" to a US bank account
      And the next request carries the key "first"
      And the payout is canceled
      When the platform repeats the request
      Then the request succeeds
      And the answers mark only the second as a replay
      And no money has moved

    @needs:transfers @needs:transfer-reversals
    Scenario: Looking for the mark when the reversal of a part of a transfer is repeated
      Given a transfer of 8.00 USD to "acme"
      And the next request carries the key "first"
      And 3.00 USD of the transfer has been reversed
      When the platform repeats the request
      Then the request succeeds
      And the answers mark only the second as a replay
      And no money has moved

  @IDEM-08 @documented
  Rule: A key changes nothing about a reading
    Source: API documentation, idempotent requests.
    Reading twice does no harm, so that a key has nothing to prevent there, even where a request has used it.

    @needs:payouts @needs:bank
    Scenario: Retrieving a payout that has been paid since, with the idempotency key that made it
      Given the next request carries the key "first"
      And a payout of 11.00 USD from "acme" to a US bank account
      And the payout is paid
      And the next request carries the key "first"
      When the platform retrieves the payout
      Then the answer is the payout as it reads now
      And the payout is still paid
      And no money has moved

    @needs:transfers @needs:transfer-reversals
    Scenario: Retrieving a transfer that has been reversed since, with the idempotency key that made it
      Given the next request carries the key "first"
      And a transfer of 8.00 USD to "acme"
      And 3.00 USD of the transfer has been reversed
      And the next request carries the key "first"
      When the platform retrieves the transfer
      Then the answer is the transfer as it reads now
      And the answer shows:
        | field           | value    |
        | amount_reversed | 3.00 USD |
      And no money has moved

  @IDEM-12 @documented @needs:payouts @needs:payout-reversals @needs:bank
  Rule: A payout's reversal that is repeated with its key is the same reversal, and no second one
    Source: API documentation, idempotent requests; API reference, "Reverse a payout".

    Scenario: Repeating the reversal of a payout with its key
      Given a payout of 11.00 USD from "acme" to a US bank account
      And the payout is paid
      And the next request carries the key "first"
      And the payout is being reversed
      When the platform repeats the request
      Then the answers are the same
      And "acme" has 2 payouts
      And no money has moved

    Scenario: Repeating the reversal of a payout with its key, after the reversal was paid
      Given a payout of 11.00 USD from "acme" to a US bank account
      And the payout is paid
      And the next request carries the key "first"
      And the payout is being reversed
      And the reversing payout is paid
      When the platform repeats the request
      Then the answers are the same
      And the reversing payout is still paid
      And no money has moved

    @needs:events
    Scenario: Listening while the reversal of a payout is repeated with its key
      Given a payout of 11.00 USD from "acme" to a US bank account
      And the payout is paid
      And the next request carries the key "first"
      And the payout is being reversed
      When the platform repeats the request
      Then the request succeeds
      And no events are sent
      And no money has moved

    Scenario: Reversing a payout again with another key, for contrast
      Given a payout of 11.00 USD from "acme" to a US bank account
      And the payout is paid
      And the next request carries the key "first"
      And the payout is being reversed
      And the next request carries the key "second"
      When the platform reverses the payout
      Then the request is refused
      And no money has moved
