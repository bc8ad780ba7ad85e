import { groupBy } from '../../core/group.ts';
import { type Failure, type Plugin, plugins } from '../../kubernetes/scheduling/failure.ts';
import { nodeAffinity, taintToleration } from '../../kubernetes/scheduling/filters/node.ts';
import { allFailures, type Cycle, failureOf, type Verdict } from '../../kubernetes/scheduling/place.ts';
import type { NodeInfo } from '../../kubernetes/scheduling/snapshot.ts';
import type { Evaluation } from './evaluate.ts';
import { type Obstacle, obstacleOf } from './obstacle.ts';

/** What a node's failure comes to; `first` and `taint` besides, where the node is kept for others too. */
interface Main {
  readonly name: Obstacle;
  readonly key: string;
  readonly first: Obstacle;
  readonly taint: Obstacle | undefined;
}

/** What keeps a pod from a node, first failure first. */
export interface Blocked {
  readonly node: NodeInfo;
  readonly first: Failure;
  readonly main: Main;
  readonly obstacles: readonly { readonly name: Obstacle; readonly key: string; readonly failure: Failure }[];
}

/** The obstacle that a pod's waiting comes to, with the nodes it stands on. */
export interface Cause {
  readonly name: Obstacle;
  readonly key: string;
  readonly nodes: readonly Blocked[];
  /** Of these and all others. */
  readonly blocked: readonly Blocked[];
  /** Every node fails at two filters or more, and no filter fails on all of them. */
  readonly isCombination: boolean;
}

/** Nearest to being undone first; a tie goes to the first of these. */
export const order: readonly Obstacle[] = [
  'cordoned',
  'condition-taint',
  'insufficient-now',
  'too-many-pods',
  'host-port-taken',
  'anti-affinity-self',
  'anti-affinity-existing',
  'affinity-no-target',
  'spread-skew',
  'spread-label-missing',
  'volume-elsewhere',
  'volume-limit',
  'claim-exclusive',
  'claim-missing',
  'claim-unbound',
  'extended-missing',
  'insufficient-ever',
  'selector-mismatch',
  'taint-not-tolerated',
  'control-plane-only',
  'pinned-to-node',
];

/** All obstacles of a node are looked for when somebody asks: of thousands of nodes only a few are. */
class BlockedNode implements Blocked {
  readonly node: NodeInfo;
  readonly first: Failure;
  readonly main: Main;
  readonly #cycle: Cycle;
  #obstacles: Blocked['obstacles'] | undefined;

  constructor(node: NodeInfo, first: Failure, main: Main, cycle: Cycle) {
    this.node = node;
    this.first = first;
    this.main = main;
    this.#cycle = cycle;
  }

  get obstacles(): Blocked['obstacles'] {
    this.#obstacles ??= obstaclesOf(this.first, this.node, this.#cycle);
    return this.#obstacles;
  }
}

function obstaclesOf(first: Failure, node: NodeInfo, cycle: Cycle): Blocked['obstacles'] {
  const rest = cycle.refused === undefined && first.detail.is !== 'outside' ? allFailures(cycle, node) : [];
  const seen = rest.filter((one) => !isCordonTaint(one, rest));
  const all = seen.some(({ plugin }) => plugin === first.plugin) ? seen : [first, ...seen];
  return all.map((failure) => ({ ...obstacleOf(failure, node, cycle), failure }));
}

/** The first failure, but a node of the wrong kind is first of all that. */
function mainOf(first: Failure, node: NodeInfo, cycle: Cycle): Main {
  const isOutside = cycle.refused !== undefined || first.detail.is === 'outside' || first.detail.is === 'labels';
  const failure = isOutside ? first : (nodeAffinity(cycle.info, node, cycle.snapshot.rules) ?? first);
  const taint =
    isOutside || first.plugin === 'TaintToleration'
      ? undefined
      : taintToleration(cycle.info, node, cycle.snapshot.rules);
  const kept = taint === undefined ? undefined : obstacleOf(taint, node, cycle);
  const main = obstacleOf(failure, node, cycle);
  const own = failure === first ? main : obstacleOf(first, node, cycle);
  const isKept = kept !== undefined && kept.key !== 'node.kubernetes.io/unschedulable:NoSchedule';
  if (isKept || own !== main)
    return { name: main.name, key: main.key, first: own.name, taint: isKept ? kept.name : undefined };
  let plain = plainMains.get(main);
  if (plain === undefined) {
    plain = { name: main.name, key: main.key, first: main.name, taint: undefined };
    plainMains.set(main, plain);
  }
  return plain;
}

