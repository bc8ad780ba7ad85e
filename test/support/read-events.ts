import type { InputCoverage } from '../../src/core/coverage.ts';
import type { EventRecord, EventSettings } from '../../src/input/eventlog/event.ts';
import { readEvents } from '../../src/input/eventlog/read-events.ts';
import { type Source, textSource } from '../../src/input/source.ts';

export interface ReadEvents {
  readonly events: readonly EventRecord[];
  readonly coverage: InputCoverage;
}

/** All events of a text, bytes or a source. */
export async function eventsOf(input: string | Buffer | Source, settings?: EventSettings): Promise<ReadEvents> {
  const source = typeof input === 'string' || Buffer.isBuffer(input) ? textSource('input', input) : input;
  const reading = readEvents(source, settings);
  const events: EventRecord[] = [];
  for await (const event of reading.events) events.push(event);
  return { events, coverage: reading.coverage() };
}
