"""Each fake, and `recoup serve`, at sixteen connections: creates, then retrieves of what was created."""

import json
import os
import subprocess
from dataclasses import dataclass

from servers import Server, basic

CONNECTIONS = 16
SECONDS = 5
# Python and Node are quicker once they have run for a while.
WARM_UP = 1
# Retrieved in turns.
OBJECTS = 100


@dataclass
class Fake:
    """A server, what it is asked to create, and how that is called in the table."""

    name: str
    command: list
    path: str
    form: str
    what: str


@dataclass
class Load:
    """What a load found: answers a second, milliseconds, the server's microseconds for an answer, its megabytes."""

    rate: float
    p50: float
    p99: float
    work: float
    memory: float


def fakes(tools):
    """All of them."""
    recoup = [tools["recoup"], "serve", "--port", "{port}", "--clock", "manual"]
    localstripe = [tools["localstripe"], "-m", "localstripe", "--port", "{port}", "--from-scratch"]
    mock = ["env", "LOG_LEVEL=silent", "PORT={port}", "node"]
    mock += [f"{tools['node']}/stripe-stateful-mock/dist/cli.js"]
    charge = "amount=1100&currency=usd&source=tok_visa"
    return [
        Fake("recoup serve", recoup, "/v1/payouts", "amount=1100&currency=usd", "payouts in USD"),
        Fake("localstripe", localstripe, "/v1/payouts", "amount=1100&currency=eur", "payouts in EUR"),
        Fake("stripe-stateful-mock", mock, "/v1/charges", charge, "charges"),
    ]


def load(tools, server, path, asked, seconds):
    """Loads a server for so many seconds; every answer has to be a success."""
    command = [tools["wrk"], "-t1", f"-c{CONNECTIONS}", f"-d{seconds}s", "--timeout", "30s", "-s", tools["lua"], server.url + path]
    before = server.work()
    done = subprocess.run(command, env={**os.environ, **asked}, capture_output=True, text=True, check=False)
    work = server.work() - before
    if done.returncode != 0:
        raise SystemExit(f"peers: wrk has failed\n{done.stdout}{done.stderr}")
    found = json.loads(done.stdout.splitlines()[-1])
    if found["wrong"] or not found["answers"]:
        raise SystemExit(f"peers: {server.url}{path} did not answer as it should\n{done.stdout}{server.log.read_text()[-3000:]}")
    rate = found["answers"] / found["seconds"]
    return Load(rate, found["p50"], found["p99"], work / found["answers"] * 1e6, server.memory())


def measure(tools, scratch, rounds, say):
    """Loads all of them in turns, each started anew; returns the loads by name and kind."""
    loads = {}
    for number in range(1, rounds + 1):
        for fake in fakes(tools):
            with Server(fake.command, scratch / "fake.log") as server:
                for kind, found in of_one(tools, scratch, fake, server):
                    loads.setdefault((fake.name, kind), []).append(found)
                    say(f"round {number}: {kind} of {fake.name}: {found.rate:.0f}/s")
    return loads


def of_one(tools, scratch, fake, server):
    """The creates and the retrieves of one fake."""
    key = server.world() if fake.name == "recoup serve" else "sk_test_peers"
    form = dict(pair.split("=") for pair in fake.form.split("&"))
    ids = [server.create(fake.path, form, key) for _ in range(OBJECTS)]
    paths = scratch / "paths"
    paths.write_text("".join(f"{fake.path}/{one}\n" for one in ids))
    create = {"KEY": basic(key), "BODY": fake.form}
    retrieve = {"KEY": basic(key), "PATHS": str(paths)}
    load(tools, server, fake.path, create, WARM_UP)
    yield "creates", load(tools, server, fake.path, create, SECONDS)
    load(tools, server, fake.path, retrieve, WARM_UP)
    yield "retrieves", load(tools, server, fake.path, retrieve, SECONDS)
