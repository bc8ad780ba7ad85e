import { type Code, defineCode } from '../../../core/code.ts';
import type { Facts, Severity } from '../../../core/finding.ts';

/** Puts facts into a sentence: `{device}`; a list is joined. */
export const filled = (template: string, facts: Facts): string =>
  template.replace(/\{([a-z]{1,20})\}/gi, (_, key: string) => {
    const value = facts[key];
    return Array.isArray(value) ? value.join(', ') : value === undefined ? '?' : String(value);
  });

/** A title with its facts in braces; a fact `says` is that title where the case is a special one. */
export const titled = (title: string, facts: Facts): string =>
  filled(typeof facts['says'] === 'string' ? facts['says'] : title, facts).replace(/^the (?=[a-z])/, 'The ');

/** A code whose title is a sentence, see `titled`. */
export const coded = (
  code: string,
  name: string,
  severity: Severity,
  summary: string,
  title: string,
  more: { readonly general?: true | 'state' } = {},
): Code<Facts> =>
  defineCode<Facts>({
    ...{ code, name, severity, summary, ...more },
    title: (facts) => titled(title, facts),
    why: (facts) => (typeof facts['why'] === 'string' ? facts['why'] : ''),
    next: (facts) => (Array.isArray(facts['next']) ? facts['next'].map(String) : []),
  });
