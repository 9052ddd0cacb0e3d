@needs:transfers @needs:accounts @needs:funds
Feature: Listing transfers
  The platform's transfers come newest first and can be narrowed by destination and by group.

  @TR-11 @documented
  Rule: A list can be narrowed to the transfers of one destination or of one group
    Source: Published schema, list of transfers, destination, transfer_group.

    Scenario: Listing the transfers to one of two accounts
      Given these transfers to "acme":
        | amount   |
        | 1.00 USD |
      And these transfers to "globex":
        | amount   |
        | 2.00 USD |
      When the platform lists the transfers of the platform with:
        | param       | value  |
        | destination | "acme" |
      Then the request succeeds
      And the list holds the amounts:
        | amount   |
        | 1.00 USD |
      And no money has moved

    Scenario Outline: Listing the transfers of the group <group>
      Given these transfers to "acme":
        | amount   | transfer_group |
        | 1.00 USD | ORDER_1        |
        | 2.00 USD | ORDER_10       |
        | 3.00 USD |                |
      When the platform lists the transfers of the platform with:
        | param          | value   |
        | transfer_group | <group> |
      Then the request succeeds
      And the list holds the amounts:
        | amount   |
        | <amount> |
      And no money has moved

      Examples:
        | group    | amount   |
        | ORDER_1  | 1.00 USD |
        | ORDER_10 | 2.00 USD |

    Scenario: Listing by destination as well as by group
      Given these transfers to "acme":
        | amount   | transfer_group |
        | 1.00 USD | ORDER_1        |
        | 2.00 USD | ORDER_2        |
      And these transfers to "globex":
        | amount   | transfer_group |
        | 3.00 USD | ORDER_1        |
      When the platform lists the transfers of the platform with:
        | param          | value   |
        | destination    | "acme"  |
        | transfer_group | ORDER_1 |
      Then the request succeeds
      And the list holds the amounts:
        | amount   |
        | 1.00 USD |
      And no money has moved

    Scenario: Listing without narrowing, for contrast
      Given these transfers to "acme":
        | amount   | transfer_group |
        | 1.00 USD | ORDER_1        |
        | 2.00 USD |                |
      And these transfers to "globex":
        | amount   | transfer_group |
        | 3.00 USD | ORDER_1        |
      When the platform lists the transfers of the platform
      Then the request succeeds
      And the list holds the amounts:
        | amount   |
        | 3.00 USD |
        | 2.00 USD |
        | 1.00 USD |
      And no money has moved
