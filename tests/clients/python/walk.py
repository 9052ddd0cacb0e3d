"""Walks the documented API with the official Python SDK: `walk.py URL [-v]`."""

import importlib
import inspect
import sys

import stripe

from checks import Checks
from client import calls, connect
from world import World

# A file a resource; every public function in it is a scene in a world of its own.
FILES = [
    "payouts",
    "payout_lists",
    "payout_reversals",
    "transfers",
    "transfer_reversals",
    "application_fees",
    "received_debits",
    "debit_reversals",
    "treasury_transactions",
    "balance",
    "external_accounts",
    "topups",
    "errors",
    "expansion",
    "idempotency",
    "events",
    "webhook_endpoints",
    "deliveries",
]


def scenes():
    for name in FILES:
        for scene, call in vars(importlib.import_module(name)).items():
            if inspect.isfunction(call) and call.__module__ == name and not scene.startswith("_"):
                yield f"{name}/{scene}", call


def run(base, checks, place, call):
    world = World(base, place)
    try:
        call(connect(base, world.key), world, checks)
    finally:
        world.close()


def main(base, *flags):
    checks = Checks(verbose="-v" in flags)
    for place, call in scenes():
        checks.scene(place, lambda: run(base, checks, place, call))
    counts = f"python: {calls()} calls, {checks.done} checks"
    if checks.failures:
        print(f"{counts}, {len(checks.failures)} failed:")
        for failure in checks.failures:
            print(f"  {failure}")
        return 1
    print(f"{counts}, all green (stripe {stripe.VERSION})")
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
