"""Transfer reversals: transfers taken back, whole or in parts."""

import stripe

from pages import ids_of


def _transfer(client, world, amount=1000, **more):
    acme = world.connected()
    world.fund(None, amount)
    wanted = {"amount": amount, "currency": "usd", "destination": acme, **more}
    return client.v1.transfers.create(wanted)


def reversing_in_parts(client, world, check):
    transfer = _transfer(client, world)
    wanted = {"amount": 400, "metadata": {"order_id": "6735"}}
    part = client.v1.transfers.reversals.create(transfer.id, wanted)
    check.shaped("a transfer reversal has the members of its class", part)
    check.members(
        "a transfer reversal shows what it was made with",
        part,
        **wanted,
        object="transfer_reversal",
        currency="usd",
        transfer=transfer.id,
        source_refund=None,
    )
    booked = client.v1.balance_transactions.retrieve(part.balance_transaction)
    check.members(
        "the platform has the money back",
        booked,
        amount=400,
        type="transfer_refund",
        status="available",
        source=part.id,
    )
    refund = client.v1.refunds.retrieve(
        part.destination_payment_refund, None, {"stripe_account": transfer.destination}
    )
    check.members(
        "the payment of the account is refunded",
        refund,
        amount=400,
        charge=transfer.destination_payment,
        source_transfer_reversal=part.id,
    )
    now = client.v1.transfers.retrieve(transfer.id)
    check.members("a part of the transfer is reversed", now, amount_reversed=400, reversed=False)
    check.equal("the transfer shows its reversal", [it.id for it in now.reversals], [part.id])
    again = client.v1.transfers.reversals.retrieve(transfer.id, part.id)
    check.equal("a transfer reversal is retrieved as it was made", again, part)
    check.refused(
        "more than the rest is refused",
        lambda: client.v1.transfers.reversals.create(transfer.id, {"amount": 601}),
        stripe.InvalidRequestError,
        param="amount",
    )
    client.v1.transfers.reversals.create(transfer.id, {"amount": 600})
    now = client.v1.transfers.retrieve(transfer.id)
    check.members("the whole transfer is reversed", now, amount_reversed=1000, reversed=True)


def reversing_the_whole(client, world, check):
    transfer = _transfer(client, world)
    whole = client.v1.transfers.reversals.create(transfer.id)
    check.equal("without an amount the whole is reversed", whole.amount, 1000)
    now = client.v1.transfers.retrieve(transfer.id)
    check.members("the transfer is reversed", now, amount_reversed=1000, reversed=True)
    for what, wanted in {"in part": {"amount": 1}, "whole": {}}.items():
        check.refused(
            f"a reversed transfer cannot be reversed again, {what}",
            lambda: client.v1.transfers.reversals.create(transfer.id, wanted),
            stripe.InvalidRequestError,
            param=None,
        )


def reversing_what_was_spent(client, world, check):
    transfer = _transfer(client, world, transfer_group="ORDER_95")
    wanted = {"amount": 600, "currency": "usd"}
    client.v1.payouts.create(wanted, {"stripe_account": transfer.destination})
    check.refused(
        "a transfer of a group needs the funds of its destination",
        lambda: client.v1.transfers.reversals.create(transfer.id, {"amount": 401}),
        stripe.InvalidRequestError,
        code="balance_insufficient",
    )
    part = client.v1.transfers.reversals.create(transfer.id, {"amount": 400})
    check.equal("what the destination has can be reversed", part.amount, 400)


def refunding_the_application_fee(client, world, check):
    acme = world.connected()
    charged = world.charge(acme, 2000, application_fee_amount=200)
    wanted = {"amount": 500, "refund_application_fee": True}
    client.v1.transfers.reversals.create(charged["transfer"], wanted)
    fee = client.v1.application_fees.retrieve(charged["application_fee"])
    check.members("a part of the fee goes with its part", fee, amount_refunded=50, refunded=False)
    client.v1.transfers.reversals.create(charged["transfer"], {"amount": 500})
    fee = client.v1.application_fees.retrieve(charged["application_fee"])
    check.members("unasked, the fee stays", fee, amount_refunded=50)
    client.v1.transfers.reversals.create(
        charged["transfer"], {"refund_application_fee": True, "amount": 1000}
    )
    fee = client.v1.application_fees.retrieve(charged["application_fee"])
    check.members("asked again, its part goes too", fee, amount_refunded=150, refunded=False)


def updating(client, world, check):
    transfer = _transfer(client, world)
    reversal = client.v1.transfers.reversals.create(
        transfer.id, {"amount": 400, "metadata": {"kept": "1"}}
    )

    def updated(metadata):
        wanted = {"metadata": metadata}
        return client.v1.transfers.reversals.update(transfer.id, reversal.id, wanted).metadata

    merged = updated({"order_id": "6735"})
    check.equal("metadata is merged", merged, {"kept": "1", "order_id": "6735"})
    check.equal("empty metadata removes all keys", updated(""), {})
    check.refused(
        "the amount of a reversal stays",
        lambda: client.v1.transfers.reversals.update(transfer.id, reversal.id, {"amount": 1}),
        stripe.InvalidRequestError,
        code="parameter_unknown",
        param="amount",
    )


def listing(client, world, check):
    transfer = _transfer(client, world)
    made = []
    for _ in range(12):
        world.advance(1)
        reversal = client.v1.transfers.reversals.create(transfer.id, {"amount": 10})
        made.insert(0, reversal.id)
    page = client.v1.transfers.reversals.list(transfer.id, {"limit": 5})
    every = ids_of(page)
    check.equal("all pages together have every reversal", every, made)
    now = client.v1.transfers.retrieve(transfer.id)
    shown = [reversal.id for reversal in now.reversals.data]
    check.equal("a transfer shows its ten newest reversals", shown, made[:10])
    check.equal("and says that there are more", now.reversals.has_more, True)
    every = ids_of(now.reversals)
    check.equal("the reversals of a transfer go on where it ends", every, made)


def retrieving_is_refused(client, world, check):
    transfer, other = _transfer(client, world), _transfer(client, world)
    reversal = client.v1.transfers.reversals.create(transfer.id)
    check.refused(
        "a reversal is not found under another transfer",
        lambda: client.v1.transfers.reversals.retrieve(other.id, reversal.id),
        stripe.InvalidRequestError,
        status=404,
        code="resource_missing",
        param="id",
    )
    check.refused(
        "a transfer that does not exist cannot be reversed",
        lambda: client.v1.transfers.reversals.create("tr_nothing"),
        stripe.InvalidRequestError,
        status=404,
        code="resource_missing",
        param="id",
    )
