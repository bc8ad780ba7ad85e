import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Collection } from '../../src/kubernetes/objects/collection.ts';
import { filterMessage } from '../../src/kubernetes/scheduling/fit-error.ts';
import { answer } from '../../src/kubernetes/scheduling/message.ts';
import { beginCycle, place } from '../../src/kubernetes/scheduling/place.ts';
import { rulesOf } from '../../src/kubernetes/scheduling/rules.ts';
import { snapshotOf } from '../../src/kubernetes/scheduling/snapshot.ts';
import { podOf } from '../support/k8s-objects.ts';
import { api, type Json, merge, programs, sleep, until } from './control-plane.ts';
import { Dice, randomClaim, randomNode, randomPod } from './random-cluster.ts';

const clusters = Number(process.env['DIAG_CLUSTERS'] ?? 16);
const probes = 25;
const seed = Number(process.env['DIAG_SEED'] ?? Date.now() % 1_000_000);

const podPath = ({ metadata: { namespace, name } }: Json): string => `/api/v1/namespaces/${namespace}/pods/${name}`;
const claimsPath = (namespace: string): string => `/api/v1/namespaces/${namespace}/persistentvolumeclaims`;
const podsPath = ({ metadata: { namespace } }: Json): string => `/api/v1/namespaces/${namespace}/pods`;
const volumesPath = '/api/v1/persistentvolumes';
const now = { gracePeriodSeconds: 0 };
const agreed = { bindings: 0, messages: 0 };

/** What the scheduler did with a pod. */
interface Decision {
  readonly bound?: string | undefined;
  readonly message?: string | undefined;
  readonly nominated?: string | undefined;
}

const lists: Readonly<Record<string, string>> = {
  Node: '/api/v1/nodes',
  Pod: '/api/v1/pods',
  Namespace: '/api/v1/namespaces',
  PersistentVolume: volumesPath,
  PersistentVolumeClaim: '/api/v1/persistentvolumeclaims',
  StorageClass: '/apis/storage.k8s.io/v1/storageclasses',
};

/** The cluster as it is, as the reader keeps it. */
async function collected(): Promise<Collection> {
  const collection = new Collection();
  for (const [kind, path] of Object.entries(lists))
    collection.add({ ...(await api('GET', path)), kind: `${kind}List` }, 'live');
  return collection;
}

/** What our filters say of a pod that the scheduler has decided on: empty where it is the same. */
function difference(before: Collection, raw: Json, { bound, message, nominated }: Decision): string {
  const pod = podOf({ ...raw, spec: { ...raw.spec, nodeName: undefined }, status: {} });
  const cycle = beginCycle(pod, snapshotOf(before.objects, rulesOf({ minor: 20, patch: 2 })));
  const verdicts = place(cycle);
  const fits = verdicts.filter(({ failure }) => failure === undefined).map(({ node }) => node.node.name);
  const ours = answer(cycle, verdicts);
  if (bound !== undefined) return fits.includes(bound) ? '' : `bound to ${bound} | ${fits.join()} ${ours.message}`;
  if (fits.length > 0) return `${message} | ${fits.join()}`;
  const rooms = ours.preemption.candidates.map(({ node }) => node);
  if (nominated !== undefined && !rooms.includes(nominated)) return `preempts on ${nominated} | ${rooms.join()}`;
  const said = rooms.length > 0 ? filterMessage(verdicts) : ours.message;
  return said === message ? '' : `${message} | ${said}`;
}

