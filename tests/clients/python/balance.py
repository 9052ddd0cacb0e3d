"""The balance and its transactions."""

import stripe

from pages import everything


def balance(client, world, check):
    acme = world.connected()
    world.fund(acme, 5000)
    world.fund(acme, 300, source_type="bank_account")
    wanted = {"amount": 1100, "currency": "usd"}
    payout = client.v1.payouts.create(wanted, {"stripe_account": acme})
    world.bank(payout.id, "pay")
    client.v1.payouts.reverse(payout.id, None, {"stripe_account": acme})
    now = client.v1.balance.retrieve(None, {"stripe_account": acme})
    check.members(
        "what is available is told by source type",
        now.available[0],
        amount=4200,
        currency="usd",
        source_types={"bank_account": 300, "card": 3900},
    )
    check.equal("a reversal under way is pending", now.pending[0].amount, 1100)
    check.equal("a balance says what it is", now.object, "balance")


def transactions(client, world, check):
    acme = world.connected()
    world.fund(acme, 5000)
    wanted = {"amount": 1100, "currency": "usd"}
    payout = client.v1.payouts.create(wanted, {"stripe_account": acme})
    client.v1.payouts.cancel(payout.id, None, {"stripe_account": acme})

    def listed(**wanted):
        page = client.v1.balance_transactions.list(wanted, {"stripe_account": acme})
        return everything(page)

    of_payout = listed(source=payout.id)
    check.shaped("a balance transaction has the members of its class", of_payout[0])
    check.equal(
        "the transactions of a payout cancel each other out",
        [(it.type, it.amount, it.net, it.reporting_category) for it in of_payout],
        [("payout_cancel", 1100, 1100, "payout_reversal"), ("payout", -1100, -1100, "payout")],
    )
    by_type = [it.id for it in listed(type="payout")]
    check.equal("a list by type", by_type, [payout.balance_transaction])
    total = sum(it.net for it in listed(limit=1))
    check.equal("the transactions of all pages are the balance", total, 5000)
    check.refused(
        "the transactions of a payout that does not exist are refused",
        lambda: listed(payout="po_nothing"),
        stripe.InvalidRequestError,
        code="resource_missing",
        param="payout",
    )
