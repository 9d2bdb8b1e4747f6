#!/usr/bin/env bash
# Writes THIRD-PARTY-NOTICES.txt: the libraries in the program, whose they are, and the texts of their licences. Run it after a change of packages.
set -euo pipefail
cd "$(dirname "$0")/.."

dotnet build src/Superfone.Dashboard --nologo -v q
packages=$(dotnet nuget locals global-packages --list | sed 's/^[^:]*: //')
dotnet run --project eng/ThirdParty -- notices src/Superfone.Dashboard/bin/Debug/net10.0/Superfone.Dashboard.deps.json "${packages%/}" eng/ThirdParty/licenses THIRD-PARTY-NOTICES.txt
