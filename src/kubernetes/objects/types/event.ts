import type { Meta } from './meta.ts';

export interface Event extends Meta {
  readonly type?: string | undefined;
  readonly reason: string;
  readonly message: string;
  readonly about: {
    readonly kind: string;
    readonly name: string;
    readonly namespace: string;
    readonly uid?: string | undefined;
    /** `spec.containers{app}`. */
    readonly field?: string | undefined;
  };
  readonly count?: number | undefined;
  /** Oldest and newest time; a scheduler's events have only `eventTime`. */
  readonly first?: string | undefined;
  readonly last?: string | undefined;
  /** `reportingController` or `source.component`. */
  readonly reporter?: string | undefined;
  readonly node?: string | undefined;
}

export interface Lease extends Meta {
  readonly holder?: string | undefined;
  /** `leaseDurationSeconds`. */
  readonly seconds?: number | undefined;
  readonly renewed?: string | undefined;
}
