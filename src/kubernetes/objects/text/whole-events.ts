import { readEventText } from './event-lines.ts';
import { sentenceIn } from './sentence.ts';

/** How a line begins that k9s or a table draws a frame around: `│  Warning  Failed  2m  kubelet  Error: …  │`. */
const frame = /^\s{0,4}[│┃]/;
/** The kubelet's mount errors go over lines; a terminal breaks others off. Source: k8s.io/mount-utils mount_linux.go. */
const continuation =
  /^(?:Mounting (?:command|arguments)|Unmounting arguments|Output|stderr|stdout): |^(?:b['"])?(?:mount|umount)(?:\.\w{2,9}|:| error)|^\s{20,}\S/;
/** Characters of one message. */
const longest = 4000;

/** A scheduler's sentence that is broken off: it ends with a full stop (kube-scheduler framework/types.go). */
const brokenOff = /\bnodes are available:(?!.*\.\s*$)/;
/** What ends no sentence: another event, a blank line, a heading, a prompt. */
const elsewhere = /^\s*$|^\s*\S{0,60}[$#>] |^[A-Z][\w ]{0,40}:(?:\s|$)|^\s*[-=]{3,}/;
/** Lines over which one sentence is broken. */
const mostBroken = 8;

/** Lines with the rest of each event's message on its first line, and undefined in place of the rest; frames are left out. */
export function wholeEvents(lines: readonly string[]): readonly (string | undefined)[] {
  const whole: (string | undefined)[] = [];
  let event = -1;
  for (const [at, raw] of lines.entries()) {
    const framed = within(raw);
    const line = framed ?? raw;
    const isEvent = readEventText(line) !== undefined || sentenceIn(line) !== undefined;
    const isRest =
      continuation.test(line) || (framed !== undefined && /^\s{0,3}\S/.test(line)) || goesOn(whole[event], lines, at);
    const before = whole[event];
    if (!isEvent && isRest && before !== undefined && before.length < longest) {
      whole[event] = `${before.trimEnd()} ${line.trim()}`;
      whole.push(undefined);
    } else {
      event = isEvent ? whole.length : -1;
      whole.push(line);
    }
  }
  return whole;
}

/** Whether a line is more of the scheduler's sentence above it. */
function goesOn(event: string | undefined, lines: readonly string[], at: number): boolean {
  const sentence = sentenceIn(event ?? '');
  if (sentence === undefined) return false;
  return /^\s*preemption: /.test(lines[at] ?? '') || (brokenOff.test(sentence) && isFinished(lines, at));
}

/** Whether a sentence ends soon behind a line. */
function isFinished(lines: readonly string[], at: number): boolean {
  const rest = lines.slice(at, at + mostBroken);
  const end = rest.findIndex((line) => /\.\s*$/.test(line));
  return end >= 0 && !rest.slice(0, end + 1).some((line) => elsewhere.test(line) || readEventText(line) !== undefined);
}

/** What stands within the frame of a line; undefined where it has none. Without a regex that goes back over blanks. */
function within(raw: string): string | undefined {
  const border = frame.exec(raw)?.[0];
  return border === undefined ? undefined : raw.slice(border.length).trimEnd().replace(/[│┃]$/, '').trimEnd();
}
