import { unrecognizedInput, usageError } from '../../core/errors.ts';
import type { Ports } from '../../input/ports.ts';
import type { Source } from '../../input/source.ts';
import { readLive } from '../../kubernetes/live/read-live.ts';
import { mergeKinds, mergeObjects } from '../../kubernetes/objects/merge.ts';
import { nothingRead } from '../../kubernetes/objects/nothing-read.ts';
import { ObjectReader, type ObjectReading } from '../../kubernetes/objects/reader.ts';
import { leanObjects, leanPod } from './lean.ts';
import type { PlacementObservations } from './model.ts';
import type { PlacementOptions } from './options.ts';
import { readSentences } from './sentences.ts';
import { readWould } from './would.ts';

/** Reads the objects of all inputs, each cut down as it arrives. */
export async function observe(ports: Ports, options: PlacementOptions): Promise<PlacementObservations> {
  // What the command line names comes first: who misspelled it is told so, whatever the inputs hold.
  const profiles =
    options.schedulerConfig === undefined ? undefined : await readProfiles(options.schedulerConfig, ports);
  const would =
    options.would === undefined ? [] : await readWould(options.would, ports, options.namespace ?? 'default');
  const inputs: Pick<ObjectReading, 'coverage' | 'isBlank'>[] = [];
  let seen: PlacementObservations | undefined;
  const take = (reading: ObjectReading) => {
    inputs.push({ coverage: reading.coverage, isBlank: reading.isBlank });
    const one = observationsOf(reading);
    seen = seen === undefined ? one : merge(seen, one);
  };
  for (const source of ports.sources) take(await readSource(source, ports));
  if (options.live === true)
    take(await readLive(options, ports.host('/'), ports.probes(liveMs), ports.progress, leanPod));
  if (seen === undefined || isNothing(seen))
    throw nothingRead(inputs, 'no objects of Kubernetes and nothing a scheduler says');
  refuseUnknownNode(options.node, seen);
  return { ...(profiles === undefined ? seen : merge(seen, profiles)), would };
}

/** Nodes that a hint names. */
const namesShown = 10;

function refuseUnknownNode(wanted: string | undefined, { objects }: PlacementObservations): void {
  const names = objects.nodes.map(({ name }) => name);
  if (wanted === undefined || names.length === 0 || names.includes(wanted)) return;
  const hint = names.length > namesShown ? `${names.length} nodes, not this one` : `nodes are ${names.join(', ')}`;
  throw usageError(`--node ${wanted}: is not in the input`, hint);
}

/** The profiles of a scheduler's configuration, a file beside the inputs. */
async function readProfiles(path: string, ports: Ports): Promise<PlacementObservations> {
  const one = observationsOf(await readSource(await ports.open(path), ports));
  if ((one.objects.schedulers ?? []).length > 0) return one;
  throw unrecognizedInput(
    `--scheduler-config ${path}: no KubeSchedulerConfiguration`,
    'its path stands behind --config in the manifest of kube-scheduler',
  );
}

/** Milliseconds that all of a cluster's objects may take. */
const liveMs = 300_000;

const isNothing = ({ kinds, sentences, gaps }: PlacementObservations): boolean =>
  Object.keys(kinds).length === 0 && sentences.length === 0 && gaps.length === 0;

async function readSource(source: Source, ports: Ports): Promise<ObjectReading> {
  const reader = new ObjectReader(source.name, leanPod);
  const text = ports.text(source);
  await text.bytes((bytes, last) => reader.push(bytes, last));
  return reader.end(text.encoding);
}

function observationsOf({ objects, kinds, gaps, texts, coverage }: ObjectReading): PlacementObservations {
  const { sentences, nodes: toldNodes } = readSentences(texts);
  const known = new Set(sentences.map(({ line }) => line));
  const first = texts
    .flatMap(({ first: begin, lines }) => lines.map((text, i) => ({ line: begin + i, text })))
    .find(({ line, text }) => text.trim() !== '' && !known.has(line));
  const understood = Math.min(coverage.lines, coverage.understood + sentences.length);
  return {
    inputs: [{ ...coverage, understood, ...(first === undefined ? {} : { firstNotUnderstood: first }) }],
    objects: leanObjects(objects),
    kinds,
    gaps,
    sentences,
    toldNodes,
    would: [],
  };
}

/** Observations of both inputs, one cluster. */
export const merge = (a: PlacementObservations, b: PlacementObservations): PlacementObservations => ({
  inputs: [...a.inputs, ...b.inputs],
  objects: mergeObjects(a.objects, b.objects),
  kinds: mergeKinds(a.kinds, b.kinds),
  gaps: [...a.gaps, ...b.gaps],
  sentences: [...a.sentences, ...b.sentences],
  toldNodes: [...(a.toldNodes ?? []), ...(b.toldNodes ?? [])],
  would: [...a.would, ...b.would],
});
