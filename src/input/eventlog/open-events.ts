import type { Source } from '../source.ts';
import { keepHeapSmall } from '../v8-flags.ts';
import type { EventReading, EventSettings } from './event.ts';

/** `readEvents`, loaded when the first input is read: the readers stay off the start-up path. */
export function openEvents(source: Source, settings: EventSettings = {}): EventReading {
  let reading: EventReading | undefined;
  return {
    coverage: () =>
      reading?.coverage() ?? {
        source: source.name,
        format: 'unknown',
        encoding: 'utf-8',
        lines: 0,
        understood: 0,
        timeZone: { name: 'unknown', provenance: 'unknown' },
      },
    events: {
      async *[Symbol.asyncIterator]() {
        await keepHeapSmall();
        const { readEvents } = await import('./read-events.ts');
        reading = readEvents(source, settings);
        yield* reading.events;
      },
    },
  };
}
