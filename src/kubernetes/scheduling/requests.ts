import type { Texts } from '../objects/types/meta.ts';
import type { Pod } from '../objects/types/pod.ts';
import type { Container, PodSpec } from '../objects/types/pod-spec.ts';
import { nano, toMilli, toUnits } from './quantity.ts';
import type { Rules } from './rules.ts';

/** Amounts by resource: cpu in thousandths, all else in units (bytes, devices). */
export type Amounts = ReadonlyMap<string, number>;

/** Whether the scheduler counts a resource (pkg/scheduler/util IsScalarResourceName, and the three it knows). */
export function isCounted(name: string): boolean {
  if (name === 'cpu' || name === 'memory' || name === 'ephemeral-storage') return true;
  if (name.startsWith('hugepages-') || name.startsWith('attachable-volumes-')) return true;
  return name.includes('/') && (name.includes('kubernetes.io/') || !name.startsWith('requests.'));
}

const amountOf = (name: string, nanos: bigint): number => (name === 'cpu' ? toMilli(nanos) : toUnits(nanos));

/** A node's allocatable or capacity. */
export function amounts(texts: Texts): Amounts {
  const result = new Map<string, number>();
  for (const [name, text] of Object.entries(texts)) {
    if (isCounted(name) || name === 'pods') result.set(name, amountOf(name, nano(text) ?? 0n));
  }
  return result;
}

type Sum = Map<string, bigint>;

function add(sum: Sum, name: string, value: bigint): void {
  sum.set(name, (sum.get(name) ?? 0n) + value);
}

function addAll(sum: Sum, wants: readonly (readonly [string, bigint])[]): void {
  for (const [name, value] of wants) add(sum, name, value);
}

function raise(sum: Sum, name: string, value: bigint): void {
  const before = sum.get(name);
  if (before === undefined || value > before) sum.set(name, value);
}

const nanosPerMilli = 1_000_000n;
const nanosPerUnit = 1_000_000_000n;

/** Requests of a container in billionths, each rounded up where the scheduler adds rounded ones. */
function requestsOf(texts: Texts, rules: Rules): readonly (readonly [string, bigint])[] {
  return Object.entries(texts).flatMap(([name, text]) => {
    if (!isCounted(name)) return [];
    const exact = nano(text) ?? 0n;
    if (!rules.roundsContainers) return [[name, exact] as const];
    return [[name, BigInt(amountOf(name, exact)) * (name === 'cpu' ? nanosPerMilli : nanosPerUnit)] as const];
  });
}

/** What a pod asks for: max(containers and sidecars, each init container with the sidecars before it), then overhead. */
export function podRequests(spec: PodSpec, rules: Rules, status?: Pod['status']): Amounts {
  const counts = rules.resize ? status : undefined;
  const sum: Sum = new Map();
  for (const one of spec.containers) addAll(sum, requestsOf(resized(one, counts), rules));
  const starting = addInitContainers(sum, spec, rules, counts);
  for (const [name, value] of starting) raise(sum, name, value);
  if (rules.podLevelResources) {
    for (const [name, value] of requestsOf(spec.podRequests, rules)) if (isPodLevel(name)) sum.set(name, value);
  }
  addAll(sum, requestsOf(spec.overhead, rules));
  return new Map([...sum].map(([name, value]) => [name, amountOf(name, value)]));
}

/** Adds the sidecars to what runs, and returns what starting takes at most. */
function addInitContainers(sum: Sum, spec: PodSpec, rules: Rules, status: Pod['status']): Sum {
  const before: Sum = new Map();
  const starting: Sum = new Map();
  for (const one of spec.initContainers) {
    const isSidecar = rules.sidecars && one.restartPolicy === 'Always';
    const wants = requestsOf(isSidecar ? resized(one, status) : one.requests, rules);
    const own = new Map(before);
    addAll(own, wants);
    for (const [name, value] of own) raise(starting, name, value);
    if (!isSidecar) continue;
    addAll(sum, wants);
    addAll(before, wants);
  }
  return starting;
}

const isPodLevel = (name: string): boolean => name === 'cpu' || name === 'memory' || name.startsWith('hugepages-');

/** While a resize is open the larger of spec, status and allocation counts; what is infeasible is not asked for. */
function resized({ name, requests }: Container, status: Pod['status']): Texts {
  if (status === undefined) return requests;
  const found = [...status.containers, ...status.initContainers].find((one) => one.name === name);
  if (found?.requests === undefined) return requests;
  const pending = status.conditions.find(({ type }) => type === 'PodResizePending');
  const sources = [found.requests, found.allocated ?? {}, ...(pending?.reason === 'Infeasible' ? [] : [requests])];
  const result: Record<string, string> = {};
  for (const source of sources) {
    for (const [resource, text] of Object.entries(source)) {
      const known = result[resource];
      if (known === undefined || (nano(text) ?? 0n) > (nano(known) ?? 0n)) result[resource] = text;
    }
  }
  return result;
}
