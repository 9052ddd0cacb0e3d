"""Expansion: ids answered as the objects they name, in the SDK's own classes."""

import stripe


def of_one(client, world, check):
    acme = world.connected()
    world.fund(acme, 1100)
    wanted = {"amount": 1100, "currency": "usd", "expand": ["balance_transaction", "destination"]}
    payout = client.v1.payouts.create(wanted, {"stripe_account": acme})
    booked = payout.balance_transaction
    check.equal("a creation is expanded", type(booked), stripe.BalanceTransaction)
    check.equal("the expanded transaction is the payout's", booked.source, payout.id)
    check.equal("so is its destination", type(payout.destination), stripe.BankAccount)
    retrieved = client.v1.payouts.retrieve(
        payout.id, {"expand": ["balance_transaction.source"]}, {"stripe_account": acme}
    )
    source = retrieved.balance_transaction.source
    check.equal("an expansion goes on below", type(source), stripe.Payout)
    check.equal("and comes back to the payout", source.id, payout.id)
    absent = client.v1.payouts.retrieve(
        payout.id, {"expand": ["reversed_by"]}, {"stripe_account": acme}
    )
    check.equal("what is not there stays null", absent.reversed_by, None)


def of_a_reversal(client, world, check):
    acme = world.connected()
    world.fund(acme, 1100)
    wanted = {"amount": 1100, "currency": "usd"}
    payout = client.v1.payouts.create(wanted, {"stripe_account": acme})
    world.bank(payout.id, "pay")
    reversing = client.v1.payouts.reverse(
        payout.id, {"expand": ["original_payout.reversed_by"]}, {"stripe_account": acme}
    )
    check.equal("the original payout is expanded", reversing.original_payout.id, payout.id)
    check.equal(
        "and names the reversing payout", reversing.original_payout.reversed_by.id, reversing.id
    )


def of_lists(client, world, check):
    acme = world.connected()
    world.fund(None, 1000)
    transfer = client.v1.transfers.create({"amount": 400, "currency": "usd", "destination": acme})
    client.v1.transfers.reversals.create(transfer.id)
    wanted = {"expand": ["data.destination", "data.reversals.data.balance_transaction"]}
    listed = client.v1.transfers.list(wanted).data[0]
    check.equal("the items of a list are expanded", type(listed.destination), stripe.Account)
    booked = listed.reversals.data[0].balance_transaction
    check.equal("and the items of lists within", type(booked), stripe.BalanceTransaction)
    reversal = client.v1.transfers.reversals.list(transfer.id, {"expand": ["data.transfer"]}).data[
        0
    ]
    check.equal("a reversal has its transfer", reversal.transfer.id, transfer.id)


def of_treasury(client, world, check):
    acme = world.connected()
    account = world.financial_account(acme, 5000)
    debit = world.received_debit(acme, account, 1000)
    wanted = {"received_debit": debit, "expand": ["transaction"]}
    reversal = client.v1.treasury.debit_reversals.create(wanted, {"stripe_account": acme})
    check.equal(
        "the transaction of a debit reversal is expanded",
        type(reversal.transaction),
        stripe.treasury.Transaction,
    )


def is_refused(client, world, check):
    refused = stripe.InvalidRequestError
    check.refused(
        "what is no id cannot be expanded",
        lambda: client.v1.payouts.list({"expand": ["data.amount"]}),
        refused,
    )
    deep = "data.balance_transaction.source.balance_transaction.source"
    check.refused(
        "an expansion has at most four levels",
        lambda: client.v1.payouts.list({"expand": [deep]}),
        refused,
        code="property_expansion_max_depth",
    )
