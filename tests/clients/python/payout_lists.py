"""Lists of payouts: order, pages and filters."""

from pages import ids_of


def _payouts(client, world, account, count):
    """Makes payouts one second apart and gives their ids, newest first."""
    world.fund(account, count * 100)
    made = []
    for _ in range(count):
        world.advance(1)
        wanted = {"amount": 100, "currency": "usd"}
        made.insert(0, client.v1.payouts.create(wanted, {"stripe_account": account}).id)
    return made


def paging(client, world, check):
    acme = world.connected()
    made = _payouts(client, world, acme, 12)
    ten = client.v1.payouts.list(None, {"stripe_account": acme})
    check.equal("a list has ten payouts, the newest first", [it.id for it in ten.data], made[:10])
    check.members("a list says what it is", ten, object="list", url="/v1/payouts", has_more=True)
    page = client.v1.payouts.list({"limit": 5}, {"stripe_account": acme})
    every = ids_of(page)
    check.equal("all pages together have every payout once", every, made)
    exact = client.v1.payouts.list({"limit": 12}, {"stripe_account": acme})
    check.equal("a page that holds all has no more", exact.has_more, False)
    last = client.v1.payouts.list({"limit": 3, "starting_after": made[8]}, {"stripe_account": acme})
    check.equal("a page begins after its cursor", [it.id for it in last.data], made[9:])


def paging_backwards(client, world, check):
    acme = world.connected()
    made = _payouts(client, world, acme, 7)
    wanted = {"limit": 3, "ending_before": made[6]}
    page = client.v1.payouts.list(wanted, {"stripe_account": acme})
    check.equal("a page ends before its cursor", [it.id for it in page.data], made[3:6])
    back = ids_of(page)
    check.equal("pages backwards have the oldest first", back, made[5::-1])


def filtering(client, world, check):
    acme = world.connected()
    canada = world.external_account(acme, kind="bank_account", country="CA", currency="usd")
    pending, canceled, paid = _payouts(client, world, acme, 3)
    client.v1.payouts.cancel(canceled, None, {"stripe_account": acme})
    world.bank(paid, "pay")
    world.fund(acme, 100)
    world.advance(30 * 86400)
    later = client.v1.payouts.create(
        {"amount": 100, "currency": "usd", "destination": canada}, {"stripe_account": acme}
    )

    def listed(**wanted):
        page = client.v1.payouts.list(wanted, {"stripe_account": acme})
        return ids_of(page)

    check.equal("a list of pending payouts", listed(status="pending"), [later.id, pending])
    check.equal("a list of canceled payouts", listed(status="canceled"), [canceled])
    check.equal("a list of paid payouts", listed(status="paid"), [paid])
    check.equal("a list of failed payouts", listed(status="failed"), [])
    check.equal("a list by destination", listed(destination=canada), [later.id])
    since = {"gte": later.created}
    check.equal("a list by creation, from a time on", listed(created=since), [later.id])
    check.equal("a list by creation, at a time", listed(created=later.created), [later.id])
    until = {"lt": later.arrival_date}
    check.equal("a list by arrival", listed(arrival_date=until), [pending, canceled, paid])
    arriving = {"gte": later.arrival_date, "lte": later.arrival_date}
    check.equal("a list by arrival has both ends", listed(arrival_date=arriving), [later.id])
