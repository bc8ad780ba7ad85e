import type { Finding } from '../../core/finding.ts';
import type { ClusterObjects } from '../../kubernetes/objects/types/cluster-objects.ts';
import { noNodes } from './catalog/node-codes.ts';
import type { PlaceFacts } from './catalog/place-code.ts';
import { disagrees, fitsNow, preempting } from './catalog/state-codes.ts';
import type { Evaluation } from './evaluate.ts';
import { leavingFor } from './notes.ts';
import { findingOfSentence } from './said-only.ts';
import { sayWho } from './waiting.ts';

/** Where it is no filter that decides: room is being made, a node fits by now, there is no node. */
export const stateFindings = (one: Evaluation, objects: ClusterObjects): readonly Finding[] => [
  ...stateOf(one, objects),
  ...disagreement(one, objects),
];

function stateOf(one: Evaluation, objects: ClusterObjects): readonly Finding[] {
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
  if (isWhole(objects)) {
    return [fitsNow({ ...factsOf(one, objects), nodes: fits }, { confidence: 'possible', evidence })];
  }
  const pods = one.pods.map(({ namespace, name }) => `${namespace}/${name}`);
  const finding = findingOfSentence({ sentence: said.text, evidence, pods, nodes: [], isOld: false });
  return finding === undefined ? [] : [finding];
}

/** Pods of one namespace only say nothing of what the rest of a node holds. */
const isWhole = ({ pods }: ClusterObjects): boolean => new Set(pods.map(({ namespace }) => namespace)).size > 1;

function disagreement(one: Evaluation, objects: ClusterObjects): readonly Finding[] {
  const { agrees, said, answer } = one;
  if (agrees !== false || said === undefined) return [];
  const facts = { who: sayWho(one.pods, objects), scheduler: said.text, ours: answer.message ?? 'a node fits' };
  return [disagrees(facts, { confidence: 'proven', evidence: [said.evidence] })];
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
