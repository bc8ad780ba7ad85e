import { type Evidence, type Finding, nonEmpty } from '../../core/finding.ts';
import type { ClusterObjects } from '../../kubernetes/objects/types/cluster-objects.ts';
import type { Pod } from '../../kubernetes/objects/types/pod.ts';
import { noNodes } from './catalog/node-codes.ts';
import type { PlaceFacts } from './catalog/place-code.ts';
import { disagrees, fitsNow, preempting } from './catalog/state-codes.ts';
import type { Evaluation } from './evaluate.ts';
import { leavingFor } from './notes.ts';
import { findingOfSentence } from './said-only.ts';
import { sayWho } from './waiting.ts';

/** Where it is no filter that decides: room is being made, a node fits by now, there is no node. */
export function stateFindings(one: Evaluation, objects: ClusterObjects): readonly Finding[] {
  const { said, verdicts, pod } = one;
  if (said === undefined) return [];
  const evidence = [said.evidence] as const;
  if (verdicts.length === 0) {
    return [noNodes(factsOf(one, objects), { confidence: one.agrees === true ? 'proven' : 'possible', evidence })];
  }
  const node = pod.status?.nominatedNode;
  if (node !== undefined) {
    const leaving = leavingFor(pod, one);
    const [first] = leaving;
    const list = leaving.slice(0, 3).map(({ namespace, name, deleted }) => `${namespace}/${name} (gone by ${deleted})`);
    const note =
      first === undefined ? 'room is being made there by preemption' : `it leaves ${list.join(', ')} time to end`;
    const facts = { ...factsOf(one, objects), subject: node, note, nodes: [node] };
    return [preempting(facts, { confidence: first === undefined ? 'likely' : 'proven', evidence })];
  }
  const fits = verdicts.filter(({ failure }) => failure === undefined).map(({ node: { node: fit } }) => fit.name);
  if (fits.length === 0) return [];
  if (isWhole(objects) && !isOfUnseenClaims(said.text, objects)) {
    return [fitsNow({ ...factsOf(one, objects), nodes: fits }, { confidence: 'possible', evidence })];
  }
  const pods = one.pods.map(({ namespace, name }) => `${namespace}/${name}`);
  const finding = findingOfSentence({ sentence: said.text, evidence, pods, nodes: [], isOld: false });
  return finding === undefined ? [] : [finding];
}

/** Pods of one namespace only say nothing of what the rest of a node holds. */
const isWhole = ({ pods }: ClusterObjects): boolean => new Set(pods.map(({ namespace }) => namespace)).size > 1;

/** The scheduler speaks of claims, and the input holds none. */
const isOfUnseenClaims = (sentence: string, { claims }: ClusterObjects): boolean =>
  claims.length === 0 && /persistent ?volume|volume node affinity/i.test(sentence);

/** Groups whose message is not ours, as one: it is the same input that falls short for all of them. */
export class Disagreements {
  readonly #pods: Pod[] = [];
  readonly #evidence: Evidence[] = [];
  #first: { readonly scheduler: string; readonly ours: string } | undefined;

  add({ agrees, said, answer, pods }: Evaluation): void {
    if (agrees !== false || said === undefined) return;
    this.#first ??= { scheduler: said.text, ours: answer.message ?? 'a node fits' };
    for (const pod of pods) this.#pods.push(pod);
    if (this.#evidence.length < 3) this.#evidence.push(said.evidence);
  }

  finding(objects: ClusterObjects): readonly Finding[] {
    if (this.#first === undefined) return [];
    const facts = { who: sayWho(this.#pods, objects), ...this.#first };
    return [disagrees(facts, { confidence: 'proven', evidence: nonEmpty(this.#evidence) })];
  }
}

function factsOf({ pods, verdicts, agrees }: Evaluation, objects: ClusterObjects): PlaceFacts {
  return {
    who: sayWho(pods, objects),
    pods: pods.slice(0, 20).map(({ namespace, name }) => `${namespace}/${name}`),
    podCount: pods.length,
    nodeCount: verdicts.length,
    nodes: [],
    failsAt: {},
    because: '',
    change: '',
    changeCommand: '',
    opens: [],
    scheduler: agrees === undefined ? 'silent' : agrees ? 'same' : 'differs',
    subject: '',
    note: '',
  };
}
