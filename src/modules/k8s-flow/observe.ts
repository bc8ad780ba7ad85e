import type { Ports } from '../../input/ports.ts';
import type { Source } from '../../input/source.ts';
import { readLive } from '../../kubernetes/live/read-live.ts';
import { mergeKinds, mergeObjects } from '../../kubernetes/objects/merge.ts';
import { nothingRead } from '../../kubernetes/objects/nothing-read.ts';
import { ObjectReader, type ObjectReading } from '../../kubernetes/objects/reader.ts';
import { readText } from '../../kubernetes/objects/text/read-text.ts';
import type { TextBlock } from '../../kubernetes/objects/text-block.ts';
import type { Event } from '../../kubernetes/objects/types/event.ts';
import { lastWordsIn } from './last-words.ts';
import { hitOf } from './messages/told.ts';
import type { FlowObservations, ToldLine } from './model.ts';
import type { FlowOptions } from './options.ts';
import { settled } from './settled.ts';
import { mostJoined, toldReader } from './told-reader.ts';
import { withTexts } from './with-texts.ts';

/** Reads objects and texts of all inputs; what runs well is cut down at once. */
export async function observe(ports: Ports, options: FlowOptions): Promise<FlowObservations> {
  const all: ReturnType<typeof readingOf>[] = [];
  for (const source of ports.sources) all.push(readingOf(await read(source, ports)));
  if (options.live === true)
    all.push(readingOf(await readLive(options, ports.host('/'), ports.probes(liveMs), ports.progress)));
  const seen = all.map(({ one }) => one).reduce(merge);
  if (isNothing(seen) && all.every(({ pages }) => pages === 0))
    throw nothingRead(all, 'no objects of Kubernetes, no table of pods or events, no page of kubectl describe');
  return seen;
}

const isNothing = ({ objects, kinds, gaps }: FlowObservations): boolean =>
  Object.keys(kinds).length === 0 &&
  gaps.length === 0 &&
  objects.pods.length === 0 &&
  objects.nodes.length === 0 &&
  objects.events.length === 0;

async function read(source: Source, ports: Ports): Promise<ObjectReading> {
  const reader = new ObjectReader(source.name);
  const text = ports.text(source);
  await text.bytes((bytes, last) => reader.push(bytes, last));
  return reader.end(text.encoding);
}

/** Milliseconds that all of a cluster's objects may take. */
const liveMs = 300_000;

/** What one input tells, cut down; beside it the pages of describe in it, and what it is where nothing was of use. */
function readingOf({ objects, kinds, gaps, texts, coverage, isBlank }: ObjectReading): {
  one: FlowObservations;
  pages: number;
} & Pick<ObjectReading, 'coverage' | 'isBlank'> {
  const told = toldReader();
  const pages = texts.map(readText);
  const pods = pages.flatMap((page) => page.pods);
  const nodes = pages.flatMap((page) => page.nodes);
  const events = pages.flatMap((page) => page.events);
  const judged: Judged = { unread: [], read: coverage.understood };
  for (const [i, block] of texts.entries()) {
    const page = pages[i];
    if (page !== undefined) judgeLines(block, page.understood, page.events, told, judged);
  }
  if (pods.length + nodes.length + events.length === 0) told.joined(judged.unread);
  const [first] = judged.unread;
  const lastWords = texts.flatMap((block) => lastWordsIn(block) ?? []);
  const one = {
    inputs: [
      {
        ...coverage,
        understood: Math.min(coverage.lines, judged.read),
        ...(first === undefined ? {} : { firstNotUnderstood: { line: first.line, text: first.text } }),
      },
    ],
    objects: settled(withTexts(objects, { pods, nodes, events })),
    kinds,
    gaps,
    ...listed({ lastWords, told: told.faults }),
  };
  // Lines that rows know are no less of Kubernetes than a page.
  return { one, pages: pages.reduce((sum, page) => sum + page.pages, told.known()), coverage, isBlank };
}

/** Lines of an input that nothing explains, so many of them that one message may go over; and how many are explained. */
interface Judged {
  readonly unread: ToldLine[];
  read: number;
}

/** Judges the lines of a block: a reader or a row explains them, or nothing does. */
function judgeLines(
  { source, lines, first }: TextBlock,
  understood: ReadonlySet<number>,
  events: readonly Event[],
  told: ReturnType<typeof toldReader>,
  judged: Judged,
): void {
  const unknown = new Set(events.filter((event) => !isExplained(event)).map(({ line }) => line));
  for (const [i, text] of lines.entries()) {
    if (text.trim() === '') continue;
    const line = { source, line: first + i, text };
    if (understood.has(line.line) ? !unknown.has(line.line) : told.take(line)) judged.read += 1;
    else if (judged.unread.length <= mostJoined) judged.unread.push(line);
  }
}

/** Without the lists that are empty. */
const listed = <L extends Readonly<Record<string, readonly unknown[]>>>(lists: L): Partial<L> =>
  Object.fromEntries(Object.entries(lists).filter(([, list]) => list.length > 0)) as Partial<L>;

/** A warning that no row knows is not understood, though its line could be cut into its parts. */
const isExplained = ({ type, reason, message }: Event): boolean =>
  type !== 'Warning' || hitOf({ type, reason, message }) !== undefined;

/** Observations of both inputs, one cluster. */
export const merge = (a: FlowObservations, b: FlowObservations): FlowObservations => ({
  inputs: [...a.inputs, ...b.inputs],
  objects: mergeObjects(a.objects, b.objects),
  kinds: mergeKinds(a.kinds, b.kinds),
  gaps: [...a.gaps, ...b.gaps],
  lastWords: [...(a.lastWords ?? []), ...(b.lastWords ?? [])],
  told: [...(a.told ?? []), ...(b.told ?? [])],
});
