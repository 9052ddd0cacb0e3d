@needs:topups
Feature: Top-ups
  A platform adds funds to its balance from a bank account of its own. The bank decides whether they come, and may take
  them back. Each top-up that exists beforehand is one of 1.00 USD.

  @TOP-01 @documented
  Rule: A top-up credits the balance when the bank has paid it, and not before
    Source: Published schema, top-up, status, balance_transaction; API reference, event types, topup.succeeded.

    Scenario: Creating a top-up
      When the platform creates a top-up with:
        | param       | value     |
        | amount      | 20.00 USD |
        | currency    | usd       |
        | description | rent      |
      Then the request succeeds
      And the answer shows:
        | field       | value     |
        | object      | topup     |
        | amount      | 20.00 USD |
        | description | rent      |
      And the top-up is now pending
      And no money has moved

    @needs:events
    Scenario: Listening while a top-up is created
      When the platform creates a top-up with:
        | param    | value     |
        | amount   | 20.00 USD |
        | currency | usd       |
      Then the events sent are:
        | type          | object     | status  |
        | topup.created | the top-up | pending |
      And no money has moved

    @needs:bank
    Scenario: Paying one of two top-ups
      Given 2 top-ups exist
      When the bank pays the top-up
      Then the top-up is now succeeded
      And the balance transactions of the top-up are:
        | type  | amount   | reporting_category |
        | topup | 1.00 USD | topup              |
      And the money moved is:
        | account  | available |
        | platform | +1.00 USD |

    @needs:events @needs:bank
    Scenario: Listening while the bank pays one of two top-ups
      Given 2 top-ups exist
      When the bank pays the top-up
      Then the events sent are:
        | type            | object     | status    |
        | topup.succeeded | the top-up | succeeded |
      And the money moved is:
        | account  | available |
        | platform | +1.00 USD |

    @needs:events @needs:bank
    Scenario: Listening while the bank fails one of two top-ups
      Given 2 top-ups exist
      When the bank fails the top-up
      Then the events sent are:
        | type         | object     | status |
        | topup.failed | the top-up | failed |
      And no money has moved

  @TOP-02 @documented
  Rule: A top-up can be canceled as long as it is pending
    Source: Published schema, "Cancel a top-up".

    Scenario: Canceling a top-up that is pending
      Given 2 top-ups exist
      When the platform cancels the top-up
      Then the request succeeds
      And the top-up is now canceled
      And the answer is the top-up as it reads now
      And no money has moved

    @needs:events
    Scenario: Listening while a top-up is canceled
      Given 2 top-ups exist
      When the platform cancels the top-up
      Then the events sent are:
        | type           | object     | status   |
        | topup.canceled | the top-up | canceled |
      And no money has moved

    Scenario: Canceling a top-up a second time
      Given 2 top-ups exist
      And the top-up is canceled
      When the platform cancels the top-up
      Then the request is refused
      And the top-up is still canceled
      And no money has moved

    @needs:bank
    Scenario Outline: Canceling a top-up that is <status>
      Given 2 top-ups exist
      And the top-up is <status>
      When the platform cancels the top-up
      Then the request is refused
      And the top-up is still <status>
      And no money has moved

      Examples:
        | status    |
        | succeeded |
        | failed    |
        | reversed  |

  @TOP-03 @documented @needs:bank
  Rule: A top-up that the bank takes back is reversed, and takes its money with it
    Source: Published schema, top-up, status; API reference, event types, topup.reversed.
    Balance transactions have a type for it; that the top-up is the source of that one, too, no document says.

    Scenario: Taking back a top-up that has succeeded
      Given 2 top-ups exist
      And the top-up is succeeded
      When the bank returns the top-up
      Then the top-up is now reversed
      And the money moved is:
        | account  | available |
        | platform | -1.00 USD |

    @inferred
    Scenario: Reading what a top-up has booked that the bank took back
      Given 2 top-ups exist
      And the top-up is succeeded
      When the bank returns the top-up
      Then the balance transactions of the top-up are:
        | type           | amount    | reporting_category |
        | topup          | 1.00 USD  | topup              |
        | topup_reversal | -1.00 USD | topup_reversal     |
      And the money moved is:
        | account  | available |
        | platform | -1.00 USD |

    @needs:events
    Scenario: Listening while the bank takes back a top-up
      Given 2 top-ups exist
      And the top-up is succeeded
      When the bank returns the top-up
      Then the events sent are:
        | type           | object     | status   |
        | topup.reversed | the top-up | reversed |
      And the money moved is:
        | account  | available |
        | platform | -1.00 USD |
