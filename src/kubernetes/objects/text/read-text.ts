import type { TextBlock } from '../text-block.ts';
import type { Event } from '../types/event.ts';
import type { Node } from '../types/node.ts';
import type { Pod } from '../types/pod.ts';
import { type Columns, readHeading } from './columns.ts';
import { objectOfCommand } from './kinds.ts';
import { readAnswer } from './read-answers.ts';
import { readDescribe } from './read-describe.ts';
import { eventOf, readEventLine } from './read-events.ts';
import { readPodRow } from './read-pod-rows.ts';
import { readEndpointsRow, readNodeRow } from './read-rows.ts';
import { sentenceIn } from './sentence.ts';
import { wholeEvents } from './whole-events.ts';

/** What kubectl's texts for people tell of a cluster. */
export interface TextReading {
  readonly pods: readonly Pod[];
  readonly nodes: readonly Node[];
  readonly events: readonly Event[];
  /** Numbers of the lines that were explained. */
  readonly understood: ReadonlySet<number>;
  /** Pages of `kubectl describe`, of whatever kind. */
  readonly pages: number;
}

const nobody: Event['about'] = { kind: '', name: '', namespace: '' };
/** Lines that frame: dashes under headings, `Events:`, `Type  Reason  Age  From  Message`, `FirstSeen  LastSeen …`. */
const frame =
  /^\s*(?:Events:\s*(?:<none>)?|-{2,}(?:\s+-{2,})*|Type\s+Reason\s+Age\s+From\s+Message|FirstSeen\s+LastSeen\s.{0,200}|\.{3})?\s*$/;

/** Reads a block: pages of `describe`, tables of pods and events, or rows of them alone. */
export function readText(block: TextBlock): TextReading {
  const { command, lines } = block;
  const namespace = /\s(?:-n|--namespace)[ =](\S{1,63})/.exec(command ?? '')?.[1] ?? '';
  const reading = {
    pods: [] as Pod[],
    nodes: [] as Node[],
    events: [] as Event[],
    understood: new Set<number>(),
    pages: 0,
  };
  for (const [start, end] of pagesOf(lines)) readPage(block, start, end, namespace, reading);
  return reading;
}

type Draft = {
  readonly pods: Pod[];
  readonly nodes: Node[];
  readonly events: Event[];
  readonly understood: Set<number>;
  pages: number;
};

function readPage(
  { source, command, first, lines }: TextBlock,
  start: number,
  behind: number,
  namespace: string,
  reading: Draft,
): void {
  const page = readDescribe(lines.slice(start, behind), first + start, command, source);
  for (const line of page?.understood ?? []) reading.understood.add(line);
  if (page !== undefined) reading.pages += 1;
  if (page?.pod !== undefined) reading.pods.push(page.pod);
  if (page?.node !== undefined) reading.nodes.push(page.node);
  reading.events.push(...(page?.records ?? []));
  // Of a page whose head was left out the command may say what it is of.
  const asked = start === 0 ? objectOfCommand(command) : undefined;
  const { kind, name, namespace: within } = page ?? { ...nobody, ...asked };
  const about = { kind, name, namespace: within };
  readRows(lines.slice(start, behind), first + start, { about, source, namespace }, reading);
}

/** Rows that a page or table has, whatever stands between. */
function readRows(lines: readonly string[], first: number, page: Omit<Page, 'columns'>, reading: Draft): void {
  let columns: Columns | undefined;
  for (const [i, line] of wholeEvents(lines).entries()) {
    const number = first + i;
    columns = readHeading(line ?? '') ?? columns;
    if (reading.understood.has(number)) continue;
    if (readRow(line, number, { ...page, columns }, reading)) reading.understood.add(number);
    if (line === undefined) continues(reading.events, { line: number, text: lines[i]?.trim() ?? '' });
  }
}

/** Its message was read as one; its lines are quoted with it. */
function continues(events: Event[], rest: { line: number; text: string }): void {
  const last = events.at(-1);
  if (last !== undefined) events[events.length - 1] = { ...last, rest: [...(last.rest ?? []), rest] };
}

interface Page {
  readonly about: Event['about'];
  readonly columns: Columns | undefined;
  readonly source: string;
  readonly namespace: string;
}

/** Whether a line is one that is explained; what it tells goes into the reading. */
function readRow(
  line: string | undefined,
  number: number,
  { about, columns, source, namespace }: Page,
  { pods, nodes, events }: Draft,
): boolean {
  // The rest of the message above.
  if (line === undefined) return true;
  const event =
    readEventLine(line, about, source, number, columns) ??
    readEndpointsRow(line, columns, source, number) ??
    readAnswer(line, source, number) ??
    sentenceEvent(line, source, number);
  if (event !== undefined) return events.push(placed(event, namespace)) > 0;
  const pod = readPodRow(line, columns, source, number);
  if (pod !== undefined) return pods.push(inNamespace(pod, namespace)) > 0;
  const node = readNodeRow(line, source, number);
  if (node !== undefined) return nodes.push(node) > 0;
  return readHeading(line) !== undefined || frame.test(line);
}

/** A scheduler's sentence that stands alone; which pod it is about nobody says. */
function sentenceEvent(line: string, source: string, number: number): Event | undefined {
  const message = sentenceIn(line);
  if (message === undefined) return undefined;
  const about = { kind: 'Pod', name: '', namespace: '' };
  return eventOf({ type: 'Warning', reason: 'FailedScheduling', message, age: '' }, about, source, number);
}

const inNamespace = (pod: Pod, namespace: string): Pod => (pod.namespace === '' ? { ...pod, namespace } : pod);

/** In the namespace of the command, where its own line names none. */
const placed = (event: Event, namespace: string): Event =>
  event.about.namespace !== '' || namespace === '' || event.about.kind === 'Node'
    ? event
    : { ...event, namespace, about: { ...event.about, namespace } };

/** A `Name:` at the beginning of a line begins a page. */
function pagesOf(lines: readonly string[]): [number, number][] {
  const starts = lines.flatMap((line, i) => (/^Name:\s+\S/.test(line) ? [i] : []));
  const all = starts[0] === 0 ? starts : [0, ...starts];
  return all.map((start, i) => [start, all[i + 1] ?? lines.length]);
}
