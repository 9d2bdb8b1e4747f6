#!/usr/bin/env bash
# Generates a TypeScript client from docs/openapi.json, compiles client.ts against it, and with DASHBOARD_URL and DASHBOARD_TOKEN runs it.
# Needs Node and the packages that eng/find-node.sh installs.
set -euo pipefail
cd "$(dirname "$0")"
node_modules/.bin/openapi-typescript ../../docs/openapi.json --output obj/dashboard.d.ts
node_modules/.bin/tsc --project .
if [ -n "${DASHBOARD_URL:-}" ]; then
  node obj/client.js
fi
