@needs:payouts @needs:accounts @needs:funds
Feature: A payout that cannot be canceled
  Only a payout that is pending, was asked for by hand and belongs to the caller can be called back.

  @PAY-CANCEL-05 @documented
  Rule: A payout cannot be canceled twice
    Source: API reference, "Cancel a payout", Returns.

    Scenario: Canceling a payout that has been canceled, with its money at hand
      Given a payout of 11.00 USD from "acme" to a US bank account
      And the payout has been canceled
      When the platform cancels the payout
      Then the request is refused
      And the payout is still canceled
      And the balance transactions of the payout are:
        | type          | amount     |
        | payout        | -11.00 USD |
        | payout_cancel | 11.00 USD  |
      And no money has moved

    Scenario: Canceling a payout after another one has been canceled, for contrast
      Given a connected account "acme"
      And these payouts from "acme":
        | amount   | status   |
        | 4.00 USD | canceled |
      And a payout of 11.00 USD from "acme" to a US bank account
      When the platform cancels the payout
      Then the request succeeds
      And the money moved is:
        | account | available  |
        | acme    | +11.00 USD |

  @PAY-CANCEL-06 @documented @needs:bank
  Rule: A payout that is no longer pending cannot be canceled
    Source: API reference, "Cancel a payout"; recorded answers of the real API agree.

    Scenario Outline: Canceling a payout that is <status>
      Given a payout of 11.00 USD from "acme" to a US bank account
      And the payout is <status>
      When the platform cancels the payout
      Then the request is refused
      And the payout is still <status>
      And no money has moved

      Examples:
        | status     |
        | in_transit |
        | paid       |
        | failed     |

    Scenario: Canceling a payout that is still pending, for contrast
      Given a payout of 11.00 USD from "acme" to a US bank account
      And the payout is pending
      When the platform cancels the payout
      Then the request succeeds
      And the money moved is:
        | account | available  |
        | acme    | +11.00 USD |

  @PAY-CANCEL-07 @documented @needs:schedule
  Rule: An automatic payout cannot be canceled even while it is pending
    Source: API reference, "Cancel a payout".

    Scenario Outline: Canceling a pending payout that the schedule of <owner> made
      Given a payout of 11.00 USD from <owner> to a US bank account
      And the payout is automatic
      When the platform cancels the payout
      Then the request is refused
      And the payout is still pending
      And no money has moved

      Examples:
        | owner        |
        | "acme"       |
        | the platform |

    Scenario: Canceling a pending payout that was made by hand, for contrast
      Given a payout of 11.00 USD from "acme" to a US bank account
      And the payout is manual
      When the platform cancels the payout
      Then the request succeeds
      And the money moved is:
        | account | available  |
        | acme    | +11.00 USD |

  @PAY-CANCEL-08 @documented
  Rule: Canceling takes no parameter of its own
    Source: API reference, "Cancel a payout", Parameters; error codes, parameter_unknown.

    Scenario Outline: Canceling with the parameter <param>
      Given a payout of 11.00 USD from "acme" to a US bank account
      When the platform cancels the payout with:
        | param   | value   |
        | <param> | <value> |
      Then the request is refused
      And the refusal has the code "parameter_unknown"
      And the payout is still pending
      And no money has moved

      Examples:
        | param              | value    |
        | amount             | 5.00 USD |
        | metadata[order_id] | 6735     |

    Scenario: Canceling without any parameter, for contrast
      Given a payout of 11.00 USD from "acme" to a US bank account
      When the platform cancels the payout
      Then the request succeeds
      And the money moved is:
        | account | available  |
        | acme    | +11.00 USD |

    @needs:expand
    Scenario: Canceling with the expansion that every call takes, for contrast
      Given a payout of 11.00 USD from "acme" to a US bank account
      When the platform cancels the payout with:
        | param    | value               |
        | expand[] | balance_transaction |
      Then the request succeeds
      And the money moved is:
        | account | available  |
        | acme    | +11.00 USD |
