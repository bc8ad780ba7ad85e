import { isOption } from '../kubectl-name.ts';
import { asMap } from '../yaml-text.ts';
import { mapsAt, type Raw, textAt } from './raw.ts';
import { sharing } from './sharing.ts';
import { slimEvent, slimLease, slimStatus } from './slim/event.ts';
import { slimMeta } from './slim/meta.ts';
import { slimEndpoints, slimService, slimSlice, slimWebhooks } from './slim/network.ts';
import { slimNode } from './slim/node.ts';
import { slimPod } from './slim/pod.ts';
import {
  slimAutoscaler,
  slimBudget,
  slimLimitRange,
  slimNamespace,
  slimPriorityClass,
  slimQuota,
  slimRuntimeClass,
} from './slim/policy.ts';
import { slimScheduler } from './slim/scheduler.ts';
import {
  slimAttachment,
  slimClaim,
  slimCsiCapacity,
  slimCsiDriver,
  slimCsiNode,
  slimPersistentVolume,
  slimStorageClass,
} from './slim/storage.ts';
import { slimWorkload } from './slim/workload.ts';
import type { ClusterObjects } from './types/cluster-objects.ts';
import type { Meta } from './types/meta.ts';
import type { Pod } from './types/pod.ts';

type Whole = Required<ClusterObjects>;
type Draft = { -readonly [K in keyof Whole]: Whole[K][number][] };

export const noObjects = (): Draft => ({
  nodes: [],
  pods: [],
  workloads: [],
  services: [],
  slices: [],
  claims: [],
  volumes: [],
  storageClasses: [],
  csiNodes: [],
  csiDrivers: [],
  csiCapacities: [],
  attachments: [],
  quotas: [],
  limitRanges: [],
  autoscalers: [],
  budgets: [],
  priorityClasses: [],
  runtimeClasses: [],
  namespaces: [],
  serviceAccounts: [],
  leases: [],
  events: [],
  webhooks: [],
  schedulers: [],
});

/** A kind: the API groups it belongs to (other groups have namesakes) and how it is kept. */
interface Keeper {
  readonly groups: readonly string[];
  readonly part: keyof Draft;
  slim(raw: Raw, source: string): Draft[keyof Draft][number];
}

const keeper = <K extends keyof Draft>(
  groups: readonly string[],
  part: K,
  slim: (raw: Raw, source: string) => Draft[K][number],
): Keeper => ({ groups, part, slim });

const workload = (groups: readonly string[], kind: string): Keeper =>
  keeper(groups, 'workloads', (raw, source) => slimWorkload(raw, kind, source));

const webhooks = (kind: string): Keeper =>
  keeper(['admissionregistration.k8s.io'], 'webhooks', (raw, source) => slimWebhooks(raw, kind, source));

const storage = ['storage.k8s.io'];

/** By kind; the group of the core API is empty. */
const keepers = new Map<string, Keeper>([
  ['Node', keeper([''], 'nodes', slimNode)],
  ['Pod', keeper([''], 'pods', slimPod)],
  ['Deployment', workload(['apps', 'extensions'], 'Deployment')],
  ['ReplicaSet', workload(['apps', 'extensions'], 'ReplicaSet')],
  ['StatefulSet', workload(['apps'], 'StatefulSet')],
  ['DaemonSet', workload(['apps', 'extensions'], 'DaemonSet')],
  ['Job', workload(['batch'], 'Job')],
  ['CronJob', workload(['batch'], 'CronJob')],
  ['ReplicationController', workload([''], 'ReplicationController')],
  ['Service', keeper([''], 'services', slimService)],
  ['Endpoints', keeper([''], 'events', slimEndpoints)],
  ['EndpointSlice', keeper(['discovery.k8s.io'], 'slices', slimSlice)],
  ['PersistentVolumeClaim', keeper([''], 'claims', slimClaim)],
  ['PersistentVolume', keeper([''], 'volumes', slimPersistentVolume)],
  ['StorageClass', keeper(storage, 'storageClasses', slimStorageClass)],
  ['CSINode', keeper(storage, 'csiNodes', slimCsiNode)],
  ['CSIDriver', keeper(storage, 'csiDrivers', slimCsiDriver)],
  ['CSIStorageCapacity', keeper(storage, 'csiCapacities', slimCsiCapacity)],
  ['VolumeAttachment', keeper(storage, 'attachments', slimAttachment)],
  ['ResourceQuota', keeper([''], 'quotas', slimQuota)],
  ['LimitRange', keeper([''], 'limitRanges', slimLimitRange)],
  ['HorizontalPodAutoscaler', keeper(['autoscaling'], 'autoscalers', slimAutoscaler)],
  ['PodDisruptionBudget', keeper(['policy'], 'budgets', slimBudget)],
  ['PriorityClass', keeper(['scheduling.k8s.io'], 'priorityClasses', slimPriorityClass)],
  ['RuntimeClass', keeper(['node.k8s.io'], 'runtimeClasses', slimRuntimeClass)],
  ['Namespace', keeper([''], 'namespaces', slimNamespace)],
  ['ServiceAccount', keeper([''], 'serviceAccounts', (raw, source) => slimMeta(raw, 'ServiceAccount', source))],
  ['Lease', keeper(['coordination.k8s.io'], 'leases', slimLease)],
  ['Event', keeper(['', 'events.k8s.io'], 'events', slimEvent)],
  ['Status', keeper([''], 'events', slimStatus)],
  ['ValidatingWebhookConfiguration', webhooks('ValidatingWebhookConfiguration')],
  ['MutatingWebhookConfiguration', webhooks('MutatingWebhookConfiguration')],
]);

