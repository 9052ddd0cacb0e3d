"""Holds an answer to what the SDK's class of it declares."""

from typing import ClassVar, Literal, Union, get_args, get_origin

import typing_extensions
from stripe import ListObject, StripeObject

LITERALS = (Literal, typing_extensions.Literal)

# What a document has and the SDK has not.
DOCUMENTED = {"DebitReversal": {"resolution"}}


def complaints(thing, path=""):
    """What is missing, of another type, or not declared at all."""
    path = path or type(thing).__name__
    declared = _declared(thing)
    if not declared:
        return [f"{path} is no class with members"]
    known = declared.keys() | DOCUMENTED.get(type(thing).__name__, set())
    found = [f"{path}.{name} is not declared" for name in thing.to_dict() if name not in known]
    for name, kind in declared.items():
        if get_origin(kind) is not ClassVar:
            found += _member(thing, name, kind, path)
    return found


def _member(thing, name, kind, path):
    value = thing.to_dict().get(name)
    if value is None:
        return [] if _is_optional(kind) else [f"{path}.{name} is missing"]
    value = thing[name]
    if _declared(value):
        return complaints(value, f"{path}.{name}")
    return [] if _fits(value, kind) else [f"{path}.{name} is {value!r}, not {kind}"]


def _declared(thing):
    """The members of a class of the SDK; none for maps, lists and plain values."""
    if not isinstance(thing, StripeObject) or isinstance(thing, ListObject):
        return {}
    return {} if type(thing) is StripeObject else vars(type(thing)).get("__annotations__", {})


def _is_optional(kind):
    return type(None) in get_args(kind)


def _fits(value, kind):
    origin, inner = get_origin(kind), get_args(kind)
    if origin in LITERALS:
        return value in inner
    if origin is Union:
        # Where an enum is open to any text, only the named values count.
        named = [part for part in inner if get_origin(part) in LITERALS]
        return any(_fits(value, part) for part in named or inner)
    if origin is list:
        return isinstance(value, list) and all(_fits(item, inner[0]) for item in value)
    if kind in (int, bool):
        return type(value) is kind
    if kind in (str, float):
        return isinstance(value, kind)
    # What is left is an object, whose own members are looked at where it has a class.
    return isinstance(value, (StripeObject, dict))
