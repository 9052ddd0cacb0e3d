"""Runs the `curl` lines of the documents with curl itself: `walk.py URL [-v]`."""

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

sys.path.append(str(Path(__file__).parent.parent / "python"))

from likeness import differences
from lines import LINES, PAYOUT, TRANSFER, TRANSFER_REVERSAL
from world import World

HOST = "https://api.stripe.com"
KEY = "<<YOUR_SECRET_KEY>>"


class Curl:
    """Runs lines in a world; what stands around a line is in curl's configuration file."""

    calls = 0

    def __init__(self, base, key):
        self.base = base
        self.ids = {HOST: base, KEY: key}

    def run(self, line, *configuration):
        """The status and the answer of a line, its host, key and ids replaced."""
        for name, value in self.ids.items():
            line = line.replace(name, value)
        usual = ["silent", "show-error", "max-time = 10", r'write-out = "\n%{http_code}"']
        with tempfile.TemporaryDirectory() as home:
            Path(home, ".curlrc").write_text("\n".join([*usual, *configuration]))
            # Without a terminal an empty password is read where a line names none.
            done = subprocess.run(
                ["bash", "-c", line],
                env={**os.environ, "CURL_HOME": home, "HOME": home, "NO_PROXY": "127.0.0.1"},
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
                start_new_session=True,
                text=True,
            )
        Curl.calls += 1
        body, _, status = done.stdout.rpartition("\n")
        if done.returncode:
            return f"curl ended with {done.returncode}: {done.stderr.strip()}", None
        return int(status), json.loads(body)

    def post(self, path, *fields, account=None):
        """Makes something that a line needs."""
        data = " ".join(f"-d '{field}'" for field in fields)
        header = f"-H 'Stripe-Account: {account}'" if account else ""
        status, made = self.run(f"curl {self.base}{path} -u {KEY}: {header} {data}")
        if status != 200:
            raise RuntimeError(f"POST {path}: {status} {made}")
        return made["id"]


def arrange(world, curl, need):
    """Makes what a line needs, notes its ids, and gives the account to act as, if any."""
    acme = world.connected()
    curl.ids["{{CONNECTED_ACCOUNT_ID}}"] = acme
    if "payout" in need:
        # A pending payout is the platform's own, a paid one that of a connected account.
        owner = acme if "paid" in need else None
        if owner is None:
            world.external_account(None, kind="bank_account")
        world.fund(owner, 1100)
        payout = curl.post("/v1/payouts", "amount=1100", "currency=usd", account=owner)
        if "paid" in need:
            world.bank(payout, "pay")
        curl.ids.update({PAYOUT: payout, "{{PAYOUT_ID}}": payout})
    if "transfer" in need:
        world.fund(None, 1000)
        fields = ("amount=1000", "currency=usd", f"destination={acme}")
        transfer = curl.ids[TRANSFER] = curl.post("/v1/transfers", *fields)
        if "reversal" in need:
            path = f"/v1/transfers/{transfer}/reversals"
            curl.ids[TRANSFER_REVERSAL] = curl.post(path, "amount=400")
    if "debit" in need:
        account = world.financial_account(acme, 5000)
        debit = world.received_debit(acme, account, 1000)
        curl.ids.update({"{{FINANCIAL_ACCOUNT_ID}}": account, "{{RECEIVED_DEBIT_ID}}": debit})
        if "reversal" in need:
            path, field = "/v1/treasury/debit_reversals", f"received_debit={debit}"
            curl.ids["{{DEBIT_REVERSAL_ID}}"] = curl.post(path, field, account=acme)
    return acme if "as its account" in need else None


def compare(status, answer, example, ids):
    """What is wrong with an answer; where the document shows none, it is a list of one."""
    if status != 200:
        return [f"the status is {status}: {answer}"]
    if example is None:
        one = isinstance(answer, dict) and len(answer.get("data", [])) == 1
        return [] if one and answer["object"] == "list" else [f"no list of one: {answer}"]
    return differences(answer, example, ids)


def variants(line):
    """A line as it is and, where it posts without a body, with an empty one."""
    yield "", ()
    if "-X POST" in line and "-d" not in line:
        yield ", with an empty body", ('data = ""',)


def main(base, *flags):
    checks, failures = 0, []
    for what, need, line, example in LINES:
        for more, configuration in variants(line):
            checks += 1
            world = World(base, f"curl: {what}{more}")
            try:
                curl = Curl(base, world.key)
                account = arrange(world, curl, need)
                acting = [f'header = "Stripe-Account: {account}"'] if account else []
                found = compare(*curl.run(line, *configuration, *acting), example, curl.ids)
            except Exception as raised:  # whatever is raised is a finding
                found = [f"{type(raised).__name__}: {raised}"]
            finally:
                world.close()
            if found:
                failures.append(f"{what}{more}")
                print(f"FAIL {what}{more}\n  {line}")
                print("\n".join(f"  observed {each}" for each in found))
            elif "-v" in flags:
                print(f"ok   {what}{more}")
    counts = f"curl: {Curl.calls} calls, {checks} checks"
    if failures:
        print(f"{counts}, {len(failures)} failed:")
        for failure in failures:
            print(f"  {failure}")
        return 1
    print(f"{counts}, all green ({len(LINES)} lines of the documents)")
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
