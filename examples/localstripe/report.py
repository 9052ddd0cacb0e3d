"""REPORT.md from the JSON reports of report.sh: the same bytes whenever the same was found.

report.py --upheld RUN.json          the rules that a run did not break, one a line
report.py FOLDER HONEST REQUIREMENTS the report on stdout
"""

import collections
import json
import pathlib
import re
import sys

RANDOM = re.compile(r"\b(po|txn|ba|evt)_[A-Za-z0-9]{14,}")
MONEY = re.compile(r"\b(available|pending) [+-]?\d")
LEFT_OUT = "not selected"
VERDICTS = ("upheld", "broken", "not_testable", "not_applicable")

# Why a rule does not hold: the first of these that one of its findings is of.
OWN, ERRORS, LEDGER, ACCOUNTS, BALANCE = "own", "errors", "ledger", "accounts", "balance"
SECTIONS = {
    OWN: (
        "Broken by what localstripe does with a request",
        "Neither the claims of the profile nor the currency have a part in these.",
    ),
    ERRORS: (
        "Refused, with an error that names neither code nor parameter",
        "An error of localstripe has a `type` and a `message`, which mostly says `Bad request`.",
    ),
    LEDGER: (
        "Broken because no payout has a balance transaction",
        "A payout names a `balance_transaction` that was never made: reading it answers 404, and so does every call that "
        "expands it. Canceling names none.",
    ),
    ACCOUNTS: (
        "Broken because there are no connected accounts and no bank accounts",
        "localstripe does not claim to have any, and does not look at `Stripe-Account`. The generous profile claims one of "
        "each, so these findings are the price of that claim.",
    ),
    BALANCE: (
        "Broken by nothing but the balance, which never moves",
        "`GET /v1/balance` answers 20.00 EUR for ever, whatever is paid out, and the profile claims other funds. Many of "
        "these rules are about something else, and break by a scenario that should have moved money on the way: what it "
        "would have looked at after that is not known.",
    ),
}
NO_CODE = re.compile(r"error\.(code|param) is \S+$")
FUNDS = {"PAY-CREATE-07", "PAY-CREATE-11", "CON-01"}


def plain(text):
    """A text in which what differs from run to run is left out, as a cell of a table."""
    text = RANDOM.sub(r"\1_…", re.sub(r"(, in \d+ scenarios?):.*", r"\1", text, flags=re.S))
    return " ".join(text.split()).replace("|", "\\|").replace("<", "&lt;").replace("`", "'")


def class_of(rule, finding, scenario):
    """What a finding comes from, as far as its own words and the request that it is about tell."""
    expected, observed = finding["expected"], finding["observed"]
    at, exchanges = finding.get("exchange"), scenario["exchanges"]
    asked = "{path} {body}".format(**exchanges[at]) if at is not None and at < len(exchanges) else ""
    said = f"{expected} {observed} {asked} {scenario['title']}"
    if rule["id"].startswith("ACC-") or "acct_" in expected or "ba_acme" in expected or "account is present" in expected:
        return ACCOUNTS
    if "account that does not exist" in said or "account_invalid" in said:
        return ACCOUNTS
    if observed == "status 200" and re.search(r"no such .* is found|the account is refused", expected):
        return ACCOUNTS
    if MONEY.search(expected) or rule["id"] in FUNDS or "balance_insufficient" in expected:
        return BALANCE
    if observed == "status 200" and "from 11.00 EUR" in scenario["title"]:
        return BALANCE
    if observed.endswith(" is absent") and NO_CODE.match(expected):
        return ERRORS
    if observed.startswith("status 404") and "code resource_missing" in expected:
        return ERRORS
    if "balance_transaction" in said:
        return LEDGER
    return OWN


def counted(scenarios):
    verdicts = collections.Counter(scenario["verdict"] for scenario in scenarios)
    told = [f"{verdicts[name]} {name.replace('_', ' ')}" for name in ("upheld", "broken", "not_testable") if verdicts[name]]
    return ", ".join(told)


def group_of(rule):
    return re.sub(r"-\d+b?$", "", rule["id"])


def upheld(run):
    return [rule["id"] for rule in run["rules"] if rule["verdict"] in ("upheld", "not_applicable")]


def counts(run):
    yield "| | " + " | ".join(v.replace("_", " ") for v in VERDICTS) + " |\n|---|---|---|---|---|"
    for kind in ("rules", "scenarios"):
        found = collections.Counter(item["verdict"] for item in run[kind] if item["reason"] != LEFT_OUT)
        assert not set(found) - set(VERDICTS), f"{kind}: {dict(found)}"
        yield f"| {kind} | " + " | ".join(str(found[verdict]) for verdict in VERDICTS) + " |"


