#!/usr/bin/env bash
# Writes wwwroot-assets/css/mudblazor.css: the rules of MudBlazor's style sheet that the pages use.
# Run it after an update of MudBlazor, or when a page uses another of its components; add that one to eng/TrimStyles/StyleTrimmer.cs first.
set -euo pipefail
cd "$(dirname "$0")/.."

version=$(sed -n 's/.*Include="MudBlazor" Version="\([^"]*\)".*/\1/p' Directory.Packages.props)
packages=$(dotnet nuget locals global-packages --list | sed 's/^[^:]*: //')
dotnet run --project eng/TrimStyles -- "${packages%/}/mudblazor/$version/staticwebassets/MudBlazor.min.css" wwwroot-assets/css/mudblazor.css
