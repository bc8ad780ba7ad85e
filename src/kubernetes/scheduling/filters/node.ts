import type { NodeTerm, Requirement, Texts } from '../../objects/types/meta.ts';
import type { Taint } from '../../objects/types/node.ts';
import type { Failure } from '../failure.ts';
import { meets, meetsTerm } from '../labels.ts';
import type { Rules } from '../rules.ts';
import type { NodeInfo, PodInfo } from '../snapshot.ts';
import { toleratesAny, untolerated } from '../tolerations.ts';

const unschedulable = { key: 'node.kubernetes.io/unschedulable', value: '', effect: 'NoSchedule' };

/** spec.unschedulable, unless its taint is tolerated. */
export function nodeUnschedulable({ pod }: PodInfo, { node }: NodeInfo): Failure | undefined {
  if (!node.unschedulable || toleratesAny(pod.spec?.tolerations ?? [], unschedulable)) return undefined;
  return {
    plugin: 'NodeUnschedulable',
    reasons: ['node(s) were unschedulable'],
    unresolvable: true,
    detail: { is: 'cordoned' },
  };
}

export function nodeName({ pod }: PodInfo, { node }: NodeInfo, rules: Rules): Failure | undefined {
  const wants = pod.spec?.nodeName;
  if (wants === undefined || wants === node.name) return undefined;
  return {
    plugin: 'NodeName',
    reasons: [rules.texts.nodeName],
    unresolvable: true,
    detail: { is: 'other-node', wants },
  };
}

/** The first NoSchedule or NoExecute taint that is not tolerated. */
export function taintToleration(info: PodInfo, { node }: NodeInfo, rules: Rules): Failure | undefined {
  if (node.taints.length === 0) return undefined;
  const known = taintMemo(info);
  if (known.has(node.taints)) return known.get(node.taints);
  const failure = taintFailure(info, node.taints, rules);
  known.set(node.taints, failure);
  return failure;
}

/** What was found for a pod, by the taints that nodes share: there are a thousand nodes and a few sets of taints. */
const taintMemos = new WeakMap<PodInfo, Map<readonly Taint[], Failure | undefined>>();

function taintMemo(info: PodInfo): Map<readonly Taint[], Failure | undefined> {
  const known = taintMemos.get(info);
  if (known !== undefined) return known;
  const made = new Map<readonly Taint[], Failure | undefined>();
  taintMemos.set(info, made);
  return made;
}

function taintFailure({ pod }: PodInfo, taints: readonly Taint[], rules: Rules): Failure | undefined {
  const taint = untolerated(taints, pod.spec?.tolerations ?? []);
  if (taint === undefined) return undefined;
  const reasons = [rules.texts.taint(taint.key, taint.value)];
  return { plugin: 'TaintToleration', reasons, unresolvable: true, detail: { is: 'taint', taint } };
}

/** Whether a node meets nodeSelector and required node affinity. */
export function meetsNodeAffinity(info: PodInfo, node: NodeInfo): boolean {
  return nodeKinds(info) === undefined ? meetsHere(info, node) : kindOf(info, node).meets;
}

function meetsHere({ pod }: PodInfo, { node }: NodeInfo): boolean {
  const { nodeSelector = {}, nodeTerms } = pod.spec ?? {};
  for (const key in nodeSelector) if (!hasLabel(node.labels, key, nodeSelector[key])) return false;
  return nodeTerms === undefined || nodeTerms.some((term) => meetsTerm(term, node.labels, node.name));
}

const hasLabel = (labels: Texts, key: string, value: string | undefined): boolean =>
  Object.hasOwn(labels, key) && labels[key] === value;

export function nodeAffinity(info: PodInfo, node: NodeInfo, rules: Rules): Failure | undefined {
  const { nodeSelector = {}, nodeTerms } = info.pod.spec ?? {};
  if (rules.enforced !== undefined && !rules.enforced.some((term) => meetsTerm(term, node.node.labels, node.node.name)))
    return enforcedFailure(rules.enforced, node);
  if (nodeTerms === undefined && isEmpty(nodeSelector)) return undefined;
  if (nodeKinds(info) === undefined) return affinityFailure(info, node, rules);
  const kind = kindOf(info, node);
  if (!kind.meets) kind.failure ??= affinityFailure(info, node, rules);
  return kind.failure;
}

