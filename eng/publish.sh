#!/usr/bin/env bash
# Makes the files of a release in artifacts/: for each platform an archive, whose folder runs without .NET, and its bill of materials (SBOM); for Linux
# also a Debian package; and SHA256SUMS, the checksums of all. The same commit gives the same bytes.
#   bash eng/publish.sh                         linux-x64, linux-arm64 and win-x64
#   bash eng/publish.sh linux-x64               only this one
#   OUTPUT=/tmp/out bash eng/publish.sh …       into another folder
set -euo pipefail
cd "$(dirname "$0")/.."

# Code generated from pages contains their paths: the sources must be at the same place wherever they are built. Compilers that run already would not see them there.
if [ "$PWD" != /usr/src ]; then
  if unshare --map-root-user --mount true 2>/dev/null; then
    export MSBUILDDISABLENODEREUSE=1 UseSharedCompilation=false
    exec unshare --map-root-user --mount bash -c 'mount --bind "$0" /usr/src && cd /usr/src && exec bash eng/publish.sh "$@"' "$PWD" "$@"
  fi
  echo "Without 'unshare', Superfone.Dashboard.dll differs from one built in a folder of another path." >&2
fi

die() { echo "$1" >&2; exit 1; }

platforms=("$@")
[ ${#platforms[@]} -gt 0 ] || platforms=(linux-x64 linux-arm64 win-x64)
output=${OUTPUT:-$PWD/artifacts}
version=$(sed -n 's:.*<Version>\(.*\)</Version>.*:\1:p' Directory.Build.props)
# Times in archives are that of the commit.
export SOURCE_DATE_EPOCH=${SOURCE_DATE_EPOCH:-$(git log -1 --format=%ct 2>/dev/null || true)}
[ -n "$SOURCE_DATE_EPOCH" ] || die "This is not a clone of the repository: set SOURCE_DATE_EPOCH to the time of the sources, in seconds since 1970."
modified=$(LC_ALL=C date -u -d "@$SOURCE_DATE_EPOCH" '+%a, %d %b %Y %H:%M:%S GMT')
packages=$(dotnet nuget locals global-packages --list | sed 's/^[^:]*: //')
# Apart from what is built while one works, and below the sources, so that paths in it are relative to them.
build=$PWD/artifacts/build
mkdir -p "$output"
rm -rf "$build"
trap 'rm -rf "$build"' EXIT

third_party() { dotnet run --project eng/ThirdParty --artifacts-path "$build" -- "$@"; }

publish() {
  local platform=$1 name=superfone-dashboard-$version-$1 folder
  folder=$build/$name
  dotnet publish src/Superfone.Dashboard -c Release -r "$platform" --self-contained --artifacts-path "$build" -o "$folder" \
    -p:ContinuousIntegrationBuild=true --nologo -v q \
    || die "$platform cannot be published. NuGet must have Microsoft.NETCore.App.Runtime.$platform, Microsoft.AspNetCore.App.Runtime.$platform and Microsoft.NETCore.App.Crossgen2 of this computer, in the version of the SDK ($(dotnet --version))."

  # Assets are sent with the time at which they were copied here.
  sed -i "s/\(\"Last-Modified\",\"Value\":\"\)[^\"]*/\1$modified/g" "$folder/Superfone.Dashboard.staticwebassets.endpoints.json"
  cp LICENSE THIRD-PARTY-NOTICES.txt CHANGELOG.md appsettings.Example.json "$folder/"
  mkdir "$folder/deploy"
  cp -r deploy/{caddy,nginx,grafana,prometheus,nodes} "$folder/deploy/"
  case $platform in linux-*) cp -r deploy/systemd "$folder/deploy/" ;; esac
  local runtime pack
  for runtime in NETCore AspNetCore; do
    pack=$(sed -n "s:.*\"runtimepack\.\(Microsoft\.$runtime\.App\.Runtime\.$platform\)/\([^\"]*\)\".*{.*:\1/\2:p" "$folder/Superfone.Dashboard.deps.json" | head -n 1)
    pack=${packages%/}/$(echo "$pack" | tr '[:upper:]' '[:lower:]')
    mkdir -p "$folder/licenses/Microsoft.$runtime.App"
    cp "$pack"/[Ll][Ii][Cc][Ee][Nn][Ss][Ee]* "$pack"/THIRD-PARTY-NOTICES* "$folder/licenses/Microsoft.$runtime.App/"
  done
  third_party bill "$folder/Superfone.Dashboard.deps.json" "${packages%/}" "$version" "$SOURCE_DATE_EPOCH" "$output/$name.cdx.json"

  find "$folder" -type d -exec chmod 755 {} + -o -type f -exec chmod 644 {} +
  chmod 755 "$folder"/Superfone.Dashboard "$folder"/Superfone.Dashboard.exe "$folder"/createdump 2>/dev/null || true
  find "$folder" -exec touch -h -d "@$SOURCE_DATE_EPOCH" {} +
  case $platform in
    win-*) pack_zip "$name" ;;
    *) pack_tar "$name" && bash eng/deb.sh "$folder" "$platform" "$output" ;;
  esac
}

pack_tar() {
  tar --sort=name --mtime="@$SOURCE_DATE_EPOCH" --owner=0 --group=0 --numeric-owner --format=gnu -C "$build" -c "$1" | gzip -n -9 >"$output/$1.tar.gz"
}

pack_zip() {
  command -v zip >/dev/null || die "Install 'zip', by which the archive for Windows is made."
  rm -f "$output/$1.zip"
  (cd "$build" && find "$1" | LC_ALL=C sort | TZ=UTC zip -X -q -@ "$output/$1.zip")
}

for platform in "${platforms[@]}"; do
  publish "$platform"
done
(cd "$output" && find . -maxdepth 1 -type f -name "superfone-dashboard*$version*" -printf '%P\n' | LC_ALL=C sort | xargs sha256sum >SHA256SUMS && cat SHA256SUMS)
