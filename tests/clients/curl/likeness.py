"""Holds an answer to the example that a document shows."""

import re

# Members that came after the documents: they may stand in an answer.
NEWER = {
    "payout": {"application_fee", "application_fee_amount", "payout_method", "trace_id"},
    "treasury.debit_reversal": {"created"},
}
# Members whose value an example cannot give away; they must be of its type.
TIMES = {"arrival_date", "created"}
# What the guide shows otherwise than the API reference has it, and the value that is right.
OTHERWISE = {
    ("debit_reversal", "object"): "treasury.debit_reversal",
    # The line sends metadata, and the example forgets it.
    ("debit_reversal", "metadata"): {"reason": "Because"},
}
# May be unset where the example has a value.
OPTIONAL = {"hosted_regulatory_receipt_url"}


def differences(answer, example, ids):
    """What is missing, too much or of another value, a line each; `ids` are those that are known."""
    if not isinstance(answer, dict):
        return [f"the answer is no object: {answer!r}"]
    found = [f"{name} is missing" for name in example if name not in answer]
    newer = NEWER.get(answer.get("object"), set())
    whole = "status" in example or example["object"] != "debit_reversal"
    if whole:
        more = answer.keys() - example.keys() - newer
        found += [f"{name} is no member of the example" for name in sorted(more)]
    for name, expected in example.items():
        expected = OTHERWISE.get((example["object"], name), expected)
        if name in answer and not alike(name, answer[name], expected, ids):
            found.append(f"{name} is {answer[name]!r}, in the example {expected!r}")
    return found


def alike(name, observed, expected, ids):
    if isinstance(expected, str) and expected in ids:
        return observed == ids[expected]
    if name in TIMES:
        return type(observed) is int
    if name == "data":
        return all(not differences(*pair, ids) for pair in zip(observed, expected, strict=True))
    if name in OPTIONAL and observed is None:
        return True
    if isinstance(expected, str) and "{{" in expected:
        return isinstance(observed, str)
    prefix = isinstance(expected, str) and re.match(r"[a-z]+_(?=\w{14,}$)", expected)
    if prefix:
        return isinstance(observed, str) and observed.startswith(prefix[0])
    return observed == expected and type(observed) is type(expected)
