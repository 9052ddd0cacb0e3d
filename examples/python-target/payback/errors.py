"""Saying no: one exception carries everything that the error object of an answer needs."""

from __future__ import annotations


class Refusal(Exception):
    """The request is answered with an error, and nothing has changed."""

    def __init__(self, status: int, message: str, *, code: str | None = None, param: str | None = None) -> None:
        super().__init__(message)
        self.status = status
        self.message = message
        self.code = code
        self.param = param
        self.type = "invalid_request_error"

    def body(self) -> dict[str, object]:
        """The error object; members without a value are left out, as clients test for their presence."""
        error: dict[str, object] = {"type": self.type, "message": self.message}
        if self.code:
            error["code"] = self.code
            error["doc_url"] = f"https://docs.example.com/error-codes/{self.code.replace('_', '-')}"
        if self.param:
            error["param"] = self.param
        return {"error": error}


class Declined(Refusal):
    """The request was understood and carried out as far as the state of things allowed.

    Kept apart from mistakes in the request because a retry with the same idempotency key gets this answer again,
    even when the cause is gone by then; a mistake may be corrected under the same key.
    """


class KeyReused(Refusal):
    """An idempotency key came back with another request."""

    def __init__(self, message: str) -> None:
        super().__init__(400, message)
        self.type = "idempotency_error"


def bad_parameter(param: str, message: str, code: str | None = None) -> Refusal:
    """A parameter whose value cannot be used."""
    return Refusal(400, message, code=code, param=param)


def out_of_reach(account: str) -> Refusal:
    """There is no such account, as far as whoever asks may know."""
    message = f"The provided key does not have access to account '{account}' (or that account does not exist)."
    return Refusal(403, message, code="account_invalid")


def missing(noun: str, identifier: str, param: str, status: int = 404) -> Refusal:
    """There is no such object, as far as whoever asks may know."""
    return Refusal(status, f"No such {noun}: '{identifier}'", code="resource_missing", param=param)
