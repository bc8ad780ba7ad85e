import { dayMs } from '../../../core/time/units.ts';
import type { DateOrder } from '../event.ts';
import { type DateText, inOrder } from './date-text.ts';

/** How the dates of an input are ordered, and how that is known. */
export interface SettledOrder {
  readonly order: DateOrder;
  readonly because: string;
}

/** A zone is a day away at most, and a worker process seldom lives longer than its interval of 29 hours before it crashes. */
const nearMs = 3 * dayMs;

/**
 * Finds out whether 3/4/2026 is in March or in April: by what was asked for, the language of the
 * headers, a number above 12, the order of the rows (logs are sorted), and, as the last and weakest
 * clue, a 12-hour clock. Looks at every date until one settles it.
 */
export class DateOrderFinder {
  #settled: SettledOrder | undefined;
  readonly #asked: DateOrder | undefined;
  readonly #runs = { dmy: new Run(), mdy: new Run() };
  #twelveHour = false;
  #seen = 0;
  /** The first date that can be read in two ways. */
  doubtful: string | undefined;

  constructor(asked?: DateOrder) {
    this.#asked = asked;
    if (asked !== undefined) this.#settled = { order: asked, because: '--date-order' };
  }

  get settled(): SettledOrder | undefined {
    return this.#settled;
  }

  /** Not once it is settled, nor where a thousand dates left no doubt. */
  get needsMore(): boolean {
    return this.#settled === undefined && (this.doubtful !== undefined || this.#seen < 1000);
  }

  /** Headers in a language whose cultures all write dates this way. */
  language(order: DateOrder, because: string): void {
    this.#settled ??= { order, because };
  }

  /** The instant (ms UTC) of a date's own event, or one shortly before it: its order is the one that comes near. */
  near(date: DateText, instant: number, text: string): void {
    if (this.#settled !== undefined || date.orders.length < 2) return;
    const distances = date.orders.map((order) => ({ order, away: Math.abs(instantOf(date, order) - instant) }));
    const [close, far] = distances.toSorted((a, b) => a.away - b.away);
    if (close !== undefined && far !== undefined && close.away < nearMs && far.away > 2 * nearMs)
      this.#settled = { order: close.order, because: `${text.trim()} is near its own time in UTC so` };
  }

  see(date: DateText, text: string): void {
    this.#seen++;
    if (this.#settled !== undefined || date.orders.length === 0) return;
    const [only, other] = date.orders;
    if (only !== undefined && other === undefined && only !== 'ymd') {
      this.#settled = { order: only, because: `${text.trim()} can only be read so` };
    }
    for (const order of ['dmy', 'mdy'] as const) this.#runs[order].add(instantOf(date, order));
    this.#twelveHour ||= date.twelveHour;
    if (isDoubtful(date)) this.doubtful ??= text.trim();
  }

  /** Settles it with what was seen, at the end or when too much waits; undefined where nothing tells. */
  conclude(): SettledOrder | undefined {
    if (this.#settled !== undefined) return this.#settled;
    const { dmy, mdy } = this.#runs;
    const because = 'only so are the rows in order of time';
    if (dmy.sorted && !mdy.sorted) this.#settled = { order: 'dmy', because };
    else if (mdy.sorted && !dmy.sorted) this.#settled = { order: 'mdy', because };
    else if (this.#twelveHour)
      this.#settled = { order: 'mdy', because: 'assumed: a 12-hour clock goes with month first in most exports' };
    return this.#settled;
  }

  /** The order to read one date in: what it can only be, else what was found out. */
  orderOf(date: DateText): DateOrder | undefined {
    const { orders } = date;
    if (orders.length === 1 || date.numbers[0] === date.numbers[1]) return orders[0];
    const settled = this.#settled?.order;
    return settled !== undefined && orders.includes(settled)
      ? settled
      : this.#asked === undefined
        ? undefined
        : orders[0];
  }
}

/** Whether a date is another day read another way: 3/4/2026, not 3/3/2026. */
export const isDoubtful = ({ orders, numbers }: DateText): boolean => orders.length === 2 && numbers[0] !== numbers[1];

/** Whether times go one way only, up or down; a few days at least must differ. */
class Run {
  #last: number | undefined;
  #up = 0;
  #down = 0;

  add(time: number): void {
    if (this.#last !== undefined) {
      if (time >= this.#last + dayMs / 2) this.#up++;
      else if (time <= this.#last - dayMs / 2) this.#down++;
    }
    this.#last = time;
  }

  get sorted(): boolean {
    return this.#up + this.#down >= 2 && Math.min(this.#up, this.#down) === 0;
  }
}

/** Wall-clock time under an order, read as if it were UTC. */
export function instantOf(date: DateText, order: DateOrder): number {
  const { year, month, day } = inOrder(date.numbers, order);
  return Date.UTC(year, month - 1, day) + date.timeOfDay;
}
