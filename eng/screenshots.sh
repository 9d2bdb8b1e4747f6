#!/usr/bin/env bash
# Takes screenshots of the pages of a demo with a fixed seed, on a fixed day. Without arguments, those of the documentation: small WebP files in
# docs/images/en and docs/images/hi, on a desktop light and dark, on a phone light.
#   bash eng/screenshots.sh                     the documentation's
#   bash eng/screenshots.sh /tmp/shots          all pages, on a desktop and a phone, light and dark, as PNG into another folder
#   bash eng/screenshots.sh /tmp/shots live=/   only these pages
#   WIDTHS="320 768 2560" bash eng/screenshots.sh /tmp/shots …    windows of these widths
#   SCHEMES="dark" FULL_PAGE=1 bash eng/screenshots.sh /tmp/shots …     these colours, the whole page
#   LOCALE=hi-IN bash eng/screenshots.sh /tmp/shots …    in another language
#   WEBP=1 bash eng/screenshots.sh docs/images/en settings=/settings     one page of the documentation
#   SETTLE_SECONDS=60 …     the demo runs for so long before the first picture; NO_BUILD=1 …     builds nothing
set -euo pipefail
cd "$(dirname "$0")/.."

source eng/find-browser.sh

pages=("${@:2}")
[ ${#pages[@]} -gt 0 ] || pages=(
  live=/ calls=/calls "call=/calls/{cdrId}" follow-ups=/follow-ups contacts=/contacts "contact=/contacts/{contactId}" tasks=/tasks
  insights=/insights analytics=/analytics agents=/agents digest=/digest wall=/wall deliveries=/deliveries settings=/settings connect=/connect
)

[ -n "${NO_BUILD:-}" ] || dotnet build eng/Screenshots --nologo -v q
take() { dotnet run --no-build --project eng/Screenshots -- "$1" "${pages[@]}"; }

if [ $# -gt 0 ]; then
  take "$1"
else
  export WEBP=1
  LOCALE=en-IN take docs/images/en
  LOCALE=hi-IN take docs/images/hi
  du -sh docs/images
fi