const enforcedFailure = (terms: readonly NodeTerm[], { node }: NodeInfo): Failure => ({
  plugin: 'NodeAffinity',
  reasons: ["node(s) didn't match scheduler-enforced node affinity"],
  unresolvable: true,
  detail: { is: 'labels', unmet: terms.map(({ labels }) => labels.filter((one) => !meets(one, node.labels))) },
});

const isEmpty = (texts: Texts): boolean => {
  for (const _ in texts) return false;
  return true;
};

/** Nodes that have the same values of all labels that a pod asks for are one kind to it. */
interface NodeKinds {
  readonly keys: readonly string[];
  readonly kinds: Map<string, { readonly meets: boolean; failure: Failure | undefined }>;
}

const memos = new WeakMap<PodInfo, NodeKinds | null>();

/** Undefined where the pod names nodes: then every node is a kind of its own. */
function nodeKinds(info: PodInfo): NodeKinds | undefined {
  const known = memos.get(info);
  if (known !== undefined) return known ?? undefined;
  const { nodeSelector = {}, nodeTerms = [] } = info.pod.spec ?? {};
  const namesNodes = nodeTerms.some(({ fields }) => fields.length > 0);
  const keys = new Set([
    ...Object.keys(nodeSelector),
    ...nodeTerms.flatMap(({ labels }) => labels.map(({ key }) => key)),
  ]);
  const made = namesNodes ? null : { keys: [...keys], kinds: new Map() };
  memos.set(info, made);
  return made ?? undefined;
}

function kindOf(info: PodInfo, node: NodeInfo): { readonly meets: boolean; failure: Failure | undefined } {
  const memo = nodeKinds(info);
  if (memo === undefined) return { meets: meetsHere(info, node), failure: undefined };
  let key = '';
  // A label's value has neither of these characters.
  for (const name of memo.keys) key += Object.hasOwn(node.node.labels, name) ? `=${node.node.labels[name]}\n` : '\n';
  let kind = memo.kinds.get(key);
  if (kind === undefined) {
    kind = { meets: meetsHere(info, node), failure: undefined };
    memo.kinds.set(key, kind);
  }
  return kind;
}

function affinityFailure(info: PodInfo, node: NodeInfo, rules: Rules): Failure | undefined {
  if (meetsNodeAffinity(info, node)) return undefined;
  const unmet = unmetLabels(info, node);
  return {
    plugin: 'NodeAffinity',
    reasons: [rules.texts.nodeAffinity],
    unresolvable: true,
    detail: { is: 'labels', unmet },
  };
}

/** Alternatives, each the requirements that the node would still have to meet. */
function unmetLabels({ pod }: PodInfo, { node }: NodeInfo): readonly (readonly Requirement[])[] {
  const { nodeSelector = {}, nodeTerms } = pod.spec ?? {};
  const always = Object.entries(nodeSelector)
    .map(([key, value]): Requirement => ({ key, operator: 'In', values: [value] }))
    .filter((one) => !meets(one, node.labels));
  if (nodeTerms === undefined || nodeTerms.some((term) => meetsTerm(term, node.labels, node.name))) return [always];
  const ofTerm = (term: NodeTerm): readonly Requirement[] => [
    ...always,
    ...term.labels.filter((one) => !meets(one, node.labels)),
    ...term.fields.filter((one) => !meetsTerm({ labels: [], fields: [one] }, node.labels, node.name)),
  ];
  return nodeTerms.length === 0 ? [always] : nodeTerms.map(ofTerm);
}

/** Names that `matchFields: metadata.name In` of every term leaves, as NodeAffinity's PreFilter (1.24) does. */
export function namedNodes({ pod }: PodInfo): ReadonlySet<string> | undefined {
  const terms = pod.spec?.nodeTerms;
  if (terms === undefined || terms.length === 0) return undefined;
  const names = new Set<string>();
  for (const { fields } of terms) {
    const lists = fields.flatMap(({ key, operator, values }) =>
      key === 'metadata.name' && operator === 'In' ? [values] : [],
    );
    const [first, ...others] = lists;
    if (first === undefined) return undefined;
    for (const name of first) if (others.every((list) => list.includes(name))) names.add(name);
  }
  return names;
}
