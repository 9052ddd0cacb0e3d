"""What is checked, and what came of it."""

import json
import traceback
from pathlib import Path

import stripe

from shape import complaints

HERE = Path(__file__).parent


class Checks:
    """Counts the checks of a walk and keeps the failures; a failing check does not end it."""

    def __init__(self, verbose=False):
        self.done = 0
        self.failures = []
        self.place = ""
        self.verbose = verbose

    def equal(self, what, observed, expected):
        observed, expected = plain(observed), plain(expected)
        self._note(what, observed == expected, expected, observed)

    def holds(self, what, condition, observed=None):
        self._note(what, bool(condition), "that it holds", plain(observed))

    def members(self, what, thing, **expected):
        """Some members of an object have these values."""
        observed = {name: plain(thing.to_dict().get(name, "(absent)")) for name in expected}
        self._note(what, observed == expected, expected, observed)

    def shaped(self, what, thing):
        """An object has the members that the SDK's class of it declares, and no others."""
        found = complaints(thing)
        self._note(what, not found, f"the members of {type(thing).__name__}", found)

    def refused(self, what, call, error, status=400, code=None, param=None):
        """A call raises the SDK's own exception; gives the exception back."""
        expected = {"error": error.__name__, "status": status, "code": code, "param": param}
        try:
            answer = call()
        except stripe.StripeError as raised:
            wire = (raised.json_body or {}).get("error", {})
            observed = {
                "error": type(raised).__name__,
                "status": raised.http_status,
                "code": wire.get("code"),
                "param": wire.get("param"),
            }
            told = bool(raised.user_message) and str(raised.request_id).startswith("req_")
            self._note(what, observed == expected and told, expected, {**observed, "told": told})
            return raised
        self._note(what, False, expected, plain(answer))
        return None

    def scene(self, place, call):
        """Runs a scene; what it raises is a failed check, and the next scene goes on."""
        self.place = place
        try:
            call()
        except Exception as raised:  # whatever a scene raises is a finding
            frames = traceback.extract_tb(raised.__traceback__)
            line = [frame.lineno for frame in frames if Path(frame.filename).parent == HERE][-1]
            observed = f"{type(raised).__name__}: {raised} (line {line})"
            self._note("the scene comes to its end", False, "no exception", observed)

    def _note(self, what, passed, expected, observed):
        self.done += 1
        if passed:
            if self.verbose:
                print(f"ok   {self.place}: {what}")
            return
        self.failures.append(f"{self.place}: {what}")
        print(
            f"FAIL {self.place}: {what}\n  expected {text(expected)}\n  observed {text(observed)}"
        )


def plain(value):
    """The same without the SDK's classes."""
    if isinstance(value, stripe.StripeObject):
        return plain(value.to_dict())
    if isinstance(value, dict):
        return {name: plain(item) for name, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [plain(item) for item in value]
    return value


def text(value):
    return value if isinstance(value, str) else json.dumps(value, default=str, sort_keys=True)
