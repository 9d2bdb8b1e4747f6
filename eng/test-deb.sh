#!/usr/bin/env bash
# Installs, upgrades, removes and purges a Debian package in a root of its own, made by mmdebstrap, and checks what is left each time. Needs root.
#   bash eng/test-deb.sh <package.deb>
#   SUITE=trixie bash eng/test-deb.sh …         another release of Debian
set -euo pipefail

package=$(realpath "$1")
name=superfone-dashboard
suite=${SUITE:-bookworm}
case $suite in
  bookworm) libraries=libicu72,libssl3 ;;
  trixie) libraries=libicu76,libssl3t64 ;;
  *) echo "The names of libraries in $suite are not known here." >&2; exit 1 ;;
esac
work=$(mktemp -d)
root=$work/root
server=
trap '[ -z "$server" ] || kill "$(cat "$root/tmp/$name.pid")" || true; umount "$root/proc" 2>/dev/null || true; rm -rf --one-file-system "$work"' EXIT

step() { echo "== $1"; }
die() { echo "FAILED: $1" >&2; exit 1; }
inside() { chroot "$root" env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin LC_ALL=C "$@"; }
owner() { inside stat -c '%a %U:%G' "$1"; }
check() { inside runuser -u $name -- sh -c "cd /etc/$name && $name check --Superfone:Data:Directory=/var/lib/$name"; }

# Starts the program as its unit does, posts an event, and stops it again.
serve() {
  local body='{"event":"MISSED_CALL","superfone_number":"+918000099999","cdr_id":'$1',"cdr_phone":"+918000000001","cdr_start":"2026-05-15T10:30:00.000Z"}'
  inside runuser -u $name -- sh -c "cd /etc/$name && umask 077 && echo \$\$ >/tmp/$name.pid && exec $name --urls=http://127.0.0.1:5085 --Superfone:Data:Directory=/var/lib/$name" >"$work/log" 2>&1 &
  server=$!
  for _ in $(seq 1 150); do
    curl -fs -o /dev/null http://127.0.0.1:5085/health/ready && break
    kill -0 $server 2>/dev/null || { cat "$work/log" >&2; die "the program ended"; }
    sleep 0.2
  done
  inside $name --urls=http://127.0.0.1:5085 health >/dev/null || die "the command health does not find the server"
  curl -fs -o /dev/null -H 'Authorization: Bearer the secret of the package test' -d "$body" http://127.0.0.1:5085/webhooks/superfone || die "the event was not accepted"
  kill -TERM "$(cat "$root/tmp/$name.pid")"
  wait $server || true
  server=
}

step "root with $suite"
mmdebstrap --variant=minbase --include=$libraries,ca-certificates,tzdata,systemd,init-system-helpers $suite "$root" >/dev/null 2>&1 || die "mmdebstrap could not make a root"
mount -t proc proc "$root/proc"
# Services are not started where no service manager runs.
cp "$package" "$root/tmp/first.deb"

step install
inside dpkg -i /tmp/first.deb
[ "$(owner /var/lib/$name)" = "700 $name:$name" ] || die "the data folder is $(owner /var/lib/$name)"
[ "$(owner /etc/$name/appsettings.json)" = "640 root:$name" ] || die "the settings are $(owner /etc/$name/appsettings.json)"
inside test -L /etc/systemd/system/multi-user.target.wants/$name.service || die "the service is not enabled"
inside test -L /etc/systemd/system/sockets.target.wants/$name.socket || die "the socket is not enabled"
inside systemd-analyze verify --man=no /usr/lib/systemd/system/$name.service || die "the units are not sound"
inside $name --version

step "first start"
sed -i 's:"Superfone"\: {:"Superfone"\: { "Webhook"\: { "Secrets"\: [ "the secret of the package test" ] },:' "$root/etc/$name/appsettings.json"
serve 9876543
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
serve 9876544

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
