# shellcheck shell=bash disable=SC2164
# Cleans up however it ends, and refuses another host than the one the fix was made for.

# However it ends, by a signal too: what was taken out goes back, and no temporary file stays.
leave() {
  local code=$?
  trap '' HUP INT TERM PIPE
  set +e
  [ -z "$ASIDE" ] || mv -nT "$ASIDE" "$BACK_TO" 2>/dev/null
  let_go
  [ -z "$WORK" ] || rm -rf "$WORK"
  exit "$code"
}
trap leave EXIT
trap 'exit 129' HUP
trap 'exit 130' INT
trap 'exit 141' PIPE
trap 'exit 143' TERM
guard_host() {
  local names file
  [ -n "$HOST" ] || return 0
  file=$(at /etc/hostname)
  names=$(if [ -f "$file" ]; then head -n 1 "$file"; fi; [ -n "$ROOT" ] || hostname)
  grep -qxF -e "$HOST" <<<"$names" || die "made for host $HOST; this is ${names:-a host without a name}"
}
guard_host
cd /
