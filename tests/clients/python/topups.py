"""Top-ups: money from a bank account to the platform's balance."""

import stripe

from pages import ids_of


def creating(client, world, check):
    wanted = {"amount": 2000, "currency": "usd", "description": "Week 7"}
    wanted["metadata"] = {"order_id": "6735"}
    topup = client.v1.topups.create({**wanted, "statement_descriptor": "TOPUP"})
    check.shaped("a top-up has the members of its class", topup)
    check.members("a top-up shows what it was made with", topup, **wanted, status="pending")
    check.equal("a top-up is retrieved as it was made", client.v1.topups.retrieve(topup.id), topup)
    world.pay_topup(topup.id)
    paid = client.v1.topups.retrieve(topup.id)
    check.equal("a top-up succeeds when the bank pays", paid.status, "succeeded")
    available = client.v1.balance.retrieve().available[0].amount
    check.equal("a top-up that succeeded is available", available, 2000)


def updating(client, world, check):
    topup = client.v1.topups.create({"amount": 2000, "currency": "usd"})
    wanted = {"description": "Week 8", "metadata": {"order_id": "6735"}}
    updated = client.v1.topups.update(topup.id, wanted)
    check.members("description and metadata of a top-up are updated", updated, **wanted)


def canceling(client, world, check):
    topup = client.v1.topups.create({"amount": 2000, "currency": "usd"})
    canceled = client.v1.topups.cancel(topup.id)
    check.members("a pending top-up is canceled", canceled, id=topup.id, status="canceled")
    check.refused(
        "a canceled top-up cannot be canceled again",
        lambda: client.v1.topups.cancel(topup.id),
        stripe.InvalidRequestError,
    )


def listing(client, world, check):
    made = []
    for amount in (100, 200, 300):
        world.advance(1)
        wanted = {"amount": amount, "currency": "usd"}
        made.insert(0, client.v1.topups.create(wanted).id)
    world.pay_topup(made[0])

    def listed(**wanted):
        return ids_of(client.v1.topups.list(wanted))

    check.equal("all pages together have every top-up", listed(limit=2), made)
    check.equal("a list by amount", listed(amount={"gte": 200}), made[:2])
    check.equal("a list by status", listed(status="pending"), made[1:])
