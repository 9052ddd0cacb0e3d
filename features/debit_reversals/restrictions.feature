@needs:received-debits @needs:debit-reversals @needs:accounts @needs:treasury
Feature: Debits that cannot be reversed
  Some debits were never reversible: because of where they came from, because they took nothing, or because they are
  somebody else's.

  @DR-10 @documented
  Rule: A debit that its network or source flow restricts cannot be reversed
    Source: Treasury guide "DebitReversal objects", introduction with the table of restricted reasons; Return deadlines.

    Scenario: Reversing a debit from a restricted source
      Given an ach debit of 10.00 USD on the financial account from a restricted source
      When the platform reverses the received debit
      Then the request is refused
      And the received debit shows:
        | field                              | value                  |
        | reversal_details.restricted_reason | source_flow_restricted |
        | linked_flows.debit_reversal        | null                   |
      And "acme" has 0 debit reversals
      And no money has moved

    Scenario: Reversing a debit over a card
      Given a card debit of 10.00 USD on the financial account
      When the platform reverses the received debit
      Then the request is refused
      And the received debit shows:
        | field                              | value |
        | reversal_details.restricted_reason | set   |
        | linked_flows.debit_reversal        | null  |
      And "acme" has 0 debit reversals
      And no money has moved

    Scenario: Reversing a debit over ACH from a source that is not restricted, for contrast
      Given an ach debit of 10.00 USD on the financial account
      When the platform reverses the received debit
      Then the request succeeds
      And "acme" has 1 debit reversal
      And the money moved is unspecified

  @DR-11 @inferred
  Rule: A debit that failed cannot be reversed
    Source: Published schema, received debit, status, transaction.
    The documents are silent, but a failed debit has taken nothing that could be returned.

    Scenario: Reversing a debit that the cash did not cover
      Given "acme" has a financial account holding 9.99 USD
      And an ach debit of 10.00 USD on the financial account
      When the platform reverses the received debit
      Then the request is refused
      And the received debit is still failed
      And "acme" has 0 debit reversals
      And no money has moved

    Scenario: Reversing a debit that the cash just covered, for contrast
      Given "acme" has a financial account holding 10.00 USD
      And an ach debit of 10.00 USD on the financial account
      When the platform reverses the received debit
      Then the request succeeds
      And the received debit is still succeeded
      And the money moved is unspecified

  @DR-12 @inferred
  Rule: A debit that the account does not have cannot be reversed
    Source: Error codes, resource_missing; Connect guide, authentication, Stripe-Account.
    Objects belong to one account, so another's debit is as good as none.

    Scenario: Reversing a debit that nobody received
      Given "acme" has a financial account holding 50.00 USD
      When the platform reverses a received debit that does not exist
      Then the request is refused
      And the refusal has the code "resource_missing"
      And the refusal names the parameter "received_debit"
      And no money has moved

    Scenario: Reversing a debit of one connected account for another
      Given an ach debit of 10.00 USD on the financial account
      When the platform reverses the received debit as "globex"
      Then the request is refused
      And the refusal has the code "resource_missing"
      And the refusal names the parameter "received_debit"
      And no money has moved

    Scenario: Reversing a debit for the account that received it, for contrast
      Given an ach debit of 10.00 USD on the financial account
      When the platform reverses the received debit as "acme"
      Then the request succeeds
      And the money moved is unspecified
