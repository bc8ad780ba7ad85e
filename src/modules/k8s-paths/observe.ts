import { unreadableInput, unrecognizedInput, usageError } from '../../core/errors.ts';
import type { CollectedHost } from '../../input/host/collected-host.ts';
import type { Ports } from '../../input/ports.ts';
import type { HostFiles } from '../../kubernetes/host/host-files.ts';
import { isKnown } from './given/given-texts.ts';
import { buildModel, type HostModel } from './model/model.ts';
import { type DiskFact, type GivenText, type NodeFacts, type PathsObservations, streamFormat } from './observations.ts';
import { observeConsumers } from './observe/consumers.ts';
import { decode, withoutKeys } from './observe/given-text.ts';
import { observeDanglingLogs, observeLogs } from './observe/logs.ts';
import { observeNode } from './observe/node.ts';
import { recordingReader } from './observe/recording-reader.ts';
import type { PathsOptions } from './options.ts';

/** Pods whose logs tell about the network. */
const networkPods = [
  'kube-flannel',
  'kube-flannel-ds',
  'calico-node',
  'cilium',
  'weave-net',
  'kindnet',
  'coredns',
  'rke2-coredns',
];

/** Looks at a host's files, and at texts that were given. Nothing is written. */
export async function observe(ports: Ports, options: PathsOptions): Promise<PathsObservations> {
  const { texts, inputs, collected } = await readSources(ports);
  if (options.error !== undefined) texts.push(withoutKeys('--error', options.error));
  await ports.busy(() => refuseUnknown(texts));
  const host = collected ?? ports.host(options.root);
  if (host.list('/', 1).status !== 'names') throw noRoot(collected !== undefined, options.root);
  ports.progress(`looking at ${host.root}`);
  const node = observeNode(host);
  const reader = recordingReader(host);
  const model = buildModel(reader, node);
  const pods = [
    ...new Set([
      ...model.components.flatMap(({ pod }) => (pod === undefined ? [] : [pod.name])),
      'etcd',
      'kube-apiserver',
      'kube-controller-manager',
      'kube-scheduler',
      ...networkPods,
    ]),
  ];
  return {
    inputs,
    node,
    files: reader.files,
    directories: reader.directories,
    disks: disksOf(host, model),
    sockets: await socketsOf(host, model, node),
    logs: observeLogs(host, pods),
    danglingLogs: observeDanglingLogs(host),
    consumers: observeConsumers(host),
    texts,
  };
}

const noRoot = (collected: boolean, root: string) =>
  collected
    ? unreadableInput("the collector's stream: nothing of the host in it", 'run the collector again')
    : unreadableInput(
        `--root ${root}: no directory that can be read`,
        'give the folder where the other system is mounted',
      );

/** Texts that were given, and the host of a collector's stream. */
async function readSources(ports: Ports) {
  const texts: GivenText[] = [];
  const inputs: PathsObservations['inputs'][number][] = [];
  let collected: HostFiles | undefined;
  for (const source of ports.sources) {
    const read = await ports.collectedHost(source);
    if ('host' in read) {
      if (collected !== undefined) throw usageError('k8s-paths: streams of two hosts', 'give one host at a time');
      collected = read.host;
      inputs.push(streamCoverage(source.name, read));
    } else {
      const given = await decode(read.source, ports.busy);
      texts.push(given.text);
      inputs.push(given.coverage);
    }
  }
  return { texts, inputs, collected };
}

const streamCoverage = (source: string, { lines, understood }: CollectedHost): PathsObservations['inputs'][number] => ({
  source,
  format: streamFormat,
  encoding: 'utf-8',
  lines,
  understood,
  timeZone: { name: 'UTC', provenance: 'from log' },
});

/** A text that is nothing of Kubernetes ends the run: one line, exit code 2. */
function refuseUnknown(texts: readonly GivenText[]): void {
  for (const given of texts) {
    if (isKnown(given)) continue;
    const what = given.text.trim() === '' ? 'empty' : 'no Kubernetes error, log or configuration recognized';
    throw unrecognizedInput(
      `${given.source}: ${what}`,
      'give the lines that show the error, or run it on the node without input',
    );
  }
}

function disksOf(host: HostFiles, model: HostModel): DiskFact[] {
  const paths = ['/var/lib/kubelet', '/var/lib/containerd', '/var/log', model.etcd.path, '/'];
  return [...new Set(paths)].flatMap((path) => {
    const space = host.stat(path).status === 'found' ? host.disk(path) : undefined;
    return space === undefined || space.bytes === 0 ? [] : [{ path, ...space }];
  });
}

async function socketsOf(host: HostFiles, { runtime }: HostModel, node: NodeFacts): Promise<Record<string, string>> {
  const live = node.processes !== undefined;
  const paths = [
    runtime.endpoint.path,
    ...runtime.sockets.filter(({ kind }) => kind === 'socket').map(({ path }) => path),
  ];
  const states = await Promise.all(
    [...new Set(paths)].map(async (path) => [path, live ? await host.connect(path) : 'unknown'] as const),
  );
  return Object.fromEntries(states);
}

/** Observations of several hosts are not one host: texts and inputs are joined, the first host is kept. */
export const merge = (a: PathsObservations, b: PathsObservations): PathsObservations => ({
  ...(Object.keys(a.files).length > 0 ? a : b),
  inputs: [...a.inputs, ...b.inputs],
  texts: [...a.texts, ...b.texts],
});
