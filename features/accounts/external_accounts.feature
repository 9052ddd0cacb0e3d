@needs:payouts @needs:accounts
Feature: External accounts
  Where an account is paid out to. Of all its bank accounts in a currency, one is where a payout goes that names none.

  @ACC-01 @documented
  Rule: The first bank account in a currency is the default of that currency
    Source: Published schema, bank account, default_for_currency.

    Scenario: Adding the first bank account of an account
      Given a connected account "acme" with:
        | field            | value |
        | external_account | none  |
      When the platform creates a bank account for "acme" with:
        | param                            | value        |
        | external_account[object]         | bank_account |
        | external_account[country]        | US           |
        | external_account[currency]       | usd          |
        | external_account[account_number] | 000123456789 |
        | external_account[routing_number] | 110000000    |
      Then the request succeeds
      And the answer shows:
        | field                | value        |
        | object               | bank_account |
        | currency             | usd          |
        | default_for_currency | true         |
      And no money has moved

    Scenario: Adding the first bank account in a second currency
      Given a connected account "acme"
      When the platform creates a bank account for "acme" with:
        | param                            | value        |
        | external_account[object]         | bank_account |
        | external_account[country]        | CA           |
        | external_account[currency]       | cad          |
        | external_account[account_number] | 000123456789 |
        | external_account[routing_number] | 11000-000    |
      Then the request succeeds
      And the answer shows:
        | field                | value |
        | currency             | cad   |
        | default_for_currency | true  |
      And the US bank account shows:
        | field                | value |
        | default_for_currency | true  |
      And no money has moved

    Scenario: Adding a second bank account in the same currency, for contrast
      Given a connected account "acme"
      When the platform creates a bank account for "acme" with:
        | param                            | value        |
        | external_account[object]         | bank_account |
        | external_account[country]        | US           |
        | external_account[currency]       | usd          |
        | external_account[account_number] | 000111111116 |
        | external_account[routing_number] | 110000000    |
      Then the request succeeds
      And the answer shows:
        | field                | value |
        | currency             | usd   |
        | default_for_currency | false |
      And no money has moved

  @ACC-02 @documented
  Rule: Making a bank account the default of its currency takes that from the one before
    Source: Published schema, "Update an external account", default_for_currency.

    Scenario: Making a later bank account the default
      Given a connected account "acme"
      And "acme" also has a CA bank account
      When the platform updates the CA bank account with:
        | param                | value |
        | default_for_currency | true  |
      Then the request succeeds
      And the CA bank account shows:
        | field                | value |
        | default_for_currency | true  |
      And the US bank account shows:
        | field                | value |
        | default_for_currency | false |
      And no money has moved

    Scenario: Adding a bank account as the default
      Given a connected account "acme"
      When the platform creates a bank account for "acme" with:
        | param                            | value        |
        | external_account[object]         | bank_account |
        | external_account[country]        | CA           |
        | external_account[currency]       | usd          |
        | external_account[account_number] | 000123456789 |
        | external_account[routing_number] | 11000-000    |
        | default_for_currency             | true         |
      Then the request succeeds
      And the answer shows:
        | field                | value |
        | default_for_currency | true  |
      And the US bank account shows:
        | field                | value |
        | default_for_currency | false |
      And no money has moved

    Scenario: Updating something else of a later bank account, for contrast
      Given a connected account "acme"
      And "acme" also has a CA bank account
      When the platform updates the CA bank account with:
        | param               | value       |
        | account_holder_name | Jenny Rosen |
      Then the request succeeds
      And the CA bank account shows:
        | field                | value |
        | default_for_currency | false |
      And the US bank account shows:
        | field                | value |
        | default_for_currency | true  |
      And no money has moved
