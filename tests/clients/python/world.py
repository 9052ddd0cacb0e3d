"""A world of its own for each scene, arranged by levers over plain HTTP."""

import json
import urllib.request

ACROSS = urllib.request.build_opener(urllib.request.ProxyHandler({}))


class World:
    def __init__(self, base, label):
        self.base = base
        opened = self._call("POST", "/worlds", {"label": label})
        self.key = opened["api_key"]
        self.account = opened["account"]
        self.now = opened["now"]
        self.path = f"/worlds/{opened['world']}"

    def connected(self, **wanted):
        """A connected account, with a US bank account unless something else is wanted."""
        wanted.setdefault("external_account", {"kind": "bank_account"})
        return self._post("/accounts", wanted)["account"]

    def external_account(self, account, **wanted):
        return self._post("/external_accounts", {"account": account, **wanted})["external_account"]

    def fund(self, account, amount, **more):
        """Puts money into a balance; no account is the platform itself."""
        self._post("/funds", {"account": account, "amount": amount, **more})

    def scheduled_payout(self, account, amount):
        return self._post("/payouts", {"account": account, "amount": amount})["payout"]

    def bank(self, payout, act, failure_code=None):
        """The bank submits, pays or fails a payout."""
        self._post(f"/payouts/{payout}/bank", {"act": act, "failure_code": failure_code})

    def charge(self, account, amount, **more):
        return self._post("/charges", {"account": account, "amount": amount, **more})

    def financial_account(self, account, amount):
        wanted = {"account": account, "amount": amount}
        return self._post("/financial_accounts", wanted)["financial_account"]

    def received_debit(self, account, financial_account, amount, **more):
        wanted = {"account": account, "financial_account": financial_account, "amount": amount}
        return self._post("/received_debits", {**wanted, **more})["received_debit"]

    def complete(self, debit_reversal):
        self._post(f"/debit_reversals/{debit_reversal}/bank", {"act": "complete"})

    def pay_topup(self, topup):
        self._post(f"/topups/{topup}/bank", {"act": "pay"})

    def advance(self, seconds):
        self.now = self._post("/clock", {"advance": seconds})["now"]

    def close(self):
        self._call("DELETE", self.path)

    def _post(self, path, body):
        return self._call("POST", self.path + path, body)

    def _call(self, method, path, body=None):
        data = None if body is None else json.dumps(body).encode()
        request = urllib.request.Request(f"{self.base}/levers{path}", data, method=method)
        request.add_header("Content-Type", "application/json")
        with ACROSS.open(request, timeout=10) as answer:
            return json.loads(answer.read() or b"null")
