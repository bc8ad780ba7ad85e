import type { Failure, Shortage } from '../failure.ts';
import type { Rules } from '../rules.ts';
import type { NodeInfo, PodInfo } from '../snapshot.ts';

/** The three that the scheduler keeps apart; before 1.28 all of them are compared where anything is asked for. */
const basic = ['cpu', 'memory', 'ephemeral-storage'];

/** Requests against what is allocatable and not requested yet. */
export function nodeResourcesFit({ requests }: PodInfo, info: NodeInfo, rules: Rules): Failure | undefined {
  const { allocatable, requested, pods } = info;
  const isFull = pods.length + 1 > (allocatable.get('pods') ?? 0);
  let names = isFull ? 'pods' : '';
  let isAbove = false;
  for (const [resource, wants] of askedOf(requests)) {
    if ((wants === 0 && rules.comparesOnlyAsked) || rules.ignores?.(resource) === true) continue;
    const has = allocatable.get(resource) ?? 0;
    if (wants <= has - (requested.get(resource) ?? 0)) continue;
    isAbove ||= wants > has;
    names = names === '' ? nameOf(resource, wants, has) : `${names}\n${nameOf(resource, wants, has)}`;
  }
  if (names === '') return undefined;
  const unresolvable = rules.aboveAllocatableUnresolvable && isAbove;
  return new Shortfall(reasonsOf(names), unresolvable, requests, info, rules);
}

/** `cpu` where it is taken by others, `cpu above` where the node has less than that, `cpu none` where it has none. */
const nameOf = (resource: string, wants: number, has: number): string =>
  wants <= has ? resource : has === 0 ? `${resource} none` : `${resource} above`;

/** Says what is short when somebody asks: there are a thousand of them a pod. */
class Shortfall implements Failure {
  readonly plugin = 'NodeResourcesFit' as const;
  readonly reasons: readonly string[];
  readonly unresolvable: boolean;
  readonly #requests: PodInfo['requests'];
  readonly #info: NodeInfo;
  readonly #rules: Rules;

  constructor(
    reasons: readonly string[],
    unresolvable: boolean,
    requests: PodInfo['requests'],
    info: NodeInfo,
    rules: Rules,
  ) {
    this.reasons = reasons;
    this.unresolvable = unresolvable;
    this.#requests = requests;
    this.#info = info;
    this.#rules = rules;
  }

  get detail(): Failure['detail'] {
    return { is: 'resources', short: shortages(this.#requests, this.#info, this.#rules) };
  }
}

const sayShort = (name: string): string => {
  const [resource] = name.split(' ', 1);
  return resource === 'pods' ? 'Too many pods' : `Insufficient ${resource}`;
};

/** Reasons by what is short, a line each: nodes that lack the same, and so lack it for good or for now, share one list. */
const known = new Map<string, readonly string[]>();

function reasonsOf(names: string): readonly string[] {
  let reasons = known.get(names);
  if (reasons === undefined) {
    reasons = names.split('\n').map(sayShort);
    known.set(names, reasons);
  }
  return reasons;
}

function shortages(requests: PodInfo['requests'], info: NodeInfo, rules: Rules): readonly Shortage[] {
  const { allocatable, requested, pods } = info;
  const room = allocatable.get('pods') ?? 0;
  const short: Shortage[] =
    pods.length + 1 > room ? [{ resource: 'pods', wants: 1, used: pods.length, allocatable: room }] : [];
  for (const [resource, wants] of askedOf(requests)) {
    if ((wants === 0 && rules.comparesOnlyAsked) || rules.ignores?.(resource) === true) continue;
    const has = allocatable.get(resource) ?? 0;
    const used = requested.get(resource) ?? 0;
    if (wants > has - used) short.push({ resource, wants, used, allocatable: has });
  }
  return short;
}

type Asked = readonly (readonly [string, number])[];
const asked = new WeakMap<PodInfo['requests'], Asked>();

/** What is compared, in the scheduler's order; made once a pod. */
function askedOf(requests: PodInfo['requests']): Asked {
  const before = asked.get(requests);
  if (before !== undefined) return before;
  const made: Asked = asksNothing(requests)
    ? []
    : [
        ...basic.map((resource) => [resource, requests.get(resource) ?? 0] as const),
        ...[...requests].filter(([resource]) => !basic.includes(resource)),
      ];
  asked.set(requests, made);
  return made;
}

/** A device asked for with 0 is asked for. */
function asksNothing(requests: PodInfo['requests']): boolean {
  for (const [name, amount] of requests) if (amount > 0 || !basic.includes(name)) return false;
  return true;
}
