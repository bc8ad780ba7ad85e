import type { FailureClass, Permanence, RetryAdvice } from '../failure-class.ts';
import type { SourceKey } from './sources.ts';

/**
 * How long a failure lasts: `T` it passes, `P` until something is changed, `A` the mail may have
 * arrived; `4/5` as the first digit of the code says, or, without a code, `T?` passes, `P?` does not.
 */
export type Lasting = 'T' | 'P' | 'A' | 'T?' | 'P?';

/**
 * A row: id; what it matches, in one line of `code enhanced text`; class; how long; what to do
 * (`-`: `later` for what passes, `no` for the rest); source.
 */
export type Row = readonly [
  id: string,
  pattern: RegExp,
  name: FailureClass,
  lasting: Lasting,
  retry: RetryAdvice | '-',
  source: SourceKey,
];

export interface Rule {
  readonly id: string;
  readonly pattern: RegExp;
  readonly class: FailureClass;
  readonly lasting: Lasting;
  readonly retry: RetryAdvice | '-';
  readonly source: SourceKey;
  /** Who says so; absent where many do. */
  readonly provider?: string;
}

/** Rows of one provider (`''` for no particular one) as rules. */
export function rules(provider: string, rows: readonly Row[]): readonly Rule[] {
  return rows.map(([id, pattern, name, lasting, retry, source]) => ({
    id,
    pattern,
    class: name,
    lasting,
    retry,
    source,
    ...(provider === '' ? {} : { provider }),
  }));
}

/** `T?` and `P?` follow the first digit of the enhanced or the reply code. */
export function permanenceOf(lasting: Lasting, code: number | undefined, enhanced: string | undefined): Permanence {
  if (lasting === 'T') return 'temporary';
  if (lasting === 'P') return 'permanent';
  if (lasting === 'A') return 'ambiguous';
  const digit = code === undefined ? enhanced?.[0] : String(code)[0];
  if (digit === '4') return 'temporary';
  if (digit === '5') return 'permanent';
  return lasting === 'T?' ? 'temporary' : 'permanent';
}
