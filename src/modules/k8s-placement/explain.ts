import type { Requirement } from '../../kubernetes/objects/types/meta.ts';
import type { PodTerm } from '../../kubernetes/objects/types/pod-spec.ts';
import type { Detail, Failure } from '../../kubernetes/scheduling/failure.ts';
import { termMatches } from '../../kubernetes/scheduling/filters/inter-pod-affinity.ts';
import type { Cycle } from '../../kubernetes/scheduling/place.ts';
import type { NodeInfo, PodInfo } from '../../kubernetes/scheduling/snapshot.ts';
import { sayAmount } from './amounts.ts';

/** Why a node is out, for people. */
export interface Explanation {
  readonly because: string;
  /** `never`: no waiting helps; `not now`: room may come; empty where something must be changed. */
  readonly never: '' | 'never' | 'not now';
}

export function explain({ detail }: Failure, node: NodeInfo, cycle: Cycle): Explanation {
  switch (detail.is) {
    case 'resources':
      return {
        because: detail.short.map(sayShortage).join('; '),
        never: detail.short.some(
          ({ resource, wants, allocatable }) => wants > allocatable || (resource === 'pods' && allocatable === 0),
        )
          ? 'never'
          : 'not now',
      };
    case 'port':
      return { because: sayPort(detail), never: 'not now' };
    default:
      return { because: say(detail, node, cycle), never: '' };
  }
}

const sayPort = ({ port, holder }: Extract<Detail, { is: 'port' }>): string =>
  `${port.ip === '0.0.0.0' ? '' : `${port.ip}:`}${port.port}/${port.protocol} taken by ${nameOf(holder)}`;

const sayShortage = ({
  resource,
  wants,
  used,
  allocatable,
}: Extract<Detail, { is: 'resources' }>['short'][number]): string => {
  if (resource === 'pods') return `pods: ${used} of ${allocatable} taken`;
  const asked = `${resource}: wants ${sayAmount(resource, wants)}`;
  if (allocatable === 0) return `${asked}, has none`;
  if (wants > allocatable) return `${asked}, allocatable ${sayAmount(resource, allocatable)}`;
  return `${asked}, free ${sayAmount(resource, Math.max(0, allocatable - used))} of ${sayAmount(resource, allocatable)}`;
};

export const nameOf = ({ pod }: PodInfo): string => `${pod.namespace}/${pod.name}`;

function say(detail: Detail, node: NodeInfo, cycle: Cycle): string {
  switch (detail.is) {
    case 'cordoned':
      return 'cordoned';
    case 'other-node':
      return `spec.nodeName is ${detail.wants}`;
    case 'outside':
      return 'the pod names another node';
    case 'taint':
      return `${sayTaint(detail.taint)}${nearMiss(detail.taint, cycle)}`;
    case 'labels':
      return sayLabels(detail.unmet, node);
    case 'spread-key':
      return `label ${detail.key} is missing`;
    case 'spread': {
      const value = node.node.labels[detail.constraint.topologyKey] ?? '';
      return `${shortKey(detail.constraint.topologyKey)} ${value} has ${detail.count}, least is ${detail.minimum}, maxSkew ${detail.constraint.maxSkew}`;
    }
    case 'affinity-key':
      return `label ${detail.term.topologyKey} is missing`;
    case 'affinity':
      return `no pod ${saySelector(detail.term)} on the same ${shortKey(detail.term.topologyKey)}`;
    case 'anti-affinity':
      return sayAntiAffinity(detail.term, node, cycle);
    case 'existing-anti-affinity':
      return sayExisting(detail, cycle);
    case 'claim':
      return sayClaim(detail);
    default:
      return '';
  }
}

export const sayTaint = ({ key, value, effect }: Extract<Detail, { is: 'taint' }>['taint']): string =>
  `${key}${value === '' ? '' : `=${value}`}:${effect}`;

/** A toleration of the same key that misses by value, operator or effect. */
function nearMiss(taint: Extract<Detail, { is: 'taint' }>['taint'], { info }: Cycle): string {
  const near = info.pod.spec?.tolerations.find(({ key }) => key === taint.key);
  if (near === undefined) return '';
  if ((near.effect ?? '') !== '' && near.effect !== taint.effect) return `, tolerated for ${near.effect} only`;
  return `, tolerated with value "${near.value ?? ''}" only`;
}

/** `topology.kubernetes.io/zone` is a zone. */
const shortKey = (key: string): string => key.slice(key.lastIndexOf('/') + 1);

