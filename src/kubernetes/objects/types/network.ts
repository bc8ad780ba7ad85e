import type { Meta, Texts } from './meta.ts';

export interface Service extends Meta {
  readonly type: string;
  /** Absent or empty: somebody else makes its endpoints. */
  readonly selector?: Texts | undefined;
  readonly clusterIP?: string | undefined;
  readonly externalName?: string | undefined;
  readonly ports: readonly {
    readonly name?: string | undefined;
    readonly port: number;
    /** Number, or the name of a container's port. */
    readonly targetPort?: string | undefined;
    readonly protocol: string;
  }[];
  readonly publishNotReady: boolean;
  /** Whether a load balancer has an address for it; absent where the input does not tell. */
  readonly hasBalancer?: boolean | undefined;
}

export interface Endpoint {
  readonly addresses: readonly string[];
  readonly ready?: boolean | undefined;
  readonly serving?: boolean | undefined;
  readonly terminating?: boolean | undefined;
  readonly node?: string | undefined;
  readonly target?: { readonly kind: string; readonly name: string; readonly uid?: string | undefined } | undefined;
}

export interface EndpointSlice extends Meta {
  /** Label `kubernetes.io/service-name`. */
  readonly service?: string | undefined;
  readonly ports: readonly { readonly name?: string | undefined; readonly port?: number | undefined }[];
  readonly endpoints: readonly Endpoint[];
}

/** A ValidatingWebhookConfiguration or MutatingWebhookConfiguration. */
export interface Webhooks extends Meta {
  readonly hooks: readonly {
    readonly name: string;
    readonly failurePolicy?: string | undefined;
    /** Absent where it is called by URL. */
    readonly service?:
      | { readonly namespace: string; readonly name: string; readonly port?: number | undefined }
      | undefined;
    /** Seconds. */
    readonly timeout?: number | undefined;
  }[];
}
