import { attemptsOf } from '../measures/batches.ts';
import type { Burst } from '../measures/bursts.ts';
import { m365Limits } from '../measures/limits.ts';
import type { Measures } from '../measures/measure.ts';
import type { AttemptSpan, SecondBucket, SmtpObservations } from '../observations.ts';
import { fitService } from './fit.ts';
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

/** How long a submission takes where neither the log nor the refusals tell, in seconds. */
const assumedService = 1;

/** The worst burst of the log as a workload; without times, a batch handed over at once. */
export function workloadOf({ spans, seconds }: SmtpObservations, measures: Measures): SimulatedBatch {
  const services = spans.filter(({ outcome }) => outcome === 'sent').map(({ from, to }) => (to - from) / 1000);
  const burst = measures.bursts.toSorted((a, b) => b.failures - a.failures)[0];
  const { arrivals, arrivalsFrom } =
    burst !== undefined && measures.rateKnown ? arrivalsOf(burst, spans, seconds) : assumedArrivals(measures);
  const fitted =
    services.length === 0 && burst !== undefined && measures.rateKnown && arrivals.length === burst.attempts
      ? fitService(arrivals, m365Limits, burst.failures, seed)
      : undefined;
  const servicesFrom =
    services.length > 0
      ? `${services.length} accepted mails of the log`
      : fitted === undefined
        ? 'assumed: about 1 s for a submission'
        : `about ${fitted.toFixed(1)} s, fitted to the ${burst?.failures} refusals seen; where a submission takes longer, the program already limits itself`;
  const typicalService = fitted ?? assumedService;
  return {
    workload: { arrivals, services: services.slice(0, 1000), typicalService, server: m365Limits, seed },
    arrivalsFrom,
    servicesFrom,
  };
}

interface Arrivals {
  readonly arrivals: readonly number[];
  readonly arrivalsFrom: string;
}

function arrivalsOf(burst: Burst, spans: readonly AttemptSpan[], seconds: readonly SecondBucket[]): Arrivals {
  const begun = spans.map(({ from }) => from / 1000).filter((at) => at >= burst.from - 5 && at <= burst.to + 1);
  if (begun.length * 2 >= burst.attempts) {
    return { arrivals: fromZero(begun), arrivalsFrom: 'the starts of the attempts in the worst burst' };
  }
  const ended: number[] = [];
  // A burst may last all day, and millions of mails: the first are enough.
  for (const bucket of seconds) {
    if (bucket.second > burst.to || ended.length >= longest) break;
    if (bucket.second >= burst.from) for (const at of spread(bucket.second, attemptsOf(bucket))) ended.push(at);
  }
  const arrivalsFrom = 'the attempts of the worst burst, spread over their seconds';
  return { arrivals: fromZero(ended), arrivalsFrom };
}

function assumedArrivals(measures: Measures): Arrivals {
  const mails = measures.rateKnown ? Math.min(longest, measures.attempts) : assumedMails;
  const why = measures.rateKnown ? 'the log shows no burst' : 'the log shows no accepted mails';
  return {
    arrivals: Array<number>(mails).fill(0),
    arrivalsFrom: `assumed: ${mails} mails at once, because ${why}`,
  };
}

const spread = (second: number, count: number): number[] => Array.from({ length: count }, (_, i) => second + i / count);

function fromZero(times: readonly number[]): number[] {
  const sorted = times.toSorted((a, b) => a - b).slice(0, longest);
  const first = sorted[0] ?? 0;
  return sorted.map((at) => at - first);
}
