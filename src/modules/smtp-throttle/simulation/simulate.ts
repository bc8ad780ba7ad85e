import { median, quantile, quantileOfSorted } from '../../../core/statistics/quantile.ts';
import { lognormal, type Random, seededRandom } from '../../../core/statistics/random.ts';
import { serviceSigma } from './fit.ts';
import { createServer, type ServerModel } from './server.ts';

/** A batch to be sent again in the model; seconds. */
export interface Workload {
  /** When each mail was handed over, ascending, from 0. */
  readonly arrivals: readonly number[];
  /** Service times that were seen; empty, they are drawn around `typicalService`. */
  readonly services: readonly number[];
  readonly typicalService: number;
  readonly server: ServerModel;
  readonly seed: number;
}

/** What a cap would do, medians over the replicates with the band of the middle 90 %. */
export interface CapOutcome {
  /** Submissions the program allows itself at once; null for as many as there are mails. */
  readonly cap: number | null;
  readonly refused: number;
  readonly refusedBand: readonly [number, number];
  /** From the first arrival to the last end. */
  readonly makespanSeconds: number;
  readonly makespanBand: readonly [number, number];
  /** How much longer the batch takes than without a cap. */
  readonly addedSeconds: number;
  /** How long a mail waits for its turn: median, 95 % and longest. */
  readonly waitSeconds: { readonly p50: number; readonly p95: number; readonly max: number };
}

/** What retrying alone would do: no cap, full jitter, 2 s doubling. */
export interface RetryOutcome {
  readonly refused: number;
  readonly makespanSeconds: number;
  /** Mails still refused after the last try. */
  readonly lost: number;
}

export const simulatedCaps: readonly (number | null)[] = [1, 2, 3, 4, null];
const replicates = 100;
/** Tries of the retry policy, the first included. */
const tries = 6;

interface Run {
  readonly refused: number;
  readonly makespan: number;
  readonly waits: Float64Array;
}

/** One replicate: mails in the order of arrival, each on the first slot of the program that becomes free. */
function runCapped({ arrivals, server }: Workload, services: Float64Array, cap: number): Run {
  const model = createServer(server);
  const slots = new Float64Array(Math.min(cap, arrivals.length));
  const waits = new Float64Array(arrivals.length);
  let refused = 0;
  let makespan = 0;
  for (let i = 0; i < arrivals.length; i++) {
    const arrival = arrivals[i] ?? 0;
    const service = services[i] ?? 0;
    // With as many slots as mails none waits.
    const slot = slots.length < arrivals.length ? earliest(slots) : i;
    const start = Math.max(arrival, slots[slot] ?? 0);
    const accepted = model.submit(start, service);
    const end = accepted ?? start + service;
    slots[slot] = end;
    waits[i] = start - arrival;
    if (accepted === undefined) refused += 1;
    makespan = Math.max(makespan, end);
  }
  return { refused, makespan, waits };
}

function earliest(slots: Float64Array): number {
  let best = 0;
  for (let i = 1; i < slots.length; i++) if ((slots[i] ?? 0) < (slots[best] ?? 0)) best = i;
  return best;
}

/** One replicate without a cap: refused mails come again after a random part of 2, 4, 8 … seconds. */
function runRetrying({ arrivals, server }: Workload, services: Float64Array, random: Random) {
  const model = createServer(server);
  const due = Float64Array.from(arrivals);
  const tried = new Uint8Array(arrivals.length);
  // Mails in the order they are due; those before `next` are done with.
  const queue = Uint32Array.from(arrivals.keys());
  let refused = 0;
  let lost = 0;
  let makespan = 0;
  for (let next = 0; next < queue.length; ) {
    const mail = queue[next] as number;
    const at = due[mail] as number;
    const service = services[mail] ?? 0;
    const accepted = model.submit(at, service);
    const end = accepted ?? at + service;
    makespan = Math.max(makespan, end);
    if (accepted === undefined) refused += 1;
    const times = (tried[mail] as number) + 1;
    tried[mail] = times;
    if (accepted !== undefined || times >= tries) {
      if (accepted === undefined) lost += 1;
      next += 1;
      continue;
    }
    const again = end + random() * 2 ** times;
    due[mail] = again;
    const place = placeOf(again, queue, due, next + 1);
    queue.copyWithin(next, next + 1, place);
    queue[place - 1] = mail;
  }
  return { refused, lost, makespan };
}

/** Where in the queue, from `from` on, the first mail is that is due later. */
function placeOf(at: number, queue: Uint32Array, due: Float64Array, from: number): number {
  let low = from;
  let high = queue.length;
  while (low < high) {
    const half = (low + high) >>> 1;
    if ((due[queue[half] as number] as number) > at) high = half;
    else low = half + 1;
  }
  return low;
}

/** Caps 1 to 4, none, and retrying alone on the same draws of service times; the same seed gives the same numbers. */
export function simulate(workload: Workload): { readonly caps: CapOutcome[]; readonly retryOnly: RetryOutcome } {
  const random = seededRandom(workload.seed);
  const draws = Array.from({ length: replicates }, () =>
    Float64Array.from(workload.arrivals, () => drawService(workload, random)),
  );
  const uncapped = draws.map((services) => runCapped(workload, services, Number.POSITIVE_INFINITY));
  const shortest = middle(uncapped.map((run) => run.makespan));
  const caps = simulatedCaps.map((cap) => {
    const runs = cap === null ? uncapped : draws.map((services) => runCapped(workload, services, cap));
    return outcomeOf(cap, runs, shortest);
  });
  const retrying = draws.map((services) => runRetrying(workload, services, random));
  return {
    caps,
    retryOnly: {
      refused: middle(retrying.map((run) => run.refused)),
      makespanSeconds: tenth(middle(retrying.map((run) => run.makespan))),
      lost: middle(retrying.map((run) => run.lost)),
    },
  };
}

function drawService({ services, typicalService }: Workload, random: Random): number {
  const seen = services[Math.floor(random() * services.length)];
  return seen ?? lognormal(random, typicalService, serviceSigma);
}

function outcomeOf(cap: number | null, runs: readonly Run[], shortest: number): CapOutcome {
  const refused = runs.map((run) => run.refused);
  const makespans = runs.map((run) => run.makespan);
  const waits = sortedOf(runs.map((run) => run.waits));
  const wait = (q: number) => tenth(quantileOfSorted(waits, q) ?? 0);
  const band = (values: readonly number[]) => [tenth(at(values, 0.05)), tenth(at(values, 0.95))] as const;
  return {
    cap,
    refused: Math.round(middle(refused)),
    refusedBand: band(refused),
    makespanSeconds: tenth(middle(makespans)),
    makespanBand: band(makespans),
    addedSeconds: tenth(Math.max(0, middle(makespans) - shortest)),
    waitSeconds: { p50: wait(0.5), p95: wait(0.95), max: wait(1) },
  };
}

/** All values of the lists, ascending. */
function sortedOf(lists: readonly Float64Array[]): Float64Array {
  const all = new Float64Array(lists.reduce((sum, list) => sum + list.length, 0));
  let at = 0;
  for (const list of lists) {
    all.set(list, at);
    at += list.length;
  }
  return all.sort();
}

const at = (values: readonly number[], q: number): number => quantile(values, q) ?? 0;
const middle = (values: readonly number[]): number => median(values) ?? 0;
const tenth = (value: number): number => Math.round(value * 10) / 10;
