import type { Options, Part } from './script.ts';

/** Options of a script that changes files: the root it works on. */
export const rootOptions = (part: Part): Options => ({
  usage: '[--root DIR]',
  arms: `--root) [ -d "\${1-}" ] || usage; ROOT=$(cd -- "$1" && pwd -P); shift ;;`,
  unset: `MODE=${part === 'verify' ? 'check' : 'plan'} ROOT='' WORK='' PRIVATE='' TEMP='' ASIDE='' BACK_TO=''`,
});

/** What such a script begins with. */
export const prologue = `[ "$ROOT" != / ] || ROOT=
[ "$MODE" != apply ] || [ -n "$ROOT" ] || [ "$(id -u)" -eq 0 ] || die "run it as root"
# What is piped into a function changes its counters here, not in a copy of the shell.
shopt -s lastpipe
umask 077`;

/** Cleans up however it ends, and refuses another host than the one the fix was made for. */
export const guard = `# However it ends, by a signal too: what was taken out goes back, and no temporary file stays.
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
  grep -qxF -e "$HOST" <<<"$names" || die "made for host $HOST; this is \${names:-a host without a name}"
}
guard_host
cd /`;

/** Ends an apply or a verify script. */
export const epilogue = `# ---- end ----
if [ "$MODE" = check ]; then
  [ "$PENDING" -eq 0 ] || die "not fixed: the above is still to do"
  say "$ID: fixed"
elif [ "$PENDING" -eq 0 ]; then
  say "$ID: nothing to do"
elif [ "$MODE" = plan ]; then
  say "$ID: dry run, nothing was changed; --apply does it"
else
  MODE=check PENDING=0
  steps
  [ "$PENDING" -eq 0 ] || die "applied, and it does not hold: see above"
  saved=\${SAVED-}
  say "$ID: done\${saved:+; what was there is in \${saved#"$ROOT"}}"
fi`;
