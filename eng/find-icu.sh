# Sourced by scripts that run .NET: installs ICU, which contains the names of days and months and the formats of numbers, if there is none.

has_icu() {
  [ "$(uname)" = Darwin ] || ldconfig -p 2>/dev/null | grep -q libicuuc || compgen -G "/usr/lib*/libicuuc.so*" >/dev/null
}

if ! has_icu; then
  echo "No ICU found: installing it." >&2
  sudo=""
  [ "$(id -u)" -eq 0 ] || sudo="sudo"
  if command -v apt-get >/dev/null; then
    $sudo apt-get update -q >&2 && $sudo env DEBIAN_FRONTEND=noninteractive apt-get install -q -y libicu-dev >&2
  elif command -v dnf >/dev/null; then
    $sudo dnf install -y libicu >&2
  elif command -v apk >/dev/null; then
    $sudo apk add icu-libs icu-data-full >&2
  fi
fi