def reasons(scenarios, verdict):
    """Why scenarios were not judged, with how many."""
    asked = (s["reason"] for s in scenarios if s["verdict"] == verdict and s["reason"] != LEFT_OUT)
    found = collections.Counter(plain(reason.removeprefix("a lever is not supported: ")) for reason in asked)
    return sorted(found.items(), key=lambda item: (-item[1], item[0]))


def head(run, honest, rules, requirements):
    pins = dict(line.split("==") for line in requirements.split() if "==" in line)
    every = [scenario for rule in rules for scenario in rule["scenarios"]]
    missing = collections.Counter()
    for scenario in every:
        without = [need for need in scenario["needs"] if need not in honest]
        if without:
            missing["accounts" if "accounts" in without else without[0]] += 1
    judged = len(every) - missing.total()
    yield f"""# localstripe {pins['localstripe']}, held to the rules

*Made by `bash examples/localstripe/report.sh`; `--check` makes it again and compares. recoup {run['recoup']}: {len(rules)} rules
in {len(every)} scenarios. localstripe {pins['localstripe']} from PyPI, unchanged, on aiohttp {pins['aiohttp']}.*

localstripe is a fake for tests of charges, subscriptions and invoices. It has payouts since they are easy to have, and it
does not claim to have connected accounts, transfers, reversals of any kind, a ledger or a treasury. So what follows is no
verdict on localstripe: it says how much of the documented payouts a test that runs against it exercises. Each line is an
observation of version {pins['localstripe']}, and `report.sh RULE` shows the conversation behind it.

## What could be judged

| profile | what it claims | scenarios judged |
|---|---|---|
| honest | {', '.join(sorted(honest))} | {judged} of {len(every)}, see *as it says of itself* |
| generous, as the rules are written | and accounts, funds | see *in dollars* |
| generous, with euros for dollars | and accounts, funds | see *in euros*; the rest of this report is about it |

The honest profile is judged on what a platform can be asked alone: {missing.pop('accounts')} scenarios need a connected account,
and {' and '.join(f'{count} need {needs}' for needs, count in sorted(missing.items()))}. The generous one claims a connected account
and funds for it, neither of which there is: findings that rest on this are kept apart below.
"""


def as_it_says(run):
    yield "## As it says of itself\n"
    yield "No payout is made here: keys, errors, what every answer carries, and lists of nothing.\n"
    yield from counts(run)
    for verdict in ("upheld", "broken"):
        yield f"\n{verdict.capitalize()}:\n"
        for rule in run["rules"]:
            if rule["verdict"] == verdict:
                own = [s for s in run["scenarios"] if s["rule"] == rule["id"]]
                yield f"- **{rule['id']}** {plain(rule['sentence'])} ({counted(own)}; {rule['level']})"
    yield ""


def in_dollars(run):
    yield "## In dollars\n"
    yield "Payouts exist in euros only (`currency` is `eur` or the answer is 400), and the rules are written in dollars.\n"
    yield from counts(run)
    yield "\nBroken are those that are about no amount, or are in euros already:\n"
    for rule in run["rules"]:
        if rule["verdict"] == "broken":
            title = SECTIONS[section_of(run, rule)][0].replace("Broken", "broken", 1)
            yield f"- **{rule['id']}** {plain(rule['sentence'])}: {title}"
    yield "\nWhy the others could not be arranged:\n"
    for reason, count in reasons(run["scenarios"], "not_testable"):
        yield f"- {count}: {reason}"


def in_euros(run, control):
    left = sorted(rule["id"] for rule in control["rules"] if rule["verdict"] == "broken")
    yield f"""
## In euros

The same rules, read with euros for dollars (`euro.py`). {len(left)} rules make no sense like that: the reference, which upholds
each of them as it is written, breaks them in euros. They are left out, whatever localstripe does ({', '.join(left)}).
"""
    yield from counts(run)
    gating = sum(rule["verdict"] == "broken" and rule["gates"] for rule in run["rules"])
    yield f"\n{gating} of the broken rules are documented, the others recorded from the real API or inferred. What breaks them:\n"
    through = collections.Counter(section_of(run, rule) for rule in run["rules"] if rule["verdict"] == "broken")
    for section, (title, _) in SECTIONS.items():
        anchor = re.sub(r"[^a-z0-9 -]", "", title.lower()).replace(" ", "-")
        yield f"- {through[section]}: [{title}](#{anchor})"
    groups = {}
    for rule in run["rules"]:
        if rule["reason"] == LEFT_OUT:
            continue
        groups.setdefault(group_of(rule), collections.Counter())[rule["verdict"]] += 1
    yield "\nRules by group:\n"
    yield "| group | " + " | ".join(v.replace("_", " ") for v in VERDICTS) + " |\n|---|---|---|---|---|"
    nothing = []
    for group, found in groups.items():
        if set(found) == {"not_applicable"}:
            nothing.append(group)
            continue
        yield f"| {group} | " + " | ".join(str(found[v] or "") for v in VERDICTS) + " |"
    yield f"\nNothing of {', '.join(nothing)} applies.\n"
    yield "## Upheld\n"
    for rule in run["rules"]:
        if rule["verdict"] == "upheld":
            own = [s for s in run["scenarios"] if s["rule"] == rule["id"]]
            yield f"- **{rule['id']}** {plain(rule['sentence'])} ({counted(own)}; {rule['level']}). {plain(rule['source'])}"


