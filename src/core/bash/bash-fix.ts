import type { Applicability, FixScript } from '../fix-script.ts';
import { bashLiteral, isQuotable } from '../quote.ts';
import { inertLine } from '../safe-text.ts';
import { epilogue, guard, prologue } from './frame.ts';
import { operations } from './operations.ts';
import { places } from './places.ts';
import { restore } from './restore.ts';
import { treeOperations } from './tree.ts';

/** A fix for a host, as the steps that make it and the data they are made with. */
export interface BashFix {
  /** Short name, unique within a finding. */
  readonly id: string;
  /** Code and name, `PATH101-manifest-yaml-invalid`: names the backup, so that a rollback finds its own. */
  readonly code: string;
  readonly title: string;
  readonly applicability: Applicability;
  readonly effect: string;
  /** Host the finding was made on; the scripts refuse another one. Absent: any. */
  readonly host?: string;
  /** Upper-case names and values of the header block, the only place where data enters the script. */
  readonly data: Readonly<Record<string, string | readonly string[]>>;
  /**
   * Bash made of the operations of `operations.ts` and `tree.ts` (edit, put, copy, drop, link, set_mode,
   * make_folder, own_tree …), static text. Doing it twice changes nothing the second time: the verify script is the same steps, asked whether
   * anything is left to do.
   */
  readonly steps: string;
  /** Bash functions of the fix's own that `steps` and `after` call, by name. */
  readonly functions?: Readonly<Record<string, string>>;
  /** True where what it makes must outlive a rollback (a restored database): then there is no rollback script. */
  readonly keepsResult?: boolean;
  /** `live` commands after a change, and after a rollback: `live systemctl restart kubelet`. */
  readonly after?: string;
  /** `live` commands after a rollback, where they are others than after a change. */
  readonly afterRollback?: string;
  /** A function that puts right what a run of this fix left half done when it was killed; called first of all. */
  readonly mend?: string;
}

/** The scripts of a fix. None where a value cannot be quoted: no name with a control character is worth a script. */
export function bashFix(fix: BashFix): readonly FixScript[] {
  if (!valuesOf(fix).every(isQuotable)) return [];
  const { id, title, applicability, effect } = fix;
  return [
    {
      id,
      title,
      shell: 'bash',
      applicability,
      effect,
      apply: script(fix, 'apply', [...callable(fix), stepsOf(fix), ...afterOf(fix), epilogue]),
      verify: script(fix, 'verify', [...callable(fix), stepsOf(fix), epilogue]),
      ...(fix.keepsResult === true ? {} : { rollback: script(fix, 'rollback', rollbackOf(fix)) }),
    },
  ];
}

const valuesOf = ({ data, host = '' }: BashFix): string[] => [host, ...Object.values(data).flat()];

const useOf: Readonly<Record<Part, string>> = {
  apply:
    'Without arguments it shows what it would change. --apply does it; --root DIR does it to the host mounted at DIR.',
  verify: 'Says whether the fix holds (exit 0) or what is left to do (exit 1). --root DIR: on the host mounted at DIR.',
  rollback:
    'Without arguments it shows what it would restore. --apply does it; --root DIR: on the host mounted at DIR.',
};

type Part = 'apply' | 'verify' | 'rollback';

function script(fix: BashFix, part: Part, body: readonly string[]): string {
  const used = body.join('\n');
  const data = Object.entries(fix.data).filter(([name]) => new RegExp(`\\$\\{?${name}\\b`).test(used));
  return `${[
    '#!/usr/bin/env bash',
    comment(`${fix.code}: ${part === 'rollback' ? 'undo: ' : ''}${fix.title}`),
    comment(fix.effect),
    comment(useOf[part]),
    'set -euo pipefail',
    '# What is piped into a function changes its counters here, not in a copy of the shell.',
    'shopt -s lastpipe',
    'umask 077',
    '# ---- data ----',
    `ID=${bashLiteral(fix.code)}`,
    `HOST=${bashLiteral(fix.host ?? '')}`,
    ...data.map(([name, value]) => assignment(name, value)),
    prologue(part),
    places,
    guard,
    'PENDING=0',
    ...(part === 'rollback' ? [] : ['WORK=$(mktemp -d)']),
    ...body,
  ].join('\n')}\n`;
}

const comment = (text: string): string => `# ${inertLine(text).replace(/\r/g, ' ')}`;

/** `NAME='value'`; shellcheck is told where a `$` in the data is meant to stay one. */
function assignment(name: string, value: string | readonly string[]): string {
  const text = typeof value === 'string' ? bashLiteral(value) : `(${value.map(bashLiteral).join(' ')})`;
  return `${/[$`]/.test(text) ? '# shellcheck disable=SC2016\n' : ''}${name}=${text}`;
}

const stepsOf = ({ steps, mend }: BashFix): string =>
  `steps() {\n${[mend ?? '', steps.trim()]
    .join('\n')
    .trim()
    .replace(/^(?=.)/gm, '  ')}\n}\nsteps`;

const afterOf = ({ after }: BashFix): string[] => (after === undefined ? [] : [after.trim()]);

/** The rollback restarts what the fix restarted. */
function rollbackOf(fix: BashFix): string[] {
  const { mend = '', after = '', afterRollback = after } = fix;
  const own = closure(`${mend}\n${afterRollback}`, allFunctions(fix)).map(([, text]) => text);
  return [...own, mend, restore, afterRollback === '' ? '' : `PENDING=1\n${afterRollback.trim()}`].filter(Boolean);
}

const allFunctions = ({ functions }: BashFix): Readonly<Record<string, string>> => ({
  ...operations,
  ...treeOperations,
  ...functions,
});

/** The operations and own functions that the steps use, directly or through each other. */
function callable(fix: BashFix): string[] {
  const { steps, after = '', mend = '' } = fix;
  return closure(`${mend}\n${steps}\n${after}`, allFunctions(fix)).map(([, text]) => text);
}

function closure(text: string, all: Readonly<Record<string, string>>): [string, string][] {
  const used = new Set<string>();
  const visit = (part: string): void => {
    for (const [name, body] of Object.entries(all)) {
      if (used.has(name) || !new RegExp(`(^|[^\\w./-])${name}(?![\\w/.=-])`, 'm').test(part)) continue;
      used.add(name);
      visit(body);
    }
  };
  visit(text);
  return Object.entries(all).filter(([name]) => used.has(name));
}
