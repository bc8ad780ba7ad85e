import type { Code } from '../../core/code.ts';
import type { Node, Taint } from '../../kubernetes/objects/types/node.ts';
import * as nodeCodes from './catalog/node-codes.ts';
import type { PlaceFacts } from './catalog/place-code.ts';
import * as resourceCodes from './catalog/resource-codes.ts';
import * as topologyCodes from './catalog/topology-codes.ts';
import * as volumeCodes from './catalog/volume-codes.ts';
import { sayTaint } from './explain.ts';
import { isConditionTaint, isControlPlaneTaint, type Obstacle } from './obstacle.ts';

/** A reason of a sentence, with what it is about. */
export interface KnownReason {
  readonly id: Obstacle;
  readonly count: number;
  readonly text: string;
  readonly says: string;
}

type Clear = Partial<PlaceFacts> & { readonly code: Code<PlaceFacts> };

/** What stands beside a reason. */
export interface Around {
  readonly sentence: string;
  /** Nodes that pages and tables of the same input show. */
  readonly nodes: readonly Node[];
  readonly all: readonly KnownReason[];
  /** Claims of the pod, as far as its page lists them. */
  readonly claims: readonly string[];
}

type Reader = (reason: KnownReason, around: Around) => Clear | undefined;

/** `node(s) had untolerated taint {team: ml}`, `had taint {team: ml}, that …` */
const namedTaint = /taint \{([^:}]{1,320}): ?([^}]{0,63})\}/;

/** Causes that the words of a reason alone make clear; of others only objects tell which of several it is. */
const readers: Readonly<Partial<Record<Obstacle, Reader>>> = {
  cordoned: (_reason, { nodes, all }) => ({
    code: nodeCodes.cordoned,
    nodes: cordonedOf(nodes),
    note: all.filter(({ id }) => id === 'selector-mismatch').map(sayMismatch)[0] ?? '',
  }),
  'condition-taint': ({ text }, { nodes }) => ofState(namedTaint.exec(text)?.[1] ?? conditionIn(text), nodes),
  'control-plane-only': (_reason, { nodes }) => ({
    code: nodeCodes.controlPlaneOnly,
    nodes: withTaint(nodes, ({ key }) => isControlPlaneTaint(key)),
  }),
  'taint-not-tolerated': ({ text }, { nodes }) => ofTaint(namedTaint.exec(text), nodes),
  'selector-mismatch': ({ count }) => ({
    code: nodeCodes.selectorMismatch,
    because: `${count === 1 ? 'one node has' : `${count} nodes have`} not the labels that its nodeSelector or node affinity asks for`,
  }),
  'insufficient-now': ofShortage,
  'too-many-pods': () => ({ code: resourceCodes.tooManyPods, because: 'as many pods as their kubelets allow' }),
  'host-port-taken': () => ({ code: resourceCodes.hostPortTaken, because: 'that it asks for is taken' }),
  'anti-affinity-existing': ({ text }) =>
    text.includes('existing pods')
      ? { code: topologyCodes.antiAffinityExisting, because: 'an anti-affinity rule of a pod that runs keeps it away' }
      : undefined,
  'affinity-no-target': () => ({
    code: topologyCodes.affinityNoTarget,
    because: 'no pod that its affinity asks for is there',
  }),
  'spread-skew': () => ({
    code: topologyCodes.spreadSkew,
    because: 'its topology spread constraints would be broken',
  }),
  'spread-label-missing': () => ({
    code: topologyCodes.spreadLabelMissing,
    subject: 'that its spread constraint names',
  }),
  'claim-missing': ({ text }) => ({
    code: volumeCodes.claimMissing,
    because: text,
    subject: /persistentvolumeclaim "([^"]{1,253})"/.exec(text)?.[1] ?? '',
  }),
  'claim-unbound': (_reason, { claims: [only, other] }) => ({
    code: volumeCodes.claimUnbound,
    ...(only === undefined || other !== undefined ? {} : { subject: only }),
  }),
  'claim-exclusive': ({ text }) =>
    text.includes('ReadWriteOncePod')
      ? { code: volumeCodes.claimExclusive, because: 'another pod uses its ReadWriteOncePod claim' }
      : undefined,
  // Nodes without room may be those that the volume can be reached from.
  'volume-elsewhere': ({ text }, { all }) =>
    /node affinity|volume zone/.test(text) && !all.some(({ id }) => resolvable.has(id))
      ? { code: volumeCodes.volumeElsewhere, because: 'its volume can be reached from other nodes or zones only' }
      : undefined,
};

