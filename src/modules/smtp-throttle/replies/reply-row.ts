import type { NonEmpty } from '../../../core/finding.ts';
import type { Row } from '../../../core/knowledge.ts';
import type { FailureClass, Permanence, RetryAdvice } from '../failure-class.ts';
import { type SourceKey, sources } from './sources.ts';

/**
 * How long a failure lasts: `T` it passes, `P` until something is changed, `A` the mail may have
 * arrived; `4/5` as the first digit of the code says, or, without a code, `T?` passes, `P?` does not.
 */
export type Lasting = 'T' | 'P' | 'A' | 'T?' | 'P?';

/**
 * A row as the tables write it: id; what it matches, in one line of `code enhanced text`; class; how
 * long; what to do (`-`: `later` for what passes, `no` for the rest); source; samples, which are whole
 * replies; neighbors that are not meant.
 */
export type ReplyLine = readonly [
  id: string,
  matches: RegExp,
  name: FailureClass,
  lasting: Lasting,
  retry: RetryAdvice | '-',
  source: SourceKey,
  samples: NonEmpty<string>,
  not?: readonly string[],
];

/** One wording of servers or clients, and what it means. */
export interface ReplyRow extends Row {
  readonly class: FailureClass;
  readonly lasting: Lasting;
  readonly retry: RetryAdvice | '-';
  /** Who says so; absent where many do. */
  readonly provider?: string;
  /** Words so general that they prove nothing without a reply code beside them. */
  readonly vague?: true;
}

/** One pattern of several phrases, each short enough to be read; the flags are those of the first. */
export const phrases = (...parts: readonly RegExp[]): RegExp =>
  new RegExp(parts.map(({ source }) => source).join('|'), parts[0]?.flags);

/** Rows of one provider (`''` for no particular one). */
export function replies(provider: string, lines: readonly ReplyLine[]): readonly ReplyRow[] {
  return lines.map(([id, matches, name, lasting, retry, source, samples, not]) => ({
    id,
    matches,
    class: name,
    lasting,
    retry,
    samples,
    source: sources[source],
    ...(not === undefined ? {} : { not }),
    ...(provider === '' ? {} : { provider }),
  }));
}

/** The same rows as general words: see `vague`. */
export const vague = (rows: readonly ReplyRow[]): readonly ReplyRow[] => rows.map((row) => ({ ...row, vague: true }));

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
