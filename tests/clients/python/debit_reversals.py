"""Debit reversals: received debits taken back in time."""

import stripe

from pages import ids_of


def _debit(world, **more):
    acme = world.connected()
    account = world.financial_account(acme, 5000)
    return acme, account, world.received_debit(acme, account, 1000, **more)


def _reverse(client, account, debit, **more):
    wanted = {"received_debit": debit, **more}
    return client.v1.treasury.debit_reversals.create(wanted, {"stripe_account": account})


def reversing(client, world, check):
    acme, account, debit = _debit(world)
    reversal = _reverse(client, acme, debit, metadata={"reason": "Because"})
    check.shaped("a debit reversal has the members of its class", reversal)
    check.members(
        "a debit reversal is of the whole debit and under way",
        reversal,
        amount=1000,
        currency="usd",
        network="ach",
        financial_account=account,
        received_debit=debit,
        status="processing",
        status_transitions={"completed_at": None},
        metadata={"reason": "Because"},
    )
    again = client.v1.treasury.debit_reversals.retrieve(reversal.id, None, {"stripe_account": acme})
    check.equal("a debit reversal is retrieved as it was made", again, reversal)
    reversed_debit = client.v1.treasury.received_debits.retrieve(
        debit, None, {"stripe_account": acme}
    )
    check.equal(
        "the debit cannot be reversed again, and says why",
        reversed_debit.reversal_details.restricted_reason,
        "already_reversed",
    )
    check.equal(
        "the debit names its reversal",
        reversed_debit.linked_flows.debit_reversal,
        reversal.id,
    )


def completing(client, world, check):
    acme, account, debit = _debit(world)
    reversal = _reverse(client, acme, debit)

    def cash():
        retrieve = client.v1.treasury.financial_accounts.retrieve
        return retrieve(account, None, {"stripe_account": acme}).balance.cash

    check.equal("the cash is not back at once", cash(), {"usd": 4000})
    world.advance(60)
    world.complete(reversal.id)
    now = client.v1.treasury.debit_reversals.retrieve(reversal.id, None, {"stripe_account": acme})
    check.members(
        "a completed debit reversal says when",
        now,
        status="completed",
        status_transitions={"completed_at": world.now},
    )
    check.equal("the cash is back", cash(), {"usd": 5000})


def reversing_is_refused(client, world, check):
    acme, account, debit = _debit(world)
    _reverse(client, acme, debit)
    late = world.received_debit(acme, account, 1000)
    card = world.received_debit(acme, account, 1000, network="card")
    restricted = world.received_debit(acme, account, 1000, source_flow_restricted=True)
    world.advance(36 * 3600 + 1)
    debits = {
        "a reversed debit": debit,
        "a debit whose deadline has passed": late,
        "a debit over a card network": card,
        "a debit of a restricted source": restricted,
    }
    for what, each in debits.items():
        check.refused(
            f"{what} cannot be reversed",
            lambda: _reverse(client, acme, each),
            stripe.InvalidRequestError,
            param="received_debit",
        )
    check.refused(
        "a reversal without a debit is refused",
        lambda: client.v1.treasury.debit_reversals.create({}, {"stripe_account": acme}),
        stripe.InvalidRequestError,
        code="parameter_missing",
        param="received_debit",
    )


def reversing_just_in_time(client, world, check):
    acme, _, debit = _debit(world)
    world.advance(36 * 3600 - 1)
    reversal = _reverse(client, acme, debit)
    check.equal("a debit is reversed in its last second", reversal.received_debit, debit)


def listing(client, world, check):
    acme = world.connected()
    account = world.financial_account(acme, 5000)
    debits, made = [], []
    for _ in range(5):
        world.advance(1)
        debits.insert(0, world.received_debit(acme, account, 1000))
        made.insert(0, _reverse(client, acme, debits[0]).id)
    world.complete(made[4])

    def listed(**wanted):
        wanted["financial_account"] = account
        page = client.v1.treasury.debit_reversals.list(wanted, {"stripe_account": acme})
        return ids_of(page)

    check.equal("all pages together have every reversal", listed(limit=3), made)
    check.equal("a list by debit", listed(received_debit=debits[2]), made[2:3])
    check.equal("a list of those under way", listed(status="processing"), made[:4])
    check.equal("a list of completed ones", listed(status="completed"), made[4:])
