# Sourced by scripts that run all tests: installs strace, by which a test sees that deliveries are flushed before their replies, if there is none.

if [ "$(uname)" = Linux ] && ! command -v strace >/dev/null; then
  echo "No strace found: installing it." >&2
  sudo=""
  [ "$(id -u)" -eq 0 ] || sudo="sudo"
  # Without it, the test is skipped and says so.
  if command -v apt-get >/dev/null; then
    { $sudo apt-get update -q && $sudo env DEBIAN_FRONTEND=noninteractive apt-get install -q -y strace; } >&2 || true
  elif command -v dnf >/dev/null; then
    $sudo dnf install -y strace >&2 || true
  elif command -v apk >/dev/null; then
    $sudo apk add strace >&2 || true
  fi
fi
