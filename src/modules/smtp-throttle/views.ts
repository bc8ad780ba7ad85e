import { smallSample, wilson } from '../../core/statistics/wilson.ts';
import { formatUtc } from '../../core/time/zone.ts';
import type { Cell, CurveView, TableView, TimelineView, Tone, View } from '../../core/view.ts';
import { type FailureClass, isThrottle } from './failure-class.ts';
import type { Burst } from './measures/bursts.ts';
import type { Concurrency } from './measures/concurrency.ts';
import { recommendedCap } from './measures/limits.ts';
import { countAll, countThrottled, type Measures } from './measures/measure.ts';
import type { SecondBucket, SmtpObservations } from './observations.ts';
import type { CapOutcome, RetryOutcome } from './simulation/simulate.ts';
import type { SimulatedBatch } from './simulation/workload.ts';

/** Seconds shown before and after a burst. */
const margin = 5;
/** Bursts drawn. */
const drawn = 3;
const longestStrip = 300;

const percent = (share: number): string => `${(share * 100).toFixed(1)} %`;

/** Failed attempts by class, with shares and intervals where the rate is known. */
export function classTable({ failed }: SmtpObservations, measures: Measures): TableView {
  const rows = Object.entries(failed)
    .filter(([, count]) => count > 0)
    .toSorted(([, a], [, b]) => b - a)
    .map(([name, count]): Cell[] => {
      const tone: Tone = isThrottle(name as FailureClass) ? 'bad' : 'plain';
      const share = measures.rateKnown ? wilson(count, measures.attempts) : undefined;
      const of = `${count}/${measures.rateKnown ? measures.attempts : '?'}`;
      const interval = share === undefined ? 'unknown' : `${percent(share.low)} to ${percent(share.high)}`;
      return [{ text: name, tone }, of, share === undefined ? 'unknown' : percent(share.estimate), interval];
    });
  return {
    kind: 'table',
    id: 'classes',
    title: 'Failed attempts by class',
    columns: [
      { label: 'class' },
      { label: 'k/n', align: 'right' },
      { label: 'share', align: 'right' },
      { label: '95 % interval', align: 'right' },
    ],
    rows,
    ...noteOf(measures),
  };
}

function noteOf({ rateKnown, attempts }: Measures): { note?: string } {
  if (!rateKnown) return { note: 'No accepted mails in this input: how many of all failed is unknown.' };
  if (attempts < smallSample) return { note: `A small sample: read the ${attempts} attempts, not the percentages.` };
  return {};
}

/** Sent and failed by the second around the worst bursts. */
export function burstStrips({ seconds }: SmtpObservations, { bursts, throttled }: Measures): TimelineView[] {
  const what = throttled > 0 ? 'were throttled' : 'failed for the network or the server';
  const worst = bursts.toSorted((a, b) => b.failures - a.failures).slice(0, drawn);
  return worst.toSorted((a, b) => a.from - b.from).map((burst) => burstStrip(seconds, burst, what));
}

function burstStrip(seconds: readonly SecondBucket[], burst: Burst, what: string): TimelineView {
  const from = burst.from - margin;
  const length = Math.min(longestStrip, burst.to + margin - from + 1);
  const near = seconds.filter(({ second }) => second >= from && second < from + length);
  const buckets = new Map(near.map((bucket) => [bucket.second, bucket]));
  const row = (name: string, tone: Tone, count: (bucket: SecondBucket) => number) => ({
    name,
    tone,
    values: Array.from({ length }, (_, i) => {
      const bucket = buckets.get(from + i);
      return bucket === undefined ? 0 : count(bucket);
    }),
  });
  const series = [
    row('sent', 'good', ({ sent }) => sent),
    row('throttled', 'bad', ({ failed }) => countThrottled(failed)),
    row('failed otherwise', 'warning', ({ failed }) => countAll(failed) - countThrottled(failed)),
  ];
  const { outside, pValue } = burst;
  const rates = `${what}: inside ${rateOf(burst.failures, burst.attempts)}, outside of all bursts ${rateOf(outside.failures, outside.attempts)}`;
  const chance = pValue === undefined ? '' : `; by accident with probability ${probability(pValue)}`;
  return {
    kind: 'timeline',
    id: `burst-${burst.from}`,
    title: `By the second from ${formatUtc(from * 1000)}: ${burst.failures} of ${burst.attempts} attempts ${what} in ${burst.to - burst.from + 1} s`,
    from: formatUtc(from * 1000),
    stepSeconds: 1,
    series: series.filter(({ name, values }) => name === 'sent' || values.some((value) => value > 0)),
    note:
      pValue === undefined
        ? `no rate is known: ${outside.attempts === 0 ? 'nothing is shown outside of the bursts' : 'no accepted mails are shown'}`
        : `${rates}${chance}`,
  };
}

