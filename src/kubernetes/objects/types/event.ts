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
  /** In a text, the lines over which its message goes on. */
  readonly rest?: readonly { readonly line: number; readonly text: string }[] | undefined;
}

export interface Lease extends Meta {
  readonly holder?: string | undefined;
  /** `leaseDurationSeconds`. */
  readonly seconds?: number | undefined;
  readonly renewed?: string | undefined;
}
