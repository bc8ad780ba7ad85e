import { groupBy } from '../../core/group.ts';
import { readText, type TextReading } from '../../kubernetes/objects/text/read-text.ts';
import { sentenceIn } from '../../kubernetes/objects/text/sentence.ts';
import { wholeEvents } from '../../kubernetes/objects/text/whole-events.ts';
import type { TextBlock } from '../../kubernetes/objects/text-block.ts';
import type { Event } from '../../kubernetes/objects/types/event.ts';
import type { Node } from '../../kubernetes/objects/types/node.ts';
import type { Pod } from '../../kubernetes/objects/types/pod.ts';
import type { Sentence } from './model.ts';

interface Ref {
  readonly name: string;
  readonly namespace: string;
}

/** Seconds ago, as the texts tell it. */
type Placed = Ref & { readonly age: number };

/** The same pod, as far as texts tell: many leave the namespace out. */
const isSame = (a: Ref, b: Ref): boolean =>
  a.name === b.name && (a.namespace === b.namespace || a.namespace === '' || b.namespace === '');

/** `shop/web-1`, `web-1` */
export function refOf(pod: string): Ref {
  const [first = '', second] = pod.split('/', 2);
  return second === undefined ? { namespace: '', name: first } : { namespace: first, name: second };
}

/** A scheduler tries a pod again every 5 minutes and less (flushUnschedulableQ): an older word of it is perhaps over. */
const retriedSeconds = 600;

/** What texts tell a scheduler's view: its sentences, each with its pod, and the nodes that pages and tables show. */
export function readSentences(blocks: readonly TextBlock[]): {
  readonly sentences: readonly Sentence[];
  readonly nodes: readonly Node[];
} {
  const told = blocks.map(readText);
  const isOver = overOf(told);
  const pods = told.flatMap((one) => one.pods);
  // A page of describe is the pod as it is now: what was said of one that still waits is not over.
  const waiting = pods.filter(
    ({ status, from }) => from === 'describe' && status?.phase === 'Pending' && status.hostIP === undefined,
  );
  return {
    sentences: blocks.flatMap((block, i) =>
      sentencesOf(block, told[i]?.events ?? [], isOver, (event) => waiting.some((pod) => isSame(pod, event.about))).map(
        (one) => withClaims(one, pods),
      ),
    ),
    nodes: told.flatMap(({ nodes }) => nodes),
  };
}

function withClaims(one: Sentence, pods: readonly Pod[]): Sentence {
  const { pod } = one;
  const claims = pod === undefined ? undefined : pods.find((other) => isSame(other, refOf(pod)))?.claims;
  return claims === undefined ? one : { ...one, claims };
}

function sentencesOf(
  block: TextBlock,
  events: readonly Event[],
  isOver: (event: Event) => boolean,
  isWaiting: (event: Event) => boolean,
): Sentence[] {
  const refused = new Map(
    events.flatMap((event) =>
      event.reason === 'FailedScheduling' && event.line !== undefined && event.about.name !== ''
        ? [[event.line, event] as const]
        : [],
    ),
  );
  return wholeEvents(block.lines).flatMap((line, i): Sentence[] => {
    const text = sentenceIn(line ?? '');
    if (text === undefined) return [];
    const one = { source: block.source, line: block.first + i, text };
    const event = refused.get(one.line);
    if (event !== undefined) return [{ ...one, ...ofPod(event, isOver, isWaiting(event)) }];
    return [isOverBelow(one, block, events) ? { ...one, over: true } : one];
  });
}

/** Events of one page stand in the order of their last time: a pod without a name was placed, or refused in other words, after this. */
function isOverBelow({ line, text }: Sentence, { first, lines }: TextBlock, events: readonly Event[]): boolean {
  const end = lines.findIndex((below, i) => first + i > line && /^(?:Events:|Name:|\s*$)/.test(below));
  const last = end < 0 ? first + lines.length : first + end;
  const refusal = events.find((event) => event.line === line);
  return events.some(({ reason, about, message, line: at = 0, age = 0 }) => {
    if (refusal === undefined || about.name !== '' || at <= line || at >= last) return false;
    if (reason === 'Scheduled') return refusal.age !== undefined && age <= refusal.age;
    return reason === 'FailedScheduling' && sentenceIn(message) !== text && age <= (refusal.age ?? 0);
  });
}

function ofPod(
  event: Event,
  isOver: (event: Event) => boolean,
  isWaiting: boolean,
): Pick<Sentence, 'pod' | 'over' | 'old'> {
  const { about, age } = event;
  return {
    pod: about.namespace === '' ? about.name : `${about.namespace}/${about.name}`,
    ...(isOver(event) ? { over: true } : {}),
    ...(!isWaiting && age !== undefined && age >= retriedSeconds ? { old: true } : {}),
  };
}

/** Whether the texts show that a pod has a node since it was refused, or that it is gone. */
function overOf(told: readonly TextReading[]): (event: Event) => boolean {
  const pods = told.flatMap((one) => one.pods);
  const events = told.flatMap((one) => one.events);
  const placed: Placed[] = [
    ...events.flatMap(({ reason, about, age }) => (reason === 'Scheduled' ? [{ ...about, age: age ?? 0 }] : [])),
    ...pods.flatMap(({ name, namespace, status }) =>
      status?.hostIP !== undefined || status?.phase === 'Running' ? [{ name, namespace, age: 0 }] : [],
    ),
  ];
  const byName = groupBy(placed, ({ name }) => name);
  // Where events are of pods of the table, a pod that is not in the table is gone.
  const listed = new Set(pods.flatMap(({ name, shown }) => (shown === undefined ? [] : name)));
  const isOfThese = events.some(({ about }) => listed.has(about.name));
  return ({ about, age = Number.POSITIVE_INFINITY }) =>
    (isOfThese && !listed.has(about.name)) ||
    byName.get(about.name)?.some((other) => isSame(other, about) && other.age <= age) === true;
}

/** Those that still hold, by what they say: pods that are refused in the same words wait for the same. */
export const openSentences = (
  sentences: readonly Sentence[],
  isTold: (pod: Ref | undefined, text: string) => boolean,
): ReadonlyMap<string, readonly Sentence[]> =>
  groupBy(
    sentences.filter(
      ({ over, pod, text }) => over !== true && !isTold(pod === undefined ? undefined : refOf(pod), text),
    ),
    ({ text }) => text,
  );
