import { groupBy } from '../../../core/group.ts';
import { secondsBetween } from './clock-time.ts';
import { type ErrorReading, type Example, isFault, noRow, type Occurrence } from './reading.ts';
import { explainedBy, inOrder } from './root-of-text.ts';
import type { PlainLine } from './unwrap.ts';

/** From this many lines with a severity on, a text is a log: single errors at its start are not yet a fault. */
export const logLines = 15;
/** Messages of one meaning that are quoted besides the first. */
const mostExamples = 20;
/** A message that is tried again for so many seconds is no passing one; kubelets and clients retry within 30 s. */
const lastingSeconds = 60;
/** So often a message comes again where it is no passing one and nothing tells the time. */
const lastingCount = 5;

/** Readings of a text: each meaning once, what is over told apart, consequences named, causes first. */
export function joinedReadings(all: readonly Occurrence[], lines: readonly PlainLine[]): ErrorReading[] {
  const byMeaning = groupBy(all, ({ rank, reading, apart }) =>
    apart === true ? reading.says : rank < noRow ? rank : reading.id,
  );
  return inOrder(explainedBy([...byMeaning.values()].flatMap((group) => joined(group, all, lines))));
}

function joined(group: readonly Occurrence[], all: readonly Occurrence[], lines: readonly PlainLine[]): ErrorReading[] {
  const distinct = [...groupBy(group, ({ reading }) => reading.says).values()].flatMap(([first]) => first ?? []);
  const [first, ...others] = distinct.map(({ reading }) => reading);
  if (first === undefined) return [];
  const levels = group.flatMap(({ reading }) => reading.level ?? []);
  const level = (['fatal', 'error', 'warning', 'info'] as const).find((one) => levels.includes(one));
  const also = others.slice(0, mostExamples).map(exampleOf);
  const about = group.map(({ reading }) => reading.about);
  const pods = about.every((one) => one !== undefined) ? { about: [...new Set(about.flat())] } : {};
  const { about: _, ...rest } = first;
  const whole = { ...rest, ...pods, ...(level === undefined ? {} : { level }), also };
  if (!isFault(whole)) return [whole];
  if (isOver(group, all, lines)) return [{ ...whole, over: true }];
  if (whole.kind !== 'retried') return [whole];
  return [{ ...whole, confidence: lasts(group) ? whole.confidence : 'possible' }];
}

const exampleOf = ({ line, quote }: ErrorReading): Example => ({ quote, ...(line === undefined ? {} : { line }) });

/** A retried message that came for a minute, or often where no time is told. */
function lasts(group: readonly Occurrence[]): boolean {
  const seconds = group.flatMap(({ line }) => line?.second ?? []);
  const [from, to] = [seconds[0], seconds.at(-1)];
  if (from !== undefined && to !== undefined && seconds.length > 1)
    // Logs of several pods in one are not in order.
    return Math.min(secondsBetween(from, to), secondsBetween(to, from)) >= lastingSeconds;
  return group.length >= lastingCount;
}

/** Whether two lines are of different hosts or nodes: that one works says nothing of the other. */
const isElsewhere = (one: PlainLine, other: PlainLine | undefined): boolean =>
  differ(one.host, other?.host) || differ(nodeIn(one.text), nodeIn(other?.text ?? ''));
const differ = (one: string | undefined, other: string | undefined): boolean =>
  one !== undefined && other !== undefined && one !== other;
const nodeIn = (text: string): string | undefined => /\bnode=\\?"([\w.-]{1,253})/.exec(text)?.[1];

/** Whether the command that failed was run again, and answered. */
function isAnswered({ endedBy, line }: Occurrence, lines: readonly PlainLine[]): boolean {
  if (endedBy === undefined || line === undefined) return false;
  const commandOf = ({ number }: PlainLine) =>
    lines.findLast((one) => one.isCommand === true && one.number < number)?.text.trim();
  const command = commandOf(line);
  return (
    command !== undefined &&
    lines.some((one) => one.number > line.number && endedBy.test(one.text) && commandOf(one) === command)
  );
}

/** Whether a later line shows that it works, or a log goes on for long without it. */
function isOver(group: readonly Occurrence[], all: readonly Occurrence[], lines: readonly PlainLine[]): boolean {
  const last = group.at(-1);
  const at = last?.line?.number;
  if (last === undefined || at === undefined || group.some(({ reading }) => reading.level === 'fatal')) return false;
  if (isAnswered(last, lines)) return true;
  const { part, kind } = last.reading;
  const isWell = all.some(
    ({ ends, line }) =>
      part !== undefined &&
      ends?.includes(part) === true &&
      line !== undefined &&
      line.number > at &&
      !isElsewhere(line, last.line),
  );
  if (isWell && kind !== 'cause') return true;
  const leveled = lines.filter(({ level }) => level !== undefined);
  if (leveled.length < logLines || last.line?.level === undefined) return false;
  const after = leveled.filter(({ number }) => number > at);
  const isQuiet = !after.some(({ level }) => level === 'fatal' || level === 'error');
  return after.length > leveled.length / 4 && (isQuiet || kind === 'retried');
}
