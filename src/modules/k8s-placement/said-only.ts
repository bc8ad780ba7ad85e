import { type Evidence, type Finding, type NonEmpty, nonEmpty } from '../../core/finding.ts';
import type { Node } from '../../kubernetes/objects/types/node.ts';
import { noNodes } from './catalog/node-codes.ts';
import type { PlaceFacts } from './catalog/place-code.ts';
import { sentenceOnly } from './catalog/state-codes.ts';
import { notMeant, order } from './cause.ts';
import type { Sentence } from './model.ts';
import { adviceOf } from './reason-advice.ts';
import { readReason } from './reason-table.ts';
import { clearCause, type KnownReason } from './said-cause.ts';
import { readHistogram } from './sentence.ts';

/** Nobody but the text that holds the sentence tells of the cluster. */
export interface SaidOnly {
  readonly sentence: string;
  readonly evidence: NonEmpty<Evidence>;
  /** `shop/web-1`; empty where the text does not say. */
  readonly pods: readonly string[];
  /** Nodes that pages and tables of the same input show. */
  readonly nodes: readonly Node[];
  /** Claims of the pods, as far as texts list them. */
  readonly claims?: readonly string[];
  /** The scheduler would have said it again since. */
  readonly isOld: boolean;
}

/** What a scheduler's sentence says where no object tells of the nodes: the cause where the words are clear. */
export function findingOfSentence(said: SaidOnly): Finding | undefined {
  const { sentence, evidence, pods, nodes } = said;
  const confidence = said.isOld ? 'possible' : 'likely';
  const histogram = readHistogram(sentence);
  if (histogram === undefined)
    return sentence.startsWith('no nodes available') ? noNodes(factsOf(said, 0), { confidence, evidence }) : undefined;
  const { total, reasons } = histogram;
  const known = reasons.flatMap(({ count, text }): KnownReason[] => {
    const row = readReason(text);
    return row === undefined ? [] : [{ count, text, ...row }];
  });
  const meant = meantOf(known);
  const [main] = meant;
  // A reason that no release says, of another version or of a plugin of its own: the pod waits all the same.
  if (main === undefined && reasons.length === 0) return undefined;
  const clear =
    main !== undefined && leads(meant) && known.length === reasons.length && !isOpen(main, known)
      ? clearCause(main, { sentence, nodes, all: known, claims: said.claims ?? [] })
      : undefined;
  if (main !== undefined && clear !== undefined) {
    const { code, ...facts } = clear;
    const rulesOut = othersOf(main, known);
    return code({ ...factsOf(said, total), places: main.count, ...facts }, { confidence, evidence, rulesOut });
  }
  const facts = {
    who: pods.length > 1 ? `${pods[0]} and ${pods.length - 1} more` : (pods[0] ?? ''),
    total,
    main: main?.says ?? reasons[0]?.text ?? '',
    reasons: reasons.map(({ count, text }) => `${count} ${text}`),
    advice: adviceOf(
      meant.map(({ id }) => id),
      reasons.flatMap(({ text }) => (readReason(text) === undefined ? [text] : [])),
    ),
  };
  return sentenceOnly(facts, { confidence, evidence });
}

/** Why the nodes are out that the main reason is not about. */
function othersOf(main: KnownReason, known: readonly KnownReason[]): readonly string[] {
  const others = known.filter((one) => one !== main).map(({ count, text }) => `${count} ${text}`);
  return others.length === 0 ? [] : [`The other nodes are out for another reason: ${others.join(', ')}.`];
}

/** Ranked as the causes of evaluated nodes are: nodes kept for others, then of another kind, only where there is no other. */
function meantOf(known: readonly KnownReason[]): readonly KnownReason[] {
  // 1.20 counts a node twice: under this and under the rule that is meant.
  const isRule = ({ text }: KnownReason): boolean => !text.endsWith('pod affinity/anti-affinity');
  const hasRule = known.some((one) => isRule(one) && one.id.includes('affinity'));
  let candidates = hasRule ? known.filter(isRule) : known;
  for (const names of notMeant) {
    const rest = candidates.filter(({ id }) => !names.includes(id));
    if (rest.length > 0) candidates = rest;
  }
  return candidates.toSorted((a, b) => b.count - a.count || order.indexOf(a.id) - order.indexOf(b.id));
}

/** Whether the first keeps more nodes away than all others together: of several alike none is the cause. */
const leads = ([first, ...others]: readonly KnownReason[]): boolean =>
  (first?.count ?? 0) > others.reduce((sum, { count }) => sum + count, 0);

/**
 * The filters ask a node first whether it is cordoned, then for taints, then for labels: where a pod asks for labels
 * that some nodes lack, the ones it is meant for may be the cordoned or the tainted.
 */
const isOpen = ({ id }: KnownReason, known: readonly KnownReason[]): boolean =>
  id === 'cordoned' &&
  ['taint-not-tolerated', 'selector-mismatch'].every((other) => known.some((one) => one.id === other));

function factsOf({ pods }: SaidOnly, total: number): PlaceFacts {
  const [first = 'A pod (not named in the input)', ...more] = pods;
  return {
    who: more.length > 0 ? `${first} and ${more.length} more` : first,
    pods: pods.slice(0, 20),
    podCount: Math.max(pods.length, 1),
    nodeCount: total,
    nodes: [],
    failsAt: {},
    because: '',
    change: '',
    changeCommand: '',
    opens: [],
    scheduler: 'alone',
    subject: '',
    note: '',
  };
}

const quotesKept = 5;

/** The same sentence in several lines of texts. */
export const findingOfSentences = (same: readonly Sentence[], nodes: readonly Node[]): Finding | undefined =>
  findingOfSentence({
    sentence: same[0]?.text ?? '',
    evidence: nonEmpty(same.slice(0, quotesKept).map(({ source, line, text }) => ({ source, line, text }))),
    pods: [...new Set(same.flatMap(({ pod }) => pod ?? []))],
    nodes,
    claims: [...new Set(same.flatMap(({ claims }) => claims ?? []))],
    isOld: same.every(({ old }) => old === true),
  });
