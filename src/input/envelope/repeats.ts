import type { LogRecord } from './record.ts';

/** A page of a store's answer holds 10,000 records at most (Elasticsearch, CloudWatch). */
const maxKnown = 50_000;

/** Knows records that were there before: pages of a store's answer overlap at their ends. */
export class Repeats {
  /** Records by all that they say, with the page each stood on. */
  #known = new Map<string, number | undefined>();
  #older = new Map<string, number | undefined>();
  /** What the record of an id said: ids that stand on different records tell nothing. */
  readonly #ids = new Map<string, string>();
  #idsTell = true;

  has(record: LogRecord): boolean {
    const { time, message, id, host, program, stream, page } = record;
    if (time === undefined) return false;
    const said = `${time.time} ${time.ms} ${message}`;
    const tells = id !== undefined && this.#tells(id, said);
    // Without an id two lines of one time may well be alike, but for those that two answers of a store both have.
    if (!tells && page === undefined) return false;
    const key = [tells ? id : '', host, program, stream, said].join('\n');
    const isKnown = this.#known.has(key) || this.#older.has(key);
    if (isKnown) return tells || (this.#known.get(key) ?? this.#older.get(key)) !== page;
    this.#keep(key, page);
    return false;
  }

  #tells(id: string, said: string): boolean {
    const before = this.#ids.get(id);
    if (before !== undefined && before !== said) this.#idsTell = false;
    if (this.#ids.size >= maxKnown) this.#ids.clear();
    this.#ids.set(id, said);
    return this.#idsTell;
  }

  #keep(key: string, page: number | undefined): void {
    if (this.#known.size >= maxKnown) {
      this.#older = this.#known;
      this.#known = new Map();
    }
    this.#known.set(key, page);
  }
}
