import { rfc3339 } from '../../../core/time/rfc3339.ts';
/** One line a container wrote. */
export interface ContainerLine {
  readonly at?: string;
  readonly text: string;
}

/** A line longer than this is cut: what matters stands at its beginning. */
const maxLine = 600;

/**
 * Lines of a container log, in the CRI form (`2020-11-05T12:26:40.67Z stderr F text`, P parts joined) or
 * Docker's JSON form; other lines as they are.
 */
export function containerLines(text: string): ContainerLine[] {
  const lines: ContainerLine[] = [];
  let part = '';
  for (const raw of text.split('\n')) {
    if (raw === '') continue;
    const cri = /^(\d{4}-\d\d-\d\dT[\d:.]{8,24}(?:Z|[+-]\d\d:\d\d)) (?:stdout|stderr) ([PF])(?: ([\s\S]*))?$/.exec(raw);
    if (cri?.[2] === 'P') part += (cri[3] ?? '').slice(0, maxLine);
    else if (cri?.[1] !== undefined) {
      lines.push({ ...stamp(cri[1]), text: `${part}${cri[3] ?? ''}`.slice(0, maxLine) });
      part = '';
    } else lines.push(dockerLine(raw) ?? { text: raw.slice(0, maxLine) });
  }
  return lines;
}

function dockerLine(raw: string): ContainerLine | undefined {
  if (!raw.startsWith('{"log":')) return undefined;
  try {
    const { log, time } = JSON.parse(raw) as { log?: unknown; time?: unknown };
    return { ...stamp(String(time)), text: String(log).trimEnd().slice(0, maxLine) };
  } catch {
    return undefined;
  }
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
