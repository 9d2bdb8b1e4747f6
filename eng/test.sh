#!/usr/bin/env bash
# Builds everything and runs all tests, then those of the primary database once more over PostgreSQL. Installs ICU, strace, Node, PostgreSQL, and a browser
# for the browser tests, if they are not found, and the browsers that SUPERFONE_BROWSERS names. With SUPERFONE_TEST_STORE=sqlite or postgres all tests run
# once, over that store; so do those that arguments select, over SQLite unless it says otherwise.
set -euo pipefail
cd "$(dirname "$0")/.."

source eng/find-icu.sh
source eng/find-strace.sh
source eng/find-promtool.sh
source eng/find-browser.sh
source eng/find-browsers.sh
source eng/find-node.sh
[ -z "${SUPERFONE_NODES:-}" ] || source eng/find-haproxy.sh

store=${SUPERFONE_TEST_STORE:-}
both=false
if [ -z "$store" ] && [ $# -eq 0 ]; then both=true; fi
if [ "$store" = postgres ] || "$both"; then
  source eng/find-postgres.sh || { echo "SUPERFONE_TEST_STORE=sqlite runs the tests without it." >&2; exit 1; }
fi

# What reads or writes the primary database, except what kills the program again and again, or computes from made-up traffic for minutes; the read model is
# a file with either store.
over_postgres=(Access Backups Decisions Destinations Ingest Mail Nodes Notifications Privacy Projections Recordings Storage)
# Nor what is about answers of others, about files beside the database, or about what is told and shown rather than kept.
not_over_postgres=("*Properties" "*.OddFieldTests" "*.SearchTests" "*.SnapshotTests" "*.HealingTests" "*.FullDiskTests"
  "*.Recordings.FaultTests" "*.OddReplyTests" "*.SafetyTests" "*.BucketFaultTests" "*PlaybackTests" "*.RequestGuardTests" "*.VisibilityTests"
  "*.MailServerTests" "*.MailAlertTests" "*.DigestTests" "*.AlertKindTests" "*.MissedCallPushTests" "*.DueTaskTests")

# Tests end before code that is profiled becomes faster; without profiling they take a fifth less time. What is compiled while they run is not mapped twice.
export DOTNET_TieredPGO=0 DOTNET_EnableWriteXorExecute=0

logs=$(mktemp -d)
trap 'rm -rf "$logs"' EXIT
# One compiler for all projects, also where the machine turns it off, takes two thirds of the time of one for each. It would keep a gigabyte during the tests.
dotnet build Superfone.Dashboard.sln --nologo -warnaserror -p:UseSharedCompilation=true
dotnet build-server shutdown --vbcscompiler || true
status=0
# One project at a time: the browser tests wait for pages, and the crash test loads the machine.
dotnet test --solution Superfone.Dashboard.sln --no-build --no-progress --max-parallel-test-modules 1 "$@" 2>&1 | tee "$logs/all" || status=$?

if "$both"; then
  namespaces=("${over_postgres[@]/#/Superfone.Dashboard.Tests.}")
  SUPERFONE_TEST_STORE=postgres dotnet test --project tests/Superfone.Dashboard.Tests --no-build --no-progress \
    --filter-namespace "${namespaces[@]/%/*}" --filter-not-class "${not_over_postgres[@]}" 2>&1 | tee "$logs/postgres" || status=$?
fi

# What failed, once more below the long output.
grep -hE -A 12 "^failed " "$logs"/* || true

# The last line of each run is its sum.
count() { for log in "$logs"/*; do grep -E "^ *$1: [0-9]+" "$log" | tail -n 1; done | grep -oE '[0-9]+' | awk '{ sum += $1 } END { print sum + 0 }'; }
echo "$(count succeeded) passed, $(count failed) failed, $(count skipped) skipped"
exit "$status"
