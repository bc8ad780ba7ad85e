import type { Finding } from '../core/finding.ts';
import type { FixScript } from '../core/fix-script.ts';
import type { Redactor } from '../core/redact.ts';
import type { Report } from '../core/report.ts';
import type { View } from '../core/view.ts';

/** How a script's language begins a comment. */
const comment = { bash: '#', powershell: '#', config: '#', sql: '--' } as const;

/**
 * The report with every text in it redacted, before anything is made of it. A script is printed as it is written or
 * not at all: with a mask in it, it would be another script. The data and the pictures, which the first screen does
 * not show and which are most of a report, are redacted when they are asked for.
 */
export function redactReport(raw: Report, redactor: Redactor): Report {
  const { findings, data, views } = raw;
  const shown = findings.map(({ fixes, ...finding }) => ({
    ...redactor.deep(finding),
    fixes: fixes.map((fix) => redactFix(fix, redactor)),
  })) as Finding[];
  const shownData = once(() => redactor.deep(data));
  const picture = (view: View) =>
    once(() => {
      // The data first: an address has the same alias in every format.
      shownData();
      return redactor.deep(view);
    });
  return Object.defineProperties(redactor.deep({ ...raw, findings: [], data: {}, views: [] } as Report), {
    findings: { value: shown },
    data: { get: shownData },
    views: { value: views.map((view) => withFields(view, picture(view))) },
  });
}

/** The same fields, each read of what `whole` returns. */
function withFields<T extends object>(like: T, whole: () => T): T {
  const field = (key: string) => [key, { enumerable: true, get: () => whole()[key as keyof T] }] as const;
  return Object.defineProperties({} as T, Object.fromEntries(Object.keys(like).map(field)));
}

function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}

/** Whether a script of the fix holds what is not printed. */
export const holdsSecret = ({ apply, verify, rollback }: FixScript, redactor: Redactor): boolean =>
  [apply, verify, rollback].some((script) => script !== undefined && redactor.text(script) !== script);

/**
 * A fix as it is printed: its scripts as they are written, or the note that they are not printed. That is found out
 * when a script is asked for: to look one over takes longer than the rest of a report, which mostly only names it.
 */
export function redactFix(fix: FixScript, redactor: Redactor): FixScript {
  const { apply: _, verify, rollback, ...said } = fix;
  let hidden: boolean | undefined;
  const shown = (part: 'apply' | 'verify' | 'rollback') => {
    hidden ??= holdsSecret(fix, redactor);
    return hidden
      ? `${comment[fix.shell]} This script (${part}) holds an address or a secret and is not printed.\n${comment[fix.shell]} --fix-dir DIR writes it, for you alone to read.\n`
      : fix[part];
  };
  const lazy = (part: 'apply' | 'verify' | 'rollback') => ({ [part]: { enumerable: true, get: () => shown(part) } });
  return Object.defineProperties(redactor.deep(said) as FixScript, {
    ...lazy('apply'),
    ...(verify === undefined ? {} : lazy('verify')),
    ...(rollback === undefined ? {} : lazy('rollback')),
  });
}
