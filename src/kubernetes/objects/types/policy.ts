import type { Condition, Meta, Selector, Texts } from './meta.ts';
import type { Toleration } from './pod-spec.ts';

export interface Quota extends Meta {
  readonly hard: Texts;
  readonly used: Texts;
}

export interface LimitRange extends Meta {
  readonly limits: readonly {
    readonly type: string;
    readonly max: Texts;
    readonly min: Texts;
    readonly defaultLimit: Texts;
    readonly defaultRequest: Texts;
  }[];
}

export interface Autoscaler extends Meta {
  readonly target: { readonly kind: string; readonly name: string };
  readonly min?: number | undefined;
  readonly max?: number | undefined;
  readonly desired?: number | undefined;
  readonly conditions: readonly Condition[];
}

export interface DisruptionBudget extends Meta {
  readonly minAvailable?: string | undefined;
  readonly maxUnavailable?: string | undefined;
  readonly selector?: Selector | undefined;
  readonly allowed?: number | undefined;
  readonly healthy?: number | undefined;
  readonly desired?: number | undefined;
  readonly expected?: number | undefined;
  /** Names of pods whose eviction is under way. */
  readonly disrupted: readonly string[];
}

export interface PriorityClass extends Meta {
  readonly value: number;
  readonly preemptionPolicy?: string | undefined;
  readonly globalDefault: boolean;
}

export interface RuntimeClass extends Meta {
  readonly handler: string;
  readonly nodeSelector: Texts;
  readonly tolerations: readonly Toleration[];
  readonly overhead: Texts;
}

export interface Namespace extends Meta {
  readonly phase?: string | undefined;
  readonly conditions: readonly Condition[];
}
