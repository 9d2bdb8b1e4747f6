#!/usr/bin/env bash
# Goes from the Debian package to a signed-in owner and a first event in a clean root, made by mmdebstrap, by the steps of docs/deploy.md; then upgrades,
# removes and purges the package, and checks what is left each time. Needs root, and Debian's mirror.
#   bash eng/test-deb.sh <package.deb>
#   SUITE=trixie bash eng/test-deb.sh …         another release of Debian
set -euo pipefail

package=$(realpath "$1")
name=superfone-dashboard
suite=${SUITE:-bookworm}
url=http://127.0.0.1:5085
work=$(mktemp -d)
root=$work/root
guide=$root/usr/share/doc/$name/docs/deploy.md
server=
trap '[ -z "$server" ] || kill "$(cat "$root/tmp/$name.pid")" || true; umount "$root/proc" 2>/dev/null || true; rm -rf --one-file-system "$work"' EXIT

step() { echo "== $1"; }
die() { echo "FAILED: $1" >&2; exit 1; }
inside() { chroot "$root" env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin LC_ALL=C.UTF-8 DEBIAN_FRONTEND=noninteractive "$@"; }
owner() { inside stat -c '%a %U:%G' "$1"; }
check() { inside runuser -u $name -- sh -c "cd /etc/$name && $name check --Superfone:Data:Directory=/var/lib/$name"; }
seconds() { echo $(($(date +%s) - began)); }
unit() { sed -n "s/^$1=//p" "$root/usr/lib/systemd/system/$name.service"; }

# Starts the program with what its unit says, since no service manager runs here. Its output is what `journalctl -u superfone-dashboard` shows.
start() {
  inside runuser -u $name -- env "$(unit Environment)" sh -c \
    "cd $(unit WorkingDirectory) && umask $(unit UMask) && echo \$\$ >/tmp/$name.pid && exec $(unit ExecStart) --urls=$url" >"$work/journal" 2>&1 &
  server=$!
  for _ in $(seq 1 150); do
    curl -fs -o /dev/null $url/health/ready && break
    kill -0 $server 2>/dev/null || { cat "$work/journal" >&2; die "the program ended"; }
    sleep 0.2
  done
  inside $name --urls=$url health >/dev/null || die "the command health does not find the server"
}

stop() {
  kill -TERM "$(cat "$root/tmp/$name.pid")"
  wait $server || true
  server=
}

# Sends the form of a page, as a browser does, and prints the address that it leads to.
submit() {
  local address=$1 form=$2 token
  shift 2
  token=$(curl -fsS -b "$work/cookies" -c "$work/cookies" "$address" | grep -o 'name="__RequestVerificationToken" value="[^"]*"' | head -n 1 | cut -d '"' -f 4)
  curl -fsS -o /dev/null -w '%{redirect_url}' -b "$work/cookies" -c "$work/cookies" "$address" \
    --data-urlencode "_handler=$form" --data-urlencode "__RequestVerificationToken=$token" "$@"
}

# Posts the event of the guide by its command; another number makes another call of it.
post() {
  local command
  command=$(sed -n '\#^curl .*/webhooks/superfone#,/^```/{/^```/d;p}' "$guide" | sed -e "s#https://calls.example.com#$url#; s#THE_SECRET#$secret#; s#9876543#$1#")
  [ -n "$command" ] || die "the guide has no command that posts an event"
  eval "$command" >"$work/reply" 2>/dev/null
  grep -q '^HTTP/1.1 200' "$work/reply" || { cat "$work/reply" >&2; die "the event was not accepted"; }
}

# Waits until the owner, signed in, sees calls.
sees() {
  for _ in $(seq 1 50); do
    curl -fsS -b "$work/cookies" "$url/api/v1/calls" >"$work/calls" || die "the owner is not signed in"
    [ "$(grep -oE '"cdrId":[0-9]+' "$work/calls" | wc -l)" -eq "$1" ] && return
    sleep 0.1
  done
  cat "$work/calls" >&2
  die "the owner does not see $1 calls"
}

