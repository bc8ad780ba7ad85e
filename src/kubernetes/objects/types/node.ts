import type { Condition, Meta, Texts } from './meta.ts';

export interface Taint {
  readonly key: string;
  /** Empty where there is none. */
  readonly value: string;
  /** `NoSchedule`, `PreferNoSchedule`, `NoExecute`. */
  readonly effect: string;
  readonly timeAdded?: string | undefined;
}

export interface Node extends Meta {
  readonly unschedulable: boolean;
  readonly taints: readonly Taint[];
  /** Quantities as written, by resource. */
  readonly allocatable: Texts;
  readonly capacity: Texts;
  readonly conditions: readonly Condition[];
  /** `v1.36.2`. */
  readonly kubeletVersion?: string | undefined;
  /** `containerd://1.7.13`. */
  readonly runtimeVersion?: string | undefined;
  readonly operatingSystem?: string | undefined;
  /** Scheme of the provider id, `aws`, `kind` … */
  readonly provider?: string | undefined;
}
