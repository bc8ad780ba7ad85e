#!/usr/bin/env bash
# Packs the built package, installs it in an empty folder and runs it there.
set -euo pipefail
cd "$(dirname "$0")/.."
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
tarball=$(npm pack --silent --pack-destination "$folder")
cd "$folder"
echo '{"private":true}' >package.json
npm install --silent --no-audit --no-fund "./$tarball"
diag=node_modules/.bin/diag
"$diag" --version
"$diag" list
"$diag" explain IIS101 >/dev/null
"$diag" iis-drift --interval 1740 --format json >report.json
node -e 'if (JSON.parse(require("node:fs").readFileSync("report.json", "utf8")).exitCode !== 0) process.exit(1)'
# Unpacks with a part of Node that is loaded late. Exit code 3: notes alone do not name the reason.
printf '[15:31:36] ApiGateway shutdown\n[15:31:49] ApiGateway started\n' | gzip >notes.gz
"$diag" iis-drift --fail-on critical notes.gz >/dev/null || [ $? -eq 3 ]
# The one bin must need nothing beside the package itself.
[ "$(find node_modules -name package.json -not -path '*/dist/*' | wc -l)" -eq 1 ] || {
  echo 'the package has dependencies' >&2
  exit 1
}
