@needs:webhooks @needs:accounts @needs:clock
Feature: What a webhook endpoint hears
  An endpoint gets the types that it asked for, of the accounts that it asked for, as long as it is there and enabled.

  @WHK-03 @documented
  Rule: Only events of the enabled types are delivered
    Source: Published schema, webhook endpoint, enabled_events.

    @needs:payouts @needs:funds
    Scenario Outline: Canceling a payout while listening for <types>
      Given the platform listens for <types>
      And a payout of 11.00 USD from the platform to a US bank account
      When the platform cancels the payout
      Then the events delivered are:
        | type            | object     |
        | payout.canceled | the payout |
      And the money moved is:
        | account  | available  |
        | platform | +11.00 USD |

      Examples:
        | types                          |
        | "payout.canceled"              |
        | "payout.paid, payout.canceled" |

    @needs:payouts @needs:funds
    Scenario: Canceling a payout while listening for everything
      Given the platform listens for "*"
      And a payout of 11.00 USD from the platform to a US bank account
      When the platform cancels the payout
      Then the "payout.canceled" event of the payout is delivered 1 time within 1 hour
      And the money moved is:
        | account  | available  |
        | platform | +11.00 USD |

    @needs:payouts @needs:funds
    Scenario: Canceling a payout while listening for other ends of it
      Given the platform listens for "payout.paid, payout.failed"
      And a payout of 11.00 USD from the platform to a US bank account
      When the platform cancels the payout
      Then no events are delivered
      And the money moved is:
        | account  | available  |
        | platform | +11.00 USD |

    @needs:transfers @needs:transfer-reversals @needs:funds
    Scenario Outline: Reversing a transfer while listening for <types>
      Given a transfer of 8.00 USD to "acme"
      And the platform listens for <types>
      When the platform reverses the transfer
      Then the events delivered are:
        | type              | object       |
        | transfer.reversed | the transfer |
      And the money moved is:
        | account  | available |
        | platform | +8.00 USD |
        | acme     | -8.00 USD |

      Examples:
        | types                                 |
        | "transfer.reversed"                   |
        | "transfer.created, transfer.reversed" |

  @WHK-04 @documented
  Rule: An endpoint hears of the connected accounts or of the platform, as it was made
    Source: Published schema, "Create a webhook endpoint", connect.

    @needs:payouts @needs:funds
    Scenario: Canceling a payout of a connected account while listening to connected accounts
      Given the platform listens for "payout.canceled" of connected accounts
      And a payout of 11.00 USD from "acme" to a US bank account
      When the platform cancels the payout
      Then the events delivered are:
        | type            | object     |
        | payout.canceled | the payout |
      And the money moved is:
        | account | available  |
        | acme    | +11.00 USD |

    @needs:payouts @needs:funds
    Scenario: Canceling a payout of the platform while listening to connected accounts
      Given the platform listens for "payout.canceled" of connected accounts
      And a payout of 11.00 USD from the platform to a US bank account
      When the platform cancels the payout
      Then no events are delivered
      And the money moved is:
        | account  | available  |
        | platform | +11.00 USD |

    @needs:payouts @needs:funds
    Scenario: Canceling a payout of a connected account while listening to the platform
      Given the platform listens for "payout.canceled"
      And a payout of 11.00 USD from "acme" to a US bank account
      When the platform cancels the payout
      Then no events are delivered
      And the money moved is:
        | account | available  |
        | acme    | +11.00 USD |

    @needs:received-debits @needs:debit-reversals @needs:treasury
    Scenario: Reversing a received debit while listening to connected accounts
      Given the platform listens for "treasury.debit_reversal.created" of connected accounts
      And an ach debit of 10.00 USD on the financial account
      When the platform reverses the received debit
      Then the events delivered are:
        | type                            | object             |
        | treasury.debit_reversal.created | the debit reversal |
      And the money moved is unspecified

  @WHK-07 @documented @needs:payouts @needs:funds
  Rule: An endpoint that is disabled or deleted gets nothing
    Source: Published schema, webhook endpoint, status; API documentation, webhooks.

    Scenario Outline: Canceling a payout while the endpoint that listened is <state>
      Given the platform listens for "payout.canceled"
      And the webhook endpoint has been <state>
      And a payout of 11.00 USD from the platform to a US bank account
      When the platform cancels the payout
      Then no events are delivered
      And the money moved is:
        | account  | available  |
        | platform | +11.00 USD |

      Examples:
        | state    |
        | disabled |
        | deleted  |

    Scenario: Canceling a payout while one of two endpoints that listened is disabled, for contrast
      Given the platform listens for "payout.canceled"
      And the webhook endpoint has been disabled
      And the platform listens for "payout.canceled"
      And a payout of 11.00 USD from the platform to a US bank account
      When the platform cancels the payout
      Then the events delivered are:
        | type            | object     |
        | payout.canceled | the payout |
      And the money moved is:
        | account  | available  |
        | platform | +11.00 USD |
