import { groupBy } from '../../core/group.ts';
import { type Failure, type Plugin, plugins } from '../../kubernetes/scheduling/failure.ts';
import { allFailures, type Cycle, failureOf, type Verdict } from '../../kubernetes/scheduling/place.ts';
import type { NodeInfo } from '../../kubernetes/scheduling/snapshot.ts';
import type { Evaluation } from './evaluate.ts';
import { isConditionTaint, type Obstacle, obstacleOf } from './obstacle.ts';

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

const unschedulableTaint = 'node.kubernetes.io/unschedulable';

/** Put for what passes: somebody uncordons the node, or its condition changes. */
const isPassing = ({ detail }: Failure): boolean =>
  detail.is === 'cordoned' ||
  (detail.is === 'taint' && (detail.taint.key === unschedulableTaint || isConditionTaint(detail.taint.key)));

/** What would keep the pod from the node all the same, were it uncordoned or repaired. */
function lastingOf(first: Failure, node: NodeInfo, cycle: Cycle): Failure {
  if (!isPassing(first) || cycle.refused !== undefined) return first;
  return allFailures(cycle, node).find((one) => !isPassing(one)) ?? first;
}

/** The first failure that lasts, but a node of the wrong kind is first of all that. */
function mainOf(told: Failure, node: NodeInfo, cycle: Cycle): Main {
  const first = lastingOf(told, node, cycle);
  // NodeAffinity says so itself; the details of the others are not asked for here, they are made anew each time.
  const isOfKind = cycle.refused !== undefined || first.plugin === 'NodeAffinity';
  const failure = isOfKind ? first : (failureOf(cycle, node, 'NodeAffinity') ?? first);
  const taint = isOfKind || first.plugin === 'TaintToleration' ? undefined : failureOf(cycle, node, 'TaintToleration');
  const kept = taint === undefined ? undefined : obstacleOf(taint, node, cycle);
  const main = obstacleOf(failure, node, cycle);
  const own = failure === first ? main : obstacleOf(first, node, cycle);
  const isKept = kept !== undefined && kept.key !== `${unschedulableTaint}:NoSchedule`;
  return isKept || own !== main ? sharedMain(main, own.name, isKept ? kept.name : undefined) : plainMain(main);
}

type Named = Pick<Main, 'name' | 'key'>;

/** One object for all nodes of which the same is to be said: there are a thousand nodes a pod. */
const shared = new Map<string, Main>();
const plain = new Map<Obstacle, Map<string, Main>>();

function plainMain({ name, key }: Named): Main {
  const known = plain.get(name)?.get(key);
  if (known !== undefined) return known;
  const made = { name, key, first: name, taint: undefined };
  plain.set(name, (plain.get(name) ?? new Map<string, Main>()).set(key, made));
  return made;
}

function sharedMain({ name, key }: Named, first: Obstacle, taint: Obstacle | undefined): Main {
  const kind = `${name} ${first} ${taint ?? ''} ${key}`;
  const known = shared.get(kind) ?? { name, key, first, taint };
  shared.set(kind, known);
  return known;
}

/** A cordoned node has the taint of it too: one obstacle, not two. */
const isCordonTaint = ({ detail }: Failure, all: readonly Failure[]): boolean =>
  detail.is === 'taint' &&
  detail.taint.key === unschedulableTaint &&
  all.some((other) => other.detail.is === 'cordoned');

const has =
  (names: readonly Obstacle[]) =>
  (main: Main): boolean =>
    names.includes(main.name) || names.includes(main.first) || (main.taint !== undefined && names.includes(main.taint));

/** A pod that asks for nodes of a kind is meant for those, whoever else they are kept for. */
const isOfOtherKind = ({ name }: Main): boolean => name === 'selector-mismatch';

/** Nodes kept for others are no candidates while there are any besides. */
export const notMeant: readonly (readonly Obstacle[])[] = [
  ['pinned-to-node'],
  ['control-plane-only'],
  ['taint-not-tolerated'],
  ['selector-mismatch'],
];

