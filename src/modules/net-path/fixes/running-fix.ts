import { type FixHead, type Options, type Part, type ScriptBody, scriptsOf } from '../../../core/bash/script.ts';
import type { FixScript } from '../../../core/fix-script.ts';

/** A change of the running kernel by one command, in one network namespace. */
export interface RunningFix extends FixHead {
  /** `host`, a name below /run/netns, or a PID. */
  readonly namespace: string;
  /** Ends with 0 where the change is made already. */
  readonly check: readonly string[];
  readonly apply: readonly string[];
  readonly undo: readonly string[];
}

const options = (part: Part): Options => ({
  usage: '',
  arms: '--root) die "it changes the running kernel; there is nothing below a --root to change" ;;',
  unset: part === 'verify' ? '' : 'MODE=plan',
});

const within = `within() {
  case $NETNS in
    host) "$@" ;;
    *[!0-9]*) ip netns exec "$NETNS" "$@" ;;
    *) nsenter --target "$NETNS" --net "$@" ;;
  esac
}
holds() { within "\${CHECK[@]}" >/dev/null 2>&1; }`;

const bodies = {
  apply: `if holds; then
  say "$ID: nothing to do"
elif [ "$MODE" = plan ]; then
  say "would run in $NETNS: \${RUN[*]}"
  say "$ID: dry run, nothing was changed; --apply does it"
else
  within "\${RUN[@]}"
  holds || die "applied, and it does not hold"
  say "$ID: done"
fi`,
  verify: `holds || die "not fixed"
say "$ID: fixed"`,
  rollback: `if ! holds; then
  say "$ID: nothing to undo"
elif [ "$MODE" = plan ]; then
  say "would run in $NETNS: \${RUN[*]}"
  say "$ID: dry run, nothing was changed; --apply does it"
else
  within "\${RUN[@]}"
  say "$ID: undone"
fi`,
} as const;

/** Its scripts. What it does is gone with the next boot. */
export function runningFix(fix: RunningFix): readonly FixScript[] {
  const part = (name: Part, run: readonly string[]): ScriptBody => ({
    use: uses[name],
    options: options(name),
    data: { NETNS: fix.namespace, CHECK: fix.check, RUN: run },
    body: [within, bodies[name]],
  });
  return scriptsOf(fix, {
    apply: part('apply', fix.apply),
    verify: part('verify', []),
    rollback: part('rollback', fix.undo),
  });
}

const dryRun = 'Without arguments it shows what it would run; --apply does it.';
const uses: Readonly<Record<Part, string>> = {
  apply: dryRun,
  verify: 'Says whether the fix holds (exit 0).',
  rollback: dryRun,
};
