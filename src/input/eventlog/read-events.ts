import type { InputCoverage, TimeZone } from '../../core/coverage.ts';
import type { Source } from '../source.ts';
import { openUtf8 } from '../utf8.ts';
import type { EventReading, EventRecord, EventSettings } from './event.ts';
import { isEvtx } from './evtx/evtx-events.ts';
import { readerFor } from './readers.ts';
import { Tally } from './tally.ts';
import { speaksOfPools } from './text/quotes.ts';
import { EventClock } from './time/clock.ts';
import { wantedOf } from './wanted.ts';

/** Reads an event-log export in whichever format it is; see `EventReading`. */
export function readEvents(source: Source, settings: EventSettings = {}): EventReading {
  const clock = new EventClock(source.name, settings);
  const tally = new Tally();
  const state = { format: 'unknown', encoding: 'utf-8' };
  return {
    coverage: () => coverageOf(source.name, state, tally, clock),
    events: eventsOf(source, clock, tally, settings, state),
  };
}

async function* eventsOf(
  source: Source,
  clock: EventClock,
  tally: Tally,
  settings: EventSettings,
  state: { format: string; encoding: string },
): AsyncGenerator<EventRecord> {
  const wanted = wantedOf(settings.wanted);
  const speaks = settings.speaks ?? speaksOfPools;
  const input = await openUtf8(source, isEvtx);
  state.encoding = input.encoding;
  const format = (name: string) => {
    state.format = name;
  };
  for await (const batch of readerFor(input.head)({ input, tally, wanted, clock, speaks, format })) {
    yield* clock.take(batch.filter(wanted.event));
  }
  yield* clock.flush();
}

function coverageOf(
  source: string,
  state: { format: string; encoding: string },
  tally: Tally,
  clock: EventClock,
): InputCoverage {
  return {
    source,
    format: state.format,
    encoding: state.encoding,
    lines: tally.lines,
    understood: tally.understood,
    ...(tally.first === undefined ? {} : { firstNotUnderstood: tally.first }),
    timeZone: oneZone([...clock.zones.values()]),
  };
}

/** The zone to show for an input: the one there is; unknown as soon as one time's is. */
function oneZone(zones: readonly TimeZone[]): TimeZone {
  const unknown: TimeZone = { name: 'unknown', provenance: 'unknown' };
  return (
    zones.find((zone) => zone.provenance === 'unknown') ??
    zones.find((zone) => zone.name !== 'UTC') ??
    zones[0] ??
    unknown
  );
}
