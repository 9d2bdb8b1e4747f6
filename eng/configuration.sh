#!/usr/bin/env bash
# Writes the tables of docs/configuration.md from the options and appsettings.Example.json. Run it after a change of either.
set -euo pipefail
cd "$(dirname "$0")/.."
SUPERFONE_WRITE_CONFIGURATION=1 dotnet run --project tests/Superfone.Dashboard.Tests -- -method "*ConfigurationGuideTests.Tables_InDocs_AreThoseOfTheOptions"
git diff --stat -- docs/configuration.md
