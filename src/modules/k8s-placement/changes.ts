import { shellWord } from '../../core/quote.ts';
import { isKubectlName, isOption } from '../../kubernetes/kubectl-name.ts';
import type { Requirement } from '../../kubernetes/objects/types/meta.ts';
import type { Node } from '../../kubernetes/objects/types/node.ts';
import type { Pod } from '../../kubernetes/objects/types/pod.ts';
import type { PodSpec } from '../../kubernetes/objects/types/pod-spec.ts';
import type { Failure } from '../../kubernetes/scheduling/failure.ts';
import { meets } from '../../kubernetes/scheduling/labels.ts';
import { beginCycle, place } from '../../kubernetes/scheduling/place.ts';
import { type NodeInfo, nodeInfo } from '../../kubernetes/scheduling/snapshot.ts';
import { asQuantity } from './amounts.ts';
import type { Blocked } from './cause.ts';
import type { Evaluation } from './evaluate.ts';
import { sayTaint } from './explain.ts';
import { isIdentityLabel } from './identity-labels.ts';
import { isConditionTaint, isControlPlaneTaint } from './obstacle.ts';

/** A change to the pod or to one node. */
export interface Change {
  readonly says: string;
  /** Less is nearer to nothing. */
  readonly cost: number;
  readonly command?: string;
  pod?(spec: PodSpec): PodSpec;
  readonly node?: { readonly name: string; change(node: Node): Node };
  /** What a script can do of it. */
  readonly does?: 'uncordon' | 'label';
  readonly labels?: Readonly<Record<string, string>>;
}

/** A change that was tried: after it, all filters pass on these nodes. */
export interface Opening {
  readonly changes: readonly Change[];
  readonly opens: readonly string[];
}

/** So many changes are tried; clusters with more kinds of obstacles need a person. */
const maxTried = 24;

/** The smallest change, or pair of changes, after which our own filters pass somewhere. */
export function smallestChanges(evaluation: Evaluation, blocked: readonly Blocked[]): readonly Opening[] {
  for (const size of [1, 2]) {
    const near = blocked.filter(({ obstacles }) => obstacles.length === size);
    const found = openings(
      near.flatMap((one) => choices(one, evaluation)),
      evaluation,
    );
    if (found.length > 0) return found;
  }
  return [];
}

/** Every way to undo all that is in the way on a node. */
const choices = ({ node, obstacles }: Blocked, evaluation: Evaluation): readonly (readonly Change[])[] =>
  product(obstacles.map(({ failure }) => changesFor(failure, node.node, evaluation)));

function openings(all: readonly (readonly Change[])[], evaluation: Evaluation): readonly Opening[] {
  const distinct = new Map(all.map((changes) => [changes.map(({ says }) => says).join(' and '), changes]));
  const cost = ({ changes }: Pick<Opening, 'changes'>): number => changes.reduce((sum, one) => sum + one.cost, 0);
  return [...distinct.values()]
    .toSorted((a, b) => cost({ changes: a }) - cost({ changes: b }))
    .slice(0, maxTried)
    .map((changes) => ({ changes, opens: applied(changes, evaluation) }))
    .filter(({ opens }) => opens.length > 0)
    .toSorted((a, b) => cost(a) - cost(b) || b.opens.length - a.opens.length);
}

/** Every choice of one change of each list. */
const product = (lists: readonly (readonly Change[])[]): readonly (readonly Change[])[] =>
  lists.reduce<readonly (readonly Change[])[]>(
    (done, list) => done.flatMap((before) => list.map((one) => [...before, one])),
    [[]],
  );

/** Names of the nodes on which all filters pass with the changes made. */
function applied(changes: readonly Change[], { pod, cycle }: Evaluation): readonly string[] {
  const spec =
    pod.spec === undefined ? undefined : changes.reduce((before, one) => one.pod?.(before) ?? before, pod.spec);
  const changedPod: Pod = { ...pod, spec };
  const nodes = cycle.snapshot.nodes.map((info) => {
    const own = changes.filter((one) => one.node?.name === info.node.name);
    if (own.length === 0) return info;
    return nodeInfo(
      own.reduce((before, one) => one.node?.change(before) ?? before, info.node),
      info.pods,
      info.allocatable,
    );
  });
  const verdicts = place(beginCycle(changedPod, { ...cycle.snapshot, nodes }));
  return verdicts.filter(({ failure }) => failure === undefined).map(({ node }) => node.node.name);
}

function changesFor({ detail }: Failure, node: Node, { cycle }: Evaluation): readonly Change[] {
  switch (detail.is) {
    case 'cordoned':
      return [uncordon(node.name)];
    case 'taint':
      return isConditionTaint(detail.taint.key) ? [] : [tolerate(detail.taint)];
    case 'labels':
      return detail.unmet.flatMap((all) => labelChanges(all, node, isInUse(all, cycle.snapshot.nodes)));
    case 'port':
      return [withoutPort(detail.port.port)];
    case 'resources':
      return lowerRequest(detail.short, cycle.info.pod);
    case 'anti-affinity':
      return [soften('podAntiAffinity', detail.term.topologyKey)];
    case 'affinity':
    case 'affinity-key':
      return [soften('podAffinity', detail.term.topologyKey)];
    case 'spread':
    case 'spread-key':
      return spreadChanges(detail.is === 'spread' ? detail.constraint.topologyKey : detail.key);
    default:
      return [];
  }
}

