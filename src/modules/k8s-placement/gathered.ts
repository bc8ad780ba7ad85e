import type { Code } from '../../core/code.ts';
import { type Confidence, type Evidence, type Finding, nonEmpty, type Severity } from '../../core/finding.ts';
import type { FixScript } from '../../core/fix-script.ts';
import type { ClusterObjects } from '../../kubernetes/objects/types/cluster-objects.ts';
import type { Pod } from '../../kubernetes/objects/types/pod.ts';
import * as nodeCodes from './catalog/node-codes.ts';
import type { PlaceFacts } from './catalog/place-code.ts';
import type { Opening } from './changes.ts';
import type { Evaluation } from './evaluate.ts';
import { explain } from './explain.ts';
import type { Judged } from './findings.ts';
import { fixesOf } from './fixes.ts';
import { controllersOf, sayWho } from './waiting.ts';

/** What a cause comes to, without the thousand verdicts that it was found in. */
interface Draft {
  readonly code: Code<PlaceFacts>;
  readonly facts: Omit<PlaceFacts, 'who' | 'pods' | 'podCount'>;
  readonly confidence: Confidence;
  readonly rulesOut: readonly string[];
  readonly fixes: readonly FixScript[];
  /** Where nothing was said: what the pod or the node shows itself. */
  readonly evidence: readonly Evidence[];
}

/** The smallest change is tried where it will be read. */
function draftOf(first: Judged, tries: boolean): Draft {
  const { evaluation, cause } = first;
  const node = cause.nodes[0];
  const best = tries ? first.openings[0] : undefined;
  const { entry } = first.code;
  const facts: Draft['facts'] = {
    nodeCount: evaluation.verdicts.length,
    nodes: cause.nodes.map((one) => one.node.node.name),
    failsAt: countPlugins(evaluation),
    because: node === undefined ? '' : explain(mainFailure(first), node.node, evaluation.cycle).because,
    ...changeOf(best),
    scheduler: evaluation.agrees === undefined ? 'silent' : evaluation.agrees ? 'same' : 'differs',
    subject: subjectOf(first),
    note: first.note,
  };
  const alone =
    evaluation.cycle.refused === undefined &&
    first.code !== nodeCodes.onlyCombination &&
    cause.nodes.every(({ obstacles }) => obstacles.length === 1);
  return {
    code: first.code,
    facts,
    confidence: evaluation.agrees === undefined ? 'likely' : evaluation.agrees ? 'proven' : 'possible',
    evidence: ownEvidence(first),
    fixes: fixesOf(best, `${entry.code}-${entry.name}`, evaluation.cycle.snapshot.objects.nodes),
    rulesOut: alone
      ? [`All other filters pass on ${facts.nodes.slice(0, 3).join(', ')}${facts.nodes.length > 3 ? ' …' : ''}.`]
      : [],
  };
}

const changeOf = (best: Opening | undefined): Pick<PlaceFacts, 'change' | 'changeCommand' | 'opens'> => ({
  change: best?.changes.map(({ says }) => says).join(' and ') ?? '',
  changeCommand: best?.changes.length === 1 ? (best.changes[0]?.command ?? '') : '',
  opens: best?.opens ?? [],
});

/** One finding for all that comes to the same cause. */
export function findingOf({ draft, pods, evidence }: Merged, objects: ClusterObjects): Finding {
  const { code, confidence, rulesOut, fixes } = draft;
  const facts: PlaceFacts = {
    ...draft.facts,
    who: sayWho(pods, objects),
    pods: pods.slice(0, 20).map((pod) => `${pod.namespace}/${pod.name}`),
    podCount: pods.length,
  };
  const isOfNode = code === nodeCodes.conditionTaint;
  const shown = evidence.length > 0 && !isOfNode ? evidence : [...evidence, ...draft.evidence];
  return code(facts, {
    confidence,
    severity: severityOf(pods, objects, code),
    evidence: nonEmpty(shown),
    rulesOut,
    fixes,
  });
}

const mainFailure = ({ cause }: Judged) => {
  const [node] = cause.nodes;
  const own = node?.obstacles.find(({ name, key }) => name === cause.name && key === cause.key);
  const failure = own?.failure ?? node?.first;
  if (failure === undefined) throw new Error('a cause without a node');
  return failure;
};

