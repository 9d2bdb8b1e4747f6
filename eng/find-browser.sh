# Sourced by scripts that drive a browser: sets CHROMIUM_PATH to an installed Chromium or Chrome, installing one if there is none.
# The headless shell comes first: it has no address bar, whose pages cost half of the processor time of short tests.

find_browser() {
  local name
  for name in chromium-headless-shell chromium chromium-browser google-chrome-stable google-chrome chrome; do
    command -v "$name" && return 0
  done
  for name in "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome" "/Applications/Chromium.app/Contents/MacOS/Chromium"; do
    [ -x "$name" ] && echo "$name" && return 0
  done
  return 1
}

install_browser() {
  local sudo=""
  [ "$(id -u)" -eq 0 ] || sudo="sudo"
  if command -v apt-get >/dev/null; then
    # Ubuntu has no headless shell.
    $sudo apt-get update -q
    $sudo env DEBIAN_FRONTEND=noninteractive apt-get install -q -y chromium-headless-shell fonts-noto-core \
      || $sudo env DEBIAN_FRONTEND=noninteractive apt-get install -q -y chromium fonts-noto-core
  elif command -v dnf >/dev/null; then
    $sudo dnf install -y chromium
  elif command -v brew >/dev/null; then
    brew install --cask chromium
  fi
}

if [ -z "${CHROMIUM_PATH:-}" ]; then
  if ! CHROMIUM_PATH=$(find_browser); then
    echo "No Chromium or Chrome found: installing one." >&2
    install_browser >&2
    CHROMIUM_PATH=$(find_browser) || { echo "No browser could be installed. Install Chromium or Chrome, or set CHROMIUM_PATH." >&2; exit 1; }
  fi
  export CHROMIUM_PATH
fi
