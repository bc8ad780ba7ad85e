import { minuteMs } from '../../../core/time/units.ts';
import type { MinuteBucket, SecondBucket } from '../observations.ts';
import { attemptsOf } from './batches.ts';

/** The fullest window of a length. */
export interface Peak {
  /** ms since the epoch. */
  readonly from: number;
  readonly attempts: number;
}

/** `unit`: ms of a step. */
function peakOf<T>(
  steps: readonly T[],
  numberOf: (step: T) => number,
  countOf: (step: T) => number,
  { unit, lengthMs }: { readonly unit: number; readonly lengthMs: number },
): Peak | undefined {
  const length = lengthMs / unit;
  let best: Peak | undefined;
  let sum = 0;
  let first = 0;
  for (const step of steps) {
    sum += countOf(step);
    let from = steps[first] as T;
    while (numberOf(step) - numberOf(from) >= length) {
      sum -= countOf(from);
      first += 1;
      from = steps[first] as T;
    }
    if (sum > (best?.attempts ?? 0)) best = { from: numberOf(from) * unit, attempts: sum };
  }
  return best;
}

/** Most attempts in 60 seconds that roll along; of a long log, whose seconds are thinned, at least the fullest minute. */
export function fullestMinute(seconds: readonly SecondBucket[], minutes: readonly MinuteBucket[]): Peak | undefined {
  const rolling = peakOf(seconds, (bucket) => bucket.second, attemptsOf, { unit: 1000, lengthMs: minuteMs });
  const whole = peakOf(
    minutes,
    ({ minute }) => minute,
    ({ sent, failed }) => sent + failed,
    { unit: minuteMs, lengthMs: minuteMs },
  );
  return (whole?.attempts ?? 0) > (rolling?.attempts ?? 0) ? whole : rolling;
}

/** Most accepted mails in 24 hours that roll along, by the minute: each has at least one recipient. */
export const fullestDay = (minutes: readonly MinuteBucket[]): Peak | undefined =>
  peakOf(
    minutes,
    ({ minute }) => minute,
    ({ sent }) => sent,
    { unit: minuteMs, lengthMs: 24 * 60 * minuteMs },
  );

/** A time of the clock at which bursts come again and again. */
export interface Period {
  readonly every: 'hour' | 'day';
  /** Minute of the hour, or of the day in UTC. */
  readonly minute: number;
  /** How many bursts begin then, of how many in all. */
  readonly bursts: number;
  readonly of: number;
}

/** Bursts begin at most this many minutes apart to be of one time. */
const tolerance = 1;

/** Whether bursts keep a time: at least three of them, and most of all, at the same minute of the hour or the day. */
export function findPeriod(startSeconds: readonly number[]): Period | undefined {
  const lengths = { day: 1440, hour: 60 } as const;
  for (const every of ['day', 'hour'] as const) {
    const length = lengths[every];
    const minutes = startSeconds.map((second) => Math.floor(second / 60) % length);
    const counts = minutes.map((minute) => {
      const near = startSeconds.filter((second) => {
        const distance = Math.abs((Math.floor(second / 60) % length) - minute);
        return Math.min(distance, length - distance) <= tolerance;
      });
      // Several bursts of one hour (or day) are one occurrence of that time.
      return { minute, bursts: new Set(near.map((second) => Math.floor(second / 60 / length))).size };
    });
    const best = counts.toSorted((a, b) => b.bursts - a.bursts || a.minute - b.minute)[0];
    if (best !== undefined && best.bursts >= 3 && best.bursts * 3 >= startSeconds.length * 2) {
      return { every, minute: best.minute, bursts: best.bursts, of: startSeconds.length };
    }
  }
  return undefined;
}
