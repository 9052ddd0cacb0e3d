"""Webhook endpoints: made, retrieved, updated, listed and deleted."""

import stripe

from pages import ids_of

HERE = "http://127.0.0.1:9/webhooks"


def creating(client, world, check):
    wanted = {"url": HERE, "enabled_events": ["payout.paid", "payout.failed"]}
    wanted.update(description="Payouts", metadata={"order_id": "6735"})
    endpoint = client.v1.webhook_endpoints.create(wanted)
    check.shaped("a webhook endpoint has the members of its class", endpoint)
    check.members(
        "a webhook endpoint shows what it was made with",
        endpoint,
        **wanted,
        object="webhook_endpoint",
        status="enabled",
        livemode=False,
    )
    check.equal("its secret is told once", endpoint.secret[:6], "whsec_")
    again = client.v1.webhook_endpoints.retrieve(endpoint.id)
    check.equal("and never again", "secret" in again.to_dict(), False)
    check.equal("the rest is retrieved as it was made", again.url, HERE)


def creating_is_refused(client, world, check):
    check.refused(
        "a webhook endpoint needs events",
        lambda: client.v1.webhook_endpoints.create({"url": HERE}),
        stripe.InvalidRequestError,
        code="parameter_missing",
        param="enabled_events",
    )


def updating(client, world, check):
    endpoint = client.v1.webhook_endpoints.create({"url": HERE, "enabled_events": ["*"]})
    wanted = {"enabled_events": ["payout.paid"], "disabled": True}
    updated = client.v1.webhook_endpoints.update(endpoint.id, wanted)
    check.members(
        "a webhook endpoint is updated",
        updated,
        id=endpoint.id,
        enabled_events=["payout.paid"],
        status="disabled",
    )


def listing(client, world, check):
    made = []
    for _ in range(3):
        world.advance(1)
        endpoint = client.v1.webhook_endpoints.create({"url": HERE, "enabled_events": ["*"]})
        made.insert(0, endpoint.id)
    page = client.v1.webhook_endpoints.list({"limit": 2})
    every = ids_of(page)
    check.equal("all pages together have every endpoint", every, made)


def deleting(client, world, check):
    endpoint = client.v1.webhook_endpoints.create({"url": HERE, "enabled_events": ["*"]})
    gone = client.v1.webhook_endpoints.delete(endpoint.id)
    check.members("a deleted webhook endpoint says so", gone, id=endpoint.id, deleted=True)
    check.refused(
        "a deleted webhook endpoint does not exist",
        lambda: client.v1.webhook_endpoints.retrieve(endpoint.id),
        stripe.InvalidRequestError,
        status=404,
        code="resource_missing",
        param="webhook_endpoint",
    )
