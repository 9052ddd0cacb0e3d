#!/usr/bin/env bash
# Starts payback on a free port, holds it to the rules, and expects what README.md promises: the three bugs, nothing
# else, and a green gate where they are known.
#
#   RECOUP          the recoup to use (the one on the PATH)
#   PAYBACK_PYTHON  a Python that has what requirements.txt names; without it an environment is made below target/
#
# Exit: 0 as promised · 1 anything else. Nothing is ever skipped.
set -euo pipefail
recoup=$(command -v "${RECOUP:-recoup}") || {
  echo "no recoup: ${RECOUP:-there is none on the PATH, and RECOUP names none}" >&2
  exit 1
}
recoup=$(realpath "$recoup")
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
scratch=$(mktemp -d)
service=
end() {
  [ -z "$service" ] || { kill "$service" && wait "$service"; } 2>/dev/null || true
  rm -rf "$scratch"
}
trap end EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

# Nothing that the caller has set decides here.
# shellcheck disable=SC2086 # a name a word
unset ${!RECOUP*}
export NO_PROXY=127.0.0.1 no_proxy=127.0.0.1 PYTHONDONTWRITEBYTECODE=1

python=${PAYBACK_PYTHON:-}
if [ -z "$python" ]; then
  venv=${CARGO_TARGET_DIR:-$(cd "$here/../.." && pwd)/target}/python-target
  python=$venv/bin/python
  python3 --version | cat "$here/requirements.txt" - >"$scratch/made-from"
  if ! cmp -s "$scratch/made-from" "$venv/made-from"; then
    rm -rf "$venv"
    python3 -m venv "$venv"
    "$python" -m pip install --quiet --disable-pip-version-check --no-deps -r "$here/requirements.txt"
    cp "$scratch/made-from" "$venv/made-from"
  fi
fi

(cd "$here" && exec "$python" -m payback --port 0) >"$scratch/log" 2>&1 &
service=$!
url=
for _ in $(seq 100); do
  url=$(sed -n 's/^payback at \(http[^ ]*\).*/\1/p' "$scratch/log")
  [ -z "$url" ] || break
  kill -0 "$service" 2>/dev/null || break
  sleep 0.1
done
if [ -z "$url" ]; then
  cat "$scratch/log" >&2
  echo "payback did not start" >&2
  exit 1
fi

cd "$scratch" # no recoup.toml here, so nothing is known to fail
status=0
"$recoup" check "$url" --report json=run.json >report.txt || status=$?
"$python" - "$status" <<'PY' || { cat report.txt; exit 1; }
import json
import sys

run = json.load(open("run.json", encoding="utf-8"))
broken = {rule["id"]: [] for rule in run["rules"] if rule["verdict"] == "broken"}
for scenario in run["scenarios"]:
    for finding in scenario["findings"]:
        broken.setdefault(finding["rule"], []).append(scenario["id"])
expected = {
    "TR-03": ["transfers/funds/creating-a-transfer-that-only-funds-in-another-currency-would-cover"],
    "TR-11": ["transfers/list/listing-the-transfers-of-the-group-order-1"],
    "TRR-16": [
        "transfer_reversals/scope/retrieving-the-oldest-of-eleven-reversals-which-the-transfer-no-longer-shows"
    ],
}
scenarios = run["counts"]["scenarios"]
wrong = []
if broken != expected:
    wrong.append(f"broken: {broken}")
if (sys.argv[1], run["conformance"], run["exit_code"]) != ("1", "broken", 1):
    wrong.append(f"exit code {sys.argv[1]}, {run['conformance']}")
if scenarios["not_testable"] or scenarios["faulted"] or scenarios["upheld"] < 230:
    wrong.append(f"scenarios: {scenarios}")
print("\n".join(wrong) or f"as promised: {', '.join(sorted(broken))} broken, {scenarios['upheld']} scenarios upheld")
sys.exit(bool(wrong))
PY

# With its recoup.toml: known failures, and the levers below the target.
cd "$here"
promise() {
  "$@" >"$scratch/answer" || {
    cat "$scratch/answer"
    echo "exit code other than 0: recoup ${*:2}" >&2
    exit 1
  }
}
promise "$recoup" config
promise "$recoup" init "$url" --out "$scratch/recoup.toml"
promise "$recoup" check --quiet --config "$scratch/recoup.toml" --known known-failures.toml
promise "$recoup" doctor "$url"
promise "$recoup" plan "$url"
mkdir "$scratch/bin"
printf '#!/bin/sh\nexec "%s" "$@"\n' "$python" >"$scratch/bin/python" # what recoup.toml starts
chmod +x "$scratch/bin/python"
PATH="$scratch/bin:$PATH" promise "$recoup" check --quiet
promise "$recoup" check --quiet "$url"
cat "$scratch/answer"