/** Where nothing stands beside an obstacle, one object for it. */
const plainMains = new WeakMap<object, Main>();

/** A cordoned node has the taint of it too: one obstacle, not two. */
const isCordonTaint = ({ detail }: Failure, all: readonly Failure[]): boolean =>
  detail.is === 'taint' &&
  detail.taint.key === 'node.kubernetes.io/unschedulable' &&
  all.some((other) => other.detail.is === 'cordoned');

const has =
  (names: readonly Obstacle[]) =>
  (main: Main): boolean =>
    names.includes(main.name) || names.includes(main.first) || (main.taint !== undefined && names.includes(main.taint));

/** Nodes kept for others, then nodes of another kind, are no candidates while there are any besides. */
export const notMeant: readonly (readonly Obstacle[])[] = [
  ['pinned-to-node'],
  ['control-plane-only'],
  ['taint-not-tolerated'],
  ['selector-mismatch'],
];

/** The cause of most nodes that the pod could be meant for. */
export function causeOf({ cycle, verdicts }: Evaluation): Cause | undefined {
  const out: Out[] = [];
  for (const verdict of verdicts)
    if (verdict.failure !== undefined) out.push({ main: mainOf(verdict.failure, verdict.node, cycle), verdict });
  let candidates: readonly Out[] = out;
  for (const names of notMeant) {
    const is = has(names);
    const rest = candidates.filter(({ main }) => !is(main));
    if (rest.length > 0) candidates = rest;
  }
  const [group] = [...groupBy(candidates, keyBy()).values()].toSorted(
    (a, b) => b.length - a.length || rank(a[0]) - rank(b[0]),
  );
  return group?.[0] === undefined ? undefined : new CauseOfNodes(group[0].main, group, out, cycle);
}

interface Out {
  readonly main: Main;
  readonly verdict: Verdict;
}

/** Name and key, made once a kind. */
function keyBy(): (one: Out) => string {
  const keys = new Map<Main, string>();
  return ({ main }) => {
    const known = keys.get(main) ?? `${main.name} ${main.key}`;
    keys.set(main, known);
    return known;
  };
}

const rank = (one: Out | undefined): number => (one === undefined ? order.length : order.indexOf(one.main.name));

/** Its nodes are made when somebody asks: of a thousand pods that come to the same only the first is told. */
class CauseOfNodes implements Cause {
  readonly name: Obstacle;
  readonly key: string;
  readonly #group: readonly Out[];
  readonly #out: readonly Out[];
  readonly #cycle: Cycle;
  readonly #made = new Map<Out, Blocked>();

  constructor({ name, key }: Main, group: readonly Out[], out: readonly Out[], cycle: Cycle) {
    this.name = name;
    this.key = key;
    this.#group = group;
    this.#out = out;
    this.#cycle = cycle;
  }

  #blocked(one: Out): Blocked {
    const known = this.#made.get(one);
    if (known !== undefined) return known;
    const { main, verdict } = one;
    // Only nodes that a filter rules out are among these.
    const made = new BlockedNode(verdict.node, verdict.failure as Failure, main, this.#cycle);
    this.#made.set(one, made);
    return made;
  }

  get nodes(): readonly Blocked[] {
    return this.#group.map((one) => this.#blocked(one));
  }

  get blocked(): readonly Blocked[] {
    return this.#out.map((one) => this.#blocked(one));
  }

  get isCombination(): boolean {
    const out = this.#out;
    const [first] = out;
    if (first === undefined || this.#cycle.refused !== undefined) return false;
    if (out.every(({ verdict }) => verdict.failure?.plugin === first.verdict.failure?.plugin)) return false;
    // What fails on every node fails on the first: no other filter has to be asked everywhere.
    const ofFirst = plugins.filter((plugin) => this.#fails(first, plugin));
    if (ofFirst.length < 2 || ofFirst.some((plugin) => out.every((one) => this.#fails(one, plugin)))) return false;
    return out.every((one) => this.#failsTwice(one));
  }

  #fails({ verdict: { node, failure } }: Out, plugin: Plugin): boolean {
    if (failure?.plugin === plugin) return true;
    if (failure === undefined || failure.detail.is === 'outside') return false;
    const other = failureOf(this.#cycle, node, plugin);
    return other !== undefined && !isCordonTaint(other, [failure]);
  }

  #failsTwice(one: Out): boolean {
    return plugins.some((plugin) => plugin !== one.verdict.failure?.plugin && this.#fails(one, plugin));
  }
}
