@needs:payouts @needs:payout-reversals @needs:accounts @needs:funds @needs:bank @needs:events
Feature: Events of a reversal
  There is no event type for reversals. The original payout tells that it was changed, and the reversing payout tells
  its life as every payout does.

  @PAY-REV-26 @documented
  Rule: A reverse request sends payout.updated of the original before payout.created of the reversing payout
    Source: Connect guide "Payout reversals", Webhooks.
    Which of two events came first is told by their times; for events of one second the log has no order.

    Scenario: Listening while a payout is reversed
      Given a payout of 11.00 USD from "acme" to a US bank account
      And the payout is paid
      When the platform reverses the payout
      Then the events sent are:
        | type           | object               |
        | payout.updated | the payout           |
        | payout.created | the reversing payout |
      And the money moved is:
        | account | pending    |
        | acme    | +11.00 USD |

    Scenario: Reading the payout.created of the reversing payout
      Given a payout of 11.00 USD from "acme" to a US bank account
      And the payout is paid
      When the platform reverses the payout
      Then the "payout.created" event of the reversing payout shows:
        | field                       | value      |
        | data.object.status          | pending    |
        | data.object.amount          | -11.00 USD |
        | data.object.original_payout | the payout |
      And the money moved is:
        | account | pending    |
        | acme    | +11.00 USD |

  @PAY-REV-27 @inferred
  Rule: The payout.updated of the original tells that it had no reversal before
    Source: Connect guide "Payout reversals", Webhooks; published schema, event, previous_attributes.
    An update event carries the old values of what changed, and the link is what changed.

    Scenario: Reading the payout.updated of the original
      Given a payout of 11.00 USD from "acme" to a US bank account
      And the payout is paid
      When the platform reverses the payout
      Then the "payout.updated" event of the payout shows:
        | field                                | value                |
        | data.previous_attributes.reversed_by | null                 |
        | data.object.reversed_by              | the reversing payout |
      And the money moved is:
        | account | pending    |
        | acme    | +11.00 USD |

  @PAY-REV-28 @documented
  Rule: A reversing payout on its way through the bank sends payout.updated before payout.paid
    Source: Connect guide "Payout reversals", Webhooks.

    @inferred
    Scenario: Listening while the bank takes up the reversal
      Given a payout of 11.00 USD from "acme" to a US bank account
      And the payout is paid
      And the payout is being reversed
      When the bank submits the reversing payout
      Then the events sent are:
        | type           | object               | status     |
        | payout.updated | the reversing payout | in_transit |
      And no money has moved

    Scenario: Listening while the bank pays the reversal
      Given a payout of 11.00 USD from "acme" to a US bank account
      And the payout is paid
      And the payout is being reversed
      When the bank pays the reversing payout
      Then the events sent are:
        | type           | object               |
        | payout.updated | the reversing payout |
        | payout.paid    | the reversing payout |
      And no money has moved