def findings(run, wanted, section):
    """The broken rules of a section, each with its first finding of that section's class."""
    yield "| rule (its scenarios; its level) | expected | observed |\n|---|---|---|"
    for rule in filter(wanted, run["rules"]):
        own = [s for s in run["scenarios"] if s["rule"] == rule["id"]]
        pairs = [(f, s) for s in own for f in s["findings"] if f["rule"] == rule["id"]]
        shown = [pair for pair in pairs if class_of(rule, *pair) == section]
        finding, scenario = shown[0]
        yield (
            f"| **{rule['id']}** {plain(rule['sentence'])} ({counted(own)}; {rule['level']}) <br> *{plain(rule['source'])}* "
            f"| {plain(scenario['title'])}: {plain(finding['expected'])} | {plain(observed(finding, scenario))} |"
        )


def observed(finding, scenario):
    """What was seen; an answer that is no JSON is shown instead of where reading it ended."""
    text, at = finding["observed"], finding.get("exchange")
    answer = scenario["exchanges"][at]["answer"] if at is not None and "is not JSON" in text else None
    if isinstance(answer, str):
        return re.sub(r"; the answer is not JSON.*", f"; plain text, “{answer.splitlines()[0]}”", text, flags=re.S)
    return text


def section_of(run, rule):
    own = [s for s in run["scenarios"] if s["rule"] == rule["id"]]
    found = {class_of(rule, f, s) for s in own for f in s["findings"] if f["rule"] == rule["id"]}
    return next(section for section in SECTIONS if section in found)


def broken(run):
    classes = {rule["id"]: section_of(run, rule) for rule in run["rules"] if rule["verdict"] == "broken"}
    for section, (title, why) in SECTIONS.items():
        here = {rule for rule, of in classes.items() if of == section}
        yield f"\n## {title}\n\n{why}\n"
        yield from findings(run, lambda rule, here=here: rule["id"] in here, section)


def unjudged(run):
    yield "\n## Not testable\n\nWhat the profile cannot arrange, by the number of scenarios:\n"
    for reason, count in reasons(run["scenarios"], "not_testable"):
        yield f"- {count}: {reason}"
    names = [rule["id"] for rule in run["rules"] if rule["verdict"] == "not_testable"]
    yield f"\nNothing else could be judged of {', '.join(names)}."
    yield "\n## Not applicable\n\nWhat localstripe does not offer, by the number of scenarios that need it:\n"
    needs = collections.Counter()
    for reason, count in reasons(run["scenarios"], "not_applicable"):
        for need in reason.removeprefix("the target does not declare ").split(", "):
            needs[need] += count
    for need, count in sorted(needs.items(), key=lambda item: (-item[1], item[0])):
        yield f"- {count}: {need}"
    yield (
        "\n*bank* could be had: an update of a payout takes `status=paid`. But it takes every member, so what a payout does "
        "then would be the profile's doing and not localstripe's."
    )
    yield "\n## Notes of the run\n"
    for note in run["notes"]:
        yield "- " + re.sub(r"(, in \d+ scenarios?): .*", r"\1", note)


def main(arguments):
    if arguments[0] == "--upheld":
        print("\n".join(upheld(json.loads(pathlib.Path(arguments[1]).read_text(encoding="utf-8")))))
        return
    folder, honest, requirements = arguments
    read = lambda name: json.loads((pathlib.Path(folder) / f"{name}.json").read_text(encoding="utf-8"))
    dollars, euros, control = read("dollars"), read("euros"), read("control")
    text = pathlib.Path(requirements).read_text(encoding="utf-8")
    for part in (
        head(euros, set(honest.split(",")), read("rules")["rules"], text),
        as_it_says(read("honest")),
        in_dollars(dollars),
        in_euros(euros, control),
        broken(euros),
        unjudged(euros),
    ):
        print("\n".join(part))


if __name__ == "__main__":
    main(sys.argv[1:])
