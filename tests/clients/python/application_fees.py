"""Application fees of destination charges, and their refunds."""

import stripe

from pages import ids_of


def _fee(world):
    charged = world.charge(world.connected(), 2000, application_fee_amount=200)
    return charged["application_fee"]


def retrieving(client, world, check):
    acme = world.connected()
    charged = world.charge(acme, 2000, application_fee_amount=200)
    fee = client.v1.application_fees.retrieve(charged["application_fee"])
    check.shaped("an application fee has the members of its class", fee)
    check.members(
        "an application fee names its account and charge",
        fee,
        account=acme,
        amount=200,
        amount_refunded=0,
        refunded=False,
        originating_transaction=charged["charge"],
    )


def listing(client, world, check):
    made = []
    for _ in range(3):
        world.advance(1)
        made.insert(0, _fee(world))
    page = client.v1.application_fees.list({"limit": 2})
    every = ids_of(page)
    check.equal("all pages together have every fee", every, made)


def refunding(client, world, check):
    fee = _fee(world)
    refunds = client.v1.application_fees.refunds
    part = refunds.create(fee, {"amount": 50, "metadata": {"order_id": "6735"}})
    check.shaped("the refund of a fee has the members of its class", part)
    check.members(
        "the refund of a fee shows what it was made with",
        part,
        object="fee_refund",
        amount=50,
        fee=fee,
        metadata={"order_id": "6735"},
    )
    check.equal("a refund is retrieved as it was made", refunds.retrieve(fee, part.id), part)
    updated = refunds.update(fee, part.id, {"metadata": {"order_id": "6736"}})
    check.equal("the metadata of a refund is updated", updated.metadata, {"order_id": "6736"})
    rest = refunds.create(fee)
    check.equal("without an amount the rest is refunded", rest.amount, 150)
    listed = ids_of(refunds.list(fee))
    check.equal("both refunds are listed", listed, [rest.id, part.id])
    now = client.v1.application_fees.retrieve(fee)
    check.members("the fee is refunded", now, amount_refunded=200, refunded=True)
    check.refused(
        "a refunded fee cannot be refunded again",
        lambda: refunds.create(fee, {"amount": 1}),
        stripe.InvalidRequestError,
    )
