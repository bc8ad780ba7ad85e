import type { Failure, Shortage } from '../failure.ts';
import type { Rules } from '../rules.ts';
import type { NodeInfo, PodInfo } from '../snapshot.ts';

/** The three that the scheduler keeps apart; before 1.28 all of them are compared where anything is asked for. */
const basic = ['cpu', 'memory', 'ephemeral-storage'];

/** Requests against what is allocatable and not requested yet. */
export function nodeResourcesFit({ requests }: PodInfo, info: NodeInfo, rules: Rules): Failure | undefined {
  const short = shortages(requests, info, rules);
  return short.length === 0 ? undefined : new Shortfall(short, rules);
}

/** A class with nothing that follows from what is short: there are a thousand of them a pod. */
class Shortfall implements Failure {
  readonly plugin = 'NodeResourcesFit' as const;
  readonly reasons: readonly string[];
  readonly unresolvable: boolean;
  readonly #short: readonly Shortage[];

  constructor(short: readonly Shortage[], rules: Rules) {
    this.#short = short;
    this.reasons = reasonsOf(short);
    this.unresolvable =
      rules.aboveAllocatableUnresolvable &&
      short.some(({ resource, wants, allocatable }) => resource !== 'pods' && wants > allocatable);
  }

  get detail(): Failure['detail'] {
    return { is: 'resources', short: this.#short };
  }
}

const sayShort = (resource: string): string => (resource === 'pods' ? 'Too many pods' : `Insufficient ${resource}`);

/** Reasons by resource: a thousand nodes that lack the same share one list. */
const alone = new Map<string, readonly string[]>();

function reasonsOf(short: readonly Shortage[]): readonly string[] {
  const [only, more] = short;
  if (only === undefined || more !== undefined) return short.map(({ resource }) => sayShort(resource));
  let reasons = alone.get(only.resource);
  if (reasons === undefined) {
    reasons = [sayShort(only.resource)];
    alone.set(only.resource, reasons);
  }
  return reasons;
}

const nothing: readonly Shortage[] = [];

function shortages(requests: PodInfo['requests'], info: NodeInfo, rules: Rules): readonly Shortage[] {
  const { allocatable, requested, pods } = info;
  let short: Shortage[] | undefined;
  const room = allocatable.get('pods') ?? 0;
  if (pods.length + 1 > room) short = [{ resource: 'pods', wants: 1, used: pods.length, allocatable: room }];
  for (const [resource, wants] of askedOf(requests)) {
    if (wants === 0 && rules.comparesOnlyAsked) continue;
    const has = allocatable.get(resource) ?? 0;
    const used = requested.get(resource) ?? 0;
    if (wants <= has - used) continue;
    const one = { resource, wants, used, allocatable: has };
    // An array that is made with its one element holds no room for sixteen more.
    if (short === undefined) short = [one];
    else short.push(one);
  }
  return short ?? nothing;
}

type Asked = readonly (readonly [string, number])[];
const asked = new WeakMap<PodInfo['requests'], Asked>();

/** What is compared, in the scheduler's order; made once a pod. */
function askedOf(requests: PodInfo['requests']): Asked {
  const known = asked.get(requests);
  if (known !== undefined) return known;
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
