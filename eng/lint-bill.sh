#!/usr/bin/env bash
# Checks a bill of materials against the schema of its format, CycloneDX 1.6. Needs Node.
#   bash eng/lint-bill.sh <file.cdx.json>
set -euo pipefail

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
npm install --prefix "$work" --no-audit --no-fund --silent @cyclonedx/cyclonedx-library@9.5.0 ajv@8.20.0 ajv-formats@3.0.1 ajv-formats-draft2019@1.6.1 >&2
NODE_PATH=$work/node_modules node - "$1" <<'JS'
const { Spec, Validation } = require('@cyclonedx/cyclonedx-library');
const text = require('fs').readFileSync(process.argv[2], 'utf8');
new Validation.JsonStrictValidator(Spec.Version.v1dot6).validate(text).then(problem => {
  if (problem) console.error(problem);
  process.exitCode = problem ? 1 : 0;
});
JS
