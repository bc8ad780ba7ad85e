import { type FailureClass, failureClasses, isThrottle } from './failure-class.ts';
import { bounds, type ClassCounts, type MinuteBucket, type SecondBucket } from './observations.ts';

/** Seconds this near to a throttled mail are kept where seconds are thinned. */
const nearSeconds = 120;
const nearby = 1 << 18;
/** Counts of failures that are shared by seconds at most. */
const sharedCounts = 1000;
/** Seconds of a block of the table. */
const blockRows = 1 << 12;
/** A part of the table; a class of failures has its column once it occurs in it: most never do. */
interface Block {
  readonly seconds: Float64Array;
  readonly columns: (Int32Array | undefined)[];
}

/** Columns of the table: sent mails, then failed ones by class. */
const columnOf = new Map(failureClasses.map((name, i) => [name, i + 1]));

/**
 * Attempts by second, in one table of numbers: a day of seconds must not fill the memory. Where there
 * are too many seconds, those far from any throttling are folded into minutes.
 */
export class SecondCounts {
  #blocks: Block[] = [];
  #length = 0;
  #folded = new Map<number, MinuteBucket>();
  /** Rows, counted from 1, of the seconds around the first one: a log is mostly of one day. */
  #nearRows = new Int32Array(nearby);
  /** Rows of all other seconds. */
  #farRows = new Map<number, number>();
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
    const { columns } = this.#blockOf(this.#row);
    columns[column] ??= new Int32Array(blockRows);
    const counts = columns[column];
    const place = this.#row % blockRows;
    counts[place] = (counts[place] as number) + mails;
  }

  #blockOf(row: number): Block {
    return this.#blocks[Math.floor(row / blockRows)] as Block;
  }

  #turnTo(second: number): void {
    if (Number.isNaN(this.#base)) this.#base = second - nearby / 2;
    const place = second - this.#base;
    const near = place >= 0 && place < nearby;
    let row = (near ? (this.#nearRows[place] as number) : (this.#farRows.get(second) ?? 0)) - 1;
    if (row === -1) {
      if (this.#length >= bounds.seconds) this.#thin();
      row = this.#length++;
      if (near) this.#nearRows[place] = row + 1;
      else this.#farRows.set(second, row + 1);
      if (row % blockRows === 0) this.#blocks.push({ seconds: new Float64Array(blockRows), columns: [] });
      this.#blockOf(row).seconds[row % blockRows] = second;
    }
    this.#row = row;
    this.#second = second;
  }

  #thin(): void {
    const all = this.#buckets();
    const near = new Set(all.filter(throttled).flatMap(({ second }) => [-1, 0, 1].map((step) => part(second) + step)));
    let kept = all.filter(({ second }) => near.has(part(second)));
    if (kept.length > bounds.seconds / 2) kept = kept.slice(-bounds.seconds / 2);
    const stays = new Set(kept);
    const folded = mergeMinutes([...this.#folded.values()], minutesOf(all.filter((one) => !stays.has(one))));
    this.#folded = new Map(folded.map((one) => [one.minute, one]));
    this.#length = 0;
    this.#blocks = [];
    this.#nearRows.fill(0);
    this.#farRows.clear();
    this.#second = Number.NaN;
    for (const { second, sent, failed } of kept) {
      this.addSent(second, sent);
      for (const [name, n] of Object.entries(failed)) this.#add(second, columnOf.get(name as FailureClass) ?? 0, n);
    }
  }

  #buckets(): SecondBucket[] {
    const buckets = new Array<SecondBucket>(this.#length);
    const known = new Map<string, ClassCounts>();
    let ascending = true;
    for (let row = 0; row < this.#length; row++) {
      const { seconds, columns } = this.#blockOf(row);
      const place = row % blockRows;
      const second = unboxed(seconds[place] as number);
      if (row > 0 && second < (buckets[row - 1] as SecondBucket).second) ascending = false;
      buckets[row] = { second, sent: columns[0]?.[place] ?? 0, failed: failedAt(place, columns, known) };
    }
    return ascending ? buckets : buckets.sort((a, b) => a.second - b.second);
  }

  /** Ascending seconds and minutes; minutes count all. */
  buckets(): { seconds: readonly SecondBucket[]; minutes: readonly MinuteBucket[] } {
    const seconds = this.#buckets();
    return { seconds, minutes: mergeMinutes([...this.#folded.values()], minutesOf(seconds)) };
  }
}

/** Counts by class; those known by their `i:n` are shared, for a day has few that differ. */
function failedAt(place: number, columns: Block['columns'], known: Map<string, ClassCounts>): ClassCounts {
  let key = '';
  for (let i = 1; i < columns.length; i++) {
    const n = columns[i]?.[place] ?? 0;
    if (n > 0) key += `${i}:${n} `;
  }
  const before = known.get(key);
  if (before !== undefined) return before;
  const failed = Object.fromEntries(
    failureClasses.flatMap((name, i) => {
      const n = columns[i + 1]?.[place] ?? 0;
      return n === 0 ? [] : [[name, n] as const];
    }),
  );
  if (known.size < sharedCounts) known.set(key, failed);
  return failed;
}

/** The same number: out of a Float64Array each is an object of 16 bytes, a whole number of 32 bits need not be. */
const unboxed = (number: number): number => ((number | 0) === number ? number | 0 : number);

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
  if (a.length === 0 || b.length === 0) return a.length === 0 ? b : a;
  const merged: T[] = [];
  let i = 0;
  for (const item of b) {
    const at = key(item);
    for (; i < a.length && key(a[i] as T) < at; i++) merged.push(a[i] as T);
    const known = a[i];
    const same = known !== undefined && key(known) === at;
    merged.push(same ? sum(known, item) : item);
    if (same) i++;
  }
  for (; i < a.length; i++) merged.push(a[i] as T);
  return merged;
}

/** Counts of both. */
export function sumCounts<T extends Readonly<Record<string, number>>>(a: T, b: T): T {
  const sums: Record<string, number> = { ...a };
  for (const [name, n] of Object.entries(b)) sums[name] = (sums[name] ?? 0) + n;
  return sums as T;
}
