import { attemptsOf } from '../measures/batches.ts';
import { m365Limits } from '../measures/limits.ts';
import type { Measures } from '../measures/measure.ts';
import type { SmtpObservations } from '../observations.ts';
import type { Workload } from './simulate.ts';

/** A workload, and in words where it comes from. */
export interface SimulatedBatch {
  readonly workload: Workload;
  readonly arrivalsFrom: string;
  readonly servicesFrom: string;
}

/** Mails of a batch that are simulated at most. */
const longest = 300;
/** Where the log does not tell when mails were handed over. */
const assumedMails = 25;
/** Any number does, as long as it is always the same. */
const seed = 20261122;

/** The worst burst of the log as a workload; without times, a batch handed over at once. */
export function workloadOf({ spans, seconds }: SmtpObservations, measures: Measures): SimulatedBatch {
  const services = spans.filter(({ outcome }) => outcome === 'sent').map(({ from, to }) => (to - from) / 1000);
  const servicesFrom =
    services.length > 0 ? `${services.length} accepted mails of the log` : 'assumed: about 1 s for a submission';
  const batch = { services: services.slice(0, 1000), server: m365Limits, seed };
  const burst = measures.bursts.toSorted((a, b) => b.failures - a.failures)[0];
  if (burst !== undefined && measures.rateKnown) {
    const begun = spans.map(({ from }) => from / 1000).filter((at) => at >= burst.from - 5 && at <= burst.to + 1);
    const ended = seconds
      .filter(({ second }) => second >= burst.from && second <= burst.to)
      .flatMap((bucket) => spread(bucket.second, attemptsOf(bucket)));
    const exact = begun.length * 2 >= burst.attempts;
    const arrivalsFrom = exact
      ? 'the starts of the attempts in the worst burst'
      : 'the ends of the attempts in the worst burst, spread over their seconds';
    const arrivals = fromZero(exact ? begun : ended);
    return { workload: { ...batch, arrivals }, arrivalsFrom, servicesFrom };
  }
  const mails = measures.rateKnown ? Math.min(longest, measures.attempts) : assumedMails;
  const known = measures.rateKnown ? 'the log has no times' : 'the log shows no accepted mails';
  return {
    workload: { ...batch, arrivals: Array<number>(mails).fill(0) },
    arrivalsFrom: `assumed: ${mails} mails at once, because ${known}`,
    servicesFrom,
  };
}

const spread = (second: number, count: number): number[] => Array.from({ length: count }, (_, i) => second + i / count);

function fromZero(times: readonly number[]): number[] {
  const sorted = times.toSorted((a, b) => a - b).slice(0, longest);
  const first = sorted[0] ?? 0;
  return sorted.map((at) => at - first);
}
