import { unrecognizedInput } from '../../core/errors.ts';
import type { Ports } from '../../input/ports.ts';
import type { Source } from '../../input/source.ts';
import { readLive } from '../../kubernetes/live/read-live.ts';
import { mergeKinds, mergeObjects } from '../../kubernetes/objects/merge.ts';
import { ObjectReader, type ObjectReading } from '../../kubernetes/objects/reader.ts';
import { leanObjects, leanPod } from './lean.ts';
import type { PlacementObservations } from './model.ts';
import type { PlacementOptions } from './options.ts';
import { readSentences } from './sentences.ts';
import { readWould } from './would.ts';

/** Reads the objects of all inputs, each cut down as it arrives. */
export async function observe(ports: Ports, options: PlacementOptions): Promise<PlacementObservations> {
  let seen: PlacementObservations | undefined;
  for (const source of ports.sources) {
    const one = observationsOf(await readSource(source, ports));
    seen = seen === undefined ? one : merge(seen, one);
  }
  if (options.live === true) {
    const reading = await readLive(options, ports.host('/'), ports.probes(liveMs), ports.progress, leanPod);
    const one = observationsOf(reading);
    seen = seen === undefined ? one : merge(seen, one);
  }
  if (seen === undefined || isNothing(seen)) {
    const names = ports.sources.map(({ name }) => name).join(', ');
    throw unrecognizedInput(
      `${names}: no objects of Kubernetes and nothing a scheduler says`,
      'diag collect k8s-objects prints the command whose output this reads',
    );
  }
  if (options.schedulerConfig !== undefined) seen = merge(seen, await readProfiles(options.schedulerConfig, ports));
  if (options.would === undefined) return seen;
  return { ...seen, would: await readWould(options.would, ports, options.namespace ?? 'default') };
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
