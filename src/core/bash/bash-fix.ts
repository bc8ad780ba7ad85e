import type { FixScript } from '../fix-script.ts';
import epilogue from './epilogue.sh';
import { rootOptions } from './frame.ts';
import guard from './guard.sh';
import operations from './operations.sh';
import places from './places.sh';
import prologue from './prologue.sh';
import restore from './restore.sh';
import { type FixHead, type Part, type ScriptBody, scriptsOf } from './script.ts';
import { bodyOf, functionsOf } from './shell-text.ts';
import treeOperations from './tree.sh';

/** A fix for a host, as the steps that make it and the data they are made with. Its code names the backup. */
export interface BashFix extends FixHead {
  /** Host the finding was made on; the scripts refuse another one. Absent: any. */
  readonly host?: string;
  /** See `ScriptBody`. */
  readonly data: Readonly<Record<string, string | readonly string[]>>;
  /**
   * Bash made of the operations of `operations.sh` and `tree.sh` (edit, put, copy, drop, link, set_mode,
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

/** The scripts of a fix; see `scriptsOf`. */
export function bashFix(fix: BashFix): readonly FixScript[] {
  return scriptsOf(fix, {
    apply: script(fix, 'apply', [...callable(fix), stepsOf(fix), ...afterOf(fix), bodyOf(epilogue)]),
    verify: script(fix, 'verify', [...callable(fix), stepsOf(fix), bodyOf(epilogue)]),
    ...(fix.keepsResult === true ? {} : { rollback: script(fix, 'rollback', rollbackOf(fix)) }),
  });
}

const useOf: Readonly<Record<Part, string>> = {
  apply:
    'Without arguments it shows what it would change. --apply does it; --root DIR does it to the host mounted at DIR.',
  verify: 'Says whether the fix holds (exit 0) or what is left to do (exit 1). --root DIR: on the host mounted at DIR.',
  rollback:
    'Without arguments it shows what it would restore. --apply does it; --root DIR: on the host mounted at DIR.',
};

const script = ({ host = '', data }: BashFix, part: Part, body: readonly string[]): ScriptBody => ({
  use: useOf[part],
  options: rootOptions(part),
  data: { HOST: host, ...data },
  body: [
    bodyOf(prologue),
    bodyOf(places),
    bodyOf(guard),
    'PENDING=0',
    ...(part === 'rollback' ? [] : ['WORK=$(mktemp -d)']),
    ...body,
  ],
});

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
  return [...own, mend, bodyOf(restore), afterRollback === '' ? '' : `PENDING=1\n${afterRollback.trim()}`].filter(
    Boolean,
  );
}

const allFunctions = ({ functions }: BashFix): Readonly<Record<string, string>> => ({
  ...functionsOf(operations),
  ...functionsOf(treeOperations),
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
