"""The tables: medians, and how they stand to recoup's."""

import os
import platform
import time
from pathlib import Path
from statistics import median

import fakes
import harnesses

HEAD = """\
# recoup beside others of its kind

Written by `bash benches/peers/run`, which installs what the registries have and measures it all on one machine, in turns.
The ratios are what to look at: each is of one run, on the same cores, a short while apart.

"""

HARNESSES = """
## Harnesses: the same four calls

A scenario creates a payout, retrieves it, cancels it, and cancels it again, which has to be refused. All harnesses ask the
same `recoup serve`, which shares the cores with them. Before anything is measured, each of them has to go red at a server
that cancels twice.

recoup asks for more than the others: it opens a world of its own for each scenario and arranges the bank account and the
funds there, and it looks at balances, transactions, payouts and events before and after the refusal, to see that it left no
trace. That makes {requests} requests a scenario where the others make {calls}, so what a request takes is in the table too.

How many scenarios run at once is as each can: hurl has `--jobs`, as recoup has; cucumber-js has `--parallel`, whose workers
are processes, so as many as two; behave has nothing of the kind. All ratios are to recoup: *as it comes* to
`recoup check` without `--jobs`, which is {default} at once; *alike* to recoup at the same number; the *CPU ratio* of the
harness's own processor time, the server's not counted.

"""

FAKES = """
## Fakes: what they carry

wrk with {connections} connections and one thread, {seconds} s each, on the same cores. Each server is started anew and warmed up for {warm} s; its
retrieves go in turns to {objects} objects. Of the fakes only localstripe has payouts, in euros; stripe-stateful-mock is asked for
what is next of kin, charges. localstripe writes its whole store to a file at each change, so its creates get slower as it
fills.

*recoup carries* so many times the rate. *work* is the server's processor time for an answer; where the machine is busy it
says more than the rate.

"""

def machine(tools, rounds, load_before, took):
    """Where, when and with what this was measured."""
    cpu = next(line for line in Path("/proc/cpuinfo").read_text().splitlines() if "model name" in line)
    memory = int(Path("/proc/meminfo").read_text().split()[1]) / 1024**2
    cores = len(os.sched_getaffinity(0))
    busy = "" if load_before < cores / 4 else "; the machine had been busy, so the first times may be longer than they need be"
    return (
        f"- {cores} cores ({cpu.split(':')[1].strip()}), {memory:.0f} GB of memory, {platform.system()} {platform.machine()}\n"
        f"- {time.strftime('%Y-%m-%d', time.gmtime())}, medians of {rounds} rounds, {took / 60:.1f} minutes\n"
        f"- load average just before: {load_before:.1f}{busy}\n"
        f"- {tools['versions']}\n"
    )


def row(*cells):
    return "| " + " | ".join(cells) + " |\n"


def write(tools, head, timings, loads):
    """All of the page."""
    fakes_head = FAKES.format(
        connections=fakes.CONNECTIONS, seconds=fakes.SECONDS, warm=fakes.WARM_UP, objects=fakes.OBJECTS
    )
    return (
        HEAD
        + head["machine"]
        + HARNESSES.format(default=harnesses.AT_ONCE[0], requests=head["requests"], calls=harnesses.CALLS)
        + harness_rows(timings, head["requests"])
        + fakes_head
        + fake_rows(tools, loads)
    )


def harness_rows(timings, requests):
    """A row for each harness, each number at once, and each size."""

    def middle(part, *which):
        return median(getattr(timing, part) for timing in timings[which])

    text = row("scenarios", "harness", "at once", "wall ms", "as it comes", "alike", "µs a request",
                "CPU ms", "CPU ratio", "CPU µs a request", "memory MB")
    text += row("---:", "---", *["---:"] * 9)
    for size in harnesses.SIZES:
        of_size = [(name, at_once) for name, at_once, each in timings if each == size]
        for name, at_once in sorted(of_size, key=lambda one: (-one[1], middle("wall", *one, size))):
            took, work, memory = (middle(part, name, at_once, size) for part in ("wall", "work", "memory"))
            asked = size * (requests if name == "recoup" else harnesses.CALLS)
            text += row(
                f"{size:,}",
                bold(name, name == "recoup"),
                str(at_once),
                f"{took * 1e3:,.0f}",
                ratio(took, middle("wall", "recoup", harnesses.AT_ONCE[0], size)),
                ratio(took, middle("wall", "recoup", at_once, size)),
                f"{took / asked * 1e6:,.0f}",
                f"{work * 1e3:,.0f}",
                ratio(work, middle("work", "recoup", harnesses.AT_ONCE[0], size)),
                f"{work / asked * 1e6:,.0f}",
                f"{memory:,.0f}",
            )
    return text


def fake_rows(tools, loads):
    """A row for each fake and kind of request."""
    text = row("asked for", "fake", "a second", "recoup carries", "p50 ms", "p99 ms", "work µs", "work ratio", "memory MB")
    text += row("---", "---", *["---:"] * 7)

    def middle(name, kind, part):
        return median(getattr(found, part) for found in loads[name, kind])

    for kind in ("creates", "retrieves"):
        for fake in fakes.fakes(tools):
            rate, work = (middle(fake.name, kind, part) for part in ("rate", "work"))
            text += row(
                f"{kind} of {fake.what}",
                bold(fake.name, fake.name == "recoup serve"),
                f"{rate:,.0f}",
                ratio(middle("recoup serve", kind, "rate"), rate),
                f"{middle(fake.name, kind, 'p50'):.2f}",
                f"{middle(fake.name, kind, 'p99'):.2f}",
                f"{work:,.0f}",
                ratio(work, middle("recoup serve", kind, "work")),
                f"{middle(fake.name, kind, 'memory'):,.0f}",
            )
    return text


def bold(name, is_own):
    return f"**{name}**" if is_own else name


def ratio(one, other):
    return f"{one / other:.1f} ×"
