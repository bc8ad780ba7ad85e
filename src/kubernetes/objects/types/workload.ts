import type { Condition, Meta, Selector, Texts } from './meta.ts';
import type { PodSpec } from './pod-spec.ts';

/** What pods are made from. */
export interface PodTemplate {
  readonly labels: Texts;
  readonly spec: PodSpec;
  /** Hash of the whole template without the labels `pod-template-hash` and `controller-revision-hash`. */
  readonly hash: string;
}

export interface WorkloadStatus {
  readonly observedGeneration?: number | undefined;
  /** DaemonSet: currentNumberScheduled. */
  readonly replicas?: number | undefined;
  readonly updated?: number | undefined;
  readonly ready?: number | undefined;
  readonly available?: number | undefined;
  readonly unavailable?: number | undefined;
  /** DaemonSet: desiredNumberScheduled. */
  readonly desired?: number | undefined;
  readonly misscheduled?: number | undefined;
  readonly active?: number | undefined;
  readonly succeeded?: number | undefined;
  readonly failed?: number | undefined;
  readonly startTime?: string | undefined;
  readonly completionTime?: string | undefined;
  readonly lastSchedule?: string | undefined;
  readonly lastSuccess?: string | undefined;
  readonly currentRevision?: string | undefined;
  readonly updateRevision?: string | undefined;
  readonly conditions: readonly Condition[];
}

/** Deployment, ReplicaSet, StatefulSet, DaemonSet, Job, CronJob, ReplicationController. */
export interface Workload extends Meta {
  readonly replicas?: number | undefined;
  readonly selector?: Selector | undefined;
  readonly paused?: boolean | undefined;
  readonly strategy?:
    | {
        readonly type?: string | undefined;
        readonly maxUnavailable?: string | undefined;
        readonly maxSurge?: string | undefined;
      }
    | undefined;
  /** Seconds. */
  readonly progressDeadline?: number | undefined;
  readonly minReady?: number | undefined;
  readonly podManagement?: string | undefined;
  readonly suspend?: boolean | undefined;
  readonly schedule?: string | undefined;
  readonly timeZone?: string | undefined;
  readonly completions?: number | undefined;
  readonly parallelism?: number | undefined;
  readonly backoffLimit?: number | undefined;
  /** Annotation `deployment.kubernetes.io/revision`. */
  readonly revision?: string | undefined;
  readonly template?: PodTemplate | undefined;
  readonly status: WorkloadStatus;
}
