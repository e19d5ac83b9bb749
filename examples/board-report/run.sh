#!/usr/bin/env bash
# Tests this tool against the wheel of ragengine, in a virtual environment of their own.
set -euo pipefail
cd "$(dirname "$0")"

place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
python3 -m venv "$place/venv"
"$place/venv/bin/pip" wheel --quiet --no-deps --wheel-dir "$place/wheels" ../..
"$place/venv/bin/pip" install --quiet "$(echo "$place"/wheels/ragengine-*.whl)[testing]" .
"$place/venv/bin/ragengine" check targets --results targets/2025-26-q1.csv --fail-level info
"$place/venv/bin/ragengine" test targets
"$place/venv/bin/python" -m pytest -q -p no:cacheprovider
