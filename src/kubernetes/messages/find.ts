import { candidates } from '../../core/patterns/find-row.ts';
import { headOf } from '../../core/safe-text.ts';
import type { Message } from './message.ts';

/** A row of the tables that fits a line. */
export interface Found<M extends Message = Message> {
  readonly rank: number;
  readonly message: M;
  readonly groups: readonly string[];
  readonly index: number;
}

/** What the line stands in. */
export interface Place {
  readonly component?: string | undefined;
  /** The program ended with this line. */
  readonly isFatal?: boolean | undefined;
  /** The whole text, or its beginning. */
  readonly whole: string;
}

/** The first row that fits a line. */
export type Finder<M extends Message = Message> = (text: string, place: Place) => Found<M> | undefined;

/** Known noise first, then rows that say something for certain, then those that merely say that something failed. */
export const inTurn = <M extends Message>(rows: readonly M[]): readonly M[] => [
  ...rows.filter(({ kind }) => kind === 'harmless'),
  ...rows.filter(({ kind, catchAll }) => kind !== 'harmless' && catchAll !== true),
  ...rows.filter(({ catchAll }) => catchAll === true),
];

/** The first of the rows that fits. */
export function firstOf<M extends Message>(rows: readonly M[], text: string, place: Place): Found<M> | undefined {
  for (const rank of candidates(rows, text)) {
    const found = tried(rows[rank] as M, rank, text, place);
    if (found !== undefined) return found;
  }
  return undefined;
}

function tried<M extends Message>(message: M, rank: number, text: string, place: Place): Found<M> | undefined {
  const match = message.matches.exec(text);
  if (match === null || !meetsNeeds(message, place)) return undefined;
  if (message.kind === 'harmless' && (place.isFatal === true || reportsError(text, match))) return undefined;
  return { rank, message, groups: match.map((group) => wholeWords(group ?? '', match, text)), index: match.index };
}

/** Shorter ones are names; a longer one is a text that the pattern's bound may have cut. */
const shortest = 60;

/** What a group took, without the word that the bound of its pattern cut in two (headOf says why). */
function wholeWords(group: string, match: RegExpExecArray, text: string): string {
  if (group.length < shortest) return group;
  const from = text.indexOf(group, match.index);
  return headOf(text.slice(from, from + group.length + 1), group.length);
}

/** Known noise does not speak for a line that reports an error beside it, or within what it leaves open. */
const reportsError = (text: string, { 0: { length }, index: at }: RegExpExecArray): boolean =>
  /\[ERROR [A-Z]|(?<!modprobe: )\bFATAL: |\bpanic: |\bfatal error: |\blevel=fatal\b/.test(
    `${text.slice(0, at)}${text.slice(at + length)}`,
  ) || serious.test(text);

/** What no program says of a thing that works. */
const serious =
  /no space left on device|[Rr]ead-only file system|[Ii]nput\/output error|[Oo]ut of memory|too many open files|certificate has expired|database space exceeded|etcdserver: no leader/;

function meetsNeeds({ needs }: Message, { component, whole }: Place): boolean {
  if (needs === undefined) return true;
  if (needs.component !== undefined && component !== undefined && !needs.component.test(component)) return false;
  return needs.text === undefined || needs.text.test(whole);
}
