import { type Code, defineCode } from '../../../core/code.ts';
import type { Severity } from '../../../core/finding.ts';
import { shellWord } from '../../../core/quote.ts';
import { withoutOptions } from '../../../kubernetes/kubectl-name.ts';

/** What is known of one cause: the objects that stand still for it, and what their records say. */
export type FlowFacts = {
  /** Number of the arrow at which it stopped, 1 (API server) to 12 (endpoints); 0 for what is no arrow. */
  readonly arrow: number;
  /** Who has to act for the arrow to be done: `kube-scheduler`, `kubelet w1`, `ResourceQuota team`. */
  readonly owner: string;
  /** `Pod shop/web-1`, up to 20 of them. */
  readonly objects: readonly string[];
  readonly count: number;
  /** `Pod shop/web-1 and 3 more`. */
  readonly who: string;
  readonly kind: string;
  readonly namespace: string;
  readonly name: string;
  /** Top owner, `Deployment/web`; empty where the input does not tell. */
  readonly workload: string;
  /** What the records name: a quota, an image, a secret, a container, a port. */
  readonly subject: string;
  readonly node: string;
  /** All nodes that it concerns, up to 20. */
  readonly nodes: readonly string[];
  readonly container: string;
  /** The record's own words. */
  readonly said: string;
  /** What else the objects show of it. */
  readonly note: string;
  /** Inputs that hold the pods and nodes of the cluster; empty where the input is less than that. */
  readonly dumps: readonly string[];
};

interface FlowCode {
  readonly severity?: Severity;
  /** See `CodeSpec`. */
  readonly general?: true | 'state';
  readonly summary: string;
  title(facts: FlowFacts): string;
  why?(facts: FlowFacts): string;
  next?(facts: FlowFacts): readonly string[];
  readonly docs?: readonly string[];
}

const debugging = ['https://kubernetes.io/docs/tasks/debug/debug-application/debug-pods/'];

/** A code of this module; its number and name stand first, so that a catalog reads as a list. */
export const flowCode = (code: string, name: string, spec: FlowCode): Code<FlowFacts> =>
  defineCode<FlowFacts>({
    code,
    name,
    severity: spec.severity ?? 'critical',
    ...(spec.general === undefined ? {} : { general: spec.general }),
    summary: spec.summary,
    title: spec.title,
    why: (facts) => [spec.why?.(facts) ?? '', facts.note].filter(Boolean).join(' '),
    next: (facts) => withoutOptions(spec.next?.(facts) ?? [], namesOf(facts)),
    docs: spec.docs ?? debugging,
  });

const namesOf = ({
  kind,
  namespace,
  name,
  workload,
  subject,
  node,
  nodes,
  container,
}: FlowFacts): readonly string[] => [
  ...[kind.toLowerCase(), namespace, name, workload, subject, node, container],
  ...nodes,
];

/** `-n shop `, nothing where the input does not name a namespace. */
export const inNamespace = ({ namespace }: FlowFacts): string =>
  namespace === '' ? '' : ` -n ${shellWord(namespace)}`;

/** `kubectl describe pod web-1 -n shop`; in words where the object has no name. */
export const describe = (facts: FlowFacts): string =>
  facts.name === ''
    ? `Look at the object itself: kubectl describe ${facts.kind === '' ? 'pod' : kindWord(facts)}, with its name (the input does not name it).`
    : `kubectl describe ${kindWord(facts)} ${shellWord(facts.name)}${inNamespace(facts)}`;

/** An event names any kind that its author likes. */
const kindWord = ({ kind }: FlowFacts): string => shellWord(kind.toLowerCase());

/** `kubectl logs web-1 -c app --previous -n shop`. */
export const logs = (facts: FlowFacts, previous: boolean): string =>
  facts.name === '' || facts.kind !== 'Pod'
    ? 'Read the log of the container (the input does not name the pod).'
    : `kubectl logs ${shellWord(facts.name)}${facts.container === '' ? '' : ` -c ${shellWord(facts.container)}`}${previous ? ' --previous' : ''}${inNamespace(facts)}`;

/** `a pod (not named in the input)` within a sentence; a named object keeps its kind as it is written. */
export const inSentence = (who: string): string =>
  who.replace(/^An? (?=.{1,253}\(not named in the input\))/, (word) => word.toLowerCase());

/** `w1`, `w1 and 3 more`; empty where the input names none. */
export const sayNodes = ({ nodes: [first = '', ...rest] }: FlowFacts): string =>
  rest.length === 0 ? first : `${first} and ${rest.length} more`;

/** `Node w1`; `A node (not named in the input)`. */
export const theNode = (facts: FlowFacts): string =>
  sayNodes(facts) === '' ? 'A node (not named in the input)' : `Node ${sayNodes(facts)}`;

/** `On w1`; `On that node`, where the input does not name it. */
export const onNode = (node: string): string => `On ${node === '' ? 'that node' : node}`;

/** `"team"`; nothing where the record names none. */
export const named = (subject: string): string => (subject === '' ? '' : ` ${subject}`);

/** `container web`; `a container` where the record names none. */
export const theContainer = (name: string, kind = 'container'): string =>
  name === '' ? `${/^[aeiou]/.test(kind) ? 'an' : 'a'} ${kind}` : `${kind} ${name}`;
