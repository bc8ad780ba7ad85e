import type { LogRecord } from './record.ts';
import { Repeats } from './repeats.ts';

/** By so many records it shows whether a store gave the oldest first, as logs have them. */
const lookAhead = 2_000;
/** More characters than this are not held to be put in order: they pass as they come. */
const maxHeld = 64 << 20;

/** Puts the records of a store in order of time, and leaves out those that two pages both have. */
export class RecordOrder {
  #held: LogRecord[] = [];
  #size = 0;
  /** Records need not be held: they come in order, or are too many. */
  #passing = false;
  readonly #whole: boolean;
  readonly #repeats = new Repeats();

  /** `whole`: several streams lie behind each other, so the beginning tells nothing of the rest. */
  constructor(whole: boolean) {
    this.#whole = whole;
  }

  /** Takes records; returns those that are in order. */
  take(records: readonly LogRecord[]): readonly LogRecord[] {
    const fresh = records.filter((record) => !this.#repeats.has(record));
    if (this.#passing) return fresh;
    for (const record of fresh) {
      this.#held.push(record);
      this.#size += record.message.length;
    }
    const enough = !this.#whole && this.#held.length >= lookAhead;
    if (this.#size < maxHeld && !(enough && !descends(this.#held))) return [];
    this.#passing = true;
    return this.#release();
  }

  end(): readonly LogRecord[] {
    return this.#release();
  }

  #release(): readonly LogRecord[] {
    const records = this.#held;
    this.#held = [];
    return inOrder(records);
  }
}

/** Whether more steps go back in time than forward. */
function descends(records: readonly LogRecord[]): boolean {
  let balance = 0;
  for (const [i, { time }] of records.entries()) {
    const before = records[i - 1]?.time;
    if (time === undefined || before === undefined || time.ms === before.ms) continue;
    balance += time.ms < before.ms ? -1 : 1;
  }
  return balance < 0;
}

/** By time; those of one time as they stood, or turned where the newest came first. One without a time stays behind the one before it. */
function inOrder(records: readonly LogRecord[]): readonly LogRecord[] {
  const turned = descends(records) ? records.toReversed() : records;
  let last = Number.NEGATIVE_INFINITY;
  const keyed = turned.map((record) => {
    last = record.time?.ms ?? last;
    return { record, at: last };
  });
  return keyed.toSorted((a, b) => a.at - b.at || 0).map(({ record }) => record);
}
