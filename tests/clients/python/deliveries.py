"""Deliveries: events sent to an inbox, verified with the SDK."""

import stripe

from inbox import Inbox


def _listen(client, inbox, *events, **more):
    wanted = {"url": inbox.url, "enabled_events": list(events), **more}
    return client.v1.webhook_endpoints.create(wanted)


def _transfer(client, world, **more):
    world.fund(None, 1000)
    wanted = {"amount": 400, "currency": "usd", "destination": world.connected(), **more}
    return client.v1.transfers.create(wanted)


def _delivered(world, *inboxes):
    """What the inboxes have when nothing is under way any more, which the clock waits for."""
    world.advance(1)
    return [list(inbox.deliveries) for inbox in inboxes]


def verifying(client, world, check):
    with Inbox() as inbox:
        endpoint = _listen(client, inbox, "transfer.created")
        transfer = _transfer(client, world)
        [deliveries] = _delivered(world, inbox)
    check.equal("an event is delivered once", len(deliveries), 1)
    body, signature = deliveries[0]
    event = client.construct_event(body, signature, endpoint.secret)
    check.equal("a delivery is verified and read", event.type, "transfer.created")
    check.equal("it carries the object of its class", type(event.data.object), stripe.Transfer)
    check.equal("as it was made", event.data.object, transfer)
    listed = client.v1.events.retrieve(event.id)
    check.members(
        "the delivered event is the listed one", listed, id=event.id, created=event.created
    )


def tampering(client, world, check):
    with Inbox() as inbox:
        endpoint = _listen(client, inbox, "transfer.created")
        _transfer(client, world)
        [[(body, signature)]] = _delivered(world, inbox)
    cases = {
        "another body": (body.replace(b"400", b"999"), signature, endpoint.secret),
        "another secret": (body, signature, "whsec_of_somebody_else"),
        "another time": (body, signature.replace("t=", "t=1"), endpoint.secret),
        "no signature": (body, "", endpoint.secret),
    }
    for what, case in cases.items():
        try:
            observed = client.construct_event(*case)
        except stripe.SignatureVerificationError:
            observed = "refused"
        check.equal(f"{what} is refused", observed, "refused")


def of_connected_accounts(client, world, check):
    acme = world.connected()
    world.fund(acme, 1100)
    with Inbox() as inbox, Inbox() as own:
        connect = _listen(client, inbox, "*", connect=True)
        endpoint = _listen(client, own, "*")
        wanted = {"amount": 1100, "currency": "usd"}
        payout = client.v1.payouts.create(wanted, {"stripe_account": acme})
        transfer = _transfer(client, world)
        theirs, ours = _delivered(world, inbox, own)
    theirs = [client.construct_event(*each, connect.secret) for each in theirs]
    check.equal(
        "an endpoint for connected accounts has their events only",
        [(event.account, event.data.object.id) for event in theirs],
        [(acme, payout.id)],
    )
    ours = [client.construct_event(*each, endpoint.secret) for each in ours]
    check.equal(
        "the platform's endpoint has its own events only",
        [(event.type, event.data.object.id) for event in ours],
        [("transfer.created", transfer.id)],
    )


def by_type(client, world, check):
    with Inbox() as inbox:
        endpoint = _listen(client, inbox, "transfer.reversed")
        transfer = _transfer(client, world)
        client.v1.transfers.reversals.create(transfer.id, {"amount": 100})
        [delivered] = _delivered(world, inbox)
    types = [client.construct_event(*each, endpoint.secret).type for each in delivered]
    check.equal("only the enabled events are delivered", types, ["transfer.reversed"])


def when_disabled(client, world, check):
    with Inbox() as inbox, Inbox() as other:
        endpoint = _listen(client, inbox, "*")
        _listen(client, other, "*")
        client.v1.webhook_endpoints.update(endpoint.id, {"disabled": True})
        _transfer(client, world)
        counts = [len(deliveries) for deliveries in _delivered(world, inbox, other)]
    check.equal("a disabled endpoint has no deliveries", counts, [0, 1])
