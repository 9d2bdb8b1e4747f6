#!/usr/bin/env bash
# Makes the site of the documentation in artifacts/site. A link that leads nowhere is an error. It needs no internet once NuGet has docfx.
#   bash eng/site.sh             makes it
#   bash eng/site.sh --serve     … and shows it at http://localhost:8080
set -euo pipefail
cd "$(dirname "$0")/.."

dotnet tool restore
rm -rf artifacts/site artifacts/site-build
dotnet docfx metadata docfx.json --warningsAsErrors
dotnet docfx build docfx.json --warningsAsErrors
# A third of the site, for those who debug docfx.
find artifacts/site/public -name '*.map' -delete
[ "${1:-}" != --serve ] || dotnet docfx serve artifacts/site
