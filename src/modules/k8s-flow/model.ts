import type { Observations } from '../../core/module.ts';
import type { Gap } from '../../kubernetes/objects/gap.ts';
import type { ClusterObjects } from '../../kubernetes/objects/types/cluster-objects.ts';
import type { LastWords } from './last-words.ts';

/** What the inputs hold of one cluster. */
export interface FlowObservations extends Observations {
  readonly objects: ClusterObjects;
  readonly kinds: Readonly<Record<string, number>>;
  readonly gaps: readonly Gap[];
  /** What containers said last, of pasted logs. */
  readonly lastWords?: readonly LastWords[];
  /** Lines of texts that are no record of an object and tell of a fault all the same, each text once. */
  readonly told?: readonly ToldLine[];
}

/** A line, quoted; 1-based. */
export interface ToldLine {
  readonly source: string;
  readonly line: number;
  readonly text: string;
}
