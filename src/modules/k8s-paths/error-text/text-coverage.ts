import { headOf } from '../../../core/safe-text.ts';
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
  /\b(?:error|errors|fail(?:s|ed|ure|ing)?|cannot|can't|could not|couldn't|unable|un(?:schedulable|registered|ready|supported|resolved|recognized|synced)|no expansion options|refus\w{1,3}|denied|timed? ?out|timeout|unhealthy|panic|fatal|invalid|unauthorized|forbidden|unreachable|not ready|notready|deadline|exceed\w{0,3}|crash\w{0,8}|oom\w{0,6}|evict\w{0,5}|los[ste]\w{0,3}|missing|mismatch|corrupt\w{0,5}|expired|unknown|unavailable|terminated|killed|exited|rejected|abort\w{0,3}|not found|not running|stuck|hung|conflict\w{0,4}|insufficient|not enough|no such|no route|no leader|degraded|overload\w{0,3}|too (?:long|many|old|large|slow|few|high|low)|(?:used|run|running|ran|is|are) out|out of|dropp\w{2,4}|back(?:ing)?[ -]?off|full|gone|outdated|stale|giv(?:e|es|ing) up|gave up|read-only|broken|reset by peer|problem\w{0,4}|by force|forc(?:ed|ibly)|waiting|used up|quorum|wrong|bad|violat\w{2,6}|damaged?|leak\w{0,4}|disconnect\w{0,3}|interrupt\w{0,3}|stall\w{0,3}|dead|retr(?:y|ies|ying|ied))\b/i;

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
    ...(strange === undefined ? {} : { firstNotUnderstood: { line: strange.number, text: headOf(strange.text, 300) } }),
  };
}

/** The last line that tells of trouble and that no row knows. */
export function unknownTrouble(lines: readonly PlainLine[], known: ReadonlySet<number>): Example | undefined {
  const last = lines.findLast((line) => !known.has(line.number) && line.isCommand !== true && tellsTrouble(line));
  return last === undefined ? undefined : { line: last.number, quote: headOf(last.text.trim(), 600) };
}
