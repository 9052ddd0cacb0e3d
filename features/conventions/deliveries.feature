@needs:webhooks @needs:accounts @needs:clock
Feature: Deliveries of events
  An event is brought to an endpoint with a signature, and brought again until the endpoint has taken it. It may come
  twice, and it may come after a later one.

  @WHK-05 @documented
  Rule: A delivery is signed with the secret of its endpoint
    Source: API documentation, webhooks, signatures.
    The signature covers the time of the delivery with the very bytes of the body.

    @needs:payouts @needs:funds
    Scenario: Verifying the delivery of a payout that was canceled
      Given the platform listens for "payout.canceled"
      And a payout of 11.00 USD from the platform to a US bank account
      When the platform cancels the payout
      Then the events delivered are:
        | type            | object     |
        | payout.canceled | the payout |
      And every delivery is signed
      And the money moved is:
        | account  | available  |
        | platform | +11.00 USD |

    @needs:payouts @needs:funds
    Scenario: Verifying the deliveries to two endpoints, each with a secret of its own
      Given the platform listens for "payout.canceled"
      And the platform listens for "payout.canceled, payout.paid"
      And a payout of 11.00 USD from the platform to a US bank account
      When the platform cancels the payout
      Then the events delivered are:
        | type            | object     |
        | payout.canceled | the payout |
      And every delivery is signed
      And the money moved is:
        | account  | available  |
        | platform | +11.00 USD |

    @needs:payouts @needs:funds
    Scenario: Verifying the delivery of a payout of a connected account that was canceled
      Given the platform listens for "payout.canceled" of connected accounts
      And a payout of 11.00 USD from "acme" to a US bank account
      When the platform cancels the payout
      Then the events delivered are:
        | type            | object     |
        | payout.canceled | the payout |
      And every delivery is signed
      And the money moved is:
        | account | available  |
        | acme    | +11.00 USD |

    @needs:transfers @needs:transfer-reversals @needs:funds
    Scenario: Verifying the delivery of a transfer that was reversed
      Given a transfer of 8.00 USD to "acme"
      And the platform listens for "transfer.reversed"
      When the platform reverses the transfer
      Then the events delivered are:
        | type              | object       |
        | transfer.reversed | the transfer |
      And every delivery is signed
      And the money moved is:
        | account  | available |
        | platform | +8.00 USD |
        | acme     | -8.00 USD |

  @WHK-06 @documented @needs:payouts @needs:funds
  Rule: A delivery that was not taken is made again, with a time and a signature of its own
    Source: API documentation, webhooks, retries.
    A test environment tries three times in some hours, others for up to three days.

    Scenario Outline: Canceling a payout while the inbox refuses the next <refused>
      Given the platform listens for "payout.canceled"
      And the inbox refuses the next <refused>
      And a payout of 11.00 USD from the platform to a US bank account
      When the platform cancels the payout
      Then the "payout.canceled" event of the payout is delivered <times> times within 3 days
      And every delivery is signed
      And the money moved is:
        | account  | available  |
        | platform | +11.00 USD |

      Examples:
        | refused      | times |
        | delivery     | 2     |
        | 2 deliveries | 3     |

    @inferred
    Scenario: Canceling a payout while the inbox takes every delivery, for contrast
      Given the platform listens for "payout.canceled"
      And a payout of 11.00 USD from the platform to a US bank account
      When the platform cancels the payout
      Then the "payout.canceled" event of the payout is delivered 1 time within 3 days
      And the money moved is:
        | account  | available  |
        | platform | +11.00 USD |

  @WHK-08 @documented @needs:payouts @needs:funds @needs:events
  Rule: An event tells how many endpoints have not taken it yet
    Source: Published schema, event, pending_webhooks.

    Scenario: Reading an event that its only endpoint has taken
      Given the platform listens for "payout.canceled"
      And a payout of 11.00 USD from the platform to a US bank account
      When the platform cancels the payout
      Then the events delivered are:
        | type            | object     |
        | payout.canceled | the payout |
      And the "payout.canceled" event of the payout shows:
        | field            | value |
        | pending_webhooks | 0     |
      And the money moved is:
        | account  | available  |
        | platform | +11.00 USD |

    Scenario: Reading an event that its only endpoint keeps refusing
      Given the platform listens for "payout.canceled"
      And the inbox refuses the next 50 deliveries
      And a payout of 11.00 USD from the platform to a US bank account
      When the platform cancels the payout
      Then the "payout.canceled" event of the payout shows:
        | field            | value |
        | pending_webhooks | 1     |
      And the money moved is:
        | account  | available  |
        | platform | +11.00 USD |

    Scenario: Reading an event that no endpoint is to get
      Given the platform listens for "payout.paid"
      And a payout of 11.00 USD from the platform to a US bank account
      When the platform cancels the payout
      Then the "payout.canceled" event of the payout shows:
        | field            | value |
        | pending_webhooks | 0     |
      And the money moved is:
        | account  | available  |
        | platform | +11.00 USD |
