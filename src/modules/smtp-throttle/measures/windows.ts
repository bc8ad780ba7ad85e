import type { MinuteBucket, SecondBucket } from '../observations.ts';
import { attemptsOf } from './batches.ts';

/** The fullest window of a length. */
export interface Peak {
  /** ms since the epoch. */
  readonly from: number;
  readonly attempts: number;
}

interface Step {
  /** ms since the epoch. */
  readonly at: number;
  readonly attempts: number;
}

function peakOf(steps: readonly Step[], lengthMs: number): Peak | undefined {
  let best: Peak | undefined;
  let first = 0;
  let sum = 0;
  for (const step of steps) {
    sum += step.attempts;
    while (step.at - (steps[first]?.at ?? 0) >= lengthMs) {
      sum -= steps[first]?.attempts ?? 0;
      first += 1;
    }
    if (sum > (best?.attempts ?? 0)) best = { from: steps[first]?.at ?? step.at, attempts: sum };
  }
  return best;
}

/** Most attempts in 60 seconds that roll along; of a long log, whose seconds are thinned, at least the fullest minute. */
export function fullestMinute(seconds: readonly SecondBucket[], minutes: readonly MinuteBucket[]): Peak | undefined {
  const rolling = peakOf(
    seconds.map((bucket) => ({ at: bucket.second * 1000, attempts: attemptsOf(bucket) })),
    60_000,
  );
  const whole = peakOf(
    minutes.map(({ minute, sent, failed }) => ({ at: minute * 60_000, attempts: sent + failed })),
    60_000,
  );
  return (whole?.attempts ?? 0) > (rolling?.attempts ?? 0) ? whole : rolling;
}

/** Most accepted mails in 24 hours that roll along, by the minute: each has at least one recipient. */
export const fullestDay = (minutes: readonly MinuteBucket[]): Peak | undefined =>
  peakOf(
    minutes.map((bucket) => ({ at: bucket.minute * 60_000, attempts: bucket.sent })),
    24 * 3_600_000,
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
