#!/usr/bin/env bash
# Makes a Debian package of a published folder, without root. Called by eng/publish.sh.
#   bash eng/deb.sh <published folder> <linux-x64|linux-arm64> <output folder>
set -euo pipefail
cd "$(dirname "$0")/.."

folder=$1 platform=$2 output=$3
name=superfone-dashboard
version=$(sed -n 's:.*<Version>\(.*\)</Version>.*:\1:p' Directory.Build.props)
case $platform in
  linux-x64) architecture=amd64 ;;
  linux-arm64) architecture=arm64 ;;
  *) echo "Debian has no name for $platform here." >&2; exit 1 ;;
esac
command -v dpkg-deb >/dev/null || { echo "There is no dpkg-deb: no Debian package is made." >&2; exit 0; }

stage=$(mktemp -d)
trap 'rm -rf "$stage"' EXIT
chmod 755 "$stage"
install -d "$stage"/DEBIAN "$stage"/usr/{bin,lib/systemd/system,lib/sysusers.d,share/doc/$name} "$stage"/etc/$name
cp -a "$folder" "$stage/usr/lib/$name"
mv "$stage/usr/lib/$name"/{CHANGELOG.md,THIRD-PARTY-NOTICES.txt,appsettings.Example.json} "$stage/usr/share/doc/$name/"
mv "$stage/usr/lib/$name/LICENSE" "$stage/usr/share/doc/$name/copyright"
mv "$stage/usr/lib/$name/deploy" "$stage/usr/share/doc/$name/examples"
rm -r "$stage/usr/share/doc/$name/examples/systemd"
# The program finds the guides beside it, and the guides their examples.
mv "$stage/usr/lib/$name/docs" "$stage/usr/share/doc/$name/docs"
ln -s ../../share/doc/$name/docs "$stage/usr/lib/$name/docs"
ln -s examples "$stage/usr/share/doc/$name/deploy"
gzip -n -9 "$stage/usr/share/doc/$name/CHANGELOG.md"
ln -s ../lib/$name/Superfone.Dashboard "$stage/usr/bin/$name"
for unit in service socket; do
  sed "s:/opt/$name/:/usr/lib/$name/:" deploy/systemd/$name.$unit >"$stage/usr/lib/systemd/system/$name.$unit"
done
cp deploy/systemd/$name.sysusers "$stage/usr/lib/sysusers.d/$name.conf"
cp deploy/debian/settings.json "$stage/etc/$name/appsettings.json"
install -m 755 deploy/debian/{postinst,prerm,postrm} "$stage/DEBIAN/"
echo "/etc/$name/appsettings.json" >"$stage/DEBIAN/conffiles"
sed -e "s/@version@/$version/" -e "s/@architecture@/$architecture/" -e "s/@size@/$(du -sk --exclude=DEBIAN "$stage" | cut -f1)/" \
  deploy/debian/control >"$stage/DEBIAN/control"
chmod -R u=rwX,go=rX "$stage"/etc "$stage"/usr/share "$stage"/usr/lib/systemd "$stage"/usr/lib/sysusers.d "$stage"/DEBIAN
(cd "$stage" && find usr etc -type f -exec md5sum {} + | LC_ALL=C sort -k 2 >DEBIAN/md5sums)

export SOURCE_DATE_EPOCH=${SOURCE_DATE_EPOCH:-$(git log -1 --format=%ct)}
find "$stage" -exec touch -h -d "@$SOURCE_DATE_EPOCH" {} +
dpkg-deb --root-owner-group -Zxz --build "$stage" "$output/${name}_${version}_$architecture.deb" >/dev/null
