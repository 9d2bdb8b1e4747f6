#!/usr/bin/env bash
# Writes docs/openapi.json as the application serves it. Run it after a change of the API, and look at the difference: programs depend on it.
set -euo pipefail
cd "$(dirname "$0")/../.."
SUPERFONE_WRITE_OPENAPI=1 dotnet run --project tests/Superfone.Dashboard.Tests -- -method "*OpenApiTests.File_InDocs_IsTheServedDocument"
git diff --stat -- docs/openapi.json
