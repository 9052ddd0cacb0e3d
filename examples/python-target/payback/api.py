"""The endpoints: each takes a call apart, asks the world, and shows the outcome."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from fnmatch import fnmatchcase
from typing import TypeVar

from . import render
from .errors import Declined, Refusal, bad_parameter, missing, out_of_reach
from .forms import Form, merged, within
from .render import Wire
from .world import Account, Booking, Event, Reversal, Transfer, World, identifier

DAY = 86_400
EVENT_DAYS = 30
USUAL_PAGE, LARGEST_PAGE = 10, 100


@dataclass(frozen=True)
class Call:
    """A request that has been let in."""

    world: World
    account: Account
    """Whose objects it is about: the platform, or the connected account that it names."""
    path: Mapping[str, str]
    form: Form
    url: str
    request: str
    idempotency_key: str | None

    @property
    def by_platform(self) -> bool:
        """Whether the platform calls for itself."""
        return self.account is self.world.platform

    def announce(self, kind: str, transfer: Transfer, previous: Wire | None = None) -> None:
        """Tells the platform what has become of a transfer."""
        self.world.events.append(
            Event(
                id=identifier("evt"),
                type=kind,
                created=self.world.now,
                snapshot=render.transfer(transfer),
                previous=previous,
                request=self.request,
                idempotency_key=self.idempotency_key,
            )
        )


Action = Callable[[Call], Wire]


Item = TypeVar("Item", Booking, Event, Reversal, Transfer)


def page(call: Call, noun: str, oldest_first: Sequence[Item], show: Callable[[Item], Wire]) -> Wire:
    """One page of a list, newest first, as the paging parameters ask; they are the last ones to be read."""
    limit = call.form.integer("limit")
    after, before = call.form.text("starting_after"), call.form.text("ending_before")
    call.form.finish()
    size = USUAL_PAGE if limit is None else limit
    if not 1 <= size <= LARGEST_PAGE:
        message = f"Invalid limit: must be between 1 and {LARGEST_PAGE}"
        raise bad_parameter("limit", message, "parameter_invalid_integer")
    if after is not None and before is not None:
        message = "Received both starting_after and ending_before parameters. Please pass in only one."
        raise Refusal(400, message, code="parameters_exclusive", param="ending_before")
    items = list(reversed(oldest_first))
    places = {item.id: place for place, item in enumerate(items)}
    for name, cursor in (("starting_after", after), ("ending_before", before)):
        if cursor is not None and cursor not in places:
            raise missing(noun, cursor, name, status=400)
    if before is not None:
        newer = items[: places[before]]
        return render.listing(call.url, [show(item) for item in newer[-size:]], len(newer) > size)
    rest = items if after is None else items[places[after] + 1 :]
    return render.listing(call.url, [show(item) for item in rest[:size]], len(rest) > size)


def found(items: Iterable[Item], identifier: str, noun: str, param: str = "id") -> Item:
    """The item of that id."""
    for item in items:
        if item.id == identifier:
            return item
    raise missing(noun, identifier, param)


def own_transfers(call: Call) -> dict[str, Transfer]:
    """The transfers that the caller may see: all are the platform's."""
    return call.world.transfers if call.by_platform else {}


def the_transfer(call: Call) -> Transfer:
    """The transfer that the path names."""
    return found(own_transfers(call).values(), call.path["transfer"], "transfer", "transfer")


def the_reversal(call: Call) -> Reversal:
    """The reversal that the path names, below its own transfer only."""
    return found(the_transfer(call).latest, call.path["reversal"], "transfer reversal")


def create_transfer(call: Call) -> Wire:
    """POST /v1/transfers"""
    form = call.form
    currency, destination, amount = form.currency(), form.required("destination"), form.amount()
    description, group = form.text("description") or None, form.text("transfer_group") or None
    source_type = form.choice("source_type", ("bank_account", "card", "fpx")) or "card"
    metadata = merged({}, form.metadata())
    form.finish()
    if amount is None:
        raise bad_parameter("amount", "Missing required param: amount.", "parameter_missing")
    if not call.by_platform:
        raise Declined(400, "Only a platform can make transfers.", code="transfers_not_allowed")
    if source_type != "card":
        message = f"There are no available funds of the type {source_type}."
        raise Declined(400, message, code="balance_insufficient")
    transfer = call.world.send(destination, amount, currency, description=description, group=group, metadata=metadata)
    call.announce("transfer.created", transfer)
    return render.transfer(transfer)


def retrieve_transfer(call: Call) -> Wire:
    """GET /v1/transfers/{transfer}"""
    call.form.finish()
    return render.transfer(the_transfer(call))


def update_transfer(call: Call) -> Wire:
    """POST /v1/transfers/{transfer}"""
    transfer = the_transfer(call)
    description, change = call.form.text("description"), call.form.metadata()
    call.form.finish()
    metadata = merged(transfer.metadata, change)
    previous: Wire = {}
    if description is not None and description != (transfer.description or ""):
        previous["description"] = transfer.description
        transfer.description = description or None
    if metadata != transfer.metadata:
        changed = [key for key in transfer.metadata | metadata if transfer.metadata.get(key) != metadata.get(key)]
        previous["metadata"] = {key: transfer.metadata.get(key) for key in changed}
        transfer.metadata = metadata
    if previous:
        call.announce("transfer.updated", transfer, previous)
    return render.transfer(transfer)


