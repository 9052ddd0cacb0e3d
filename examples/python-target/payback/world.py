"""A platform's world: its accounts and their books, what it sent and took back, its events, its clock. No HTTP.

A method either does all of its work or raises before anything has changed. Nothing here waits, and the service runs
on one event loop, so nobody can come between a check and what follows from it.
"""

from __future__ import annotations

import secrets
import time
from collections import Counter
from dataclasses import dataclass, field

from .errors import Declined, missing

INLINE = 10
"""How many of its reversals a transfer shows itself."""


def identifier(prefix: str) -> str:
    """A new id, which nobody can guess from another."""
    return f"{prefix}_{secrets.token_hex(10)}"


@dataclass(frozen=True)
class Account:
    """The platform itself, or an account connected to it."""

    id: str
    currency: str = "usd"
    transfers: bool = True
    """Whether it may receive transfers."""


@dataclass(frozen=True)
class Booking:
    """One line of an account's book, a balance transaction. Funds are available at once."""

    id: str
    account: str
    type: str
    amount: int
    currency: str
    source: str
    created: int


@dataclass
class Reversal:
    """Some of a transfer, taken back."""

    id: str
    transfer: str
    amount: int
    currency: str
    created: int
    metadata: dict[str, str]
    refund: str
    """What it is at the account that gives: a refund of the payment."""
    booking: str


@dataclass
class Transfer:
    """Money sent from the platform to a connected account, where it arrives as a payment."""

    id: str
    amount: int
    currency: str
    destination: str
    created: int
    description: str | None
    group: str | None
    metadata: dict[str, str]
    payment: str
    booking: str
    payment_booking: str
    reversals: list[Reversal] = field(default_factory=list)
    """Oldest first."""

    @property
    def amount_reversed(self) -> int:
        """How much of it has come back."""
        return sum(reversal.amount for reversal in self.reversals)

    @property
    def latest(self) -> list[Reversal]:
        """The reversals that it shows itself, newest first."""
        return self.reversals[-INLINE:][::-1]

    @property
    def reversed(self) -> bool:
        """Whether all of it has come back."""
        return self.amount_reversed == self.amount


@dataclass(frozen=True)
class Event:
    """Something told to the platform, with the object as it was at that moment."""

    id: str
    type: str
    created: int
    snapshot: dict[str, object]
    previous: dict[str, object] | None
    request: str
    idempotency_key: str | None


@dataclass(frozen=True)
class Remembered:
    """The first answer to a request that carried an idempotency key."""

    fingerprint: str
    at: int
    status: int
    body: dict[str, object]


class World:
    """One platform with everything that belongs to it, apart from every other."""

    def __init__(self, name: str, now: int | None = None) -> None:
        self.name = name
        self.api_key = f"sk_test_{secrets.token_hex(12)}"
        self.now = int(time.time()) if now is None else now
        self.platform = Account(identifier("acct"))
        self.accounts: dict[str, Account] = {self.platform.id: self.platform}
        self.transfers: dict[str, Transfer] = {}
        self.bookings: list[Booking] = []
        self.events: list[Event] = []
        self.remembered: dict[tuple[str, str], Remembered] = {}

    def connect(self, currency: str, transfers: bool) -> Account:
        """A new account connected to the platform."""
        account = Account(identifier("acct"), currency, transfers)
        self.accounts[account.id] = account
        return account

    def fund(self, account: str, amount: int, currency: str) -> None:
        """Money from outside, such as a customer's card payment."""
        self._book(account, "charge", amount, currency, identifier("ch"))

    def balance(self, account: str) -> dict[str, int]:
        """What an account has, by currency: the sum of its book, which is the only place where money is kept."""
        sums: Counter[str] = Counter()
        for booking in self.bookings:
            if booking.account == account:
                sums[booking.currency] += booking.amount
        return dict(sums)

    def send(
        self,
        destination: str,
        amount: int,
        currency: str,
        *,
        description: str | None = None,
        group: str | None = None,
        metadata: dict[str, str] | None = None,
    ) -> Transfer:
        """Moves money from the platform to a connected account."""
        receiver = self.accounts.get(destination)
        if receiver is None or receiver is self.platform:
            raise missing("destination", destination, "destination", status=400)
        if not receiver.transfers:
            message = "Your destination account needs to have the transfers capability enabled."
            raise Declined(400, message, code="transfers_not_allowed", param="destination")
        self._demand(self.platform.id, amount, currency)
        transfer, payment = identifier("tr"), identifier("py")
        made = Transfer(
            id=transfer,
            amount=amount,
            currency=currency,
            destination=destination,
            created=self.now,
            description=description,
            group=group,
            metadata=metadata or {},
            payment=payment,
            booking=self._book(self.platform.id, "transfer", -amount, currency, transfer),
            payment_booking=self._book(destination, "payment", amount, currency, payment),
        )
        self.transfers[transfer] = made
        return made

    def reverse(self, transfer: Transfer, amount: int | None, metadata: dict[str, str]) -> Reversal:
        """Takes money back from where a transfer brought it; whatever is left, when no amount is given."""
        left = transfer.amount - transfer.amount_reversed
        if left == 0:
            raise Declined(400, f"The transfer {transfer.id} is already fully reversed.")
        taken = left if amount is None else amount
        if taken > left:
            message = f"Reversal amount ({taken}) is greater than what is left of the transfer ({left})."
            raise Declined(400, message, param="amount")
        self._demand(transfer.destination, taken, transfer.currency)
        reversal, refund = identifier("trr"), identifier("pyr")
        self._book(transfer.destination, "payment_refund", -taken, transfer.currency, refund)
        made = Reversal(
            id=reversal,
            transfer=transfer.id,
            amount=taken,
            currency=transfer.currency,
            created=self.now,
            metadata=metadata,
            refund=refund,
            booking=self._book(self.platform.id, "transfer_refund", taken, transfer.currency, reversal),
        )
        transfer.reversals.append(made)
        return made

    def _demand(self, account: str, amount: int, currency: str) -> None:
        if sum(self.balance(account).values()) < amount:
            message = f"There are not enough available funds for {amount} {currency}."
            raise Declined(400, message, code="balance_insufficient")

    def _book(self, account: str, kind: str, amount: int, currency: str, source: str) -> str:
        booking = Booking(identifier("txn"), account, kind, amount, currency, source, self.now)
        self.bookings.append(booking)
        return booking.id


class Worlds(dict[str, World]):
    """All worlds, by name."""

    def create(self, name: str | None = None, now: int | None = None) -> World:
        """A new, empty world."""
        world = World(name or identifier("w"), now)
        self[world.name] = world
        return world

    def opened_by(self, key: str) -> World | None:
        """The world that a key belongs to."""
        return next((world for world in self.values() if world.api_key == key), None)
