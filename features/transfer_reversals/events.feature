@needs:transfers @needs:transfer-reversals @needs:accounts @needs:funds @needs:events
Feature: Announcing a transfer reversal
  There is no event for a reversal itself. The platform hears of the transfer, with what has been reversed of it so far.

  @TRR-14 @documented
  Rule: Every reversal of a transfer is announced with the transfer as it is then
    Source: API reference, event types, transfer.reversed.

    Scenario Outline: Listening while <part> of a transfer of 8.00 USD is reversed
      Given a transfer of 8.00 USD to "acme"
      When the platform reverses <part> of the transfer
      Then the events sent are:
        | type              | object       |
        | transfer.reversed | the transfer |
      And the "transfer.reversed" event of the transfer shows:
        | field                       | value    |
        | data.object.object          | transfer |
        | data.object.amount          | 8.00 USD |
        | data.object.amount_reversed | <part>   |
        | data.object.reversed        | <whole>  |
      And the money moved is:
        | account  | available |
        | platform | +<part>   |
        | acme     | -<part>   |

      Examples:
        | part     | whole |
        | 7.99 USD | false |
        | 8.00 USD | true  |

    Scenario: Listening while a second part is reversed
      Given a transfer of 8.00 USD to "acme"
      And 3.00 USD of the transfer has been reversed
      When the platform reverses 1.00 USD of the transfer
      Then the events sent are:
        | type              | object       |
        | transfer.reversed | the transfer |
      And the "transfer.reversed" event of the transfer shows:
        | field                       | value    |
        | data.object.amount_reversed | 4.00 USD |
        | data.object.reversed        | false    |
      And the money moved is:
        | account  | available |
        | platform | +1.00 USD |
        | acme     | -1.00 USD |
