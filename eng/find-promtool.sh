# Sourced by scripts that run all tests: installs promtool, by which a test checks metrics and alert rules, if there is none.

if [ "$(uname)" = Linux ] && ! command -v promtool >/dev/null && command -v apt-get >/dev/null; then
  echo "No promtool found: installing it." >&2
  sudo=""
  [ "$(id -u)" -eq 0 ] || sudo="sudo"
  # The package also has the server, which would be started: only this program is taken out of it. Without it, the tests are skipped and say so.
  folder="$(mktemp -d)"
  { chmod 755 "$folder" && $sudo apt-get update -q && (cd "$folder" && apt-get download -q prometheus && dpkg-deb -x prometheus_*.deb . && $sudo install usr/bin/promtool /usr/local/bin/promtool); } >&2 || true
  rm -rf "$folder"
fi