const sayMismatch = ({ count }: KnownReason): string =>
  `the other ${count === 1 ? 'one has' : `${count} have`} not the labels that it asks for`;

/** The code that a sentence's main reason comes to, where its words leave no choice. */
export const clearCause = (main: KnownReason, around: Around): Clear | undefined => readers[main.id]?.(main, around);

const keepsAway = ({ effect }: Taint): boolean => effect === 'NoSchedule' || effect === 'NoExecute';
const withTaint = (nodes: readonly Node[], is: (taint: Taint) => boolean): readonly string[] =>
  nodes.flatMap(({ name, taints }) => (taints.some((taint) => keepsAway(taint) && is(taint)) ? [name] : []));
const cordonedOf = (nodes: readonly Node[]): readonly string[] =>
  nodes.flatMap(({ name, unschedulable }) => (unschedulable ? [name] : []));

/** `node(s) had disk pressure`, `NodeUnderDiskPressure`. */
const conditionIn = (text: string): string =>
  text
    .replace(/^node\(s\) (?:were|had) |^Node(?:Under)?/, '')
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .toLowerCase();

const ofState = (key: string, nodes: readonly Node[]): Clear => ({
  code: nodeCodes.conditionTaint,
  subject: key
    .slice(key.lastIndexOf('/') + 1)
    .replace('-', ' ')
    .replace(/^\w+ pressure$/, 'under $&'),
  nodes: withTaint(nodes, (taint) => taint.key === key),
});

/** Since 1.35 the text names no taint: pages of the nodes do. */
function ofTaint(named: RegExpExecArray | null, nodes: readonly Node[]): Clear | undefined {
  if (named !== null) {
    const [, key = '', value = ''] = named;
    const subject = value === '' ? key : `${key}=${value}`;
    const has = withTaint(nodes, (taint) => taint.key === key);
    return { code: nodeCodes.taintNotTolerated, subject, because: subject, nodes: has };
  }
  const taints = nodes.flatMap((node) => node.taints.filter(keepsAway));
  const state = taints.find(({ key }) => isConditionTaint(key));
  if (state !== undefined) return ofState(state.key, nodes);
  const own = taints.filter(({ key }) => !isControlPlaneTaint(key));
  const [first] = own;
  if (first === undefined || new Set(own.map(sayTaint)).size > 1) return undefined;
  const subject = sayTaint(first);
  return {
    code: nodeCodes.taintNotTolerated,
    subject,
    because: subject,
    nodes: withTaint(nodes, (taint) => sayTaint(taint) === subject),
  };
}

/**
 * Whether waiting helps, since 1.34 preemption's part tells: a request above what a node has is "not helpful" there
 * (noderesources/fit.go, isUnresolvable); before that it is "no victims" all the same, and only the objects tell.
 */
function ofShortage({ text, count }: KnownReason, { sentence, all }: Around): Clear | undefined {
  const resource = text.replace(/^Insufficient /, '');
  const [, told] = sentence.split('no new claims to deallocate, preemption: ', 2);
  if (told === undefined || all.some((other) => other.text !== text && resolvable.has(other.id))) return undefined;
  const now = Number(/(\d{1,6}) No preemption victims found/.exec(told)?.[1] ?? 0);
  if (now === 0 && !/\d Preemption is not helpful/.test(told)) return undefined;
  return now * 2 >= count
    ? {
        code: resourceCodes.insufficientNow,
        places: now,
        subject: resource,
        because: 'by the requests of other pods',
      }
    : {
        code: resourceCodes.insufficientEver,
        places: count - now,
        because: `it requests more ${resource} than there is`,
      };
}

/** What removing pods from a node could change. */
const resolvable: ReadonlySet<Obstacle> = new Set<Obstacle>([
  'insufficient-now',
  'extended-missing',
  'too-many-pods',
  'host-port-taken',
  'anti-affinity-existing',
  'affinity-no-target',
  'spread-skew',
  'volume-limit',
  'claim-exclusive',
]);
