import type { NodeTerm, Selector, Texts } from './meta.ts';

export interface Toleration {
  /** Absent with `Exists`: tolerates every taint. */
  readonly key?: string | undefined;
  readonly operator?: string | undefined;
  readonly value?: string | undefined;
  /** Absent: every effect. */
  readonly effect?: string | undefined;
  /** `tolerationSeconds`. */
  readonly seconds?: number | undefined;
}

/** A required term of pod affinity or anti-affinity. */
export interface PodTerm {
  readonly topologyKey: string;
  readonly selector?: Selector | undefined;
  readonly namespaces: readonly string[];
  readonly namespaceSelector?: Selector | undefined;
  readonly matchLabelKeys: readonly string[];
  readonly mismatchLabelKeys: readonly string[];
}

export interface SpreadConstraint {
  readonly topologyKey: string;
  readonly maxSkew: number;
  /** `DoNotSchedule` or `ScheduleAnyway`. */
  readonly whenUnsatisfiable: string;
  readonly selector?: Selector | undefined;
  readonly minDomains?: number | undefined;
  /** `Honor` or `Ignore`. */
  readonly nodeAffinityPolicy?: string | undefined;
  readonly nodeTaintsPolicy?: string | undefined;
  readonly matchLabelKeys: readonly string[];
}

export interface ContainerPort {
  readonly name?: string | undefined;
  readonly container: number;
  readonly host?: number | undefined;
  readonly hostIP?: string | undefined;
  readonly protocol: string;
}

export interface ContainerProbe {
  readonly kind: 'liveness' | 'readiness' | 'startup';
  readonly handler: string;
  /** Number, or the name of a port. */
  readonly port?: string | undefined;
  readonly path?: string | undefined;
  /** Seconds. */
  readonly initialDelay?: number | undefined;
  readonly period?: number | undefined;
  readonly timeout?: number | undefined;
  readonly failures?: number | undefined;
}

/** A container without what it is started with: `env` and `args` are never read. */
export interface Container {
  readonly name: string;
  readonly image?: string | undefined;
  readonly pullPolicy?: string | undefined;
  readonly requests: Texts;
  readonly limits: Texts;
  readonly ports: readonly ContainerPort[];
  /** `Always` makes an init container a sidecar. */
  readonly restartPolicy?: string | undefined;
  readonly probes: readonly ContainerProbe[];
}

export interface Volume {
  readonly name: string;
  /** `persistentVolumeClaim`, `secret`, `configMap`, `emptyDir`, `hostPath`, `csi`, `ephemeral` … */
  readonly type: string;
  /** Name of the claim, secret or config map; for `ephemeral` that of the claim it makes. */
  readonly object?: string | undefined;
  readonly optional?: boolean | undefined;
  /** Of a hostPath. */
  readonly path?: string | undefined;
  readonly pathType?: string | undefined;
  readonly sizeLimit?: string | undefined;
  readonly readOnly?: boolean | undefined;
  /** What identifies the disk of an in-tree volume that only one pod may use. */
  readonly disk?: string | undefined;
  /** CSI driver of an inline volume. */
  readonly driver?: string | undefined;
  /** Secrets and config maps of a `projected` volume. */
  readonly sources?:
    | readonly { readonly kind: string; readonly name: string; readonly optional: boolean }[]
    | undefined;
}

export interface PodSpec {
  readonly nodeName?: string | undefined;
  readonly schedulerName: string;
  readonly priority?: number | undefined;
  readonly priorityClass?: string | undefined;
  /** `Never` or `PreemptLowerPriority`. */
  readonly preemptionPolicy?: string | undefined;
  readonly serviceAccount?: string | undefined;
  readonly runtimeClass?: string | undefined;
  readonly restartPolicy?: string | undefined;
  readonly hostNetwork: boolean;
  readonly graceSeconds?: number | undefined;
  readonly activeDeadline?: number | undefined;
  /** Names of the scheduling gates. */
  readonly gates: readonly string[];
  readonly tolerations: readonly Toleration[];
  readonly nodeSelector: Texts;
  /** Required node affinity, any of them; absent where there is none. */
  readonly nodeTerms?: readonly NodeTerm[] | undefined;
  readonly podAffinity: readonly PodTerm[];
  readonly podAntiAffinity: readonly PodTerm[];
  /** Topology keys of preferred anti-affinity. */
  readonly softAntiAffinity: readonly string[];
  readonly spread: readonly SpreadConstraint[];
  readonly containers: readonly Container[];
  readonly initContainers: readonly Container[];
  readonly overhead: Texts;
  /** `spec.resources`: requests and limits of the whole pod. */
  readonly podRequests: Texts;
  readonly podLimits: Texts;
  readonly volumes: readonly Volume[];
  readonly readinessGates: readonly string[];
  readonly imagePullSecrets: readonly string[];
  /** Names of its `resourceClaims`: devices that only the scheduler's own allocator can count. */
  readonly resourceClaims: readonly string[];
}
