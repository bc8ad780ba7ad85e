import type { EventTime } from '../../../input/eventlog/event.ts';

/** The wall clock behind an instant that --tz or another record made of it; ms, as if it were UTC. */
export function wallOf({ local, zone, lacks }: EventTime): { readonly wall?: number } {
  if (local === undefined || lacks === 'date' || zone.provenance === 'from log') return {};
  const wall = Date.parse(`${local}Z`);
  return Number.isNaN(wall) ? {} : { wall };
}
