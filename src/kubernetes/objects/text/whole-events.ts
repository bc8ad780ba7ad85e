import { readEventText } from './event-lines.ts';

/** How a line begins that k9s or a table draws a frame around: `│  Warning  Failed  2m  kubelet  Error: …  │`. */
const frame = /^\s{0,4}[│┃]/;
/** The kubelet's mount errors go over lines; a terminal breaks others off. Source: k8s.io/mount-utils mount_linux.go. */
const continuation =
  /^(?:Mounting (?:command|arguments)|Unmounting arguments|Output|stderr|stdout): |^(?:b['"])?(?:mount|umount)(?:\.\w{2,9}|:| error)|^\s{20,}\S/;
/** Characters of one message. */
const longest = 4000;

/** Lines with the rest of each event's message on its first line, and undefined in place of the rest; frames are left out. */
export function wholeEvents(lines: readonly string[]): readonly (string | undefined)[] {
  const whole: (string | undefined)[] = [];
  let event = -1;
  for (const raw of lines) {
    const framed = within(raw);
    const line = framed ?? raw;
    const isEvent = readEventText(line) !== undefined;
    const isRest = continuation.test(line) || (framed !== undefined && /^\s{0,3}\S/.test(line));
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

/** What stands within the frame of a line; undefined where it has none. Without a regex that goes back over blanks. */
function within(raw: string): string | undefined {
  const border = frame.exec(raw)?.[0];
  return border === undefined ? undefined : raw.slice(border.length).trimEnd().replace(/[│┃]$/, '').trimEnd();
}
