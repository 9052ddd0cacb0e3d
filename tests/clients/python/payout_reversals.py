"""Payout reversals: payouts of connected accounts, taken back from the bank."""

import stripe


def _paid(client, world, account, **more):
    world.fund(account, 1100)
    wanted = {"amount": 1100, "currency": "usd", **more}
    payout = client.v1.payouts.create(wanted, {"stripe_account": account})
    world.bank(payout.id, "pay")
    return payout


def reversing(client, world, check):
    acme = world.connected()
    payout = _paid(client, world, acme, metadata={"order_id": "1"})
    wanted = {"metadata": {"reason": "mistake"}}
    reversing = client.v1.payouts.reverse(payout.id, wanted, {"stripe_account": acme})
    check.shaped("a reversing payout has the members of its class", reversing)
    check.members(
        "a reversing payout takes the whole amount back",
        reversing,
        amount=-1100,
        currency="usd",
        status="pending",
        automatic=False,
        method="standard",
        destination=payout.destination,
        source_type=payout.source_type,
        original_payout=payout.id,
        reversed_by=None,
        metadata={"reason": "mistake"},
    )
    original = client.v1.payouts.retrieve(payout.id, None, {"stripe_account": acme})
    check.members(
        "the original payout names its reversal and stays as it was",
        original,
        reversed_by=reversing.id,
        status="paid",
        amount=1100,
        metadata={"order_id": "1"},
    )
    booked = client.v1.balance_transactions.retrieve(
        reversing.balance_transaction, None, {"stripe_account": acme}
    )
    check.members(
        "the money comes back later",
        booked,
        amount=1100,
        type="payout",
        status="pending",
        source=reversing.id,
    )
    listed = client.v1.payouts.list(None, {"stripe_account": acme}).data
    check.equal("both payouts are listed", {it.id for it in listed}, {payout.id, reversing.id})
    world.bank(reversing.id, "pay")
    paid = client.v1.payouts.retrieve(reversing.id, None, {"stripe_account": acme})
    check.equal("the bank pays a reversing payout", paid.status, "paid")
    world.bank(reversing.id, "fail", "debit_not_authorized")
    failed = client.v1.payouts.retrieve(reversing.id, None, {"stripe_account": acme})
    check.members(
        "a paid reversing payout can still fail",
        failed,
        status="failed",
        failure_code="debit_not_authorized",
    )


def reversing_without_metadata(client, world, check):
    acme = world.connected()
    payout = _paid(client, world, acme)
    reversing = client.v1.payouts.reverse(payout.id, options={"stripe_account": acme})
    check.equal("a reversal needs no parameters", reversing.original_payout, payout.id)
    check.equal("a reversal without metadata has none", reversing.metadata, {})


def reversing_is_refused(client, world, check):
    acme = world.connected()
    globex = world.connected()
    card = world.external_account(acme, kind="card")

    def reversing(payout, account=acme, **wanted):
        options = {"stripe_account": account} if account else {}
        return lambda: client.v1.payouts.reverse(payout, wanted, options)

    refused = stripe.InvalidRequestError
    reversed_before = _paid(client, world, acme).id
    check.refused(
        "a reversal takes no amount",
        reversing(reversed_before, amount=100),
        refused,
        code="parameter_unknown",
        param="amount",
    )
    for what, account in {"another account": globex, "the platform": None}.items():
        check.refused(
            f"a payout cannot be reversed as {what}",
            reversing(reversed_before, account),
            refused,
            status=404,
            code="resource_missing",
            param="payout",
        )
    reversal = reversing(reversed_before)()
    check.refused("a payout is reversed once", reversing(reversed_before), refused)
    check.refused("a reversal cannot be reversed", reversing(reversal.id), refused)
    instant = _paid(client, world, acme, method="instant").id
    check.refused("an instant payout cannot be reversed", reversing(instant), refused)
    to_card = _paid(client, world, acme, destination=card).id
    check.refused("a payout to a card cannot be reversed", reversing(to_card), refused)
    world.fund(acme, 1100)
    wanted = {"amount": 1100, "currency": "usd"}
    pending = client.v1.payouts.create(wanted, {"stripe_account": acme}).id
    check.refused("a pending payout is to be canceled", reversing(pending), refused)


def reversing_too_late(client, world, check):
    acme = world.connected()
    payout = _paid(client, world, acme)
    world.advance(payout.arrival_date + 91 * 86400 - payout.created)
    check.refused(
        "a payout that arrived 91 days ago cannot be reversed",
        lambda: client.v1.payouts.reverse(payout.id, None, {"stripe_account": acme}),
        stripe.InvalidRequestError,
    )


def failing_of_the_original(client, world, check):
    acme = world.connected()
    payout = _paid(client, world, acme)
    reversing = client.v1.payouts.reverse(payout.id, None, {"stripe_account": acme})
    world.bank(payout.id, "fail", "account_closed")
    now = client.v1.payouts.retrieve(reversing.id, None, {"stripe_account": acme})
    check.equal("a reversal ends when its original fails", now.status, "canceled")
