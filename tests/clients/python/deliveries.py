"""Deliveries: events sent to an inbox, verified with the SDK."""

import queue

import stripe

from inbox import Inbox


def _listen(client, inbox, *events, **more):
    wanted = {"url": inbox.url, "enabled_events": list(events), **more}
    return client.v1.webhook_endpoints.create(wanted)


def _transfer(client, world, **more):
    world.fund(None, 1000)
    wanted = {"amount": 400, "currency": "usd", "destination": world.connected(), **more}
    return client.v1.transfers.create(wanted)


def verifying(client, world, check):
    with Inbox() as inbox:
        endpoint = _listen(client, inbox, "transfer.created")
        transfer = _transfer(client, world)
        body, signature = inbox.next()
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
        body, signature = inbox.next()
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
    world.fund(acme, 2200)

    def payout():
        wanted = {"amount": 1100, "currency": "usd"}
        return client.v1.payouts.create(wanted, {"stripe_account": acme}).id

    with Inbox() as inbox, Inbox() as own:
        secret = _listen(client, inbox, "*", connect=True).secret
        _listen(client, own, "*")
        payouts = [payout()]
        _transfer(client, world)
        payouts.append(payout())
        events = [client.construct_event(*inbox.next(), secret) for _ in payouts]
        accounts = [event.account for event in events]
        check.equal("events of a connected account name it", accounts, [acme, acme])
        carried = [event.data.object.id for event in events]
        check.equal("an endpoint for connected accounts has theirs only", carried, payouts)
        first = client.construct_event_without_verification(own.next()[0])
        check.equal("the platform's endpoint has its own only", first.type, "transfer.created")


def by_type(client, world, check):
    with Inbox() as inbox:
        _listen(client, inbox, "transfer.reversed")
        transfer = _transfer(client, world)
        client.v1.transfers.reversals.create(transfer.id, {"amount": 100})
        event = client.construct_event_without_verification(inbox.next()[0])
        check.equal("only the enabled events are delivered", event.type, "transfer.reversed")


def when_disabled(client, world, check):
    with Inbox() as inbox, Inbox() as other:
        endpoint = _listen(client, inbox, "*")
        _listen(client, other, "*")
        client.v1.webhook_endpoints.update(endpoint.id, {"disabled": True})
        _transfer(client, world)
        other.next()
        try:
            observed = inbox.next(seconds=0.2)
        except queue.Empty:
            observed = "nothing"
        check.equal("a disabled endpoint has no deliveries", observed, "nothing")
