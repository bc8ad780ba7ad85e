import type { Applicability, FixScript } from '../../../core/fix-script.ts';
import { bashLiteral, isQuotable } from '../../../core/quote.ts';
import { inertLine } from '../../../core/safe-text.ts';

/** A change of the running kernel by one command, in one network namespace. */
export interface RunningFix {
  readonly id: string;
  readonly code: string;
  readonly title: string;
  readonly effect: string;
  readonly applicability: Applicability;
  /** `host`, a name below /run/netns, or a PID. */
  readonly namespace: string;
  /** Ends with 0 where the change is made already. */
  readonly check: readonly string[];
  readonly apply: readonly string[];
  readonly undo: readonly string[];
}

const within = `within() {
  case $NETNS in
    host) "$@" ;;
    *[!0-9]*) ip netns exec "$NETNS" "$@" ;;
    *) nsenter --target "$NETNS" --net "$@" ;;
  esac
}`;

const frame = (modes: string) => `MODE=${modes === 'verify' ? 'check' : 'plan'}
export LC_ALL=C
die() { echo "$ID: $*" >&2; exit 1; }
while [ $# -gt 0 ]; do
  case $1 in
    --apply) MODE=apply ;;
    --root) die "it changes the running kernel; there is nothing below a --root to change" ;;
    *) echo "usage: \${0##*/}${modes === 'verify' ? '' : ' [--apply]'}" >&2; exit 2 ;;
  esac
  shift
done
${within}
holds() { within "\${CHECK[@]}" >/dev/null 2>&1; }`;

const bodies = {
  apply: `if holds; then
  echo "$ID: nothing to do"
elif [ "$MODE" = plan ]; then
  echo "would run in $NETNS: \${RUN[*]}"
  echo "$ID: dry run, nothing was changed; --apply does it"
else
  within "\${RUN[@]}"
  holds || die "applied, and it does not hold"
  echo "$ID: done"
fi`,
  verify: `[ "$MODE" = check ] || die "verify takes no arguments"
holds || die "not fixed"
echo "$ID: fixed"`,
  rollback: `if ! holds; then
  echo "$ID: nothing to undo"
elif [ "$MODE" = plan ]; then
  echo "would run in $NETNS: \${RUN[*]}"
  echo "$ID: dry run, nothing was changed; --apply does it"
else
  within "\${RUN[@]}"
  echo "$ID: undone"
fi`,
} as const;

/** Its scripts; none where a word cannot be quoted. What it does is gone with the next boot. */
export function runningFix(fix: RunningFix): readonly FixScript[] {
  const words = [fix.namespace, ...fix.check, ...fix.apply, ...fix.undo];
  if (!words.every(isQuotable)) return [];
  const { id, title, effect, applicability } = fix;
  return [
    {
      id,
      title,
      shell: 'bash',
      applicability,
      effect,
      apply: script(fix, 'apply', fix.apply),
      verify: script(fix, 'verify', []),
      rollback: script(fix, 'rollback', fix.undo),
    },
  ];
}

function script(fix: RunningFix, part: keyof typeof bodies, run: readonly string[]): string {
  return `${[
    '#!/usr/bin/env bash',
    `# ${inertLine(`${fix.code}: ${part === 'rollback' ? 'undo: ' : ''}${fix.title}`)}`,
    `# ${inertLine(fix.effect)}`,
    'set -euo pipefail',
    '# ---- data ----',
    `ID=${bashLiteral(fix.code)}`,
    `NETNS=${bashLiteral(fix.namespace)}`,
    `CHECK=(${fix.check.map(bashLiteral).join(' ')})`,
    ...(run.length === 0 ? [] : [`RUN=(${run.map(bashLiteral).join(' ')})`]),
    '# ---- frame ----',
    frame(part),
    bodies[part],
  ].join('\n')}\n`;
}
