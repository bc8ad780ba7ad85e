import type { Row } from '../../../core/knowledge.ts';
import type { Reason } from './reason.ts';

/** A kind of event: what it says, whoever logs it, under whichever id and in whatever language. */
export interface EventRow<K extends string = string> extends Row {
  readonly kind: K;
  /** Who logs it, as `normalizeProvider` writes it, and under which ids. */
  readonly logged: readonly Logged[];
  /** In a row of another language, which only words lead to: who logs it. */
  readonly abroad?: readonly Logged[];
  /** The message in English, by which it is known where no provider says it. Groups `pool`, `pid`, `app`, `detail` are names. */
  readonly matches: RegExp;
  /** What the message quotes in every language, in order; absent: names are found in other ways. */
  readonly quotes?: readonly ('pool' | 'pid' | 'app' | 'detail')[];
  /** The event counts only where one of these words stands in it: its provider logs about any program. */
  readonly words?: readonly string[];
  /** It ends one worker process, for this reason; `all`, every one of the host. */
  readonly ends?: Reason;
  readonly endsAll?: Reason;
  /** The worker was asked to go and another takes its place. */
  readonly recycles?: true;
}

export interface Logged {
  readonly provider: string;
  readonly ids: readonly number[];
}

/** Keeps the kinds as literals, so that `EventKind` is the union of what the tables have. */
export const eventRows = <const K extends string>(rows: readonly EventRow<K>[]): readonly EventRow<K>[] => rows;

export const by = (provider: string, ...ids: number[]): Logged => ({ provider, ids });

/** WAS logs it; IIS 6 had W3SVC log it under an id 4000 lower (TechNet cc737524). */
export const byWas = (id: number): readonly Logged[] => [by('WAS', id), by('W3SVC', id - 4000)];

const quoteMarks = '["\'`‘’“”„«»]';

/**
 * A pattern for a part of a message in which every space is one blank: `{pool}` and the like are names, quoted or not,
 * `…` is anything on the way.
 */
export function sentence(text: string): RegExp {
  const parts = text.split(/(['"]?\{\w+\}['"]?|…)/);
  return new RegExp(parts.map(patternOf).join(''), 'i');
}

function patternOf(part: string): string {
  const name = /\{(\w+)\}/.exec(part)?.[1];
  if (name !== undefined) return `${quoteMarks}?(?<${name}>.{1,300}?)${quoteMarks}?`;
  if (part === '…') return '.{0,400}?';
  return part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replace(/['"]/g, quoteMarks);
}
