import type { Applicability, FixScript } from '../fix-script.ts';
import { bashLiteral, isQuotable } from '../quote.ts';
import { inertLine } from '../safe-text.ts';

/** What every fix says of itself. */
export interface FixHead {
  /** Short name, unique within a finding. */
  readonly id: string;
  /** Code and name, `PATH101-manifest-yaml-invalid`. */
  readonly code: string;
  readonly title: string;
  readonly applicability: Applicability;
  readonly effect: string;
}

export type Part = 'apply' | 'verify' | 'rollback';

/** Options of a script beside `--apply`. */
export interface Options {
  /** As its usage shows them. */
  readonly usage: string;
  /** Arms of a `case` of `$option` that take them, a value being `$1`. */
  readonly arms: string;
  /** Variables that they set, as they are without them. */
  readonly unset: string;
}

/** What one script of a fix has of its own. */
export interface ScriptBody {
  /** What it does without arguments and with them, one line. */
  readonly use: string;
  readonly options: Options;
  /** Upper-case names and values, the only place where data enters a script; what it does not name is left out. */
  readonly data: Readonly<Record<string, string | readonly string[]>>;
  readonly body: readonly string[];
}

/** The scripts of a fix. None where a value cannot be quoted: no name with a control character is worth a script. */
export function scriptsOf(
  fix: FixHead,
  parts: Readonly<{ apply: ScriptBody; verify: ScriptBody; rollback?: ScriptBody }>,
): readonly FixScript[] {
  const values = Object.values(parts).flatMap(({ data }) => Object.values(data).flat());
  if (!values.every(isQuotable)) return [];
  const { id, title, applicability, effect } = fix;
  const { apply, verify, rollback } = parts;
  return [
    {
      ...{ id, title, shell: 'bash', applicability, effect },
      apply: script(fix, 'apply', apply),
      verify: script(fix, 'verify', verify),
      ...(rollback === undefined ? {} : { rollback: script(fix, 'rollback', rollback) }),
    },
  ];
}

function script({ code, title, effect }: FixHead, part: Part, { use, options, data, body }: ScriptBody): string {
  const rest = [frame(part, options), ...body].join('\n');
  const used = Object.entries(data).filter(([name]) => new RegExp(`\\$\\{?${name}\\b`).test(rest));
  return `${[
    '#!/usr/bin/env bash',
    comment(`${code}: ${part === 'rollback' ? 'undo: ' : ''}${title}`),
    comment(effect),
    comment(use),
    'set -euo pipefail',
    '# ---- data ----',
    `ID=${bashLiteral(code)}`,
    ...used.map(([name, value]) => assignment(name, value)),
    '# ---- frame ----',
    rest,
  ].join('\n')}\n`;
}

const comment = (text: string): string => `# ${inertLine(text).replace(/\r/g, ' ')}`;

/** `NAME='value'`; shellcheck is told where a `$` in the data is meant to stay one. */
function assignment(name: string, value: string | readonly string[]): string {
  const text = typeof value === 'string' ? bashLiteral(value) : `(${value.map(bashLiteral).join(' ')})`;
  return `${/[$`]/.test(text) ? '# shellcheck disable=SC2016\n' : ''}${name}=${text}`;
}

/** How every script speaks, ends early and takes its options: without `--apply` it only says what it would do. */
function frame(part: Part, { usage, arms, unset }: Options): string {
  const apply = part === 'verify' ? [] : ['--apply'];
  const words = [...apply.map((word) => `[${word}]`), usage].filter(Boolean);
  return `${unset}${unset && '\n'}export LC_ALL=C
usage() { echo "usage: \${0##*/}${words.map((word) => ` ${word}`).join('')}" >&2; exit 2; }
die() { echo "$ID: $*" >&2; exit 1; }
say() { printf '%s\\n' "$*"; }
while [ $# -gt 0 ]; do
  option=$1
  shift
  case $option in
    ${[...apply.map((word) => `${word}) MODE=apply ;;`), arms].join('\n    ')}
    *) usage ;;
  esac
done`;
}
