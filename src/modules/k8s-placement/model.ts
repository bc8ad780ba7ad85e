import type { Observations } from '../../core/module.ts';
import type { Gap } from '../../kubernetes/objects/gap.ts';
import type { ClusterObjects } from '../../kubernetes/objects/types/cluster-objects.ts';
import type { Node } from '../../kubernetes/objects/types/node.ts';
import type { Pod } from '../../kubernetes/objects/types/pod.ts';

/** A scheduler's sentence in a text. */
export interface Sentence {
  readonly source: string;
  readonly line: number;
  readonly text: string;
  /** `shop/web-1`, where the text says of which pod. */
  readonly pod?: string;
  /** Claims of the pod, where its page lists them. */
  readonly claims?: readonly string[];
  /** The pod has a node since, or is gone. */
  readonly over?: true;
  /** The scheduler would have said it again since, if it still held. */
  readonly old?: true;
}

/** What the inputs hold: pods cut down to what the filters take, but for those that wait. */
export interface PlacementObservations extends Observations {
  readonly objects: ClusterObjects;
  readonly kinds: Readonly<Record<string, number>>;
  readonly gaps: readonly Gap[];
  readonly sentences: readonly Sentence[];
  /** Nodes that pages of describe and tables show; what is not told there is empty. */
  readonly toldNodes?: readonly Node[];
  /** Pods of `--would`: not created yet. */
  readonly would: readonly Pod[];
}
