"""Payouts: made, retrieved, updated and canceled for a connected account."""

import stripe


def creating(client, world, check):
    acme = world.connected()
    world.fund(acme, 5000)
    wanted = {
        "amount": 1100,
        "currency": "usd",
        "description": "November",
        "statement_descriptor": "ACME",
        "metadata": {"order_id": "6735"},
    }
    payout = client.v1.payouts.create(wanted, {"stripe_account": acme})
    check.shaped("a payout has the members of its class", payout)
    check.members("a payout shows what it was made with", payout, **wanted)
    check.members(
        "a payout is pending, manual and standard",
        payout,
        object="payout",
        status="pending",
        automatic=False,
        method="standard",
        type="bank_account",
        source_type="card",
        reconciliation_status="not_applicable",
        livemode=False,
    )
    check.members(
        "a payout has neither failed nor been reversed",
        payout,
        failure_code=None,
        failure_message=None,
        failure_balance_transaction=None,
        original_payout=None,
        reversed_by=None,
    )
    check.equal("an answer carries its request id", payout.last_response.request_id[:4], "req_")
    again = client.v1.payouts.retrieve(payout.id, None, {"stripe_account": acme})
    check.equal("a payout is retrieved as it was made", again, payout)


def choosing_a_destination(client, world, check):
    acme = world.connected()
    card = world.external_account(acme, kind="card")
    world.fund(acme, 5000)
    wanted = {"amount": 1100, "currency": "usd", "destination": card, "method": "instant"}
    payout = client.v1.payouts.create(wanted, {"stripe_account": acme})
    check.members("an instant payout goes to the card", payout, **wanted, type="card")


def creating_is_refused(client, world, check):
    acme = world.connected()
    world.fund(acme, 1000)

    def creating(**wanted):
        return lambda: client.v1.payouts.create(wanted, {"stripe_account": acme})

    refused = stripe.InvalidRequestError
    check.refused(
        "a payout above the balance is refused",
        creating(amount=1001, currency="usd"),
        refused,
        code="balance_insufficient",
    )
    check.refused(
        "a payout without a currency is refused",
        creating(amount=1000),
        refused,
        code="parameter_missing",
        param="currency",
    )
    check.refused(
        "a payout of nothing is refused",
        creating(amount=0, currency="usd"),
        refused,
        code="parameter_invalid_integer",
        param="amount",
    )
    check.refused(
        "a method that does not exist is refused",
        creating(amount=1000, currency="usd", method="slow"),
        refused,
        param="method",
    )
    check.equal(
        "refused payouts are not listed",
        client.v1.payouts.list(None, {"stripe_account": acme}).data,
        [],
    )
    whole = creating(amount=1000, currency="usd")()
    check.equal("a payout of the whole balance is made", whole.amount, 1000)


def updating(client, world, check):
    acme = world.connected()
    world.fund(acme, 1100)
    wanted = {"amount": 1100, "currency": "usd", "metadata": {"kept": "1", "dropped": "2"}}
    payout = client.v1.payouts.create(wanted, {"stripe_account": acme})

    def updated(metadata):
        wanted = {"metadata": metadata}
        return client.v1.payouts.update(payout.id, wanted, {"stripe_account": acme}).metadata

    merged = updated({"order_id": "6735", "dropped": ""})
    check.equal("metadata is merged key by key", merged, {"kept": "1", "order_id": "6735"})
    check.equal("empty metadata removes all keys", updated(""), {})
    check.refused(
        "an update takes metadata only",
        lambda: client.v1.payouts.update(
            payout.id, {"description": "December"}, {"stripe_account": acme}
        ),
        stripe.InvalidRequestError,
        code="parameter_unknown",
        param="description",
    )


def canceling(client, world, check):
    acme = world.connected()
    world.fund(acme, 1100)
    wanted = {"amount": 1100, "currency": "usd"}
    payout = client.v1.payouts.create(wanted, {"stripe_account": acme})
    canceled = client.v1.payouts.cancel(payout.id, None, {"stripe_account": acme})
    check.shaped("a canceled payout has the members of its class", canceled)
    check.members(
        "a canceled payout is the same payout, canceled and not failed",
        canceled,
        id=payout.id,
        status="canceled",
        failure_code=None,
        balance_transaction=payout.balance_transaction,
    )
    undone = client.v1.balance_transactions.retrieve(
        canceled.failure_balance_transaction, None, {"stripe_account": acme}
    )
    check.members(
        "canceling puts the money back",
        undone,
        amount=1100,
        type="payout_cancel",
        status="available",
        source=payout.id,
    )
    check.refused(
        "a canceled payout cannot be canceled again",
        lambda: client.v1.payouts.cancel(payout.id, None, {"stripe_account": acme}),
        stripe.InvalidRequestError,
    )


def canceling_is_refused(client, world, check):
    acme = world.connected()
    world.fund(acme, 3300)
    wanted = {"amount": 1100, "currency": "usd"}
    automatic = world.scheduled_payout(acme, 1100)
    in_transit = client.v1.payouts.create(wanted, {"stripe_account": acme}).id
    world.bank(in_transit, "submit")
    paid = client.v1.payouts.create(wanted, {"stripe_account": acme}).id
    world.bank(paid, "pay")
    payouts = {"an automatic": automatic, "a submitted": in_transit, "a paid": paid}
    for what, payout in payouts.items():
        check.refused(
            f"{what} payout cannot be canceled",
            lambda: client.v1.payouts.cancel(payout, None, {"stripe_account": acme}),
            stripe.InvalidRequestError,
        )


def failing(client, world, check):
    acme = world.connected()
    world.fund(acme, 1100)
    wanted = {"amount": 1100, "currency": "usd"}
    payout = client.v1.payouts.create(wanted, {"stripe_account": acme})
    world.bank(payout.id, "fail", "account_closed")
    failed = client.v1.payouts.retrieve(payout.id, None, {"stripe_account": acme})
    check.members(
        "a payout shows why it failed", failed, status="failed", failure_code="account_closed"
    )
    check.holds("a failed payout says why in words", failed.failure_message)
    check.holds("a failed payout names a transaction", failed.failure_balance_transaction)