/** `2/27 (2.1 % to 23.4 %)`. */
function rateOf(failures: number, attempts: number): string {
  if (attempts === 0) return 'nothing';
  const share = wilson(failures, attempts);
  return `${failures}/${attempts} (${percent(share.low)} to ${percent(share.high)})`;
}

const probability = (p: number): string => (p < 0.0001 ? 'below 0.0001' : p.toFixed(4));

/** How many were in flight at a refusal, and how that is known; nothing where it is not. */
export function concurrencyTable(concurrency: Concurrency): View[] {
  const { method, estimate, low, high, limit, assumptions, byInFlight } = concurrency;
  if (estimate === null || low === null || high === null) return [];
  const base = {
    kind: 'table',
    id: 'concurrency',
    title: method === 'erlang-b' ? 'Average submissions in flight in the bursts' : 'Submissions in flight at a refusal',
    note: `${howKnown[method]}; it holds if ${assumptions.join('; ')}`,
  } as const;
  const right = (label: string) => ({ label, align: 'right' as const });
  if (byInFlight.length === 0) {
    const values = [low, estimate, high].map((value) => (Number.isInteger(value) ? String(value) : value.toFixed(1)));
    const columns = ['least', 'expected', 'most', 'documented limit'].map(right);
    return [{ ...base, columns, rows: [[...values, limit === null ? 'none' : String(limit)]] }];
  }
  const rows = byInFlight.map((row): Cell[] => {
    const share = wilson(row.refused, row.attempts);
    const refused: Cell = { text: `${row.refused}/${row.attempts}`, tone: row.refused > 0 ? 'bad' : 'plain' };
    return [String(row.inFlight), refused, `${percent(share.low)} to ${percent(share.high)}`];
  });
  return [{ ...base, columns: ['in flight', 'refused k/n', '95 % interval'].map(right), rows }];
}

const howKnown: Readonly<Record<Concurrency['method'], string>> = {
  'start-and-end': 'counted from starts and ends',
  'ends-only': 'inferred from ends',
  'erlang-b': 'from the share of refusals, by Erlang-B',
  none: '',
};

const seconds = (value: number): string => `${value.toFixed(1)} s`;

/** What each cap would have done to the worst burst. */
export function capTable(caps: readonly CapOutcome[], retryOnly: RetryOutcome, batch: SimulatedBatch): View[] {
  const tone = (row: CapOutcome): Tone =>
    row.refused > 0 ? 'bad' : row.cap === recommendedCap.alone ? 'good' : 'plain';
  const rows = caps.map((row): Cell[] => [
    { text: row.cap === null ? 'none' : String(row.cap), tone: tone(row) },
    { text: String(row.refused), tone: tone(row) },
    seconds(row.makespanSeconds),
    `+${seconds(row.addedSeconds)}`,
    seconds(row.waitSeconds.p95),
    row.cap === recommendedCap.alone
      ? 'if not shared'
      : row.cap === recommendedCap.shared
        ? 'if the mailbox is shared'
        : '',
  ]);
  const { refused, makespanSeconds, lost } = retryOnly;
  rows.push(['retry only', String(refused), seconds(makespanSeconds), '', '', lost > 0 ? `${lost} lost` : '']);
  const table: TableView = {
    kind: 'table',
    id: 'caps',
    title: `${batch.workload.arrivals.length} mails, simulated against a mailbox that takes ${batch.workload.server.concurrent} at once and ${batch.workload.server.perMinute} a minute`,
    columns: [
      { label: 'cap' },
      { label: 'refused', align: 'right' },
      { label: 'takes', align: 'right' },
      { label: 'added', align: 'right' },
      { label: 'wait (95 %)', align: 'right' },
      { label: '' },
    ],
    rows,
    note: `arrivals: ${batch.arrivalsFrom}; service times: ${batch.servicesFrom}`,
  };
  const curve: CurveView = {
    kind: 'curve',
    id: 'cap-curve',
    title: 'Refusals by cap',
    xLabel: 'cap',
    yLabel: 'refused',
    points: caps.map((row, i) => ({
      x: row.cap ?? i + 1,
      y: row.refused,
      label: row.cap === null ? 'none' : String(row.cap),
      tone: tone(row),
    })),
  };
  return [table, curve];
}
