#!/usr/bin/env bash
# Builds everything and runs all tests. Installs ICU, strace, Node, and a browser for the browser tests, if they are not found, and those that SUPERFONE_BROWSERS names.
set -euo pipefail
cd "$(dirname "$0")/.."

source eng/find-icu.sh
source eng/find-strace.sh
source eng/find-promtool.sh
source eng/find-browser.sh
source eng/find-browsers.sh
source eng/find-node.sh

# Tests end before code that is profiled becomes faster; without profiling they take a fifth less time.
export DOTNET_TieredPGO=0

log=$(mktemp)
trap 'rm -f "$log"' EXIT
dotnet build Superfone.Dashboard.sln --nologo -warnaserror
status=0
# One project at a time: the browser tests wait for pages, and the crash test loads the machine.
dotnet test --solution Superfone.Dashboard.sln --no-build --no-progress --max-parallel-test-modules 1 "$@" 2>&1 | tee "$log" || status=$?

count() { grep -E "^ *$1: [0-9]+" "$log" | tail -n 1 | grep -oE '[0-9]+' | head -n 1 || echo 0; }
echo "$(count succeeded) passed, $(count failed) failed, $(count skipped) skipped"
exit "$status"
