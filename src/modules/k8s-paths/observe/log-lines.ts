import { criLine, dockerLine } from '../../../core/container-line.ts';
import { headOf } from '../../../core/safe-text.ts';
import { rfc3339 } from '../../../core/time/rfc3339.ts';

/** One line a container wrote. */
export interface LoggedLine {
  readonly at?: string;
  readonly text: string;
}

/** A line longer than this is cut: what matters stands at its beginning. */
const maxLine = 600;

/** Lines of a container log, in the runtime's form with parts joined, or in Docker's JSON; other lines as they are. */
export function containerLines(text: string): LoggedLine[] {
  const lines: LoggedLine[] = [];
  let part = '';
  for (const raw of text.split('\n')) {
    if (raw === '') continue;
    const line = criLine(raw) ?? dockerLine(raw);
    if (line === undefined) lines.push({ text: headOf(raw, maxLine) });
    else if (line.partial) part += headOf(line.text, maxLine);
    else {
      lines.push({ ...stamp(line.time), text: headOf(`${part}${line.text}`, maxLine) });
      part = '';
    }
  }
  return lines;
}

function stamp(time: string): { at?: string } {
  const at = rfc3339(Date.parse(time));
  return at === undefined ? {} : { at };
}

/** How a line says that the process ends: klog F, a panic, cobra's `Error:`, zap's fatal and panic. */
const fatal =
  /^F\d{4} |^panic: |^Error: |^error: |"level":"(?:fatal|panic)"|^\S+ \S+ [CF] \| |^fatal error: |^Unable to |"command failed" err=|^\[FATAL\] |^\S{1,200}:\d+ - Error during parsing: |^exec .*: (?:no such file|permission denied|exec format error)|^unknown flag: /;
const error = /^E\d{4} |"level":"error"|^\S+ \S+ E \| |\berr="/;

/** Whether a process ends with this line. */
export const isFatal = (text: string): boolean => fatal.test(text);
/** Whether a line is an error, fatal or not. */
export const isError = (text: string): boolean => fatal.test(text) || error.test(text);
