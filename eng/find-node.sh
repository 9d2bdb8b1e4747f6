# Sourced by scripts that run all tests: installs Node if there is none, the packages of eng/api, by which tests lint docs/openapi.json and
# generate a TypeScript client from it, and that of eng/s3rver, an S3 store for recordings.

if ! command -v npm >/dev/null; then
  echo "No Node found: installing it." >&2
  sudo=""
  [ "$(id -u)" -eq 0 ] || sudo="sudo"
  # Without it, the tests are skipped and say so.
  if command -v apt-get >/dev/null; then
    { $sudo apt-get update -q && $sudo env DEBIAN_FRONTEND=noninteractive apt-get install -q -y --no-install-recommends nodejs npm; } >&2 || true
  elif command -v dnf >/dev/null; then
    $sudo dnf install -y nodejs >&2 || true
  elif command -v apk >/dev/null; then
    $sudo apk add nodejs npm >&2 || true
  elif command -v brew >/dev/null; then
    brew install node >&2 || true
  fi
fi

# npm writes the hidden lock file last.
for folder in eng/api eng/s3rver; do
  if command -v npm >/dev/null && [ $folder/package-lock.json -nt $folder/node_modules/.package-lock.json ]; then
    (cd $folder && { npm ci --no-audit --no-fund >&2 || rm -rf node_modules; })
  fi
done