def list_transfers(call: Call) -> Wire:
    """GET /v1/transfers"""
    created, destination = call.form.range("created"), call.form.text("destination")
    group = call.form.text("transfer_group")
    chosen = [
        transfer
        for transfer in own_transfers(call).values()
        if within(transfer.created, created)
        and (destination is None or transfer.destination == destination)
        and (group is None or (transfer.group or "").startswith(group))
    ]
    return page(call, "transfer", chosen, render.transfer)


def reverse_transfer(call: Call) -> Wire:
    """POST /v1/transfers/{transfer}/reversals"""
    transfer, form = the_transfer(call), call.form
    amount, metadata = form.amount(), merged({}, form.metadata())
    form.text("description")  # taken, but no object has a place to show it
    form.choice("refund_application_fee", ("true", "false"))  # there are no fees to give back
    form.finish()
    reversal = call.world.reverse(transfer, amount, metadata)
    call.announce("transfer.reversed", transfer)
    return render.reversal(reversal)


def retrieve_reversal(call: Call) -> Wire:
    """GET /v1/transfers/{transfer}/reversals/{reversal}"""
    call.form.finish()
    return render.reversal(the_reversal(call))


def update_reversal(call: Call) -> Wire:
    """POST /v1/transfers/{transfer}/reversals/{reversal}"""
    reversal = the_reversal(call)
    change = call.form.metadata()
    call.form.finish()
    reversal.metadata = merged(reversal.metadata, change)
    return render.reversal(reversal)


def list_reversals(call: Call) -> Wire:
    """GET /v1/transfers/{transfer}/reversals"""
    return page(call, "transfer reversal", the_transfer(call).reversals, render.reversal)


def retrieve_payment(call: Call) -> Wire:
    """GET /v1/charges/{charge}, for the account that a transfer went to"""
    call.form.finish()
    for transfer in call.world.transfers.values():
        if transfer.payment == call.path["charge"] and transfer.destination == call.account.id:
            return render.payment(transfer)
    raise missing("charge", call.path["charge"], "charge")


def retrieve_account(call: Call) -> Wire:
    """GET /v1/accounts/{account}: one's own, and for the platform those connected to it"""
    call.form.finish()
    named = call.world.accounts.get(call.path["account"])
    if named is None or not (call.by_platform or named is call.account):
        raise out_of_reach(call.path["account"])
    return render.account(named)


def retrieve_balance(call: Call) -> Wire:
    """GET /v1/balance"""
    call.form.finish()
    return render.balance(call.world, call.account.id)


def own_bookings(call: Call) -> list[Booking]:
    """The caller's book, oldest first."""
    return [booking for booking in call.world.bookings if booking.account == call.account.id]


def retrieve_booking(call: Call) -> Wire:
    """GET /v1/balance_transactions/{id}"""
    call.form.finish()
    return render.booking(found(own_bookings(call), call.path["id"], "balance transaction"))


def list_bookings(call: Call) -> Wire:
    """GET /v1/balance_transactions"""
    form, created = call.form, call.form.range("created")
    wanted = {name: form.text(name) for name in ("currency", "source", "type")}
    payout = form.text("payout")
    if payout is not None:
        raise missing("payout", payout, "payout", status=400)
    chosen = [
        booking
        for booking in own_bookings(call)
        if within(booking.created, created)
        and all(value is None or getattr(booking, name) == value for name, value in wanted.items())
    ]
    return page(call, "balance transaction", chosen, render.booking)


def own_events(call: Call) -> list[Event]:
    """The events of the last days, oldest first: only the platform is told anything."""
    since = call.world.now - EVENT_DAYS * DAY
    return [event for event in call.world.events if call.by_platform and event.created >= since]


def retrieve_event(call: Call) -> Wire:
    """GET /v1/events/{id}"""
    call.form.finish()
    return render.event(found(own_events(call), call.path["id"], "event"))


def list_events(call: Call) -> Wire:
    """GET /v1/events"""
    created, pattern, types = call.form.range("created"), call.form.text("type"), call.form.several("types")
    if pattern is not None and types:
        raise Refusal(400, "You may pass only one of type and types.", code="parameters_exclusive", param="types")
    chosen = [
        event
        for event in own_events(call)
        if within(event.created, created)
        and (pattern is None or fnmatchcase(event.type, pattern))
        and (not types or event.type in types)
    ]
    return page(call, "event", chosen, render.event)


def unknown_route(call: Call) -> Wire:
    """Everything else"""
    raise Refusal(404, f"Unrecognized request URL ({call.path['method']}: {call.url}).")


ROUTES: Sequence[tuple[str, str, Action]] = (
    ("POST", "/v1/transfers", create_transfer),
    ("GET", "/v1/transfers", list_transfers),
    ("GET", "/v1/transfers/{transfer}", retrieve_transfer),
    ("POST", "/v1/transfers/{transfer}", update_transfer),
    ("POST", "/v1/transfers/{transfer}/reversals", reverse_transfer),
    ("GET", "/v1/transfers/{transfer}/reversals", list_reversals),
    ("GET", "/v1/transfers/{transfer}/reversals/{reversal}", retrieve_reversal),
    ("POST", "/v1/transfers/{transfer}/reversals/{reversal}", update_reversal),
    ("GET", "/v1/charges/{charge}", retrieve_payment),
    ("GET", "/v1/accounts/{account}", retrieve_account),
    ("GET", "/v1/balance", retrieve_balance),
    ("GET", "/v1/balance_transactions", list_bookings),
    ("GET", "/v1/balance_transactions/{id}", retrieve_booking),
    ("GET", "/v1/events", list_events),
    ("GET", "/v1/events/{id}", retrieve_event),
    ("*", "/v1/{rest:.*}", unknown_route),
)
