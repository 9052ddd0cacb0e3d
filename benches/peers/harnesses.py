"""The same scenarios in each harness, against the same server, in turns."""

import json
import os
import re
import subprocess
import time
from dataclasses import dataclass

import scenarios
from servers import Server

SIZES = (300, 3000)
FEW = 10
# Requests of a scenario.
CALLS = 4
# What `recoup check` runs at once when nobody says, and fewer.
AT_ONCE = (8, 2, 1)


@dataclass
class Harness:
    """A harness, how many scenarios it runs at once, its command, and what it says when so many hold."""

    name: str
    at_once: int
    command: list
    said: str


@dataclass
class Timing:
    """What one run took: seconds on the wall and of the processors, megabytes of its largest process."""

    wall: float
    work: float
    memory: float


def harnesses(tools):
    """All of them. Where a harness can do more at once, it is asked for as much as recoup is."""
    hurl = [tools["hurl"], "--test", "--variable", "url={url}", "--variable", "key={key}"]
    cucumber = ["node", f"{tools['node']}/@cucumber/cucumber/bin/cucumber.js"]
    cucumber += ["--require", "gherkin/steps.js", "--format", "summary", "gherkin/*.feature"]
    behave = [tools["python"], "-m", "behave", "--no-color", "--format", "null", "gherkin"]
    recoup = [tools["recoup"], "check", "{url}", "--features", "recoup"]
    upheld = r"scenarios {count} upheld, 0 broken, 0 not applicable, 0 not testable, 0 faulted"
    listed = []
    for jobs in AT_ONCE:
        listed.append(Harness("recoup", jobs, [*recoup, "--jobs", str(jobs)], upheld))
        listed.append(Harness("hurl", jobs, [*hurl, "--jobs", str(jobs), "hurl"], r"Succeeded files:\s+{count} "))
    passed = r"{count} scenarios \({count} passed\)"
    listed.append(Harness("cucumber-js", 2, [*cucumber, "--parallel", "2"], passed))
    listed.append(Harness("cucumber-js", 1, cucumber, passed))
    listed.append(Harness("behave", 1, behave, r"{count} scenarios passed, 0 failed"))
    return [harness for harness in listed if harness.command[0]]


def run(tools, harness, folder, server):
    """Runs a harness in a world of its own; returns the timing, the exit code and the output."""
    values = {"url": server.url, "key": server.world()}
    command = [word.format(**values) for word in harness.command]
    # What is written here is of this machine's files, so that a shell's pattern needs no shell.
    command = [found for word in command for found in expand(folder, word)]
    environment = {**os.environ, "PEER_URL": values["url"], "PEER_KEY": values["key"], "NODE_PATH": tools["node"]}
    with open(folder / "output", "wb") as out:
        started = time.perf_counter()
        child = subprocess.Popen(command, cwd=folder, env=environment, stdout=out, stderr=out)
        _, status, usage = os.wait4(child.pid, 0)
        wall = time.perf_counter() - started
    child.returncode = os.waitstatus_to_exitcode(status)
    output = (folder / "output").read_text(errors="replace")
    timing = Timing(wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss * 1024 / 1e6)
    return timing, child.returncode, output


def expand(folder, word):
    """The files of a pattern, or the word itself."""
    if "*" not in word:
        return [word]
    return sorted(str(path.relative_to(folder)) for path in folder.glob(word))


def all_held(harness, count, code, output):
    """Whether the harness says that so many scenarios ran and all of them hold."""
    return code == 0 and re.search(harness.said.format(count=count), output) is not None


def guard(tools, scratch):
    """Each harness has to see a server that cancels twice: a harness that finds nothing has measured nothing."""
    folder = scratch / "guard"
    scenarios.write(folder, FEW)
    command = [tools["recoup"], "serve", "--port", "{port}", "--defect", "cancel-twice"]
    with Server(command, scratch / "guard.log") as server:
        for harness in harnesses(tools):
            _, code, output = run(tools, harness, folder, server)
            if code == 0 or all_held(harness, FEW, code, output):
                raise SystemExit(f"peers: {harness.name} does not see a payout that is canceled twice\n{output}")


def requests(tools, scratch):
    """How many requests recoup makes for one scenario, those that arrange and those that look around included."""
    report = scratch / "requests.json"
    command = [tools["recoup"], "check", "--features", scratch / "guard/recoup", "--report", f"json={report}"]
    subprocess.run(command, cwd=scratch, stdout=subprocess.DEVNULL, check=True)
    listed = json.loads(report.read_text())["scenarios"]
    return sum(len(scenario["exchanges"]) for scenario in listed) // len(listed)


def measure(tools, scratch, rounds, say):
    """Times all of them in turns; returns the timings by name, how many at once, and size."""
    timings = {}
    for size in SIZES:
        scenarios.write(scratch / str(size), size)
    command = [tools["recoup"], "serve", "--port", "{port}", "--clock", "manual"]
    with Server(command, scratch / "serve.log") as server:
        for number in range(1, rounds + 1):
            for size in SIZES:
                for harness in harnesses(tools):
                    timing, code, output = run(tools, harness, scratch / str(size), server)
                    if not all_held(harness, size, code, output):
                        raise SystemExit(f"peers: {harness.name} does not uphold {size} scenarios\n{output[-3000:]}")
                    timings.setdefault((harness.name, harness.at_once, size), []).append(timing)
                    say(f"round {number}: {size} in {harness.name}, {harness.at_once} at once: {timing.wall:.2f} s")
    return timings
