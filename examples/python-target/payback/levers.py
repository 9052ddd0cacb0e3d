"""The levers (protocol `levers/1`): what a conformance run needs and no customer may do, such as making money.

They hand out keys and funds to anyone who asks. Serve them on a loopback address only.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

from aiohttp import web

from . import __version__
from .forms import CURRENCIES
from .world import World, Worlds, identifier

MANIFEST = {
    "protocol": "levers/1",
    "implementation": {"name": "payback", "version": __version__, "homepage": None},
    "capabilities": [
        "transfers",
        "transfer-reversals",
        "idempotency",
        "events",
        "worlds",
        "accounts",
        "funds",
        "clock",
        "balance",
    ],
    "readings": {
        "list-limit-out-of-range": "refused",
        "reversal-update-description": "refused",
        "transfer-reversal-default-amount": "remaining",
    },
    "limits": {"parallel_worlds": 64},
}

Lever = Callable[[World, dict[str, Any]], dict[str, object]]


class Unsupported(Exception):
    """The service has no such thing."""


class Misused(Exception):
    """The request is no request of the protocol."""


def account_of(world: World, body: dict[str, Any]) -> str:
    """The account that a lever is about; the platform, when it names none."""
    named = body.get("account") or world.platform.id
    if named not in world.accounts:
        raise Misused(f"no account {named} in this world")
    return str(named)


def whole(body: dict[str, Any], name: str) -> int:
    """A whole number; `true` is none, although Python thinks so."""
    value = body.get(name)
    if type(value) is not int or value < 0:
        raise Misused(f"{name} must be a whole number, not {value!r}")
    return value


def currency_of(body: dict[str, Any]) -> str:
    """The currency, US dollars unless said otherwise."""
    currency = body.get("currency") or "usd"
    if currency not in CURRENCIES:
        raise Unsupported(f"the service keeps no {currency}")
    return str(currency)


def make_account(world: World, body: dict[str, Any]) -> dict[str, object]:
    """POST /accounts. An external account is an id and no more: the service pays nothing out."""
    account = world.connect(currency_of(body), bool(body.get("transfers", True)))
    return {"account": account.id, "external_account": identifier("ba") if body.get("external_account") else None}


def add_external_account(world: World, body: dict[str, Any]) -> dict[str, object]:
    """POST /external_accounts"""
    account_of(world, body)
    return {"external_account": identifier("ba")}


def add_funds(world: World, body: dict[str, Any]) -> dict[str, object]:
    """POST /funds"""
    if body.get("source_type", "card") != "card":
        raise Unsupported("all money of the service comes from cards")
    world.fund(account_of(world, body), whole(body, "amount"), currency_of(body))
    return {}


def advance_clock(world: World, body: dict[str, Any]) -> dict[str, object]:
    """POST /clock. Nothing falls due by itself: money moves at once."""
    world.now += whole(body, "advance")
    return {"now": world.now}


def read_clock(world: World, _: dict[str, Any]) -> dict[str, object]:
    """GET /clock"""
    return {"now": world.now}


def read_balances(world: World, _: dict[str, Any]) -> dict[str, object]:
    """GET /balances"""
    return {
        "accounts": {
            account.id: {
                currency: {"available": amount, "pending": 0}
                for currency, amount in ({account.currency: 0} | world.balance(account.id)).items()
            }
            for account in world.accounts.values()
        },
        "financial_accounts": {},
    }


def no_such_lever(_: World, __: dict[str, Any]) -> dict[str, object]:
    """Every other lever"""
    raise Unsupported("the service has transfers and their reversals only")


LEVERS: tuple[tuple[str, str, Lever], ...] = (
    ("POST", "accounts", make_account),
    ("POST", "external_accounts", add_external_account),
    ("POST", "funds", add_funds),
    ("POST", "clock", advance_clock),
    ("GET", "clock", read_clock),
    ("GET", "balances", read_balances),
    ("*", "{rest:.*}", no_such_lever),
)


async def sent(request: web.Request) -> dict[str, Any]:
    """The JSON object that came with a request; an empty one when nothing came."""
    body = await request.json() if request.can_read_body else {}
    if not isinstance(body, dict):
        raise Misused("the body must be a JSON object")
    return body


def lever(worlds: Worlds, pull: Lever) -> Callable[[web.Request], Awaitable[web.Response]]:
    """A lever as a handler."""

    async def answer(request: web.Request) -> web.Response:
        world = worlds.get(request.match_info["world"])
        if world is None:
            return web.json_response({"error": "no such world"}, status=404)
        try:
            return web.json_response(pull(world, await sent(request)))
        except Unsupported as why:
            return web.json_response({"unsupported": str(why)}, status=501)
        except (Misused, ValueError) as why:
            return web.json_response({"error": str(why)}, status=400)

    return answer


def add_levers(app: web.Application, worlds: Worlds) -> None:
    """Puts the levers beside the API."""

    async def manifest(_: web.Request) -> web.Response:
        return web.json_response(MANIFEST)

    async def create_world(request: web.Request) -> web.Response:
        try:
            body = await sent(request)
            world = worlds.create(now=whole(body, "now") if body.get("now") is not None else None)
        except (Misused, ValueError) as why:
            return web.json_response({"error": str(why)}, status=400)
        told = {"world": world.name, "api_key": world.api_key, "account": world.platform.id, "now": world.now}
        return web.json_response(told)

    async def end_world(request: web.Request) -> web.Response:
        worlds.pop(request.match_info["world"], None)
        return web.Response(status=204)

    app.router.add_get("/levers", manifest)
    app.router.add_post("/levers/worlds", create_world)
    app.router.add_delete("/levers/worlds/{world}", end_world)
    for method, path, pull in LEVERS:
        app.router.add_route(method, f"/levers/worlds/{{world}}/{path}", lever(worlds, pull))
