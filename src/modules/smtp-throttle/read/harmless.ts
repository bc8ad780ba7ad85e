import { beginsAnError } from '../../../core/own-error.ts';
import { failing, mailWords } from './context.ts';
import { saysNothing } from './quoted.ts';
import { telling } from './words/telling.ts';

/** What a record that tells of no mail is: explained by its own level, about something else, or neither. */
export type Remainder = 'understood' | 'outside' | 'unknown';

/**
 * A level below warning, where loggers put it: behind the time, in brackets, as a field. Names of log4j, java.util.logging
 * (`FINE`), Python, .NET (`info:`), Serilog (`INF`), PHP (`app.INFO`), glog.
 */
const quietLevel =
  /^.{0,120}?(?:^|[\s[|<({.:])(?:TRACE|DEBUG|VERBOSE|INFO|INFORMATION|NOTICE|FINE|FINER|FINEST|CONFIG|VRB|DBG|INF|Debug|Info|Information|Notice|Verbose|Trace|debug|info|dbug|trce)(?=[\s\]|>)}:,]|$)|\blevel=["']?(?:trace|debug|info|notice)\b|^[DI],? ?[[\d]/;
/** The same of an object: names, or numbers of pino and bunyan (10 to 30). */
const quietField =
  /"(?:level|@l|severity|LogLevel|levelname|log\.level)" ?: ?(?:"(?:trace|debug|verbose|info|information|informational|notice|default)"|[123]0\b)/i;

/** Whether the head of a record says that it is no complaint. */
export const isQuiet = (text: string): boolean => {
  const head = text.split('\n', 1)[0] ?? '';
  return quietLevel.test(head.length > 400 ? head.slice(0, 400) : head);
};

/** Whether an object says that it is no complaint; Serilog's compact form leaves `Information` out. */
export const isQuietObject = (text: string): boolean =>
  quietField.test(text) || (text.includes('"@t"') && !text.includes('"@l"'));

/** What a record of any level says that went wrong; none of it, or what is done when it does. */
const wentWrong =
  /(?<!\b(?:0|no|without|any|if|on|when|zero|is|not|retry|previously|handle|handling) )\b(?:failed|failure|failing|fails|could ?n[o']t|cannot|can't|unable to|not (?:be )?(?:sent|delivered)|exception|error|refused|rejected|timed out|crashed|fatal)\b(?!["']?[ :=]{1,3}["']?(?:0|null|none|false|no|\[\]|''|"")\b|[- ]?(?:handl|report|page|log|rate|queue|threshold|templ))/i;

/** Whether an error of its own stands behind a record, of a program that puts no time in front. */
const hasErrorBehind = (text: string): boolean =>
  text.includes('\n') &&
  text
    .split('\n')
    .slice(1)
    .some((line) => beginsAnError.test(line));

/**
 * What remains of a record: `dated` records are of a log, others may be anything. `tells`: what it may tell of by its
 * words; without them its patterns need not be tried.
 */
export function remainderOf(text: string, dated: boolean, quiet: boolean, tells: number): Remainder {
  const mailing = (tells & telling.mail) !== 0 && mailWords.test(text);
  const may = (tells & telling.failing) !== 0;
  if (quiet && may && (mailing ? wentWrong.test(text) : hasErrorBehind(text))) return 'unknown';
  if (quiet) return mailing ? 'understood' : 'outside';
  const fails = may && failing.test(text);
  return dated && !fails && !mailing ? 'outside' : 'unknown';
}

/** How many lines of a record say nothing at all. */
export const silentLines = (lines: readonly string[]): number => lines.filter(saysNothing).length;
