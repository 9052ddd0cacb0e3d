"""Accounts and the bank accounts that they are paid out to."""

from pages import ids_of


def accounts(client, world, check):
    acme = world.connected()
    account = client.v1.accounts.retrieve(acme)
    check.members(
        "a connected account can be paid out to",
        account,
        id=acme,
        object="account",
        country="US",
        default_currency="usd",
        payouts_enabled=True,
    )
    check.equal("it has its bank account", len(account.external_accounts.data), 1)
    own = client.v1.accounts.retrieve_current()
    check.equal("the platform is an account too", own.id, world.account)


def bank_accounts(client, world, check):
    acme = world.connected()
    externals = client.v1.accounts.external_accounts
    wanted = {
        "object": "bank_account",
        "country": "US",
        "currency": "usd",
        "routing_number": "110000000",
        "account_number": "000123456789",
    }
    made = externals.create(acme, {"external_account": wanted, "default_for_currency": True})
    check.members(
        "a bank account shows the end of its number only",
        made,
        object="bank_account",
        account=acme,
        country="US",
        currency="usd",
        last4="6789",
        routing_number="110000000",
        default_for_currency=True,
        status="new",
    )
    again = externals.retrieve(acme, made.id)
    check.equal("a bank account is retrieved as it was made", again, made)
    updated = externals.update(acme, made.id, {"metadata": {"order_id": "6735"}})
    check.equal("the metadata of a bank account is updated", updated.metadata, {"order_id": "6735"})
    world.fund(acme, 1100)
    payout = client.v1.payouts.create({"amount": 1100, "currency": "usd"}, {"stripe_account": acme})
    check.equal("payouts go to the default bank account", payout.destination, made.id)
    listed = ids_of(externals.list(acme, {"limit": 1}))
    check.equal("all pages together have both bank accounts", len(set(listed)), 2)


def deleting(client, world, check):
    acme = world.connected()
    externals = client.v1.accounts.external_accounts
    spare = world.external_account(acme, kind="bank_account")
    gone = externals.delete(acme, spare)
    check.members("a deleted bank account says so", gone, id=spare, deleted=True)
    check.equal(
        "a deleted bank account is not listed", spare in ids_of(externals.list(acme)), False
    )
