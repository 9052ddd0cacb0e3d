"""HTTP around the endpoints: who calls, for whom, whether it is a repetition, and what every answer carries."""

from __future__ import annotations

import base64
import binascii
import logging
from collections.abc import Awaitable, Callable

from aiohttp import web

from .api import DAY, ROUTES, Action, Call
from .errors import Declined, KeyReused, Refusal, out_of_reach
from .forms import Form
from .levers import add_levers
from .world import Account, Remembered, World, Worlds, identifier

LONGEST_KEY = 255
LOG = logging.getLogger("payback")

Handler = Callable[[web.Request], Awaitable[web.Response]]


def presented_key(request: web.Request) -> str:
    """The secret key, from either kind of authentication; empty when there is none."""
    scheme, _, credentials = request.headers.get("Authorization", "").partition(" ")
    if scheme.lower() == "bearer":
        return credentials.strip()
    if scheme.lower() != "basic":
        return ""
    try:
        return base64.b64decode(credentials, validate=True).decode().partition(":")[0]
    except (binascii.Error, UnicodeDecodeError):
        return ""


def let_in(worlds: Worlds, request: web.Request) -> tuple[World, Account]:
    """Whose request it is, and for which of its accounts."""
    key = presented_key(request)
    if not key:
        raise Refusal(401, "You did not provide an API key. Send it as the user name of Basic authentication.")
    world = worlds.opened_by(key)
    if world is None:
        raise Refusal(401, f"Invalid API Key provided: {key[: min(8, len(key) // 2)]}********")
    named = request.headers.get("Stripe-Account")
    account = world.platform if named is None else world.accounts.get(named)
    if account is None:
        raise out_of_reach(str(named))
    return world, account


def idempotency_key(request: web.Request) -> str | None:
    """The key that makes repeating a POST safe."""
    key = request.headers.get("Idempotency-Key") if request.method == "POST" else None
    if key is not None and len(key) > LONGEST_KEY:
        raise Refusal(400, f"Idempotency keys can have up to {LONGEST_KEY} characters.")
    return key or None


def once(call: Call, fingerprint: str, action: Action) -> tuple[int, dict[str, object], bool]:
    """Does what is asked, unless it was done before under the same key: then it gives that answer again."""
    if call.idempotency_key is None:
        return 200, action(call), False
    place = (call.account.id, call.idempotency_key)
    before = call.world.remembered.get(place)
    if before is not None and call.world.now - before.at < DAY:
        if before.fingerprint != fingerprint:
            raise KeyReused("This idempotency key was used before, with another request.")
        return before.status, before.body, True
    try:
        status, body = 200, action(call)
    except Declined as refusal:
        status, body = refusal.status, refusal.body()
    call.world.remembered[place] = Remembered(fingerprint, call.world.now, status, body)
    return status, body, False


def endpoint(worlds: Worlds, action: Action) -> Handler:
    """An endpoint as a handler. Once the body is read nothing waits any more, so requests are served one by one."""

    async def answer(request: web.Request) -> web.Response:
        encoded = (await request.read()).decode(errors="replace")
        name = identifier("req")
        headers = {"Request-Id": name}
        try:
            world, account = let_in(worlds, request)
            call = Call(
                world=world,
                account=account,
                path={**request.match_info, "method": request.method},
                form=Form("&".join(part for part in (request.query_string, encoded) if part)),
                url=request.path,
                request=name,
                idempotency_key=idempotency_key(request),
            )
            status, body, replayed = once(call, f"{request.method} {request.path_qs}\n{encoded}", action)
            if replayed:
                headers["Idempotent-Replayed"] = "true"
        except Refusal as refusal:
            status, body = refusal.status, refusal.body()
        except Exception:  # the caller learns that it was our fault, the log learns what it was
            LOG.exception("%s %s", request.method, request.path)
            status, body = 500, {"error": {"type": "api_error", "message": "Something went wrong on our side."}}
        return web.json_response(body, status=status, headers=headers)

    return answer


def application(worlds: Worlds) -> web.Application:
    """The whole service."""
    app = web.Application()
    for method, path, action in ROUTES:
        app.router.add_route(method, path, endpoint(worlds, action))
    add_levers(app, worlds)
    return app
