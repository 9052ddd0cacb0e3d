"""Errors as the SDK's own exceptions."""

import stripe

from client import connect


def authentication(client, world, check):
    stranger = connect(world.base, "sk_test_stranger")
    raised = check.refused(
        "an unknown key is turned away",
        stranger.v1.balance.retrieve,
        stripe.AuthenticationError,
        status=401,
    )
    repeated = raised is None or "sk_test_stranger" in raised.user_message
    check.equal("the key is not repeated", repeated, False)


def permission(client, world, check):
    check.refused(
        "an account out of reach is refused",
        lambda: client.v1.payouts.list(None, {"stripe_account": "acct_nobody"}),
        stripe.PermissionError,
        status=403,
        code="account_invalid",
    )


def missing(client, world, check):
    raised = check.refused(
        "a payout that does not exist is not found",
        lambda: client.v1.payouts.retrieve("po_nothing"),
        stripe.InvalidRequestError,
        status=404,
        code="resource_missing",
        param="payout",
    )
    wire = raised.json_body["error"] if raised else {"raised": None}
    page = str(wire.get("doc_url")).rpartition("/")[2]
    check.equal("an error names the page of its code", page, "resource-missing")
    empty = [name for name, value in wire.items() if value is None]
    check.equal("an error has no member without a value", empty, [])


def of_another_account(client, world, check):
    acme, globex = world.connected(), world.connected()
    world.fund(acme, 1100)
    wanted = {"amount": 1100, "currency": "usd"}
    payout = client.v1.payouts.create(wanted, {"stripe_account": acme}).id
    check.refused(
        "a payout of another account does not exist",
        lambda: client.v1.payouts.retrieve(payout, None, {"stripe_account": globex}),
        stripe.InvalidRequestError,
        status=404,
        code="resource_missing",
        param="payout",
    )


def parameters(client, world, check):
    refused = stripe.InvalidRequestError
    check.refused(
        "an unknown parameter is named",
        lambda: client.v1.transfers.list({"colour": "red"}),
        refused,
        code="parameter_unknown",
        param="colour",
    )
    check.refused(
        "a limit above 100 is refused",
        lambda: client.v1.payouts.list({"limit": 101}),
        refused,
        param="limit",
    )
    check.refused(
        "a cursor that does not exist is refused",
        lambda: client.v1.payouts.list({"starting_after": "po_nothing"}),
        refused,
        code="resource_missing",
        param="starting_after",
    )
    check.refused(
        "a value of metadata has at most 500 characters",
        lambda: client.v1.payouts.create(
            {"amount": 1, "currency": "usd", "metadata": {"a": "x" * 501}}
        ),
        refused,
        param="metadata[a]",
    )
