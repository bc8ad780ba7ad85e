import type { Example } from './reading.ts';
import type { PlainLine } from './unwrap.ts';

/** How many lines of a text something is known about. */
export interface TextCoverage {
  readonly lines: number;
  readonly understood: number;
  readonly firstNotUnderstood?: { readonly line: number; readonly text: string };
}

/** Words by which a line tells of trouble, whatever it is about. */
const troubleWords =
  /\b(?:error|errors|fail(?:s|ed|ure|ing)?|cannot|can't|unable|refused|denied|timed? ?out|timeout|unhealthy|panic|fatal|invalid|unauthorized|forbidden|unreachable|not ready|notready|deadline|exceeded|crash\w{0,8}|oom\w{0,6}|evict\w{0,5}|lost|missing|mismatch|corrupt\w{0,5}|expired|unknown|unavailable|terminated|killed|exited|rejected|aborted|not found|not running)\b/i;

/** Whether a line tells of trouble: an error by its level, or by its words. */
const tellsTrouble = ({ level, text }: PlainLine): boolean =>
  level === 'fatal' || level === 'error' || level === 'warning' || troubleWords.test(text);

/** Counts lines that a row or table knows; an informational line without a word of trouble is explained by its level. */
export function coverageOf(lines: readonly PlainLine[], known: ReadonlySet<number>): TextCoverage {
  const isKnown = (line: PlainLine): boolean =>
    known.has(line.number) || line.isCommand === true || (line.level === 'info' && !troubleWords.test(line.text));
  const strange = lines.find((line) => !isKnown(line));
  return {
    lines: lines.length,
    understood: lines.filter(isKnown).length,
    ...(strange === undefined
      ? {}
      : { firstNotUnderstood: { line: strange.number, text: strange.text.slice(0, 300) } }),
  };
}

/** The last line that tells of trouble and that no row knows. */
export function unknownTrouble(lines: readonly PlainLine[], known: ReadonlySet<number>): Example | undefined {
  const last = lines.findLast((line) => !known.has(line.number) && line.isCommand !== true && tellsTrouble(line));
  return last === undefined ? undefined : { line: last.number, quote: last.text.trim().slice(0, 600) };
}
