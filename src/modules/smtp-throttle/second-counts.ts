import { type FailureClass, failureClasses, isThrottle } from './failure-class.ts';
import { bounds, type ClassCounts, type MinuteBucket, type SecondBucket } from './observations.ts';

/** Seconds this near to a throttled mail are kept where seconds are thinned. */
const nearSeconds = 120;
/** Places of the hash table, more than twice as many as there may be seconds. */
const places = 1 << 18;
/** Counts of failures that are shared by seconds at most. */
const sharedCounts = 1000;

/** Columns of the table: sent mails, then failed ones by class. */
const columnOf = new Map(failureClasses.map((name, i) => [name, i + 1]));

/** How often mails failed for one reason, by row. */
interface Failures {
  readonly name: FailureClass;
  readonly counts: Int32Array;
  readonly throttles: boolean;
}

type Minutes = Map<number, { -readonly [K in keyof MinuteBucket]: MinuteBucket[K] }>;

/**
 * Attempts by second, in one table of numbers: a month of seconds must neither fill the memory nor take long. Where
 * there are too many seconds, those far from any throttling are folded into minutes.
 */
export class SecondCounts {
  #seconds = new Float64Array(1 << 10);
  /** A column once its class occurs: most never do. */
  #columns: (Int32Array | undefined)[] = [];
  #length = 0;
  #ascending = true;
  /** Rows, counted from 1, by the hash of their second. */
  readonly #rows = new Int32Array(places);
  readonly #folded: Minutes = new Map();
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
    this.#columns[column] ??= new Int32Array(this.#seconds.length);
    const counts = this.#columns[column];
    counts[this.#row] = (counts[this.#row] as number) + mails;
  }

  #turnTo(second: number): void {
    let place = this.#placeOf(second);
    if (this.#rows[place] === 0) {
      if (this.#length >= bounds.seconds) {
        this.#thin();
        place = this.#placeOf(second);
      }
      this.#append(second, place);
    }
    this.#row = (this.#rows[place] as number) - 1;
    this.#second = second;
  }

  /** Where the row of a second is, or would be. */
  #placeOf(second: number): number {
    let place = Math.imul(second, 0x9e3779b1) >>> 14;
    for (let row = this.#rows[place]; row !== 0; row = this.#rows[place]) {
      if (this.#seconds[(row as number) - 1] === second) break;
      place = (place + 1) % places;
    }
    return place;
  }

  #append(second: number, place: number): void {
    const row = this.#length++;
    if (row === this.#seconds.length) {
      this.#seconds = grown(this.#seconds, new Float64Array(2 * row));
      this.#columns = this.#columns.map((counts) => counts && grown(counts, new Int32Array(2 * row)));
    }
    if (row > 0 && second < (this.#seconds[row - 1] as number)) this.#ascending = false;
    this.#seconds[row] = second;
    this.#rows[place] = row + 1;
  }

  /** Rows in the order of time. */
  #order(): Uint32Array {
    const order = Uint32Array.from({ length: this.#length }, (_, row) => row);
    const at = (row: number) => this.#seconds[row] as number;
    return this.#ascending ? order : order.sort((a, b) => at(a) - at(b));
  }

  #thin(): void {
    const [seconds, order] = [this.#seconds, this.#order()];
    const partOf = (row: number) => Math.floor((seconds[row] as number) / nearSeconds);
    const near = new Set<number>();
    for (const { counts } of this.#failures(isThrottle))
      for (let row = 0; row < this.#length; row++)
        if ((counts[row] as number) > 0) for (const step of [-1, 0, 1]) near.add(partOf(row) + step);
    const kept = order.filter((row) => near.has(partOf(row))).slice(-bounds.seconds / 2);
    const stays = new Uint8Array(this.#length);
    for (const row of kept) stays[row] = 1;
    const going = order.filter((row) => stays[row] === 0);
    this.#fold(going, this.#folded);
    this.#seconds = new Float64Array(seconds.length);
    this.#columns = this.#columns.map((counts) => counts && grown(picked(counts, kept), new Int32Array(counts.length)));
    this.#length = 0;
    this.#ascending = true;
    this.#rows.fill(0);
    this.#second = Number.NaN;
    for (const row of kept) this.#append(seconds[row] as number, this.#placeOf(seconds[row] as number));
  }

  /** The columns of failures that occur. */
  #failures(wanted: (name: FailureClass) => boolean = () => true): readonly Failures[] {
    return failureClasses.flatMap((name, i) => {
      const counts = this.#columns[i + 1];
      return counts === undefined || !wanted(name) ? [] : [{ name, counts, throttles: isThrottle(name) }];
    });
  }

  /** Adds seconds to their minutes. */
  #fold(rows: Uint32Array, minutes: Minutes): void {
    const [seconds, sent, failures] = [this.#seconds, this.#columns[0], this.#failures()];
    let all = { minute: Number.NaN, sent: 0, failed: 0, throttled: 0 };
    for (const row of rows) {
      const minute = Math.floor((seconds[row] as number) / 60);
      if (minute !== all.minute) {
        all = minutes.get(minute) ?? { minute, sent: 0, failed: 0, throttled: 0 };
        minutes.set(minute, all);
      }
      all.sent += sent?.[row] ?? 0;
      for (const { counts, throttles } of failures) {
        const n = counts[row] as number;
        all.failed += n;
        if (throttles) all.throttled += n;
      }
    }
  }

  /** Ascending seconds and minutes; minutes count all. */
  buckets(): { seconds: readonly SecondBucket[]; minutes: readonly MinuteBucket[] } {
    const [times, sent, failures, order] = [this.#seconds, this.#columns[0], this.#failures(), this.#order()];
    const minutes: Minutes = new Map([...this.#folded].map(([minute, counts]) => [minute, { ...counts }]));
    this.#fold(order, minutes);
    const known = new Map<string, ClassCounts>();
    const seconds = new Array<SecondBucket>(order.length);
    for (let i = 0; i < seconds.length; i++) {
      const row = order[i] as number;
      const failed = failedAt(row, failures, known);
      seconds[i] = { second: unboxed(times[row] as number), sent: sent?.[row] ?? 0, failed };
    }
    return { seconds, minutes: [...minutes.values()].sort((a, b) => a.minute - b.minute) };
  }
}

/** Counts by class; those known by their `name:n` are shared, for a day has few that differ. */
function failedAt(row: number, failures: readonly Failures[], known: Map<string, ClassCounts>): ClassCounts {
  let key = '';
  for (const { name, counts } of failures) if ((counts[row] as number) > 0) key += `${name}:${counts[row]} `;
  const before = known.get(key);
  if (before !== undefined) return before;
  const all = failures.map(({ name, counts }) => [name, counts[row] as number] as const);
  const failed = Object.fromEntries(all.filter(([, n]) => n > 0));
  if (known.size < sharedCounts) known.set(key, failed);
  return failed;
}

/** The same numbers in an array with more room. */
function grown<T extends Float64Array | Int32Array>(numbers: T, room: T): T {
  room.set(numbers);
  return room;
}

/** What stands in these rows. */
const picked = (counts: Int32Array, rows: Uint32Array): Int32Array => Int32Array.from(rows, (row) => counts[row] ?? 0);

/** The same number: out of a Float64Array each is an object of 16 bytes, a whole number of 32 bits need not be. */
const unboxed = (number: number): number => ((number | 0) === number ? number | 0 : number);

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