step "root with $suite"
mmdebstrap --variant=minbase --include=ca-certificates --dpkgopt=force-unsafe-io "$suite" "$root" >"$work/log" 2>&1 || { tail "$work/log" >&2; die "mmdebstrap could not make a root"; }
mount -t proc proc "$root/proc"
cp /etc/resolv.conf "$root/etc/"
inside apt-get update -qq
# Services are not started where no service manager runs.
cp "$package" "$root/tmp/${name}_1.0.0_amd64.deb"

step install
began=$(date +%s)
inside apt-get install -qq --no-install-recommends "/tmp/${name}_1.0.0_amd64.deb" >"$work/log" 2>&1 || { cat "$work/log" >&2; die "the package cannot be installed"; }
installed=$(seconds)
[ "$(owner /var/lib/$name)" = "700 $name:$name" ] || die "the data folder is $(owner /var/lib/$name)"
[ "$(owner /etc/$name/appsettings.json)" = "640 root:$name" ] || die "the settings are $(owner /etc/$name/appsettings.json)"
inside test -L /etc/systemd/system/multi-user.target.wants/$name.service || die "the service is not enabled"
inside test -L /etc/systemd/system/sockets.target.wants/$name.socket || die "the socket is not enabled"
inside systemd-analyze verify --man=no /usr/lib/systemd/system/$name.service || die "the units are not sound"
inside $name --version

step "owner, signed in"
start
link=$(grep -oE "$url/setup\?token=[^ ]+" "$work/journal" | head -n 1)
secret=$(sed -n 's/.*Authorization: Bearer \([^ ]*\).*/\1/p' "$work/journal" | head -n 1)
{ [ -n "$link" ] && [ -n "$secret" ]; } || { cat "$work/journal" >&2; die "the first start does not print the link and what to paste"; }
account=(--data-urlencode email=owner@example.com --data-urlencode 'password=a harbour full of kites')
[ "$(submit "$link" setup "${account[@]}" --data-urlencode 'confirm=a harbour full of kites')" = "$url/welcome" ] || die "the link does not make an owner"
rm "$work/cookies"
[ "$(submit $url/login login "${account[@]}")" = "$url/" ] || die "the owner cannot sign in"
sees 0

step "first event"
post 9876543
sees 1
echo "From the package to a signed-in owner and a first event: $(seconds) s, of which installing takes $installed s."
stop
check

step upgrade
dpkg-deb -R "$package" "$work/second"
sed -i 's/^Version: .*/&+later/' "$work/second/DEBIAN/control"
dpkg-deb --root-owner-group -Znone --build "$work/second" "$root/tmp/second.deb" >/dev/null
before=$(sha256sum "$root/etc/$name/appsettings.json")
inside dpkg -i /tmp/second.deb
[ "$before" = "$(sha256sum "$root/etc/$name/appsettings.json")" ] || die "the upgrade changed the settings"
[ "$(owner /etc/$name/appsettings.json)" = "640 root:$name" ] || die "the upgrade changed the mode of the settings"
check
start
post 9876544
sees 2
stop

step remove
inside dpkg -r $name
inside test ! -e /usr/bin/$name || die "the program is left"
inside test -f /etc/$name/appsettings.json || die "the settings are gone"
inside test -f /var/lib/$name/superfone.db || die "the data is gone"

step "install again"
inside dpkg -i /tmp/second.deb
check

step purge
inside dpkg -P $name
inside test ! -e /etc/$name || die "the settings are left"
inside test -f /var/lib/$name/superfone.db || die "the data is gone"
left=$(find "$root"/etc/systemd "$root"/usr/lib/systemd "$root"/usr/lib/$name "$root"/var/lib/systemd/deb-systemd-helper-* -name "*$name*" 2>/dev/null || true)
[ -z "$left" ] || die "left over: $left"
echo "The package is installed, upgraded, removed and purged, and the data is kept."
