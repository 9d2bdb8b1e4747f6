#!/usr/bin/env bash
# Takes screenshots of the pages for docs/images, light and dark, on a desktop and a phone, from a demo with a fixed seed.
#   bash eng/screenshots.sh                     all pages into docs/images
#   bash eng/screenshots.sh /tmp/shots live=/   only these pages, into another folder
#   WIDTHS="320 768 2560" bash eng/screenshots.sh …    windows of these widths
#   SCHEMES="dark" FULL_PAGE=1 bash eng/screenshots.sh …     these colours, the whole page
#   LOCALE=hi-IN bash eng/screenshots.sh …    in another language
set -euo pipefail
cd "$(dirname "$0")/.."

source eng/find-browser.sh

folder=${1:-docs/images}
[ $# -gt 0 ] && shift
pages=("$@")
[ ${#pages[@]} -gt 0 ] || pages=(
  live=/ calls=/calls "call=/calls/{cdrId}" contacts=/contacts "contact=/contacts/{contactId}" tasks=/tasks follow-ups=/follow-ups
  insights=/insights analytics=/analytics agents=/agents digest=/digest deliveries=/deliveries settings=/settings connect=/connect
)

if [ -z "${NO_BUILD:-}" ]; then
  dotnet build src/Superfone.Dashboard --nologo -v q
  dotnet build eng/Screenshots --nologo -v q
fi

log=$(mktemp)
dotnet src/Superfone.Dashboard/bin/Debug/net10.0/Superfone.Dashboard.dll --demo=2026 --urls http://127.0.0.1:0 >"$log" 2>&1 &
demo=$!
trap 'kill -TERM $demo 2>/dev/null; wait $demo 2>/dev/null; rm -f "$log"' EXIT

link=""
for _ in $(seq 1 120); do
  link=$(grep -oE 'http://[^ ]+/demo/enter\?token=[^ ]+' "$log" || true)
  [ -n "$link" ] && break
  sleep 0.5
done
[ -n "$link" ] || { echo "The demo did not start:" >&2; cat "$log" >&2; exit 1; }

# Wait until the history is posted and its latest recordings are downloaded.
sleep "${SETTLE_SECONDS:-30}"
dotnet run --no-build --project eng/Screenshots -- "$link" "$folder" "${pages[@]}"
