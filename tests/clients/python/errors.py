"""Errors as the SDK's own exceptions."""

import stripe


def authentication(client, world, check):
    base = client._requestor.base_addresses["api"]
    stranger = stripe.StripeClient("sk_test_stranger", base_addresses={"api": base})
    raised = check.refused(
        "an unknown key is turned away",
        lambda: stranger.v1.balance.retrieve(),
        stripe.AuthenticationError,
        status=401,
    )
    told = str(raised.user_message) if raised else None
    check.holds("the key is not repeated", told and "sk_test_stranger" not in told, told)


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
    url = raised.error.doc_url if raised else None
    check.holds("an error names the page of its code", str(url).endswith("/resource-missing"), url)
    check.equal(
        "an error has no member without a value",
        [name for name, value in raised.json_body["error"].items() if value is None],
        [],
    )


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
