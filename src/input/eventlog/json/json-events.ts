import type { RawEvent } from '../raw-event.ts';
import type { Tally } from '../tally.ts';
import { eventsOfJson } from './json-event.ts';
import { JsonValues } from './json-values.ts';

/** Reads a JSON export: a list, objects one after the other, or one object that holds a list. */
export class JsonEvents {
  readonly #tally: Tally;
  readonly #values: JsonValues;

  constructor(tally: Tally) {
    this.#tally = tally;
    this.#values = new JsonValues((line, text) => tally.miss(line, text));
  }

  take(chunk: string): RawEvent[] {
    return this.#values.take(chunk).flatMap(({ text, line }) => {
      const events = this.#parse(text, line);
      if (events.length === 0) this.#tally.miss(line, text);
      return events;
    });
  }

  end(endsLine: boolean): void {
    this.#values.end();
    this.#tally.lines = endsLine ? this.#values.line - 1 : this.#values.line;
  }

  #parse(text: string, line: number): RawEvent[] {
    try {
      return eventsOfJson(JSON.parse(text), line);
    } catch {
      return [];
    }
  }
}
