import { type FailureClass, failureClasses, isThrottle } from './failure-class.ts';
import { bounds, type ClassCounts, type MinuteBucket, type SecondBucket } from './observations.ts';

/** Seconds this near to a throttled mail are kept where seconds are thinned. */
const nearSeconds = 120;
const nearby = 1 << 18;
/** Counts of one second: sent mails, then failed ones by class. */
const width = 1 + failureClasses.length;
const columnOf = new Map(failureClasses.map((name, i) => [name, i + 1]));

/**
 * Attempts by second, in one table of numbers: a day of seconds must not fill the memory. Where there
 * are too many seconds, those far from any throttling are folded into minutes.
 */
export class SecondCounts {
  #rows = new Map<number, number>();
  #counts = new Int32Array(1024 * width);
  #folded = new Map<number, MinuteBucket>();
  /** Rows, counted from 1, of the seconds around the first one: a log is mostly of one day. */
  #nearRows = new Int32Array(nearby);
  #base = Number.NaN;
  #row = 0;
  #second = Number.NaN;

  addSent(second: number, mails: number): void {
    this.#add(second, 0, mails);
  }

  addFailed(second: number, name: FailureClass): void {
    this.#add(second, columnOf.get(name) ?? 0, 1);
  }

  #add(second: number, column: number, mails: number): void {
    if (second !== this.#second) this.#turnTo(second);
    const at = this.#row * width + column;
    this.#counts[at] = (this.#counts[at] as number) + mails;
  }

  #turnTo(second: number): void {
    if (Number.isNaN(this.#base)) this.#base = second - nearby / 2;
    const place = second - this.#base;
    const near = place >= 0 && place < nearby;
    let row: number | undefined = near ? (this.#nearRows[place] as number) - 1 : this.#rows.get(second);
    if (row === -1) row = undefined;
    if (row === undefined) {
      if (this.#rows.size >= bounds.seconds) this.#thin();
      row = this.#rows.size;
      this.#rows.set(second, row);
      if (near) this.#nearRows[place] = row + 1;
      if ((row + 1) * width > this.#counts.length) this.#grow();
    }
    this.#row = row;
    this.#second = second;
  }

  #grow(): void {
    const counts = new Int32Array(this.#counts.length * 2);
    counts.set(this.#counts);
    this.#counts = counts;
  }

  #thin(): void {
    const all = this.#buckets();
    const near = new Set(all.filter(throttled).flatMap(({ second }) => [-1, 0, 1].map((step) => part(second) + step)));
    let kept = all.filter(({ second }) => near.has(part(second)));
    if (kept.length > bounds.seconds / 2) kept = kept.slice(-bounds.seconds / 2);
    const stays = new Set(kept);
    const folded = mergeMinutes([...this.#folded.values()], minutesOf(all.filter((one) => !stays.has(one))));
    this.#folded = new Map(folded.map((one) => [one.minute, one]));
    this.#rows.clear();
    this.#nearRows.fill(0);
    this.#counts.fill(0);
    this.#second = Number.NaN;
    for (const { second, sent, failed } of kept) {
      this.addSent(second, sent);
      for (const [name, n] of Object.entries(failed)) this.#add(second, columnOf.get(name as FailureClass) ?? 0, n);
    }
  }

  #buckets(): SecondBucket[] {
    const seconds = Float64Array.from(this.#rows.keys()).sort();
    return Array.from(seconds, (second) => {
      const at = (this.#rows.get(second) ?? 0) * width;
      return { second, sent: this.#counts[at] ?? 0, failed: this.#failedAt(at) };
    });
  }

  #failedAt(at: number): ClassCounts {
    let failed: Partial<Record<FailureClass, number>> | undefined;
    for (let i = 1; i < width; i++) {
      const n = this.#counts[at + i] as number;
      if (n === 0) continue;
      failed ??= {};
      failed[failureClasses[i - 1] as FailureClass] = n;
    }
    return failed ?? none;
  }

  /** Ascending seconds and minutes; minutes count all. */
  buckets(): { seconds: readonly SecondBucket[]; minutes: readonly MinuteBucket[] } {
    const seconds = this.#buckets();
    return { seconds, minutes: mergeMinutes([...this.#folded.values()], minutesOf(seconds)) };
  }
}

const none: ClassCounts = {};
const part = (second: number): number => Math.floor(second / nearSeconds);
const throttled = ({ failed }: SecondBucket): boolean =>
  failureClasses.some((name) => isThrottle(name) && failed[name] !== undefined);

function minutesOf(seconds: readonly SecondBucket[]): readonly MinuteBucket[] {
  const minutes: { minute: number; sent: number; failed: number; throttled: number }[] = [];
  let last = { minute: Number.NaN, sent: 0, failed: 0, throttled: 0 };
  for (const { second, sent, failed } of seconds) {
    const minute = Math.floor(second / 60);
    if (minute !== last.minute) {
      last = { minute, sent: 0, failed: 0, throttled: 0 };
      minutes.push(last);
    }
    last.sent += sent;
    for (const name in failed) {
      const n = failed[name as FailureClass] ?? 0;
      last.failed += n;
      if (isThrottle(name as FailureClass)) last.throttled += n;
    }
  }
  return minutes;
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
