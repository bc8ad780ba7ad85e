/** An object as the API server gives it out; `any`, because faults reach into every kind. */
export type Raw = ReturnType<typeof JSON.parse>;

export interface EventText {
  readonly type?: 'Normal' | 'Warning';
  readonly reason: string;
  readonly message: string;
  /** Seconds before the dump. */
  readonly ago?: number;
  readonly count?: number;
  readonly from?: string;
  readonly field?: string;
}

/** A dump that is written to: what `kubectl get … -A -o json` would print of a cluster at one moment. */
export class RawCluster {
  readonly items: Raw[] = [];
  /** Minor release of Kubernetes. */
  readonly minor: number;
  /** Where new pods go. */
  readonly worker: string;
  readonly now: number;
  #count = 0;

  constructor(minor: number, now = '2026-11-28T12:00:00Z', worker = 'w-3') {
    this.minor = minor;
    this.now = Date.parse(now);
    this.worker = worker;
  }

  /** RFC 3339 of so many seconds before the dump, as metav1.Time prints it. */
  ago(seconds: number): string {
    return new Date(this.now - seconds * 1000).toISOString().replace(/\.\d{3}Z$/, 'Z');
  }

  uid(): string {
    this.#count += 1;
    return `00000000-0000-4000-8000-${String(this.#count).padStart(12, '0')}`;
  }

  add(object: Raw): Raw {
    object.metadata.uid ??= this.uid();
    this.items.push(object);
    return object;
  }

  get(kind: string, name: string): Raw {
    const found = this.items.find((one) => one.kind === kind && one.metadata.name === name);
    if (found === undefined) throw new Error(`no ${kind} ${name}`);
    return found;
  }

  all(kind: string): Raw[] {
    return this.items.filter((one) => one.kind === kind);
  }

  remove(gone: Raw): void {
    this.items.splice(this.items.indexOf(gone), 1);
    for (const event of this.all('Event'))
      if (event.involvedObject.uid === gone.metadata.uid) this.items.splice(this.items.indexOf(event), 1);
  }

  /** Objects that an object controls. */
  ownedBy(owner: Raw): Raw[] {
    return this.items.filter((one) =>
      one.metadata.ownerReferences?.some((reference: Raw) => reference.uid === owner.metadata.uid),
    );
  }

  event(
    about: Raw,
    { type = 'Warning', reason, message, ago = 60, count = 1, from = 'kubelet', field }: EventText,
  ): void {
    const isScheduler = from === 'default-scheduler';
    const { kind, apiVersion, metadata } = about;
    const last = this.ago(ago);
    this.add({
      apiVersion: 'v1',
      kind: 'Event',
      metadata: {
        name: `${metadata.name}.${(this.now + this.items.length).toString(16)}`,
        namespace: metadata.namespace ?? 'default',
        creationTimestamp: last,
      },
      involvedObject: {
        kind,
        apiVersion,
        name: metadata.name,
        namespace: metadata.namespace,
        uid: metadata.uid,
        ...(field === undefined ? {} : { fieldPath: field }),
      },
      type,
      reason,
      message,
      count: isScheduler ? null : count,
      firstTimestamp: isScheduler ? null : this.ago(ago + (count - 1) * 20),
      lastTimestamp: isScheduler ? null : last,
      eventTime: isScheduler ? `${last.slice(0, -1)}.123456Z` : null,
      reportingComponent: isScheduler ? from : '',
      source: isScheduler ? {} : { component: from },
    });
  }

  json(): string {
    return JSON.stringify(
      { apiVersion: 'v1', items: this.items, kind: 'List', metadata: { resourceVersion: '' } },
      null,
      4,
    );
  }
}

export const controls = (owner: Raw): Raw[] => [
  {
    apiVersion: owner.apiVersion,
    kind: owner.kind,
    name: owner.metadata.name,
    uid: owner.metadata.uid,
    controller: true,
    blockOwnerDeletion: true,
  },
];

export function condition(object: Raw, type: string): Raw {
  object.status.conditions ??= [];
  let found = object.status.conditions.find((one: Raw) => one.type === type);
  if (found === undefined) {
    found = { type };
    object.status.conditions.push(found);
  }
  return found;
}
