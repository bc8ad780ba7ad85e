import type { Condition, Meta, Texts } from './meta.ts';
import type { PodSpec } from './pod-spec.ts';

export interface ContainerState {
  readonly is: 'waiting' | 'running' | 'terminated';
  readonly reason?: string | undefined;
  readonly message?: string | undefined;
  readonly exitCode?: number | undefined;
  readonly signal?: number | undefined;
  readonly startedAt?: string | undefined;
  readonly finishedAt?: string | undefined;
}

export interface ContainerStatus {
  readonly name: string;
  readonly ready: boolean;
  readonly started?: boolean | undefined;
  readonly restarts: number;
  /** Seconds since the last restart, where a table tells it. */
  readonly restartedAgo?: number | undefined;
  readonly state?: ContainerState | undefined;
  readonly last?: ContainerState | undefined;
  /** Of a page of describe: whether it lists a probe that readiness waits for. */
  readonly isProbed?: boolean | undefined;
  /** `resources.requests`, absent where the status has no `resources`. */
  readonly requests?: Texts | undefined;
  readonly allocated?: Texts | undefined;
}

export interface PodStatus {
  readonly phase?: string | undefined;
  readonly reason?: string | undefined;
  readonly message?: string | undefined;
  readonly startTime?: string | undefined;
  readonly podIP?: string | undefined;
  readonly hostIP?: string | undefined;
  readonly nominatedNode?: string | undefined;
  readonly qos?: string | undefined;
  readonly conditions: readonly Condition[];
  readonly containers: readonly ContainerStatus[];
  readonly initContainers: readonly ContainerStatus[];
}

export interface Pod extends Meta {
  readonly spec?: PodSpec | undefined;
  readonly status?: PodStatus | undefined;
  /** The API server's copy of a static pod (annotation `kubernetes.io/config.mirror`). */
  readonly mirror: boolean;
  /** `file`, `http` or `api` (annotation `kubernetes.io/config.source`). */
  readonly staticSource?: string | undefined;
  /** kubectl's STATUS column, where the pod is from a text. */
  readonly shown?: string | undefined;
  /** Readiness gates that a page of describe lists as not met. */
  readonly unmetGates?: readonly string[] | undefined;
  /** Claims that a page of describe lists as volumes. */
  readonly claims?: readonly string[] | undefined;
  /** A whole page of describe, with no condition and no event: nobody has looked at the pod. */
  readonly unseen?: boolean | undefined;
}
