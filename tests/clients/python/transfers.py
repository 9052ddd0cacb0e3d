"""Transfers: made, retrieved, updated and listed by the platform."""

import stripe

from pages import ids_of


def creating(client, world, check):
    acme = world.connected()
    world.fund(None, 1000)
    wanted = {
        "amount": 400,
        "currency": "usd",
        "destination": acme,
        "description": "Rent",
        "transfer_group": "ORDER_95",
        "metadata": {"order_id": "6735"},
    }
    transfer = client.v1.transfers.create(wanted)
    check.shaped("a transfer has the members of its class", transfer)
    check.members("a transfer shows what it was made with", transfer, **wanted)
    check.members(
        "nothing of a transfer is reversed yet",
        transfer,
        object="transfer",
        amount_reversed=0,
        reversed=False,
        source_transaction=None,
        livemode=False,
    )
    check.members(
        "a transfer has the list of its reversals",
        transfer.reversals,
        object="list",
        data=[],
        has_more=False,
        url=f"/v1/transfers/{transfer.id}/reversals",
    )
    again = client.v1.transfers.retrieve(transfer.id)
    check.equal("a transfer is retrieved as it was made", again, transfer)
    payment = client.v1.charges.retrieve(
        transfer.destination_payment, None, {"stripe_account": acme}
    )
    check.members("the account has the payment", payment, amount=400, source_transfer=transfer.id)


def creating_is_refused(client, world, check):
    acme = world.connected()
    world.fund(None, 1000)
    refused = stripe.InvalidRequestError

    def creating(**wanted):
        return lambda: client.v1.transfers.create({"currency": "usd", **wanted})

    check.refused(
        "a transfer above the balance is refused",
        creating(amount=1001, destination=acme),
        refused,
        code="balance_insufficient",
    )
    check.refused(
        "a transfer without a destination is refused",
        creating(amount=1000),
        refused,
        code="parameter_missing",
        param="destination",
    )
    check.refused(
        "a transfer to nobody is refused",
        creating(amount=1000, destination="acct_nobody"),
        refused,
        code="resource_missing",
        param="destination",
    )
    whole = creating(amount=1000, destination=acme)()
    check.equal("a transfer of the whole balance is made", whole.amount, 1000)


def updating(client, world, check):
    acme = world.connected()
    world.fund(None, 1000)
    transfer = client.v1.transfers.create({"amount": 400, "currency": "usd", "destination": acme})
    wanted = {"description": "Rent", "metadata": {"order_id": "6735"}}
    updated = client.v1.transfers.update(transfer.id, wanted)
    check.members("description and metadata of a transfer are updated", updated, **wanted)
    check.refused(
        "the amount of a transfer stays",
        lambda: client.v1.transfers.update(transfer.id, {"amount": 500}),
        stripe.InvalidRequestError,
        code="parameter_unknown",
        param="amount",
    )


def listing(client, world, check):
    acme, globex = world.connected(), world.connected()
    world.fund(None, 1000)
    made = []
    for number in range(5):
        wanted = {"amount": 100, "currency": "usd", "destination": globex if number else acme}
        wanted["transfer_group"] = f"ORDER_{number % 2}"
        world.advance(1)
        made.insert(0, client.v1.transfers.create(wanted).id)

    def listed(**wanted):
        return ids_of(client.v1.transfers.list(wanted))

    check.equal("all pages together have every transfer", listed(limit=2), made)
    check.equal("a list by destination", listed(destination=acme), made[4:])
    check.equal("a list by group", listed(transfer_group="ORDER_1"), [made[1], made[3]])
    check.equal("a list by creation", listed(created={"gte": world.now}), made[:1])
