#!/usr/bin/env bash
# What action.yml runs: installs ragengine and checks rules. Its inputs are in the environment.
set -euo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)

case "${INPUT_VERSION:-}" in
  installed) ;;                                         # by an earlier step
  "") python -m pip install --quiet "$here" ;;          # that of this action
  *) python -m pip install --quiet "ragengine==$INPUT_VERSION" ;;
esac

paths=()
arguments=(--output-format github)
if [ -n "${INPUT_FAIL_LEVEL:-}" ]; then
  arguments+=(--fail-level "$INPUT_FAIL_LEVEL")
fi
while IFS= read -r results; do
  if [ -n "$results" ]; then
    arguments+=(--results "$results")
  fi
done <<<"${INPUT_RESULTS:-}"
while IFS= read -r path; do
  if [ -n "$path" ]; then
    paths+=("$path")
  fi
done <<<"${INPUT_PATHS:-}"

exec ragengine check "${arguments[@]}" -- "${paths[@]-.}"
