#!/bin/sh
# lock.sh BIN: both locks anew, with hashes and without any address; the smaller one holds the versions of the larger.
set -eu
bin=$1
"$bin/python" -m pip install --quiet uv
compile() { "$bin/uv" pip compile --quiet --upgrade --universal --python-version 3.11 --generate-hashes \
  --no-header --no-annotate --no-emit-index-url --no-emit-find-links pyproject.toml "$@"; }
compile --extra dev --output-file requirements.lock
compile --extra book --constraint requirements.lock --output-file requirements-book.lock
! grep -n '://' requirements.lock requirements-book.lock
