import { type Code, defineCode } from '../../../core/code.ts';
import type { Severity } from '../../../core/finding.ts';
import { withoutOptions } from '../../../kubernetes/kubectl-name.ts';

/** What every finding about waiting pods tells. */
export type PlaceFacts = {
  /** `shop/web-1`, `3 pods of Deployment shop/web`. */
  readonly who: string;
  /** Names of pods, the first of them where there are many. */
  readonly pods: readonly string[];
  readonly podCount: number;
  /** Nodes of the cluster, and those the cause stands on. */
  readonly nodeCount: number;
  readonly nodes: readonly string[];
  /** How many nodes each plugin is the first to rule out. */
  readonly failsAt: Readonly<Record<string, number>>;
  /** What exactly is in the way on the first of the nodes. */
  readonly because: string;
  /** The smallest change that was tried and opens a node, and which nodes. */
  readonly change: string;
  readonly changeCommand: string;
  readonly opens: readonly string[];
  /**
   * `same`, `differs`, `silent` where the input has no message of the scheduler's, `alone` where it has nothing else,
   * `chosen` where it has found a node and waits for something else.
   */
  readonly scheduler: 'same' | 'differs' | 'silent' | 'alone' | 'chosen';
  /** On how many nodes the cause stands, where the input does not name them. */
  readonly places?: number;
  /** What is special to the code: a taint, a claim, a port. */
  readonly subject: string;
  /** More that is known of the subject. */
  readonly note: string;
};

export interface PlaceCode {
  readonly code: string;
  readonly name: string;
  readonly severity?: Severity;
  readonly summary: string;
  title(facts: PlaceFacts): string;
  why?(facts: PlaceFacts): string;
  next?(facts: PlaceFacts): readonly string[];
  /** What to look at where only the scheduler's words are there. */
  readonly look?: string;
  readonly docs?: readonly string[];
}

const scheduling = 'https://kubernetes.io/docs/concepts/scheduling-eviction/';

/** Where a node is meant, all that it is called: `worker-1`, `worker-1 and 2 more`. */
export function sayNodes(nodes: readonly string[]): string {
  const [first = 'no node', ...rest] = nodes;
  if (rest.length === 0) return first;
  return rest.length === 1 ? `${first} and ${rest[0]}` : `${first} and ${rest.length} more`;
}

/** The nodes of a cause by name, else how many they are: `worker-1 and 2 more`, `3 nodes`. */
export function sayPlaces({ nodes, places }: Pick<PlaceFacts, 'nodes' | 'places'>): string {
  if (nodes.length > 0 || places === undefined) return sayNodes(nodes);
  return places === 1 ? 'one node' : `${places} nodes`;
}

/** Whether the nodes of a cause are one: `is`, not `are`. */
export const isOnePlace = ({ nodes, places }: Pick<PlaceFacts, 'nodes' | 'places'>): boolean =>
  (nodes.length > 0 || places === undefined ? nodes.length : places) === 1;

const agreement: Readonly<Record<PlaceFacts['scheduler'], string>> = {
  same: 'The scheduler says the same, to the letter.',
  differs: "The scheduler's own message differs from what its filters come to here: take this as a possibility.",
  silent: 'The input has no message of the scheduler to compare with.',
  chosen: 'The scheduler has chosen a node; the pod is bound to it once the volume is there.',
  alone:
    "Only the scheduler's words are there: which nodes these are, and what else keeps the pod away, the objects tell (diag collect k8s-objects).",
};

/** A code about pods that wait; its end says what the scheduler says, and the smallest change comes first. */
export function placeCode({
  code,
  name,
  severity = 'critical',
  summary,
  title,
  why,
  next,
  look,
  docs,
}: PlaceCode): Code<PlaceFacts> {
  return defineCode<PlaceFacts>({
    code,
    name,
    severity,
    summary,
    title: (facts) =>
      facts.podCount > 1 ? title(facts).replace(`${facts.who} fits `, () => `${facts.who} fit `) : title(facts),
    why: (facts) => [why?.(facts) ?? '', agreement[facts.scheduler]].filter(Boolean).join(' '),
    next: (facts) => [
      ...(facts.change === ''
        ? []
        : [
            `Smallest change: ${facts.change}; then ${facts.opens.length === 1 ? 'fits' : 'fit'} ${sayNodes(facts.opens)} (all filters checked)${facts.changeCommand === '' ? '.' : `: ${facts.changeCommand}`}`,
          ]),
      ...withoutOptions(next?.(facts) ?? [], [facts.who, facts.subject, facts.note, ...facts.pods, ...facts.nodes]),
      ...(look !== undefined && facts.scheduler === 'alone' ? [look] : []),
    ],
    docs: docs ?? [scheduling],
  });
}
