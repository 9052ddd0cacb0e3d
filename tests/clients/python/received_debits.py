"""Received debits: made by the test helper, listed and retrieved."""

import stripe

from pages import ids_of


def creating(client, world, check):
    acme = world.connected()
    account = world.financial_account(acme, 5000)
    wanted = {"financial_account": account, "amount": 1000, "currency": "usd", "network": "ach"}
    debit = client.v1.test_helpers.treasury.received_debits.create(wanted, {"stripe_account": acme})
    check.shaped("a received debit has the members of its class", debit)
    check.members(
        "a received debit shows what it was made with",
        debit,
        **wanted,
        object="treasury.received_debit",
        status="succeeded",
        failure_code=None,
    )
    check.equal(
        "a received debit can be reversed for 36 hours",
        debit.reversal_details,
        {"deadline": debit.created + 36 * 3600, "restricted_reason": None},
    )
    again = client.v1.treasury.received_debits.retrieve(debit.id, None, {"stripe_account": acme})
    check.equal("a received debit is retrieved as it was made", again, debit)
    balance = client.v1.treasury.financial_accounts.retrieve(
        account, None, {"stripe_account": acme}
    ).balance
    check.equal("a received debit takes the cash", balance.cash, {"usd": 4000})


def creating_without_funds(client, world, check):
    acme = world.connected()
    account = world.financial_account(acme, 999)
    debit = client.v1.test_helpers.treasury.received_debits.create(
        {"financial_account": account, "amount": 1000, "currency": "usd", "network": "ach"},
        {"stripe_account": acme},
    )
    check.members(
        "a debit above the cash fails",
        debit,
        status="failed",
        failure_code="insufficient_funds",
        transaction=None,
    )


def creating_is_refused(client, world, check):
    acme = world.connected()
    account = world.financial_account(acme, 5000)
    wanted = {"financial_account": account, "amount": 1000, "currency": "usd"}
    create = client.v1.test_helpers.treasury.received_debits.create
    check.refused(
        "a debit without a network is refused",
        lambda: create(wanted, {"stripe_account": acme}),
        stripe.InvalidRequestError,
        code="parameter_missing",
        param="network",
    )


def listing(client, world, check):
    acme = world.connected()
    account = world.financial_account(acme, 1000)
    made = []
    for amount in (300, 300, 300, 300):
        world.advance(1)
        made.insert(0, world.received_debit(acme, account, amount))

    def listed(**wanted):
        wanted["financial_account"] = account
        page = client.v1.treasury.received_debits.list(wanted, {"stripe_account": acme})
        return ids_of(page)

    check.equal("all pages together have every debit", listed(limit=3), made)
    check.equal("a list of failed debits", listed(status="failed"), made[:1])
    check.equal("a list of succeeded debits", listed(status="succeeded"), made[1:])
    check.refused(
        "a list without a financial account is refused",
        lambda: client.v1.treasury.received_debits.list({}, {"stripe_account": acme}),
        stripe.InvalidRequestError,
        code="parameter_missing",
        param="financial_account",
    )
