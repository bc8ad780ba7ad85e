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
  const waiting = arrivals.map((at, mail) => ({ at, mail, tried: 0 }));
  let refused = 0;
  let lost = 0;
  let makespan = 0;
  for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
    const service = services[next.mail] ?? 0;
    const accepted = model.submit(next.at, service);
    const end = accepted ?? next.at + service;
    makespan = Math.max(makespan, end);
    if (accepted !== undefined) continue;
    refused += 1;
    const tried = next.tried + 1;
    if (tried >= tries) {
      lost += 1;
      continue;
    }
    const at = end + random() * 2 ** tried;
    const place = waiting.findIndex((other) => other.at > at);
    waiting.splice(place === -1 ? waiting.length : place, 0, { at, mail: next.mail, tried });
  }
  return { refused, lost, makespan };
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
