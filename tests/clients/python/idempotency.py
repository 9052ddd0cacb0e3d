"""Idempotency keys: a request that is made twice is done once."""

import stripe


def _replayed(headers):
    return headers.get("idempotent-replayed")


def replaying(client, world, check):
    acme = world.connected()
    world.fund(acme, 5000)
    options = {"stripe_account": acme, "idempotency_key": "payout-1"}
    wanted = {"amount": 1100, "currency": "usd"}
    first = client.v1.payouts.create(wanted, options)
    second = client.v1.payouts.create(wanted, options)
    check.equal("the same key has the same answer", second, first)
    check.equal("the first answer is no replay", _replayed(first.last_response.headers), None)
    check.equal("the second one is", _replayed(second.last_response.headers), "true")
    listed = client.v1.payouts.list(None, {"stripe_account": acme}).data
    check.equal("one payout was made", [it.id for it in listed], [first.id])
    other = client.v1.payouts.create(wanted, {**options, "idempotency_key": "payout-2"})
    check.holds("another key makes another payout", other.id != first.id, other.id)


def reversing_once(client, world, check):
    acme = world.connected()
    world.fund(acme, 1100)
    world.fund(None, 1000)
    wanted = {"amount": 1100, "currency": "usd"}
    payout = client.v1.payouts.create(wanted, {"stripe_account": acme})
    world.bank(payout.id, "pay")
    options = {"stripe_account": acme, "idempotency_key": "reversal"}
    first = client.v1.payouts.reverse(payout.id, None, options)
    second = client.v1.payouts.reverse(payout.id, None, options)
    check.equal("a reversal is replayed, not refused", second.id, first.id)
    transfer = client.v1.transfers.create({"amount": 1000, "currency": "usd", "destination": acme})
    for _ in range(2):
        client.v1.transfers.reversals.create(
            transfer.id, {"amount": 400}, {"idempotency_key": "part"}
        )
    reversed_part = client.v1.transfers.retrieve(transfer.id).amount_reversed
    check.equal("a part of a transfer is reversed once", reversed_part, 400)


def other_parameters(client, world, check):
    acme = world.connected()
    world.fund(acme, 5000)
    options = {"stripe_account": acme, "idempotency_key": "payout"}
    payout = client.v1.payouts.create({"amount": 1100, "currency": "usd"}, options)
    check.refused(
        "a key is for one set of parameters",
        lambda: client.v1.payouts.create({"amount": 1200, "currency": "usd"}, options),
        stripe.IdempotencyError,
    )
    check.refused(
        "a key is for one endpoint",
        lambda: client.v1.payouts.cancel(payout.id, None, options),
        stripe.IdempotencyError,
    )


def replaying_a_refusal(client, world, check):
    acme = world.connected()
    options = {"stripe_account": acme, "idempotency_key": "payout"}

    def create():
        return client.v1.payouts.create({"amount": 1100, "currency": "usd"}, options)

    refusal = {"error": stripe.InvalidRequestError, "code": "balance_insufficient"}
    check.refused("a payout without funds is refused", create, **refusal)
    world.fund(acme, 5000)
    raised = check.refused("and refused again for the same key", create, **refusal)
    replayed = raised and _replayed(raised.headers)
    check.equal("which is a replay", replayed, "true")


def keys_that_are_still_free(client, world, check):
    acme, globex = world.connected(), world.connected()
    world.fund(acme, 5000)
    world.fund(globex, 5000)
    options = {"stripe_account": acme, "idempotency_key": "payout"}
    check.refused(
        "a request that is not valid is refused",
        lambda: client.v1.payouts.create({"amount": 1100}, options),
        stripe.InvalidRequestError,
        code="parameter_missing",
        param="currency",
    )
    wanted = {"amount": 1100, "currency": "usd"}
    first = client.v1.payouts.create(wanted, options)
    check.equal("and leaves its key free", first.amount, 1100)
    second = client.v1.payouts.create(wanted, {**options, "stripe_account": globex})
    check.holds("each account has its own keys", second.id != first.id, second.id)
    world.advance(25 * 3600)
    later = client.v1.payouts.create(wanted, options)
    check.holds("a key is free again a day later", later.id != first.id, later.id)
