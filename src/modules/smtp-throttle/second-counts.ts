import { type FailureClass, isThrottle } from './failure-class.ts';
import { bounds, type ClassCounts, type MinuteBucket, type SecondBucket } from './observations.ts';

/** Seconds this near to a failure are kept where seconds are thinned. */
const nearSeconds = 120;

interface Counts {
  sent: number;
  failed: Partial<Record<FailureClass, number>> | undefined;
}

/** Attempts by second; where there are too many seconds, those far from any failure are folded into minutes. */
export class SecondCounts {
  #bySecond = new Map<number, Counts>();
  #folded = new Map<number, number>();
  #last: Counts = { sent: 0, failed: undefined };
  #lastSecond = Number.NaN;

  addSent(second: number, mails: number): void {
    this.#at(second).sent += mails;
  }

  addFailed(second: number, name: FailureClass): void {
    const counts = this.#at(second);
    counts.failed ??= {};
    counts.failed[name] = (counts.failed[name] ?? 0) + 1;
  }

  #at(second: number): Counts {
    if (second === this.#lastSecond) return this.#last;
    let counts = this.#bySecond.get(second);
    if (counts === undefined) {
      if (this.#bySecond.size >= 2 * bounds.seconds) this.#thin();
      counts = { sent: 0, failed: undefined };
      this.#bySecond.set(second, counts);
    }
    this.#last = counts;
    this.#lastSecond = second;
    return counts;
  }

  #thin(): void {
    const near = nearFailures(
      [...this.#bySecond].filter(([, { failed }]) => failed !== undefined).map(([second]) => second),
    );
    for (const [second, { sent, failed }] of this.#bySecond) {
      if (failed !== undefined || near.has(Math.floor(second / nearSeconds))) continue;
      const minute = Math.floor(second / 60);
      this.#folded.set(minute, (this.#folded.get(minute) ?? 0) + sent);
      this.#bySecond.delete(second);
    }
  }

  /** Ascending seconds and minutes; minutes count all. */
  buckets(): { seconds: readonly SecondBucket[]; minutes: readonly MinuteBucket[] } {
    if (this.#bySecond.size > bounds.seconds) this.#thin();
    const seconds = [...this.#bySecond]
      .toSorted(([a], [b]) => a - b)
      .map(([second, { sent, failed }]) => ({ second, sent, failed: (failed ?? {}) as ClassCounts }));
    return { seconds, minutes: minutesOf(seconds, this.#folded) };
  }
}

const nearFailures = (seconds: readonly number[]): ReadonlySet<number> =>
  new Set(seconds.flatMap((second) => [-1, 0, 1].map((step) => Math.floor(second / nearSeconds) + step)));

function minutesOf(seconds: readonly SecondBucket[], folded: ReadonlyMap<number, number>): readonly MinuteBucket[] {
  const minutes = new Map<number, { sent: number; failed: number; throttled: number }>();
  const at = (minute: number) => {
    const known = minutes.get(minute) ?? { sent: 0, failed: 0, throttled: 0 };
    minutes.set(minute, known);
    return known;
  };
  for (const [minute, sent] of folded) at(minute).sent += sent;
  for (const { second, sent, failed } of seconds) {
    const counts = at(Math.floor(second / 60));
    counts.sent += sent;
    for (const [name, n] of Object.entries(failed)) {
      counts.failed += n;
      if (isThrottle(name as FailureClass)) counts.throttled += n;
    }
  }
  return [...minutes].toSorted(([a], [b]) => a - b).map(([minute, counts]) => ({ minute, ...counts }));
}

/** Seconds of both, ascending; the same second is summed. */
export function mergeSeconds(a: readonly SecondBucket[], b: readonly SecondBucket[]): readonly SecondBucket[] {
  return mergeSorted(
    a,
    b,
    (one) => one.second,
    (x, y) => ({ second: x.second, sent: x.sent + y.sent, failed: sumCounts(x.failed, y.failed) }),
  );
}

/** Minutes of both, ascending; the same minute is summed. */
export function mergeMinutes(a: readonly MinuteBucket[], b: readonly MinuteBucket[]): readonly MinuteBucket[] {
  return mergeSorted(
    a,
    b,
    (one) => one.minute,
    (x, y) => ({
      minute: x.minute,
      sent: x.sent + y.sent,
      failed: x.failed + y.failed,
      throttled: x.throttled + y.throttled,
    }),
  );
}

function mergeSorted<T>(
  a: readonly T[],
  b: readonly T[],
  key: (item: T) => number,
  sum: (x: T, y: T) => T,
): readonly T[] {
  const byKey = new Map(a.map((item) => [key(item), item]));
  for (const item of b) {
    const known = byKey.get(key(item));
    byKey.set(key(item), known === undefined ? item : sum(known, item));
  }
  return [...byKey.values()].toSorted((x, y) => key(x) - key(y));
}

/** Counts of both. */
export function sumCounts<T extends Readonly<Record<string, number>>>(a: T, b: T): T {
  const sums: Record<string, number> = { ...a };
  for (const [name, n] of Object.entries(b)) sums[name] = (sums[name] ?? 0) + n;
  return sums as T;
}
