"""Measures harnesses and fakes in turns, and writes the tables.

measure.py TOOLS.json SCRATCH ROUNDS OUT
"""

import json
import os
import signal
import sys
import time
from pathlib import Path

import fakes
import harnesses
import table


def say(line):
    print(line, file=sys.stderr, flush=True)


def main():
    # The servers end with their blocks, so an end from outside has to leave those.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    tools_file, scratch, rounds, out = sys.argv[1:]
    tools, scratch, rounds = json.loads(Path(tools_file).read_text()), Path(scratch), int(rounds)
    started, load_before = time.monotonic(), os.getloadavg()[0]
    harnesses.guard(tools, scratch)
    timings = harnesses.measure(tools, scratch, rounds, say)
    loads = fakes.measure(tools, scratch, rounds, say)
    machine = table.machine(tools, rounds, load_before, time.monotonic() - started)
    head = {"machine": machine, "requests": harnesses.requests(tools, scratch)}
    Path(out).write_text(table.write(tools, head, timings, loads))


if __name__ == "__main__":
    main()