describe('random pods before the real scheduler 1.20 (npm run test:real-k8s, with REALK8S)', () => {
  beforeAll(async () => {
    programs.up();
    for (const name of ['t1', 't2']) {
      await api('POST', '/api/v1/namespaces', { metadata: { name, labels: { env: name } } }).catch(() => undefined);
      await until('a service account', () =>
        api('GET', `/api/v1/namespaces/${name}/serviceaccounts/default`).catch(() => undefined),
      );
    }
    // It would taint nodes that no kubelet renews, and end pods there.
    programs.stop('kube-controller-manager');
    for (const [name, value] of [
      ['high', 1000],
      ['low', -10],
    ] as const)
      await api('POST', '/apis/scheduling.k8s.io/v1/priorityclasses', { metadata: { name }, value }).catch(
        () => undefined,
      );
    for (const [name, volumeBindingMode] of [
      ['late', 'WaitForFirstConsumer'],
      ['soon', 'Immediate'],
    ])
      await api('POST', lists['StorageClass'] ?? '', {
        metadata: { name },
        provisioner: 'csi.example.com',
        volumeBindingMode,
      }).catch(() => undefined);
  }, 400_000);
  afterAll(() => programs.down(), 100_000);

  async function clear(): Promise<void> {
    for (const namespace of ['t1', 't2']) {
      await api('DELETE', `/api/v1/namespaces/${namespace}/pods`, now);
      for (const { metadata } of (await api('GET', claimsPath(namespace))).items)
        await unprotected(`${claimsPath(namespace)}/${metadata.name}`);
    }
    for (const { metadata } of (await api('GET', volumesPath)).items)
      await unprotected(`${volumesPath}/${metadata.name}`);
    for (const { metadata } of (await api('GET', '/api/v1/nodes')).items)
      await api('DELETE', `/api/v1/nodes/${metadata.name}`);
  }

  /** Claims and volumes have a finalizer that the controller manager would take off. */
  async function unprotected(path: string): Promise<void> {
    await merge(path, { metadata: { finalizers: null } });
    await api('DELETE', path, now).catch(() => undefined);
  }

  async function addNode({ name, labels, taints, unschedulable, allocatable }: Json): Promise<void> {
    const all = { 'kubernetes.io/hostname': name, ...labels };
    await api('POST', '/api/v1/nodes', { metadata: { name, labels: all }, spec: {} });
    await merge(`/api/v1/nodes/${name}/status`, { status: { allocatable, capacity: allocatable } });
    // Admission has put its own taint.
    await merge(`/api/v1/nodes/${name}`, { spec: { taints, unschedulable } });
  }

  async function decided(pod: Json): Promise<Decision> {
    const [volume] = pod.spec.volumes ?? [];
    return until(`a decision on ${pod.metadata.name}`, async () => {
      const { spec, status } = await api('GET', podPath(pod));
      if (spec.nodeName !== undefined) return { bound: spec.nodeName };
      const condition = (status.conditions ?? []).find((one: Json) => one.reason === 'Unschedulable');
      if (condition !== undefined) return { message: condition.message, nominated: status.nominatedNodeName };
      if (volume === undefined) return undefined;
      // It waits there for the volume to be made.
      const claim = await api('GET', `${claimsPath(pod.metadata.namespace)}/data`).catch(() => undefined);
      const selected = claim?.metadata.annotations?.['volume.kubernetes.io/selected-node'];
      return selected === undefined ? undefined : { bound: selected };
    });
  }

  /** Nodes, and pods that are bound to them. */
  async function populate(dice: Dice): Promise<void> {
    const nodes = Array.from({ length: 3 + dice.below(6) }, (_, i) => randomNode(dice, `n${i}`));
    await Promise.all(nodes.map(addNode));
    for (let i = 0; i < nodes.length * 2; i++) {
      const pod = randomPod(dice, `e${i}`, true);
      await api('POST', podsPath(pod), { ...pod, spec: { ...pod.spec, nodeName: `n${dice.below(nodes.length)}` } });
      const phase = dice.some(8, () => dice.pick('Succeeded', 'Failed'));
      if (phase !== undefined) await merge(`${podPath(pod)}/status`, { status: { phase } });
      if (dice.chance(6)) await api('DELETE', podPath(pod));
    }
  }

  async function makeClaim(dice: Dice, pod: Json): Promise<void> {
    const { namespace } = pod.metadata;
    const { claim, volume } = randomClaim(dice, 'data', namespace);
    pod.spec.volumes = [{ name: 'v', persistentVolumeClaim: { claimName: 'data' } }];
    if (volume !== undefined) await api('POST', volumesPath, volume);
    if (claim !== undefined) await api('POST', claimsPath(namespace), claim);
    if (claim?.status !== undefined) await merge(`${claimsPath(namespace)}/data/status`, { status: claim.status });
  }

  async function release(pod: Json, goes: boolean, isClaimed: boolean): Promise<void> {
    if (goes) await api('DELETE', podPath(pod), now);
    if (!isClaimed) return;
    // A pod that waits for its volume counts on its node until the scheduler, every second, sees that it is gone.
    await sleep(2500);
    for (const one of [`${claimsPath(pod.metadata.namespace)}/data`, `${volumesPath}/pv-data`])
      await unprotected(one).catch(() => undefined);
  }

  /** What we say otherwise than the scheduler of one pod more; one that it binds stays. */
  async function probe(dice: Dice, name: string): Promise<string> {
    const pod = randomPod(dice, name, false);
    const isClaimed = dice.chance(20);
    if (isClaimed) await makeClaim(dice, pod);
    // The scheduler's own copy is some milliseconds behind.
    await sleep(isClaimed ? 400 : 150);
    const before = await collected();
    const made = await api('POST', podsPath(pod), pod);
    const decision = await decided(made);
    await release(pod, decision.bound === undefined || isClaimed, isClaimed);
    const differs = difference(before, made, decision);
    if (differs === '') agreed[decision.bound === undefined ? 'messages' : 'bindings'] += 1;
    return differs === '' ? '' : `${name}: ${differs}`;
  }

  test.each(Array.from({ length: clusters }, (_, i) => seed + i * 7919))(
    'seed %i',
    async (own) => {
      const dice = new Dice(own);
      await clear();
      await populate(dice);
      const wrong: string[] = [];
      for (let i = 0; i < probes; i++) wrong.push(await probe(dice, `p${i}`));
      expect(wrong.filter(Boolean)).toEqual([]);
    },
    200_000,
  );

  test('many of both', () => {
    process.stderr.write(`the same: ${JSON.stringify(agreed)}\n`);
    expect(Math.min(agreed.bindings, agreed.messages)).toBeGreaterThan(clusters);
  });
});
