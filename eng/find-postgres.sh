# Sourced by scripts that run tests over PostgreSQL: sets POSTGRES_BIN to the folder of its programs, installing Debian's package if there is none. PgBouncer, of which
# a few tests ask, is installed as well where that is easy.

find_postgres() {
  local folder newest=""
  # Debian keeps the server's programs out of the path, in a folder for each version.
  for folder in /usr/lib/postgresql/*/bin /opt/homebrew/opt/postgresql@*/bin /usr/local/opt/postgresql@*/bin; do
    [ -x "$folder/initdb" ] && newest=$folder
  done
  [ -n "$newest" ] || newest=$(dirname "$(command -v initdb)" 2>/dev/null) || return 1
  [ -x "$newest/initdb" ] && echo "$newest"
}

as_root() {
  if [ "$(id -u)" -eq 0 ]; then "$@"; else sudo "$@"; fi
}

install_packages() {
  as_root apt-get update -q && as_root env DEBIAN_FRONTEND=noninteractive apt-get install -q -y --no-install-recommends "$@"
}

install_postgres() {
  if command -v apt-get >/dev/null; then
    # The package would make and start a cluster of its own; tests make theirs.
    as_root mkdir -p /etc/postgresql-common
    [ -e /etc/postgresql-common/createcluster.conf ] || echo "create_main_cluster = false" | as_root tee /etc/postgresql-common/createcluster.conf >/dev/null
    install_packages postgresql
  elif command -v dnf >/dev/null; then
    as_root dnf install -y postgresql-server
  elif command -v brew >/dev/null; then
    brew install postgresql@17
  fi
}

if [ -z "${POSTGRES_BIN:-}" ]; then
  if ! POSTGRES_BIN=$(find_postgres); then
    echo "No PostgreSQL found: installing it." >&2
    install_postgres >&2 || true
    if ! POSTGRES_BIN=$(find_postgres); then
      unset POSTGRES_BIN
      echo "PostgreSQL could not be installed. Install version 15 or newer, or set POSTGRES_BIN to the folder of initdb." >&2
      return 1
    fi
  fi
  export POSTGRES_BIN
fi

if [ ! -x /usr/sbin/pgbouncer ] && command -v apt-get >/dev/null; then
  echo "No PgBouncer found: installing it." >&2
  install_packages pgbouncer >&2 || echo "Tests of PgBouncer are skipped." >&2
fi