const sayWanted = ({ key, operator, values }: Requirement): string => {
  if (operator === 'In') return values.length === 1 ? `${key}=${values[0]}` : `${key} in ${values.join('|')}`;
  if (operator === 'NotIn') return `${key} not ${values.join('|')}`;
  if (operator === 'Exists') return `${key}`;
  if (operator === 'DoesNotExist') return `no ${key}`;
  return `${key} ${operator === 'Gt' ? '>' : '<'} ${values.join()}`;
};

function sayLabels(unmet: readonly (readonly Requirement[])[], { node }: NodeInfo): string {
  const one = (requirement: Requirement): string => {
    const { key } = requirement;
    if (key === 'metadata.name') return `is not ${requirement.values.join('|')}`;
    const has = node.labels[key];
    return `${key} is ${has === undefined ? 'missing' : has === '' ? 'empty' : has} (wants ${sayWanted(requirement)})`;
  };
  const alternatives = [...new Set(unmet.map((all) => all.map(one).join(', ')))];
  return alternatives.length === 0
    ? 'a term that asks for nothing matches no node'
    : alternatives.slice(0, 3).join(' or ');
}

const saySelector = ({ selector }: PodTerm): string => {
  const labels = Object.entries(selector?.matchLabels ?? {}).map(([key, value]) => `${key}=${value}`);
  const more = (selector?.matchExpressions ?? []).map(sayWanted);
  const all = [...labels, ...more].join(',');
  return all === '' ? '' : `(${all})`;
};

/** Pods that terms are about, by term and value of its key: all nodes of a domain share them. */
const holders = new WeakMap<Cycle, Map<PodTerm, ReadonlyMap<string | undefined, readonly PodInfo[]>>>();

/** Pods of the node's domain that the term is about. */
export function holdersOf(term: PodTerm, { node }: NodeInfo, cycle: Cycle): readonly PodInfo[] {
  const ofCycle = holders.get(cycle) ?? new Map<PodTerm, ReadonlyMap<string | undefined, readonly PodInfo[]>>();
  holders.set(cycle, ofCycle);
  const known = ofCycle.get(term) ?? holdersByDomain(term, cycle);
  ofCycle.set(term, known);
  return known.get(node.labels[term.topologyKey]) ?? [];
}

function holdersByDomain(term: PodTerm, { info, snapshot }: Cycle) {
  const found = new Map<string | undefined, PodInfo[]>();
  for (const { node, pods } of snapshot.nodes)
    for (const one of pods) {
      if (!termMatches(term, info.pod, one.pod, snapshot)) continue;
      const value = node.labels[term.topologyKey];
      const domain = found.get(value);
      if (domain === undefined) found.set(value, [one]);
      else domain.push(one);
    }
  return found;
}

function sayAntiAffinity(term: PodTerm, node: NodeInfo, cycle: Cycle): string {
  const holder = holdersOf(term, node, cycle)[0];
  const who = holder === undefined ? 'a pod' : nameOf(holder);
  return `${who} ${saySelector(term)} on the same ${shortKey(term.topologyKey)}`.replace('  ', ' ');
}

/** The pod whose own term keeps this one away. */
export function forbidderOf(key: string, value: string, { info, snapshot }: Cycle): PodInfo | undefined {
  return snapshot.nodes
    .filter(({ node }) => node.labels[key] === value)
    .flatMap(({ pods }) => pods)
    .find((one) =>
      one.antiAffinity.some((term) => term.topologyKey === key && termMatches(term, one.pod, info.pod, snapshot)),
    );
}

function sayExisting({ key, value }: Extract<Detail, { is: 'existing-anti-affinity' }>, cycle: Cycle): string {
  const forbidder = forbidderOf(key, value, cycle);
  return `${forbidder === undefined ? 'a pod there' : nameOf(forbidder)} forbids it on the same ${shortKey(key)}`;
}

const claimWords: Readonly<Record<string, string>> = {
  missing: 'does not exist',
  lost: 'has lost its volume',
  deleting: 'is being deleted',
  unbound: 'is not bound',
  'volume-missing': 'names a volume that does not exist',
  'volume-elsewhere': 'has its volume elsewhere',
  'in-use': 'is in use by another pod (ReadWriteOncePod)',
  'disk-in-use': 'is a disk that a pod there uses',
  'node-selected': 'is being made for another node',
  'no-volume': 'finds no volume to bind here',
  topology: 'cannot be made in this zone',
  'no-room': 'has no room in the storage of this node',
};

const sayClaim = ({ claim, what, volume }: Extract<Detail, { is: 'claim' }>): string =>
  what === 'limit' ? `${volume} volumes of ${claim} attached` : `claim ${claim} ${claimWords[what] ?? what}`;
