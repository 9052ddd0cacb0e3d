"""Events: what has happened, in order."""

import stripe

from pages import everything


def _reversed_payout(client, world):
    acme = world.connected()
    world.fund(acme, 1100)
    payout = client.v1.payouts.create({"amount": 1100, "currency": "usd"}, {"stripe_account": acme})
    world.bank(payout.id, "pay")
    world.advance(1)
    reversing = client.v1.payouts.reverse(payout.id, None, {"stripe_account": acme})
    return acme, payout, reversing


def of_a_reversal(client, world, check):
    acme, payout, reversing = _reversed_payout(client, world)
    wanted = {"type": "payout.*", "limit": 2}
    page = client.v1.events.list(wanted, {"stripe_account": acme})
    story = [(it.type, it.data.object.id) for it in everything(page)]
    check.equal("every event of both payouts is listed", len(story), 5)
    check.equal(
        "a reversal updates the original, then makes the reversing payout",
        story[:2],
        [("payout.created", reversing.id), ("payout.updated", payout.id)],
    )
    check.equal("a payout begins with its creation", story[-1], ("payout.created", payout.id))


def of_an_update(client, world, check):
    acme, payout, reversing = _reversed_payout(client, world)
    listed = client.v1.events.list({"type": "payout.updated"}, {"stripe_account": acme})
    event = listed.data[0]
    check.shaped("an event has the members of its class", event)
    check.equal("an event carries the object of its class", type(event.data.object), stripe.Payout)
    check.equal("it shows the object after", event.data.object.reversed_by, reversing.id)
    check.equal("and what it was before", event.data.previous_attributes, {"reversed_by": None})
    check.equal(
        "an event names the request that caused it",
        event.request.id,
        reversing.last_response.request_id,
    )
    check.equal("an event of a connected account names it", event.account, acme)
    again = client.v1.events.retrieve(event.id, None, {"stripe_account": acme})
    check.equal("an event is retrieved as it is listed", again, event)


def of_a_key(client, world, check):
    acme = world.connected()
    world.fund(None, 1000)
    wanted = {"amount": 400, "currency": "usd", "destination": acme}
    transfer = client.v1.transfers.create(wanted, {"idempotency_key": "transfer"})
    made = client.v1.events.list({"type": "transfer.created"}).data[0]
    check.equal("an event names the key of its request", made.request.idempotency_key, "transfer")
    client.v1.transfers.reversals.create(transfer.id, {"amount": 100})
    event = client.v1.events.list({"type": "transfer.reversed"}).data[0]
    check.equal("a reversal sends the transfer", type(event.data.object), stripe.Transfer)
    check.equal("as it is after", event.data.object.amount_reversed, 100)
    made = client.v1.events.retrieve(made.id)
    check.equal("older events stay as they were", made.data.object.amount_reversed, 0)


def by_types(client, world, check):
    acme, *_ = _reversed_payout(client, world)
    wanted = {"types": ["payout.paid", "payout.updated"]}
    listed = client.v1.events.list(wanted, {"stripe_account": acme})
    types = {event.type for event in everything(listed)}
    check.equal("events are listed by several types", types, {"payout.paid", "payout.updated"})
    check.equal("the platform has none of them", client.v1.events.list(wanted).data, [])
