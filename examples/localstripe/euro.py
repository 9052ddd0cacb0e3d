"""The features with euros for dollars, since localstripe pays out in nothing else: euro.py FROM TO.

Dollars become euros and the other way round, and every connected account has the euro as its currency. Whether a rule
still makes sense is not decided here but by the reference, which has to uphold it (see report.sh).
"""

import pathlib
import re
import sys

SWAPPED = {"USD": "EUR", "EUR": "USD", "usd": "eur", "eur": "usd"}
MONEY = re.compile(r"\b(USD|EUR|usd|eur)\b")
BEGINS = re.compile(r" *(Scenario|Scenario Outline|Rule): | *@")
SCENARIO = re.compile(r" *Scenario( Outline)?: ")
MADE = re.compile(r' *\w+ a connected account "([^"]+)"( with:)?$')
OWNERS = ("acme", "globex", "maple")
STEP = " " * 6
ROW = STEP + "  | currency | eur |"
HEAD = STEP + "  | field | value |"


def table(lines):
    """The rows that a block of lines begins with."""
    rows = []
    for line in lines:
        if not line.strip().startswith("|"):
            break
        rows.append(line.strip())
    return rows


def in_euros(lines):
    """A scenario whose accounts have the euro, those included that no step makes."""
    title, steps = lines[0], lines[1:]
    made = {match[1] for match in map(MADE.match, steps) if match}
    out = [title]
    for owner in OWNERS:
        if f'"{owner}"' in "\n".join(steps) and owner not in made:
            out += [f'{STEP}Given a connected account "{owner}" with:', HEAD, ROW]
    for place, step in enumerate(steps):
        match = MADE.match(step)
        if match and not match[2]:
            out += [step + " with:", HEAD, ROW]
            continue
        out.append(step)
        above = place > 0 and MADE.match(steps[place - 1])
        if above and above[2]:
            rows = table(steps[place:])
            if not any(row.startswith("| currency ") for row in rows):
                out.append(ROW)
    return out


def feature(text):
    """A whole file."""
    text = MONEY.sub(lambda match: SWAPPED[match[0]], text)
    blocks = [[]]
    for line in text.split("\n"):
        if BEGINS.match(line):
            blocks.append([])
        blocks[-1].append(line)
    out = []
    for block in blocks:
        out += in_euros(block) if block and SCENARIO.match(block[0]) else block
    return "\n".join(out)


def main(source, target):
    for path in sorted(source.rglob("*.feature")):
        copy = target / path.relative_to(source)
        copy.parent.mkdir(parents=True, exist_ok=True)
        copy.write_text(feature(path.read_text(encoding="utf-8")), encoding="utf-8")


if __name__ == "__main__":
    main(*map(pathlib.Path, sys.argv[1:]))
