"""How things look on the wire: plain dictionaries, ready for JSON."""

from __future__ import annotations

from .world import INLINE, Account, Booking, Event, Reversal, Transfer, World

API_VERSION = "2026-10-28.endive"
CATEGORY = {
    "charge": "charge",
    "payment": "charge",
    "payment_refund": "refund",
    "transfer": "transfer",
    "transfer_refund": "transfer_reversal",
}

UNUSED_BY_PAYMENTS = (
    "application application_fee application_fee_amount calculated_statement_descriptor customer description "
    "failure_balance_transaction failure_code failure_message fraud_details on_behalf_of outcome "
    "payment_intent payment_method payment_method_details receipt_email receipt_number receipt_url review shipping "
    "source statement_descriptor statement_descriptor_suffix transfer_data transfer_group"
).split()
"""Members of every charge that mean nothing for a payment and are null."""

Wire = dict[str, object]


def listing(url: str, data: list[Wire], has_more: bool) -> Wire:
    """A page of a list."""
    return {"object": "list", "data": data, "has_more": has_more, "url": url}


def transfer(it: Transfer) -> Wire:
    """The transfer object, with the newest of its reversals."""
    latest = [reversal(one) for one in it.latest]
    return {
        "id": it.id,
        "object": "transfer",
        "amount": it.amount,
        "amount_reversed": it.amount_reversed,
        "balance_transaction": it.booking,
        "created": it.created,
        "currency": it.currency,
        "description": it.description,
        "destination": it.destination,
        "destination_payment": it.payment,
        "livemode": False,
        "metadata": dict(it.metadata),
        "reversals": listing(f"/v1/transfers/{it.id}/reversals", latest, len(it.reversals) > INLINE),
        "reversed": it.reversed,
        "source_transaction": None,
        "source_type": "card",
        "transfer_group": it.group,
    }


def reversal(it: Reversal) -> Wire:
    """The transfer reversal object."""
    return {
        "id": it.id,
        "object": "transfer_reversal",
        "amount": it.amount,
        "balance_transaction": it.booking,
        "created": it.created,
        "currency": it.currency,
        "destination_payment_refund": it.refund,
        "metadata": dict(it.metadata),
        "source_refund": None,
        "transfer": it.transfer,
    }


def payment(it: Transfer) -> Wire:
    """What a transfer is at its destination: a charge that the platform has paid."""
    shown: Wire = {
        "id": it.payment,
        "object": "charge",
        "amount": it.amount,
        "amount_captured": it.amount,
        "amount_refunded": it.amount_reversed,
        "balance_transaction": it.payment_booking,
        "billing_details": dict.fromkeys(("address", "email", "name", "phone")),
        "captured": True,
        "created": it.created,
        "currency": it.currency,
        "disputed": False,
        "livemode": False,
        "metadata": {},
        "paid": True,
        "refunded": it.reversed,
        "source_transfer": it.id,
        "status": "succeeded",
    }
    return dict.fromkeys(UNUSED_BY_PAYMENTS) | shown


def account(it: Account) -> Wire:
    """The account object: what the service knows of one."""
    return {
        "id": it.id,
        "object": "account",
        "capabilities": {"transfers": "active" if it.transfers else "inactive"},
        "default_currency": it.currency,
        "payouts_enabled": False,
    }


def balance(world: World, account: str) -> Wire:
    """The balance object: everything is available at once, and everything came from cards."""
    kept = world.balance(account) or {world.accounts[account].currency: 0}

    def amounts(share: int) -> list[Wire]:
        return [
            {"amount": amount * share, "currency": currency, "source_types": {"card": amount * share}}
            for currency, amount in sorted(kept.items())
        ]

    return {"object": "balance", "available": amounts(1), "livemode": False, "pending": amounts(0)}


def booking(it: Booking) -> Wire:
    """The balance transaction object. The service takes no fees."""
    return {
        "id": it.id,
        "object": "balance_transaction",
        "amount": it.amount,
        "available_on": it.created,
        "created": it.created,
        "currency": it.currency,
        "description": None,
        "exchange_rate": None,
        "fee": 0,
        "fee_details": [],
        "net": it.amount,
        "reporting_category": CATEGORY[it.type],
        "source": it.source,
        "status": "available",
        "type": it.type,
    }


def event(it: Event) -> Wire:
    """The event object."""
    data: Wire = {"object": it.snapshot}
    if it.previous is not None:
        data["previous_attributes"] = it.previous
    return {
        "id": it.id,
        "object": "event",
        "api_version": API_VERSION,
        "created": it.created,
        "data": data,
        "livemode": False,
        "pending_webhooks": 0,
        "request": {"id": it.request, "idempotency_key": it.idempotency_key},
        "type": it.type,
    }