/** The cause of most nodes that the pod could be meant for. */
export function causeOf({ cycle, verdicts }: Evaluation): Cause | undefined {
  const counts = new Map<Main, number>();
  const ofNodes = verdicts.map(({ failure, node }) => {
    if (failure === undefined) return undefined;
    const main = mainOf(failure, node, cycle);
    counts.set(main, (counts.get(main) ?? 0) + 1);
    return main;
  });
  let candidates = [...counts.keys()];
  for (const isOut of [has(['pinned-to-node']), isOfOtherKind, ...notMeant.map(has)]) {
    const rest = candidates.filter((main) => !isOut(main));
    if (rest.length > 0) candidates = rest;
  }
  const countOf = (group: readonly Main[]): number => group.reduce((sum, main) => sum + (counts.get(main) ?? 0), 0);
  const [group] = [...groupBy(candidates, ({ name, key }) => `${name} ${key}`).values()].toSorted(
    (a, b) => countOf(b) - countOf(a) || rank(a[0]) - rank(b[0]),
  );
  return group?.[0] === undefined ? undefined : new CauseOfNodes(new Set(group), ofNodes, verdicts, cycle);
}

const rank = (main: Main | undefined): number => (main === undefined ? order.length : order.indexOf(main.name));

/** Its nodes are made when somebody asks: of a thousand pods that come to the same only the first is told. */
class CauseOfNodes implements Cause {
  readonly name: Obstacle;
  readonly key: string;
  readonly #group: ReadonlySet<Main>;
  /** By verdict; undefined where the node takes the pod. */
  readonly #mains: readonly (Main | undefined)[];
  readonly #verdicts: readonly Verdict[];
  readonly #cycle: Cycle;
  readonly #made = new Map<Verdict, Blocked>();

  constructor(
    group: ReadonlySet<Main>,
    mains: readonly (Main | undefined)[],
    verdicts: readonly Verdict[],
    cycle: Cycle,
  ) {
    const [first] = group;
    // A group is never empty.
    this.name = first?.name ?? 'pinned-to-node';
    this.key = first?.key ?? '';
    this.#group = group;
    this.#mains = mains;
    this.#verdicts = verdicts;
    this.#cycle = cycle;
  }

  #blocked(is: (main: Main) => boolean): readonly Blocked[] {
    return this.#verdicts.flatMap((verdict, i) => {
      const main = this.#mains[i];
      const { node, failure } = verdict;
      if (main === undefined || failure === undefined || !is(main)) return [];
      const made = this.#made.get(verdict) ?? new BlockedNode(node, failure, main, this.#cycle);
      this.#made.set(verdict, made);
      return made;
    });
  }

  get nodes(): readonly Blocked[] {
    return this.#blocked((main) => this.#group.has(main));
  }

  get blocked(): readonly Blocked[] {
    return this.#blocked(() => true);
  }

  get isCombination(): boolean {
    const out = this.#verdicts;
    const [first] = out;
    // Who fits somewhere has no cause; who is refused as a whole has one.
    if (first?.failure === undefined || this.#cycle.refused !== undefined) return false;
    if (out.every(({ failure }) => failure?.plugin === first.failure?.plugin)) return false;
    // What fails on every node fails on the first: no other filter has to be asked everywhere.
    const ofFirst = plugins.filter((plugin) => this.#fails(first, plugin));
    if (ofFirst.length < 2 || ofFirst.some((plugin) => out.every((one) => this.#fails(one, plugin)))) return false;
    return out.every((one) => this.#failsTwice(one));
  }

  #fails({ node, failure }: Verdict, plugin: Plugin): boolean {
    if (failure?.plugin === plugin) return true;
    if (failure === undefined || (failure.plugin === 'NodeAffinity' && failure.detail.is === 'outside')) return false;
    const other = failureOf(this.#cycle, node, plugin);
    return other !== undefined && !isCordonTaint(other, [failure]);
  }

  #failsTwice(one: Verdict): boolean {
    return plugins.some((plugin) => plugin !== one.failure?.plugin && this.#fails(one, plugin));
  }
}
