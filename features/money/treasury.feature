@needs:received-debits @needs:accounts @needs:treasury
Feature: The treasury ledger
  The cash of a financial account changes by transactions. Each belongs to the flow that made it and consists of
  entries, the single movements of money.

  @TRX-01 @documented
  Rule: A flow that moves cash has a transaction that names the flow
    Source: Treasury guide "Working with balances and transactions", Transactions.

    Scenario: Reading the transaction of a received debit
      Given an ach debit of 10.00 USD on the financial account
      When the platform retrieves the treasury transaction
      Then the treasury transaction shows:
        | field             | value                 |
        | object            | treasury.transaction  |
        | flow_type         | received_debit        |
        | flow              | the received debit    |
        | amount            | -10.00 USD            |
        | financial_account | the financial account |
      And no money has moved

    @needs:debit-reversals
    Scenario: Reading the transaction of a debit reversal
      Given an ach debit of 10.00 USD on the financial account
      And the received debit is being reversed
      When the platform retrieves the treasury transaction
      Then the treasury transaction shows:
        | field             | value                 |
        | flow_type         | debit_reversal        |
        | flow              | the debit reversal    |
        | financial_account | the financial account |
      And no money has moved

  @TRX-02 @documented
  Rule: A posted transaction shows when it was posted, as it was never void
    Source: Treasury guide "Working with balances and transactions", Transactions, status.

    @needs:clock
    Scenario: Waiting a week after a debit was posted
      Given an ach debit of 10.00 USD on the financial account
      When 7 days pass
      Then the treasury transaction shows:
        | field                        | value      |
        | status                       | posted     |
        | status_transitions.posted_at | 7 days ago |
        | status_transitions.void_at   | null       |
      And no money has moved

  @TRX-03 @documented
  Rule: The entries of a transaction sum up to its impact on the balance
    Source: Treasury guide "Working with balances and transactions", Transactions and entries.
    A debit is one movement of cash, and so is its reversal: the schema has one type of entry for either.

    Scenario: Listing the entries of the transaction of a received debit
      Given an ach debit of 10.00 USD on the financial account
      When the platform lists the treasury entries of "acme" with:
        | param             | value                    |
        | financial_account | the financial account    |
        | transaction       | the treasury transaction |
      Then the list holds the amounts:
        | amount     |
        | -10.00 USD |
      And the treasury transaction shows:
        | field               | value      |
        | balance_impact.cash | -10.00 USD |
        | amount              | -10.00 USD |
      And no money has moved

    @inferred @needs:debit-reversals @needs:treasury-bank
    Scenario: Listing the entries of the transaction of a completed debit reversal
      Given an ach debit of 10.00 USD on the financial account
      And the received debit has been reversed
      When the platform lists the treasury entries of "acme" with:
        | param             | value                    |
        | financial_account | the financial account    |
        | transaction       | the treasury transaction |
      Then the list holds the amounts:
        | amount    |
        | 10.00 USD |
      And the treasury transaction shows:
        | field               | value     |
        | balance_impact.cash | 10.00 USD |
        | amount              | 10.00 USD |
      And no money has moved

  @TRX-05 @documented @needs:events
  Rule: No event tells of a treasury transaction
    Source: Treasury guide "Working with balances and transactions"; API reference, event types.
    Only the flow that made it is announced.

    Scenario: Listening to everything while a debit takes cash
      Given "acme" has a financial account holding 50.00 USD
      When the platform creates a received debit on the financial account with:
        | param             | value                 |
        | amount            | 10.00 USD             |
        | currency          | usd                   |
        | financial_account | the financial account |
        | network           | ach                   |
      Then the events sent are:
        | type                            | object             |
        | treasury.received_debit.created | the received debit |
      And the money moved is:
        | account           | available  |
        | financial account | -10.00 USD |

    @needs:debit-reversals @needs:treasury-bank
    Scenario: Listening to everything while a completed reversal returns cash
      Given an ach debit of 10.00 USD on the financial account
      And the received debit is being reversed
      When the bank completes the debit reversal
      Then the events sent are:
        | type                              | object             |
        | treasury.debit_reversal.completed | the debit reversal |
      And the money moved is unspecified
