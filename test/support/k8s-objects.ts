import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Collection } from '../../src/kubernetes/objects/collection.ts';
import { ObjectReader, type ObjectReading } from '../../src/kubernetes/objects/reader.ts';
import type { ClusterObjects } from '../../src/kubernetes/objects/types/cluster-objects.ts';
import type { Pod } from '../../src/kubernetes/objects/types/pod.ts';

/** Where recorded states of real control planes and decisions of real schedulers lie. */
export const recordedObjects = process.env['DIAG_K8S_OBJECTS'];

type Raw = Record<string, unknown>;

/** A recorded state: what kubectl printed, and what is wrong in it. */
export interface RecordedState {
  readonly case: string;
  readonly kubernetes: string;
  readonly takenAt: string;
  readonly namespace: string;
  readonly expect: Readonly<Record<string, string>> & { readonly findings?: readonly string[] };
  readonly texts: Readonly<Record<string, readonly string[]>>;
  readonly list: Raw;
}

/** All states that are recorded for a version, `1.36.2`. */
export function recordedStates(version: string): readonly RecordedState[] {
  if (recordedObjects === undefined) return [];
  const folder = join(recordedObjects, version);
  return readdirSync(folder)
    .filter((file) => file.endsWith('.json') && file !== 'outage-timeline.json')
    .toSorted()
    .map((file) => JSON.parse(readFileSync(join(folder, file), 'utf8')) as RecordedState);
}

/** A random cluster, and what a real scheduler did with one pod after another. */
export interface Vector {
  readonly nodes: readonly Raw[];
  readonly pods: readonly Raw[];
  readonly probes: readonly { readonly pod: Raw & { spec: Raw }; readonly bound?: string; readonly message?: string }[];
}

/** Versions there are decisions of. */
export const vectorVersions = (): readonly string[] =>
  recordedObjects === undefined
    ? []
    : readdirSync(join(recordedObjects, 'vectors'))
        .map((file) => file.replace(/\.jsonl$/, ''))
        .toSorted();

export const vectors = (version: string): readonly Vector[] =>
  readFileSync(join(recordedObjects ?? '', 'vectors', `${version}.jsonl`), 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Vector);

/** The namespaces of all vectors. */
const namespaces = [
  ['t1', 'prod'],
  ['t2', 'dev'],
].map(([name, env]) => ({ metadata: { name, labels: { env, 'kubernetes.io/metadata.name': name } } }));

/** The cluster of a vector; pods that are bound are added to it. */
export function vectorCluster({ nodes, pods }: Vector): Collection {
  const collection = new Collection();
  const add = (kind: string, items: readonly Raw[]) => {
    for (const item of items) collection.add({ ...item, kind, apiVersion: 'v1' }, 'vector');
  };
  add('Node', nodes);
  add('Pod', pods);
  add('Namespace', namespaces);
  return collection;
}

/** A raw pod as the reader keeps it. */
export function podOf(raw: Raw): Pod {
  const collection = new Collection();
  collection.add({ ...raw, kind: 'Pod', apiVersion: 'v1' }, 'vector');
  const [pod] = collection.objects.pods;
  if (pod === undefined) throw new Error('not a pod');
  return pod;
}

/** Reads a text as a module does, in blocks of so many bytes. */
export function readObjects(text: string, blockBytes = 1 << 16): ObjectReading {
  const reader = new ObjectReader('cluster');
  const bytes = Buffer.from(text);
  let kept = Buffer.alloc(0);
  for (let at = 0; at < bytes.length; at += blockBytes) {
    const there = Buffer.concat([kept, bytes.subarray(at, at + blockBytes)]);
    kept = Buffer.from(there.subarray(reader.push(there, false)));
  }
  reader.push(kept, true);
  return reader.end('utf-8');
}

/** Objects without where they are from, for comparing layouts. */
export const comparable = (objects: ClusterObjects): unknown => JSON.parse(JSON.stringify(objects));
