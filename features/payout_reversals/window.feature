@needs:payouts @needs:payout-reversals @needs:accounts @needs:funds @needs:bank @needs:clock
Feature: The 90 days in which a payout can be reversed
  The time runs from the day on which the payout was expected to arrive, not from the day on which it was made.

  @PAY-REV-16 @documented
  Rule: A payout that was expected to arrive less than 90 days ago can be reversed
    Source: Connect guide "Payout reversals", Requirements.

    Scenario Outline: Reversing a payout that was expected <age> ago
      Given a payout of 11.00 USD from "acme" to a US bank account
      And the payout was expected to arrive <age> ago
      When the platform reverses the payout
      Then the request succeeds
      And the reversing payout is now pending
      And the money moved is:
        | account | pending    |
        | acme    | +11.00 USD |

      Examples:
        | age                  |
        | 89 days              |
        | 89 days and 23 hours |

  @PAY-REV-17 @documented @reading:reversal-day-90=refused
  Rule: A payout that was expected to arrive exactly 90 days ago cannot be reversed
    Source: Connect guide "Payout reversals", Requirements.
    The guide wants less than 90 days; the support article on payout reversals counts up to the 90th day.

    Scenario Outline: Reversing a payout on the 90th day, <age> after its expected arrival
      Given a payout of 11.00 USD from "acme" to a US bank account
      And the payout was expected to arrive <age> ago
      When the platform reverses the payout
      Then the request is refused
      And the payout shows:
        | field       | value |
        | reversed_by | null  |
      And no money has moved

      Examples:
        | age                  |
        | 90 days              |
        | 90 days and 23 hours |

    Scenario: Reversing a payout one hour before the 90th day, for contrast
      Given a payout of 11.00 USD from "acme" to a US bank account
      And the payout was expected to arrive 89 days and 23 hours ago
      When the platform reverses the payout
      Then the request succeeds
      And the money moved is:
        | account | pending    |
        | acme    | +11.00 USD |

  @PAY-REV-17b @documented @reading:reversal-day-90=accepted
  Rule: A payout that was expected to arrive exactly 90 days ago can be reversed
    Source: Support article on payout reversals.
    The other half of PAY-REV-17. Whether the hours after that instant still count is left open.

    Scenario: Reversing a payout at the instant when the 90 days are over
      Given a payout of 11.00 USD from "acme" to a US bank account
      And the payout was expected to arrive 90 days ago
      When the platform reverses the payout
      Then the request succeeds
      And the reversing payout is now pending
      And the money moved is:
        | account | pending    |
        | acme    | +11.00 USD |

  @PAY-REV-18 @documented
  Rule: A payout that was expected to arrive 91 days ago cannot be reversed
    Source: Connect guide "Payout reversals", Requirements.

    Scenario: Reversing a payout on the 91st day
      Given a payout of 11.00 USD from "acme" to a US bank account
      And the payout was expected to arrive 91 days ago
      When the platform reverses the payout
      Then the request is refused
      And the payout shows:
        | field       | value |
        | reversed_by | null  |
      And no money has moved

    Scenario: Reversing a payout two days earlier, for contrast
      Given a payout of 11.00 USD from "acme" to a US bank account
      And the payout was expected to arrive 89 days ago
      When the platform reverses the payout
      Then the request succeeds
      And the money moved is:
        | account | pending    |
        | acme    | +11.00 USD |
