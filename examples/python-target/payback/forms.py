"""Reading what a request says: form-encoded parameters, taken one by one.

A handler takes every parameter that it knows and then calls `finish`, which refuses whatever is left over. So the
list of what an endpoint accepts is its own code, and no second list can fall behind it.
"""

from __future__ import annotations

import operator
import re
from collections.abc import Mapping
from urllib.parse import parse_qsl

from .errors import bad_parameter

INTEGER = re.compile(r"-?[0-9]{1,15}")
INNER = re.compile(r"\[([^\[\]]*)\]")
CURRENCIES = frozenset({"aud", "cad", "chf", "dkk", "eur", "gbp", "jpy", "nok", "nzd", "pln", "sek", "usd"})
RANGES = {"gt": operator.gt, "gte": operator.ge, "lt": operator.lt, "lte": operator.le}
METADATA_KEYS, METADATA_KEY, METADATA_VALUE = 50, 40, 500

MetadataChange = Mapping[str, str] | None
"""Keys to set, an empty value removing the key; `None` removes all."""


class Form:
    """The parameters of one request, by their wire names."""

    def __init__(self, encoded: str) -> None:
        self._fields: dict[str, list[str]] = {}
        for name, value in parse_qsl(encoded, keep_blank_values=True):
            self._fields.setdefault(name, []).append(value)

    def finish(self) -> None:
        """Refuses the first parameter that nobody has taken."""
        for name in self._fields:
            raise bad_parameter(name, f"Received unknown parameter: {name}", "parameter_unknown")

    def text(self, name: str, longest: int = 5000) -> str | None:
        """A text that may be left out."""
        value = self._take(name)
        if value is not None and len(value) > longest:
            raise bad_parameter(name, f"Invalid string: must be at most {longest} characters")
        return value

    def required(self, name: str) -> str:
        """A text that may not be left out or empty."""
        value = self.text(name)
        if value is None:
            raise bad_parameter(name, f"Missing required param: {name}.", "parameter_missing")
        if not value:
            raise bad_parameter(name, f"You passed an empty string for '{name}'.", "parameter_invalid_empty")
        return value

    def choice(self, name: str, choices: tuple[str, ...]) -> str | None:
        """One of a few words."""
        value = self._take(name)
        if value is not None and value not in choices:
            raise bad_parameter(name, f"Invalid {name}: must be one of {', '.join(choices)}")
        return value

    def currency(self) -> str:
        """A currency that the service keeps accounts in."""
        value = self.required("currency")
        if value not in CURRENCIES:
            raise bad_parameter("currency", f"Invalid currency: {value}")
        return value

    def integer(self, name: str) -> int | None:
        """A whole number that may be left out. Money is never read as anything else."""
        value = self._take(name)
        if value is None:
            return None
        if not INTEGER.fullmatch(value):
            raise bad_parameter(name, f"Invalid integer: {value}", "parameter_invalid_integer")
        return int(value)

    def amount(self) -> int | None:
        """At least one of the smallest unit, when given."""
        value = self.integer("amount")
        if value is not None and value < 1:
            message = "This value must be greater than or equal to 1."
            raise bad_parameter("amount", message, "parameter_invalid_integer")
        return value

    def range(self, name: str) -> dict[str, int]:
        """Bounds of a time: a bare value means that very second."""
        exact = self.integer(name)
        bounds = {} if exact is None else {"gte": exact, "lte": exact}
        for bound in RANGES:
            value = self.integer(f"{name}[{bound}]")
            if value is not None:
                bounds[bound] = value
        return bounds

    def several(self, name: str) -> list[str]:
        """The items of a list of texts, whether they come as `name[]` or numbered."""
        numbered = [field for field in self._fields if re.fullmatch(rf"{name}\[[0-9]*\]", field)]
        return [value for field in numbered for value in self._fields.pop(field)]

    def metadata(self) -> MetadataChange:
        """What the request wants of the metadata; no keys when it says nothing."""
        whole = self._take("metadata")
        if whole:
            raise bad_parameter("metadata", "Invalid object")
        change: dict[str, str] = {}
        for field in [field for field in self._fields if field.startswith("metadata[")]:
            inner = INNER.fullmatch(field.removeprefix("metadata"))
            if inner is None:
                raise bad_parameter(field, "Invalid string: metadata is one level deep")
            change[inner[1]] = self._pair(field, inner[1])
        return None if whole is not None else change

    def _pair(self, field: str, key: str) -> str:
        value = self._take(field) or ""
        if not key or len(key) > METADATA_KEY:
            raise bad_parameter(field, f"Metadata keys have 1 to {METADATA_KEY} characters")
        if len(value) > METADATA_VALUE:
            raise bad_parameter(field, f"Metadata values can have up to {METADATA_VALUE} characters")
        return value

    def _take(self, name: str) -> str | None:
        values = self._fields.pop(name, None)
        return values[-1] if values else None


def merged(current: dict[str, str], change: MetadataChange) -> dict[str, str]:
    """The metadata after a change."""
    if change is None:
        return {}
    result = {key: value for key, value in (current | dict(change)).items() if value}
    if len(result) > METADATA_KEYS:
        raise bad_parameter("metadata", f"Metadata can have up to {METADATA_KEYS} keys")
    return result


def within(moment: int, bounds: Mapping[str, int]) -> bool:
    """Whether a moment lies within the bounds that `Form.range` read."""
    return all(RANGES[name](moment, bound) for name, bound in bounds.items())
