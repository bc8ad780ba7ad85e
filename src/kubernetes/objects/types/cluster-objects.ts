import type { Event, Lease } from './event.ts';
import type { Meta } from './meta.ts';
import type { EndpointSlice, Service, Webhooks } from './network.ts';
import type { Node } from './node.ts';
import type { Pod } from './pod.ts';
import type {
  Autoscaler,
  DisruptionBudget,
  LimitRange,
  Namespace,
  PriorityClass,
  Quota,
  RuntimeClass,
} from './policy.ts';
import type { SchedulerProfile } from './scheduler.ts';
import type {
  Claim,
  CsiCapacity,
  CsiDriver,
  CsiNode,
  PersistentVolume,
  StorageClass,
  VolumeAttachment,
} from './storage.ts';
import type { Workload } from './workload.ts';

/** The objects of a cluster that decide where pods go and whether they run, each cut down to what that takes. */
export interface ClusterObjects {
  readonly nodes: readonly Node[];
  readonly pods: readonly Pod[];
  readonly workloads: readonly Workload[];
  readonly services: readonly Service[];
  readonly slices: readonly EndpointSlice[];
  readonly claims: readonly Claim[];
  readonly volumes: readonly PersistentVolume[];
  readonly storageClasses: readonly StorageClass[];
  readonly csiNodes: readonly CsiNode[];
  readonly csiDrivers: readonly CsiDriver[];
  readonly csiCapacities: readonly CsiCapacity[];
  readonly attachments: readonly VolumeAttachment[];
  readonly quotas: readonly Quota[];
  readonly limitRanges: readonly LimitRange[];
  readonly autoscalers: readonly Autoscaler[];
  readonly budgets: readonly DisruptionBudget[];
  readonly priorityClasses: readonly PriorityClass[];
  readonly runtimeClasses: readonly RuntimeClass[];
  readonly namespaces: readonly Namespace[];
  readonly serviceAccounts: readonly Meta[];
  readonly leases: readonly Lease[];
  readonly events: readonly Event[];
  readonly webhooks: readonly Webhooks[];
  /** Profiles of schedulers; absent in incidents of old. */
  readonly schedulers?: readonly SchedulerProfile[];
}
