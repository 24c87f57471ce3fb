#!/bin/sh
# venv.sh PYTHON VENV LOCK: a virtual environment with exactly what LOCK names, and this project in it.
set -eu
python=$1 venv=$2 lock=$3
"$python" - <<'PY' || { echo "This project needs Python 3.11 or later. Name one: make PYTHON=/path/to/python3.12 …" >&2; exit 1; }
import sys
sys.exit(sys.version_info < (3, 11))
PY
[ -x "$venv/bin/python" ] || {
  echo "Making $venv …"
  "$python" -m venv "$venv" || { echo "python3 -m venv failed. On Debian and Ubuntu: sudo apt-get install python3-venv" >&2; exit 1; }
}
echo "Installing from $lock (once; a minute or two) …"
"$venv/bin/python" -m pip install --quiet --disable-pip-version-check --require-hashes --requirement "$lock"
"$venv/bin/python" -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
