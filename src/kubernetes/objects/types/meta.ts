/** Labels, annotations' kin: texts by name. */
export type Texts = Readonly<Record<string, string>>;

/** Where an object is from: read as an object, or told of in a text (then most fields are absent). */
export type Origin = 'object' | 'describe' | 'table' | 'event';

/** The controller of an object: its one `ownerReference` with `controller: true`. */
export interface Owner {
  readonly kind: string;
  readonly name: string;
  readonly uid?: string | undefined;
}

/** What every object has. Times are texts of the input (RFC 3339, UTC). */
export interface Meta {
  readonly kind: string;
  readonly apiVersion?: string | undefined;
  readonly name: string;
  /** Empty for what belongs to no namespace. */
  readonly namespace: string;
  readonly uid?: string | undefined;
  readonly labels: Texts;
  readonly created?: string | undefined;
  /** `deletionTimestamp`: creation of the wish plus grace. */
  readonly deleted?: string | undefined;
  /** `deletionGracePeriodSeconds`. */
  readonly deletionGrace?: number | undefined;
  readonly finalizers: readonly string[];
  readonly generation?: number | undefined;
  readonly owner?: Owner | undefined;
  readonly from: Origin;
  /** Name of the input. */
  readonly source: string;
  /** 1-based line in `source`, for texts. */
  readonly line?: number | undefined;
  /** Lines of fields in a text, by path: `status.conditions Ready`, `status.containerStatuses web`. */
  readonly lines?: Readonly<Record<string, number>> | undefined;
  /** Seconds before the text was made, where it tells only that. */
  readonly age?: number | undefined;
}

/** A condition of a status. */
export interface Condition {
  readonly type: string;
  /** `True`, `False`, `Unknown`. */
  readonly status: string;
  readonly reason?: string | undefined;
  readonly message?: string | undefined;
  /** `lastTransitionTime`. */
  readonly at?: string | undefined;
  /** `lastUpdateTime` or `lastHeartbeatTime`. */
  readonly updated?: string | undefined;
  readonly observedGeneration?: number | undefined;
}

/** One requirement on labels: In, NotIn, Exists, DoesNotExist; for nodes Gt and Lt too. */
export interface Requirement {
  readonly key: string;
  readonly operator: string;
  readonly values: readonly string[];
}

/** A label selector; absent (null) selects nothing, an empty one everything. */
export interface Selector {
  readonly matchLabels?: Texts | undefined;
  readonly matchExpressions?: readonly Requirement[] | undefined;
}

/** A term of a required node affinity: all of both lists. One without either matches nothing. */
export interface NodeTerm {
  readonly labels: readonly Requirement[];
  /** Only `metadata.name` is a field. */
  readonly fields: readonly Requirement[];
}
