import type { Applicability, FixScript } from '../fix-script.ts';
import { bashLiteral } from '../quote.ts';
import { inertLine } from '../safe-text.ts';
import { epilogue, operations, prologue, restore } from './frame.ts';

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
   * Bash made of the operations of `frame.ts` (edit, put, copy, drop, link, set_mode, make_folder …), static
   * text. Doing it twice changes nothing the second time: the verify script is the same steps, asked whether
   * anything is left to do.
   */
  readonly steps: string;
  /** Bash functions of the fix's own that `steps` and `after` call, by name. */
  readonly functions?: Readonly<Record<string, string>>;
  /** True where what it makes must outlive a rollback (a restored database): then there is no rollback script. */
  readonly keepsResult?: boolean;
  /** `live` commands after a change, and after a rollback: `live systemctl restart kubelet`. */
  readonly after?: string;
}

/** The scripts of a fix. None where a value cannot be quoted: no name with a control character is worth a script. */
export function bashFix(fix: BashFix): readonly FixScript[] {
  if (valuesOf(fix).some((value) => /[\p{Cc}\u2028\u2029]/u.test(value))) return [];
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
      ...(fix.keepsResult === true ? {} : { rollback: script(fix, 'rollback', [restore, ...rollbackAfter(fix)]) }),
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
    ...(part === 'rollback' ? [] : ['WORK=$(mktemp -d)\ntrap \'rm -rf "$WORK"\' EXIT\nPENDING=0']),
    ...body,
  ].join('\n')}\n`;
}

const comment = (text: string): string => `# ${inertLine(text).replace(/\r/g, ' ')}`;

/** `NAME='value'`; shellcheck is told where a `$` in the data is meant to stay one. */
function assignment(name: string, value: string | readonly string[]): string {
  const text = typeof value === 'string' ? bashLiteral(value) : `(${value.map(bashLiteral).join(' ')})`;
  return `${/[$`]/.test(text) ? '# shellcheck disable=SC2016\n' : ''}${name}=${text}`;
}

const stepsOf = ({ steps }: BashFix): string => `steps() {\n${steps.trim().replace(/^(?=.)/gm, '  ')}\n}\nsteps`;

const afterOf = ({ after }: BashFix): string[] => (after === undefined ? [] : [after.trim()]);

/** The rollback restarts what the fix restarted. */
function rollbackAfter(fix: BashFix): string[] {
  if (fix.after === undefined) return [];
  const own = closure(fix.after, { ...fix.functions }).map(([, text]) => text);
  return ['PENDING=1', ...own, operations['live'] ?? '', fix.after.trim()];
}

/** The operations and own functions that the steps use, directly or through each other. */
function callable(fix: BashFix): string[] {
  const all = { ...operations, ...fix.functions };
  return closure(`${fix.steps}\n${fix.after ?? ''}`, all).map(([, text]) => text);
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
