@needs:events @needs:accounts
Feature: Where an event comes from
  A platform that hears of all its accounts needs to know whose event it is. A client that gets its own changes told
  needs to know which of its requests made them.

  @EVT-03 @documented
  Rule: An event of a connected account names the account
    Source: Connect documentation, webhooks; published schema, event, account.

    @needs:payouts @needs:funds
    Scenario: Canceling a payout of a connected account
      Given a payout of 11.00 USD from "acme" to a US bank account
      When the platform cancels the payout
      Then the "payout.canceled" event of the payout shows:
        | field   | value  |
        | account | "acme" |
      And the money moved is:
        | account | available  |
        | acme    | +11.00 USD |

    @needs:payouts @needs:payout-reversals @needs:funds @needs:bank
    Scenario: Reversing a payout of a connected account
      Given a payout of 11.00 USD from "acme" to a US bank account
      And the payout is paid
      When the platform reverses the payout
      Then the "payout.updated" event of the payout shows:
        | field   | value  |
        | account | "acme" |
      And the "payout.created" event of the reversing payout shows:
        | field   | value  |
        | account | "acme" |
      And the money moved is:
        | account | pending    |
        | acme    | +11.00 USD |

    @needs:received-debits @needs:debit-reversals @needs:treasury
    Scenario: Reversing a received debit of a connected account
      Given an ach debit of 10.00 USD on the financial account
      When the platform reverses the received debit
      Then the "treasury.debit_reversal.created" event of the debit reversal shows:
        | field   | value  |
        | account | "acme" |
      And the money moved is unspecified

    @needs:payouts @needs:funds
    Scenario: Canceling a payout of the platform, for contrast
      Given a payout of 11.00 USD from the platform to a US bank account
      When the platform cancels the payout
      Then the "payout.canceled" event of the payout shows:
        | field   | value  |
        | account | absent |
      And the money moved is:
        | account  | available  |
        | platform | +11.00 USD |

    @needs:transfers @needs:transfer-reversals @needs:funds
    Scenario: Reversing a transfer of the platform, for contrast
      Given a transfer of 8.00 USD to "acme"
      When the platform reverses the transfer
      Then the "transfer.reversed" event of the transfer shows:
        | field   | value  |
        | account | absent |
      And the money moved is:
        | account  | available |
        | platform | +8.00 USD |
        | acme     | -8.00 USD |

  @EVT-04 @documented
  Rule: An event names the request that caused it, or none where none did
    Source: Published schema, event, request.

    @needs:payouts @needs:funds
    Scenario: Canceling a payout without an idempotency key
      Given a payout of 11.00 USD from "acme" to a US bank account
      When the platform cancels the payout
      Then the "payout.canceled" event of the payout shows:
        | field                   | value       |
        | request.id              | the request |
        | request.idempotency_key | null        |
      And the money moved is:
        | account | available  |
        | acme    | +11.00 USD |

    @needs:payouts @needs:funds @needs:idempotency
    Scenario: Canceling a payout with an idempotency key
      Given a payout of 11.00 USD from "acme" to a US bank account
      And the next request carries the key "first"
      When the platform cancels the payout
      Then the "payout.canceled" event of the payout shows:
        | field                   | value       |
        | request.id              | the request |
        | request.idempotency_key | first       |
      And the money moved is:
        | account | available  |
        | acme    | +11.00 USD |

    @needs:transfers @needs:transfer-reversals @needs:funds @needs:idempotency
    Scenario: Reversing a transfer with an idempotency key
      Given a transfer of 8.00 USD to "acme"
      And the next request carries the key "first"
      When the platform reverses the transfer
      Then the "transfer.reversed" event of the transfer shows:
        | field                   | value       |
        | request.id              | the request |
        | request.idempotency_key | first       |
      And the money moved is:
        | account  | available |
        | platform | +8.00 USD |
        | acme     | -8.00 USD |

    @needs:received-debits @needs:debit-reversals @needs:treasury
    Scenario: Reversing a received debit without an idempotency key
      Given an ach debit of 10.00 USD on the financial account
      When the platform reverses the received debit
      Then the "treasury.debit_reversal.created" event of the debit reversal shows:
        | field                   | value       |
        | request.id              | the request |
        | request.idempotency_key | null        |
      And the money moved is unspecified

    @needs:payouts @needs:funds @needs:bank
    Scenario: Hearing that the bank has paid a payout
      Given a payout of 11.00 USD from "acme" to a US bank account
      When the bank pays the payout
      Then the "payout.paid" event of the payout shows:
        | field                   | value |
        | request.id              | null  |
        | request.idempotency_key | null  |
      And no money has moved

    @needs:payouts @needs:funds @needs:bank
    Scenario: Hearing that the bank has failed a payout
      Given a payout of 11.00 USD from "acme" to a US bank account
      When the bank fails the payout
      Then the "payout.failed" event of the payout shows:
        | field                   | value |
        | request.id              | null  |
        | request.idempotency_key | null  |
      And the money moved is:
        | account | available  |
        | acme    | +11.00 USD |
