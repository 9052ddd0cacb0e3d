#!/usr/bin/env bash
# Holds localstripe, as it comes from PyPI, to the rules, and writes REPORT.md from what was found.
#
#   report.sh            writes it anew
#   report.sh --check    fails when it would differ from the one that is here
#   report.sh RULE…      shows what localstripe does with these rules in euros, with the conversations
#
#   RECOUP   the recoup to use (the one on the PATH)
#
# Exit: 0 written, or the same · 1 anything else. localstripe listens on all interfaces while this runs (a few seconds).
set -euo pipefail
check=
rules=()
case "${1-}" in
  "") ;;
  --check) check=1 ;;
  -*)
    echo "report.sh takes --check, rules, or nothing; not $1" >&2
    exit 1
    ;;
  *) rules=("$@") ;;
esac
recoup=$(command -v "${RECOUP:-recoup}") || {
  echo "no recoup: ${RECOUP:-there is none on the PATH, and RECOUP names none}" >&2
  exit 1
}
recoup=$(realpath "$recoup")
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
root=$(cd "$here/../.." && pwd)
scratch=$(mktemp -d)
# localstripe writes its store here whatever it is told, so what somebody else left there is put back.
store=/tmp/localstripe.pickle
[ ! -e "$store" ] || cp -p "$store" "$scratch/store"
end() {
  if [ -e "$scratch/store" ]; then cp -p "$scratch/store" "$store"; else rm -f "$store"; fi
  rm -rf "$scratch"
}
trap end EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

# Nothing that the caller has set decides here.
# shellcheck disable=SC2086 # a name a word
unset ${!RECOUP*}
export NO_PROXY=127.0.0.1 no_proxy=127.0.0.1 PYTHONDONTWRITEBYTECODE=1

venv=${CARGO_TARGET_DIR:-$root/target}/localstripe/venv
python3 --version | cat "$here/requirements.txt" - >"$scratch/made-from"
if ! cmp -s "$scratch/made-from" "$venv/made-from"; then
  rm -rf "$venv"
  mkdir -p "$(dirname "$venv")"
  python3 -m venv "$venv"
  "$venv/bin/python" -m pip install --quiet --disable-pip-version-check --no-deps -r "$here/requirements.txt"
  cp "$scratch/made-from" "$venv/made-from"
fi

# run NAME EXIT ARGS…: a run whose exit code is known beforehand.
run() {
  local name=$1 expected=$2 status=0
  shift 2
  "$recoup" check --report json="$scratch/$name.json" "$@" >"$scratch/$name.txt" 2>&1 || status=$?
  [ "$status" = "$expected" ] || {
    cat "$scratch/$name.txt" >&2
    echo "exit code $status where $expected was due: recoup check $*" >&2
    exit 1
  }
}
cd "$scratch" # no recoup.toml of somebody else here
localstripe=(--config "$here/recoup.toml" --exec "'$venv/bin/python' -m localstripe --port {port} --from-scratch")
honest=payouts,events,expand,worlds,balance

python3 "$here/euro.py" "$root/features" "$scratch/euro"
if [ "${#rules[@]}" -gt 0 ]; then
  "$recoup" check "${localstripe[@]}" --features "$scratch/euro" "${rules[@]}" || true
  exit
fi

"$recoup" rules --json >"$scratch/rules.json"
run honest 1 "${localstripe[@]}" --levers "mapping:$here/honest.toml" --declare "$honest"
run dollars 1 "${localstripe[@]}"
run control 1 --reference --features "$scratch/euro"
python3 "$here/report.py" --upheld "$scratch/control.json" >"$scratch/kept"
mapfile -t kept <"$scratch/kept"
run euros 1 "${localstripe[@]}" --features "$scratch/euro" "${kept[@]}"

python3 "$here/report.py" "$scratch" "$honest" "$here/requirements.txt" >"$scratch/REPORT.md"
if [ -z "$check" ]; then
  cp "$scratch/REPORT.md" "$here/REPORT.md"
elif ! diff -u "$here/REPORT.md" "$scratch/REPORT.md"; then
  echo "REPORT.md is not what localstripe shows today: bash examples/localstripe/report.sh writes it anew" >&2
  exit 1
fi
