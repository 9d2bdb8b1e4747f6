#!/usr/bin/env bash
# Lints docs/openapi.json. Needs Node and the packages that eng/find-node.sh installs.
set -euo pipefail
cd "$(dirname "$0")"
export REDOCLY_TELEMETRY=off REDOCLY_SUPPRESS_UPDATE_NOTICE=true
node_modules/.bin/redocly lint --config redocly.yaml --format codeframe ../../docs/openapi.json
