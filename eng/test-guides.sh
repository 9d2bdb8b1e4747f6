#!/usr/bin/env bash
# Runs the commands of the guides as they stand there, in a clone of the commit in an empty folder: those of README.md, in order, then of the
# other guides below. It takes minutes. Not run: `bash eng/test.sh` (it would run this), what deploy.md and systemd.md install, which
# eng/test-deb.sh does in a root of its own, publishing, which PublishedProgramTests do, the settings of s3.md, which need a store (S3rverTests has
# one), and the tests of several nodes in reliability.md, which need haproxy and half an hour. Only names are put in: a free port, folders, the
# printed secret, the backup that was made; tests that repeat something do it once.
set -euo pipefail
# Each program in the background is a group of its own, so that it can be sent what Ctrl+C sends.
set -m
cd "$(dirname "$0")/.."

guides=(README.md docs/quick-start.md docs/commands.md docs/backup.md docs/operations.md docs/deploy.md docs/reliability.md docs/systemd.md docs/translating.md)
port=$(python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')
work=$(mktemp -d)
server="" guide="" secret="" logs=0 log=/dev/null ran=()
declare -A seen
export ASPNETCORE_URLS=http://localhost:$port
unset "${!Superfone__@}"
# To see that events have arrived.
export Superfone__Api__Tokens__0__Name=guides Superfone__Api__Tokens__0__Token=a-token-for-the-guides-only

finish() {
  local status=$?
  [ -z "$server" ] || kill -INT -- "-$server" 2>/dev/null || true
  [ "$status" -eq 0 ] || { echo "FAILED: $guide" >&2; cat "$work/block" "$log" >&2 2>/dev/null || true; }
  rm -rf "$work"
}
trap finish EXIT

git clone -q --no-hardlinks "$PWD" "$work/clone"
cd "$work/clone"

# The program as it is called where it is installed.
Superfone.Dashboard() { dotnet run --no-build --project src/Superfone.Dashboard -- "$@"; }

# Starts a block that runs until Ctrl+C, and waits for a line of its output.
start() {
  log=$work/log.$((++logs))
  : >"$log"
  bash -c "exec $(cat "$work/block")" >"$log" 2>&1 &
  server=$!
  for _ in $(seq 1 6000); do
    grep -qE "$1" "$log" && return
    kill -0 "$server" 2>/dev/null || return 1
    sleep 0.2
  done
  return 1
}

stop() {
  kill -INT -- "-$server"
  wait "$server"
  server=""
}

run() {
  local dashboard
  case $(cat "$work/block") in
    "bash eng/test.sh" | *apt\ install* | *systemctl* | *journalctl* | *runuser* | *docker* | *eng/publish.sh* | *dotnet\ publish* | *caddy* | *nginx* | *tar\ -xzf* | *cloudflared* | *SUPERFONE_NODES*) return ;;
    *"-- --demo")
      start '/demo/enter\?token='
      curl -fsSL -c "$work/cookies" "$(grep -oE 'http://[^ ]+/demo/enter\?token=[^ ]+' "$log")" | grep '<title>' >/dev/null
      stop ;;
    "dotnet run --project src/Superfone.Dashboard")
      start 'Authorization: Bearer '
      grep -q '/setup?token=' "$log"
      secret=$(sed -n 's/.*Authorization: Bearer //p' "$log") ;;
    *Superfone.Simulator*)
      dashboard=$server
      start '^Seed '
      until curl -fsS -H "Authorization: Bearer $Superfone__Api__Tokens__0__Token" "http://localhost:$port/api/v1/calls?limit=1" | grep cdrId >/dev/null; do sleep 0.2; done
      stop
      server=$dashboard ;;
    # As tests run elsewhere: without what the guides before have set.
    # shellcheck disable=SC1091
    *SUPERFONE_CRASHES* | *SUPERFONE_RESTARTS*)
      log=$work/log.$((++logs))
      sed -i -E 's/(SUPERFONE_[A-Z]+)=[0-9]+/\1=1/' "$work/block"
      (unset ASPNETCORE_URLS "${!Superfone__@}" && . "$work/block") >"$log" 2>&1 ;;
    # shellcheck disable=SC1091
    *)
      log=$work/log.$((++logs))
      . "$work/block" >"$log" 2>&1
      # curl takes any answer for a success.
      if grep -qE '^HTTP/[0-9.]+ [45]' "$log"; then return 1; fi ;;
  esac
  ran+=("$guide: $(head -n 1 "$work/block")")
}

for guide in "${guides[@]}"; do
  # One file for each block of shell commands, without the indentation of a list.
  rm -rf "$work/blocks" && mkdir "$work/blocks"
  awk -v folder="$work/blocks" '/^ *```sh$/ { n++; match($0, /^ */); indent = RLENGTH; inside = 1; next } /^ *```$/ { inside = 0 }
    inside { print substr($0, indent + 1) > sprintf("%s/%02d", folder, n) }' "$guide"
  for block in "$work"/blocks/*; do
    [ -f "$block" ] || continue
    made=$(ls -d "$work"/backups/superfone/superfone-* 2>/dev/null | tail -n 1 || true)
    sed -e "s#/mnt/backups/superfone/superfone-[0-9TZ]*#$made#" -e "s#/mnt/backups#$work/backups#; s#/srv/superfone#$work/srv#" \
      -e "s#http://localhost:5080#http://localhost:$port#; s#https://calls.example.com#http://localhost:$port#; s#THE_SECRET#$secret#" "$block" >"$work/block"
    # Two guides begin with the same commands.
    [ -n "${seen[$(sha256sum <"$block")]:-}" ] || run
    seen[$(sha256sum <"$block")]=1
  done
done
stop
printf '%s\n' "${ran[@]}"
echo "${#ran[@]} blocks of commands work."
