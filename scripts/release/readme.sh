#!/usr/bin/env bash
# shellcheck disable=SC2016
# readme.sh RELEASE: copies the lines under "Install" of the README, each in a folder with the files of the release that it
# names and a log. What changes the machine (dpkg, rpm, npm install -g) is given a root of its own.
set -euo pipefail
release=$(cd "$1" && pwd)
cd "$(dirname "$0")/../.."
work=$(mktemp -d /tmp/diag-readme-XXXXXX)
trap 'rm -rf "$work"' EXIT
mkdir "$work/bin"
# sudo runs what follows; the package managers are told of another root, and that Node's package is missed there.
printf '#!/bin/sh\nexec "$@"\n' >"$work/bin/sudo"
printf '#!/bin/sh\nexec /usr/bin/dpkg --root="$ROOT" --force-depends --force-not-root --log=/dev/null "$@"\n' >"$work/bin/dpkg"
printf '#!/bin/sh\nexec /usr/bin/rpm --root "$ROOT" --dbpath /var/lib/rpm --nodeps --ignoreos "$@"\n' >"$work/bin/rpm"
chmod 755 "$work"/bin/*
lines=$(sed -n '/^## Install/,/^## /{/^```sh$/,/^```$/p}' README.md | grep -v '^```')
[ "$(wc -l <<<"$lines")" -ge 8 ]
count=0
while IFS= read -r line; do
  count=$((count + 1))
  export ROOT=$work/root$count
  mkdir -p "$ROOT"/var/lib/dpkg/{info,updates} "$work/run$count"
  touch "$ROOT/var/lib/dpkg/status" "$ROOT/var/lib/dpkg/available"
  for file in "$release"/*; do
    name=$(basename "$file")
    # A pattern of the line may name it: diag_*_all.deb.
    for word in $(set -f; echo "$line" | tr ' ' '\n' | sed 's|^\./||'); do
      # shellcheck disable=SC2053
      if [[ $name == $word ]]; then cp "$file" "$work/run$count/"; fi
    done
  done
  [ "$count" -gt 1 ] || cp "$release/diag.cjs" "$work/run$count"
  printf '%s ERROR Failed to send report to b@example.com: 432 4.3.2 Concurrent connections limit exceeded. Visit https://aka.ms/concurrent_sending for more information. [Hostname=DM4PR18MB4126.namprd18.prod.outlook.com]\n' '2026-03-10 08:30:00' >"$work/run$count/app.log"
  code=0
  (cd "$work/run$count" && PATH="$work/bin:$ROOT/usr/bin:$ROOT/bin:$PATH" npm_config_prefix=$ROOT bash -c "$line") >"$work/said" 2>&1 </dev/null || code=$?
  if grep -q app.log <<<"$line"; then wanted=1 told=SMTP101; else wanted=0 told=OK; fi
  if [ "$code" -ne "$wanted" ] || ! grep -q "$told" "$work/said"; then
    printf '%s\nended with %s:\n' "$line" "$code"
    cat "$work/said"
    exit 1
  fi
  printf 'copied: %s\n' "$line"
done <<<"$lines"
