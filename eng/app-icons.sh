#!/usr/bin/env bash
# Draws the icons of the installed app, which have to be PNG, from the shapes of wwwroot-assets/images/icon.svg. The files are committed: run
# it only after changing the icon. Needs Chromium.
set -euo pipefail
cd "$(dirname "$0")/.."
. eng/find-browser.sh
out=wwwroot-assets/images/app
shape=$(grep '<path' wwwroot-assets/images/icon.svg)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# name, size in pixels, what is behind the shape, scale of the shape about the middle, colour of the whole square
draw() {
  local svg="<svg xmlns='http://www.w3.org/2000/svg' width='$2' height='$2' viewBox='0 0 32 32'>$3<g transform='translate(16 16) scale($4) translate(-16 -16)'>$shape</g></svg>"
  echo "<!DOCTYPE html><style>html,body{margin:0;background:$5}svg{display:block}</style>$svg" > "$work/$1.html"
  "${CHROMIUM_PATH:-chromium}" --headless --no-sandbox --disable-gpu --hide-scrollbars --default-background-color=00000000 \
    --window-size="$2,$2" --screenshot="$out/$1.png" "file://$work/$1.html" 2> /dev/null
}

teal="#0F766E"
round="<rect width='32' height='32' rx='8' fill='$teal'/>"
draw icon-192 192 "$round" 1 transparent
draw icon-512 512 "$round" 1 transparent
draw maskable-192 192 "" 1.1 "$teal"
draw maskable-512 512 "" 1.1 "$teal"
draw apple-touch-icon 180 "" 1.2 "$teal"
draw badge 96 "" 1.5 transparent
