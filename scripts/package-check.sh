#!/usr/bin/env bash
# Packs the built package, installs it in an empty folder and runs it there.
set -euo pipefail
cd "$(dirname "$0")/.."
source=$PWD
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
# The same sources give the same bytes, wherever the result lies.
node scripts/build.mjs "$folder/again"
diff -r dist "$folder/again"
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
# A module of somebody else's behaves as a built-in one.
printf 'Filesystem 1024-blocks Used Available Capacity Mounted on\n/dev/sda1 10 10 0 100%% /var\n' >df.txt
"$diag" --plugin "$source/test/plugin/df-full.mjs" df-full df.txt >df.report || [ $? -eq 1 ]
grep -q DF101 df.report
"$diag" --plugin "$source/test/plugin/df-full.mjs" explain DF101 >/dev/null
# The licenses of what is bundled lie in the package.
for name in commander yaml zod saxes @inquirer/core; do
  grep -q "^$name [0-9.]* (" node_modules/@diag-cli/diag/dist/THIRD-PARTY-LICENSES.txt
done
# The one bin must need nothing beside the package itself.
[ "$(find node_modules -name package.json -not -path '*/dist/*' | wc -l)" -eq 1 ] || {
  echo 'the package has dependencies' >&2
  exit 1
}
