import type { Ports } from '../../input/ports.ts';
import type { Source } from '../../input/source.ts';
import { readLive } from '../../kubernetes/live/read-live.ts';
import { mergeKinds, mergeObjects } from '../../kubernetes/objects/merge.ts';
import { nothingRead } from '../../kubernetes/objects/nothing-read.ts';
import { ObjectReader, type ObjectReading } from '../../kubernetes/objects/reader.ts';
import { readText } from '../../kubernetes/objects/text/read-text.ts';
import type { Event } from '../../kubernetes/objects/types/event.ts';
import type { Node } from '../../kubernetes/objects/types/node.ts';
import type { Pod } from '../../kubernetes/objects/types/pod.ts';
import { lastWordsIn } from './last-words.ts';
import { hitOf } from './messages/told.ts';
import type { FlowObservations } from './model.ts';
import type { FlowOptions } from './options.ts';
import { settled } from './settled.ts';
import { toldReader } from './told-reader.ts';
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
  const pods: Pod[] = [];
  const nodes: Node[] = [];
  const events: Event[] = [];
  let understood = coverage.understood;
  let pages = 0;
  const told = toldReader(texts.reduce((sum, { lines }) => sum + lines.length, 0));
  let first: { line: number; text: string } | undefined;
  const lastWords = texts.flatMap((block) => lastWordsIn(block) ?? []);
  for (const block of texts) {
    const page = readText(block);
    const isUnknown = new Set(page.events.filter((event) => !isExplained(event)).map(({ line }) => line));
    pages += page.pages;
    pods.push(...page.pods);
    nodes.push(...page.nodes);
    events.push(...page.events);
    for (const [i, line] of block.lines.entries()) {
      if (line.trim() === '') continue;
      const number = block.first + i;
      const isRow = page.understood.has(number);
      const isRead = isRow ? !isUnknown.has(number) : told.take({ source: block.source, line: number, text: line });
      if (isRead) understood += 1;
      else first ??= { line: number, text: line };
    }
  }
  const one = {
    inputs: [
      {
        ...coverage,
        understood: Math.min(coverage.lines, understood),
        ...(first === undefined ? {} : { firstNotUnderstood: first }),
      },
    ],
    objects: settled(withTexts(objects, { pods, nodes, events })),
    kinds,
    gaps,
    ...listed({ lastWords, told: told.faults }),
  };
  // Lines that rows know are no less of Kubernetes than a page.
  return { one, pages: pages + told.known(), coverage, isBlank };
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