function countPlugins({ verdicts }: Evaluation): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { failure } of verdicts)
    if (failure !== undefined) counts[failure.plugin] = (counts[failure.plugin] ?? 0) + 1;
  return counts;
}

function subjectOf({ cause, evaluation }: Judged): string {
  if (cause.name === 'condition-taint') return cause.key.slice(cause.key.lastIndexOf('/') + 1).replace('-', ' ');
  if (cause.name === 'pinned-to-node')
    return evaluation.cycle.named === undefined ? '' : [...evaluation.cycle.named].join(', ');
  return cause.key;
}

const evidenceShown = 3;

function ownEvidence(first: Judged): Evidence[] {
  if (first.cause.name === 'condition-taint') {
    const ofNodes = nodeEvidence(first);
    if (ofNodes.length > 0) return ofNodes;
  }
  if (first.cause.name === 'condition-taint' && first.evaluation.said !== undefined) return [];
  const { pod } = first.evaluation;
  return [
    {
      source: pod.source,
      record: `Pod ${pod.namespace}/${pod.name}`,
      text: `status.phase: ${pod.status?.phase ?? 'none'}, no spec.nodeName`,
    },
  ];
}

const nodeEvidence = ({ cause }: Judged): Evidence[] =>
  cause.nodes.slice(0, evidenceShown).flatMap(({ node: { node } }) => {
    const ready = node.conditions.find(({ type, status }) => type === 'Ready' && status !== 'True');
    if (ready?.message === undefined) return [];
    const at = ready.at === undefined ? {} : { at: ready.at };
    return [{ source: node.source, record: `Node ${node.name} status.conditions Ready`, ...at, text: ready.message }];
  });

/** Critical where nothing of the workload serves. */
function severityOf(pods: readonly Pod[], objects: ClusterObjects, code: Code<PlaceFacts>): Severity {
  if (code.entry.severity === 'info') return 'info';
  const serves = (pod: Pod): boolean =>
    controllersOf(pod, objects).some(({ status }) => (status.available ?? status.ready ?? 0) > 0);
  return pods.every((pod) => pod.owner !== undefined && serves(pod)) ? 'warning' : code.entry.severity;
}

/** What comes to one cause: what it is, its pods and what was said of them. */
export interface Merged {
  readonly draft: Draft;
  readonly pods: Pod[];
  readonly evidence: Evidence[];
}

/** Causes for which the smallest change is tried: who has more of them reads the first ones first. */
const causesTried = 20;

/** Gathers what comes to the same cause; only what will be shown keeps its verdicts, for there may be thousands. */
export class Causes {
  readonly #groups = new Map<string, Merged>();
  readonly #shown: number;
  /** The first of each of the first causes, whole. */
  readonly judged: Judged[] = [];

  constructor(shown: number) {
    this.#shown = shown;
  }

  add(one: Judged): void {
    const { cause, code, evaluation } = one;
    const own = perWorkload.has(code.entry.name)
      ? `${evaluation.pod.namespace}/${evaluation.pod.owner?.uid ?? evaluation.pod.name}`
      : '';
    const key = JSON.stringify([code.entry.code, cause.key, own, evaluation.agrees]);
    const group = this.#groups.get(key) ?? this.#begin(key, one);
    for (const pod of evaluation.pods) group.pods.push(pod);
    if (evaluation.said !== undefined && group.evidence.length < evidenceShown)
      group.evidence.push(evaluation.said.evidence);
  }

  #begin(key: string, one: Judged): Merged {
    const group = { draft: draftOf(one, this.#groups.size < causesTried), pods: [], evidence: [] };
    this.#groups.set(key, group);
    if (this.judged.length < this.#shown) this.judged.push(one);
    return group;
  }

  get merged(): readonly Merged[] {
    return [...this.#groups.values()];
  }
}

/** Causes that are a workload's own business. */
const perWorkload = new Set([
  'anti-affinity-self',
  'anti-affinity-existing',
  'affinity-no-target',
  'spread-skew',
  'init-dominates',
  'only-combination',
]);