/** What a list says of its items: items of the API's own lists have neither kind nor apiVersion. */
export interface ListHead {
  readonly kind?: string | undefined;
  readonly apiVersion?: string | undefined;
}

/** Whether an object was kept, is none that matters here, or is no object of Kubernetes. */
export type Kept = 'kept' | 'other' | 'none';

/** What becomes of a pod before it is kept. */
export type LeanPod = (pod: Pod) => Pod;

/** Objects as they are read, each cut down at once. */
export class Collection {
  readonly objects: Draft = noObjects();
  /** How many of each kind there were, those that are not kept too; 0 for an empty list of a kind. */
  readonly kinds: Record<string, number> = {};
  /** Left out: no API server takes a name that begins with `-`, and kubectl takes it for an option. */
  readonly impossible: { readonly kind: string; readonly source: string }[] = [];
  /** The newest of each kind, namespace and owner: what comes next is much like it. */
  readonly #newest = new Map<string, unknown>();
  readonly #lean: LeanPod;

  constructor(lean: LeanPod = (pod) => pod) {
    this.#lean = lean;
  }

  add(raw: Raw, source: string, list: ListHead = {}): Kept {
    if (Array.isArray(raw['items'])) return this.#addList(raw, source);
    const kind = textAt(raw, 'kind') ?? itemKind(list.kind);
    if (kind === 'KubeSchedulerConfiguration') return this.#addProfiles(raw, source);
    if (kind === undefined || asMap(raw['metadata']) === undefined) return 'none';
    if (['name', 'namespace'].some((part) => isOption(textAt(asMap(raw['metadata']) ?? {}, part) ?? ''))) {
      this.impossible.push({ kind, source });
      return 'none';
    }
    const apiVersion = textAt(raw, 'apiVersion') ?? list.apiVersion ?? '';
    this.kinds[kind] = (this.kinds[kind] ?? 0) + 1;
    const keeper = keepers.get(kind);
    if (keeper === undefined || !keeper.groups.includes(groupOf(apiVersion))) return 'other';
    this.#keep(keeper, kind, keeper.slim(raw, source));
    return 'kept';
  }

  #keep({ part }: Keeper, kind: string, made: Draft[keyof Draft][number]): void {
    const { namespace = '', owner }: Partial<Meta> = made;
    const alike = `${kind} ${namespace} ${owner?.uid ?? owner?.name ?? ''}`;
    const one = sharing(this.#newest.get(alike), part === 'pods' ? this.#lean(made as Pod) : made);
    this.#newest.set(alike, one);
    (this.objects[part] as unknown[]).push(one);
  }

  /** An empty list tells that there are none of its kind. */
  sawList(head: ListHead): void {
    const kind = itemKind(head.kind);
    if (kind !== undefined) this.kinds[kind] ??= 0;
  }

  /** A file of a component, no object of the API: it has no metadata. */
  #addProfiles(raw: Raw, source: string): Kept {
    if (groupOf(textAt(raw, 'apiVersion') ?? '') !== 'kubescheduler.config.k8s.io') return 'none';
    this.kinds['KubeSchedulerConfiguration'] = (this.kinds['KubeSchedulerConfiguration'] ?? 0) + 1;
    this.objects.schedulers.push(...slimScheduler(raw, source));
    return 'kept';
  }

  #addList(raw: Raw, source: string): Kept {
    const head = { kind: textAt(raw, 'kind'), apiVersion: textAt(raw, 'apiVersion') };
    this.sawList(head);
    const kept = mapsAt(raw, 'items').map((item) => this.add(item, source, head));
    if (kept.includes('kept')) return 'kept';
    return kept.length === 0 && head.kind?.endsWith('List') === true ? 'kept' : (kept[0] ?? 'none');
  }
}

/** `PodList` holds Pods; a `List` holds anything. */
const itemKind = (list: string | undefined): string | undefined =>
  list?.endsWith('List') === true && list !== 'List' ? list.slice(0, -'List'.length) : undefined;

/** `apps` of `apps/v1`, empty for `v1`. */
const groupOf = (apiVersion: string): string => (apiVersion.includes('/') ? (apiVersion.split('/', 1)[0] ?? '') : '');