/** The command, where kubectl takes the name of the node for one. */
const commandOn = (node: string, command: string): Pick<Change, 'command'> => (isKubectlName(node) ? { command } : {});

const uncordon = (name: string): Change => ({
  does: 'uncordon',
  says: `uncordon ${name}`,
  cost: 1,
  ...commandOn(name, `kubectl uncordon ${shellWord(name)}`),
  node: {
    name,
    change: (node) => ({
      ...node,
      unschedulable: false,
      taints: node.taints.filter(({ key }) => key !== 'node.kubernetes.io/unschedulable'),
    }),
  },
});

const tolerate = (taint: Node['taints'][number]): Change => ({
  says: `tolerate ${sayTaint(taint)}`,
  cost: taint.key.startsWith('node-role.kubernetes.io/') ? 6 : 3,
  pod: (spec) => ({
    ...spec,
    tolerations: [
      ...spec.tolerations,
      {
        key: taint.key,
        effect: taint.effect,
        ...(taint.value === '' ? { operator: 'Exists' } : { operator: 'Equal', value: taint.value }),
      },
    ],
  }),
});

const inUse = new WeakMap<readonly Requirement[], boolean>();

/** Whether other nodes have what this one lacks: then it tells what a node is for. Asked once for all nodes of a kind. */
function isInUse(unmet: readonly Requirement[], nodes: readonly NodeInfo[]): boolean {
  const known = inUse.get(unmet) ?? nodes.some(({ node }) => unmet.every((one) => meets(one, node.labels)));
  inUse.set(unmet, known);
  return known;
}

function labelChanges(unmet: readonly Requirement[], node: Node, isKnown: boolean): readonly Change[] {
  if (unmet.some(({ key, operator }) => key === 'metadata.name' || (operator !== 'In' && operator !== 'Exists')))
    return [];
  // No key of a label begins so; kubectl label would take it for an option.
  // A worker is made no control plane by its label.
  if (unmet.some(({ key }) => isOption(key) || isIdentityLabel(key) || isControlPlaneTaint(key))) return [];
  const labels = Object.fromEntries(unmet.map(({ key, values }) => [key, values[0] ?? '']));
  const words = Object.entries(labels).map(([key, value]) => `${key}=${value}`);
  const hasKeys = unmet.some(({ key }) => Object.hasOwn(node.labels, key));
  return [
    {
      does: 'label',
      labels,
      says: `label ${node.name} ${words.join(' ')}`,
      cost: hasKeys || isKnown ? 5 : 2,
      ...commandOn(
        node.name,
        `kubectl label node ${shellWord(node.name)} ${words.map(shellWord).join(' ')}${hasKeys ? ' --overwrite' : ''}`,
      ),
      node: { name: node.name, change: (before) => ({ ...before, labels: { ...before.labels, ...labels } }) },
    },
  ];
}

const withoutPort = (port: number): Change => ({
  says: `another hostPort than ${port}`,
  cost: 4,
  pod: (spec) => ({
    ...spec,
    containers: spec.containers.map((one) => ({ ...one, ports: one.ports.filter(({ host }) => host !== port) })),
    initContainers: spec.initContainers.map((one) => ({
      ...one,
      ports: one.ports.filter(({ host }) => host !== port),
    })),
  }),
});

/** Lowers the largest request of a container to what the node has free; devices cannot be halved. */
function lowerRequest(short: Extract<Failure['detail'], { is: 'resources' }>['short'], pod: Pod): readonly Change[] {
  const spec = pod.spec;
  if (spec === undefined || spec.containers.length !== 1 || spec.initContainers.length > 0) return [];
  const room = short.map(({ resource, used, allocatable }) => ({ resource, free: allocatable - used }));
  if (room.some(({ resource, free }) => free <= 0 || resource === 'pods' || resource.includes('/'))) return [];
  const requests = Object.fromEntries(room.map(({ resource, free }) => [resource, asQuantity(resource, free)]));
  const words = Object.entries(requests).map(([resource, amount]) => `${resource} to ${amount}`);
  return [
    {
      says: `lower the request of ${words.join(' and ')}`,
      cost: 5,
      pod: (before) => ({
        ...before,
        containers: before.containers.map((one) => ({ ...one, requests: { ...one.requests, ...requests } })),
      }),
    },
  ];
}

const soften = (list: 'podAffinity' | 'podAntiAffinity', topologyKey: string): Change => ({
  says: `make ${list === 'podAffinity' ? 'affinity' : 'anti-affinity'} on ${topologyKey} preferred`,
  cost: 5,
  pod: (spec) => ({ ...spec, [list]: spec[list].filter((term) => term.topologyKey !== topologyKey) }),
});

const spreadChanges = (key: string): readonly Change[] => [
  {
    says: `nodeTaintsPolicy: Honor for ${key}`,
    cost: 3,
    pod: (spec) => ({
      ...spec,
      spread: spec.spread.map((one) => (one.topologyKey === key ? { ...one, nodeTaintsPolicy: 'Honor' } : one)),
    }),
  },
  {
    says: `whenUnsatisfiable: ScheduleAnyway for ${key}`,
    cost: 5,
    pod: (spec) => ({ ...spec, spread: spec.spread.filter(({ topologyKey }) => topologyKey !== key) }),
  },
];
