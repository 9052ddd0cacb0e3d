"""Treasury transactions and their entries: what moved the cash."""

from pages import everything, ids_of


def transactions(client, world, check):
    acme = world.connected()
    account = world.financial_account(acme, 5000)
    debit = world.received_debit(acme, account, 1000)
    listed = client.v1.treasury.transactions.list(
        {"financial_account": account, "limit": 1}, {"stripe_account": acme}
    )
    newest = listed.data[0]
    check.shaped("a transaction has the members of its class", newest)
    check.members(
        "the newest transaction is the debit's",
        newest,
        amount=-1000,
        financial_account=account,
        flow=debit,
        flow_type="received_debit",
        status="posted",
        balance_impact={"cash": -1000, "inbound_pending": 0, "outbound_pending": 0},
    )
    flows = [it.flow_type for it in everything(listed)]
    check.equal("the credit came before it", flows, ["received_debit", "received_credit"])


def retrieving_with_entries(client, world, check):
    acme = world.connected()
    account = world.financial_account(acme, 5000)
    debit = client.v1.treasury.received_debits.retrieve(
        world.received_debit(acme, account, 1000), None, {"stripe_account": acme}
    )
    transaction = client.v1.treasury.transactions.retrieve(
        debit.transaction, {"expand": ["entries", "flow_details"]}, {"stripe_account": acme}
    )
    check.equal(
        "the flow of a transaction is expanded",
        transaction.flow_details.received_debit.id,
        debit.id,
    )
    entries = transaction.entries.data
    check.equal(
        "the entries add up to the transaction",
        sum(it.balance_impact.cash for it in entries),
        -1000,
    )
    check.shaped("an entry has the members of its class", entries[0])
    entry = client.v1.treasury.transaction_entries.retrieve(
        entries[0].id, None, {"stripe_account": acme}
    )
    check.equal("an entry is retrieved as the transaction shows it", entry, entries[0])
    listed = client.v1.treasury.transaction_entries.list(
        {"financial_account": account, "transaction": transaction.id}, {"stripe_account": acme}
    )
    check.equal(
        "the entries of a transaction are listed",
        ids_of(listed),
        [it.id for it in entries],
    )
