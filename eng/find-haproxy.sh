# Sourced by scripts that run the tests of several nodes: installs haproxy, and iproute2 for network namespaces, if they are not there.

if ! PATH=$PATH:/usr/sbin command -v haproxy >/dev/null || { [ "$(uname)" = Linux ] && ! PATH=$PATH:/usr/sbin command -v ip >/dev/null; }; then
  echo "No haproxy or no ip found: installing them." >&2
  sudo=""
  [ "$(id -u)" -eq 0 ] || sudo="sudo"
  # Without them, tests are skipped and say so. The service of Debian's package is not wanted: tests start their own.
  if command -v apt-get >/dev/null; then
    { $sudo apt-get update -q && $sudo env DEBIAN_FRONTEND=noninteractive apt-get install -q -y --no-install-recommends haproxy iproute2 \
      && if command -v systemctl >/dev/null; then $sudo systemctl disable --now haproxy; fi; } >&2 || true
  elif command -v dnf >/dev/null; then
    $sudo dnf install -y haproxy iproute >&2 || true
  elif command -v brew >/dev/null; then
    brew install haproxy >&2 || true
  fi
fi
